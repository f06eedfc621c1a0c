"""Camps: where they are, what was seen there and when, and the dated threat on them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from camps.enums import (
    CampKind,
    CampMove,
    CampStatus,
    Certainty,
    ClosureKind,
    CountSource,
    DatePrecision,
    LegalBasis,
    LegalStepKind,
    OwnerKind,
    ReportSource,
    YesNo,
)
from camps.querysets import CampPartQuerySet, CampQuerySet, SiteVisitQuerySet
from common.models import AppendOnly, Record


class Sector(Record):
    """A grouping of communes, for work and for reporting."""

    name = models.CharField(_("name"), max_length=80)
    department = models.CharField(_("department"), max_length=3)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["department", "name"], name="sector_once_a_department")]

    def __str__(self) -> str:
        return self.name


class Commune(Record):
    """A municipality, by its official code; communes merge, so a row has an end of validity."""

    code = models.CharField(_("INSEE code"), max_length=5, unique=True)
    name = models.CharField(_("name"), max_length=80)
    department = models.CharField(_("department"), max_length=3)
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("sector"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Camp(Record):
    """A place lived in without right or title."""

    operator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="camps")
    name = models.CharField(_("name"), max_length=120)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="camps", verbose_name=_("commune"))
    address = models.CharField(_("address"), max_length=200, blank=True)
    access = models.CharField(_("how to get in"), max_length=200, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    kind = models.CharField(_("kind of site"), max_length=10, choices=CampKind, default=CampKind.UNKNOWN)
    owner_kind = models.CharField(_("owner"), max_length=10, choices=OwnerKind, default=OwnerKind.UNKNOWN)
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    settled_precision = models.CharField(_("precision"), max_length=10, choices=DatePrecision, default=DatePrecision.DAY)
    reported_on = models.DateField(_("reported on"))
    reported_by = models.CharField(_("reported by"), max_length=12, choices=ReportSource, default=ReportSource.UNKNOWN)
    is_resettlement = models.CharField(_("resettlement"), max_length=8, choices=YesNo, default=YesNo.UNKNOWN)
    aims_at_resorption = models.CharField(_("aim of resorption"), max_length=8, choices=YesNo, default=YesNo.UNKNOWN)
    status = models.CharField(_("status"), max_length=10, choices=CampStatus, default=CampStatus.REPORTED)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closure_kind = models.CharField(_("how it closed"), max_length=10, choices=ClosureKind, blank=True)
    closure_basis = models.CharField(_("legal basis"), max_length=10, choices=LegalBasis, blank=True)

    objects = CampQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operator", "commune", "name"],
                name="camp_once_a_commune",
                violation_error_message=_("A camp of this name is already known in this commune."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("reported_on")) | Q(closed_on__gte=F("settled_on")),
                name="camp_closed_after_start",
                violation_error_message=_("A camp cannot close before it exists."),
            ),
            models.CheckConstraint(
                condition=Q(status=CampStatus.CLOSED, closed_on__isnull=False)
                | (~Q(status=CampStatus.CLOSED) & Q(closed_on__isnull=True)),
                name="camp_closed_has_date",
                violation_error_message=_("A closed camp has a closing date, and only a closed one."),
            ),
        ]
        indexes = [models.Index(fields=["operator", "status", "name"], name="camp_register")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("camps:detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status != CampStatus.CLOSED

    @property
    def known_since(self) -> date | None:
        """First day on which something can have been seen there; None when that is only « about a year »."""
        if self.settled_on is None:
            return self.reported_on
        settled = self.settled_on
        if self.settled_precision in (DatePrecision.ABOUT, DatePrecision.UNKNOWN):
            return None
        if self.settled_precision == DatePrecision.YEAR:
            settled = settled.replace(month=1, day=1)
        if self.settled_precision == DatePrecision.MONTH:
            settled = settled.replace(day=1)
        return min(settled, self.reported_on)


class CampEvent(AppendOnly):
    """One move of a camp from a status to another: what keeps the history when a camp is reopened."""

    camp = models.ForeignKey(Camp, on_delete=models.PROTECT, related_name="events")
    move = models.CharField(_("move"), max_length=14, choices=CampMove)
    from_status = models.CharField(_("from"), max_length=10, choices=CampStatus)
    to_status = models.CharField(_("to"), max_length=10, choices=CampStatus)
    happened_on = models.DateField(_("date"))
    closure_kind = models.CharField(_("how it closed"), max_length=10, choices=ClosureKind, blank=True)
    closure_basis = models.CharField(_("legal basis"), max_length=10, choices=LegalBasis, blank=True)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = CampPartQuerySet.as_manager()

    def __str__(self) -> str:
        return self.get_move_display()


class Headcount(Record):
    """How many people lived there on a day, as someone counted or estimated. Never overwritten."""

    camp = models.ForeignKey(Camp, on_delete=models.PROTECT, related_name="headcounts")
    counted_on = models.DateField(_("counted on"))
    source = models.CharField(_("source"), max_length=10, choices=CountSource, default=CountSource.TEAM)
    people_low = models.PositiveIntegerField(_("people, at least"), null=True, blank=True)
    people_best = models.PositiveIntegerField(_("people"))
    people_high = models.PositiveIntegerField(_("people, at most"), null=True, blank=True)
    households = models.PositiveIntegerField(_("households"), null=True, blank=True)
    women = models.PositiveIntegerField(_("women and girls"), null=True, blank=True)
    minors = models.PositiveIntegerField(_("minors"), null=True, blank=True)
    # Bands of the State's platform, kept as told: {"0-3": 4, "3-6": 2, "6-12": …, "12-16": …, "16-18": …}.
    minor_bands = models.JSONField(_("minors by age"), default=dict, blank=True)
    # What stands on the ground, as told: {"caravans": 3, "cabins": 12, "tents": …}.
    dwellings = models.JSONField(_("dwellings"), default=dict, blank=True)
    nothing_changed = models.BooleanField(_("nothing has changed"), default=False)
    counted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)

    objects = CampPartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(people_low=None) | Q(people_low__lte=F("people_best")))
                & (Q(people_high=None) | Q(people_high__gte=F("people_best"))),
                name="headcount_low_best_high",
                violation_error_message=_("The best estimate lies between the lowest and the highest."),
            ),
            models.CheckConstraint(
                condition=Q(minors=None) | Q(minors__lte=F("people_best")),
                name="headcount_minors_within",
                violation_error_message=_("There cannot be more minors than people."),
            ),
            models.CheckConstraint(
                condition=Q(households=None) | Q(households__lte=F("people_best")),
                name="headcount_households_within",
                violation_error_message=_("There cannot be more households than people."),
            ),
        ]
        indexes = [models.Index(fields=["camp", "-counted_on"], name="headcount_latest")]

    def __str__(self) -> str:
        return f"{self.people_best} ({self.counted_on})"


class SiteSurvey(Record):
    """Living conditions seen on a day."""

    camp = models.ForeignKey(Camp, on_delete=models.PROTECT, related_name="surveys")
    surveyed_on = models.DateField(_("surveyed on"))
    water = models.CharField(_("water"), max_length=8, choices=YesNo, default=YesNo.UNKNOWN)
    toilets = models.CharField(_("toilets"), max_length=8, choices=YesNo, default=YesNo.UNKNOWN)
    waste = models.CharField(_("waste collection"), max_length=8, choices=YesNo, default=YesNo.UNKNOWN)
    electricity = models.CharField(_("safe electricity"), max_length=8, choices=YesNo, default=YesNo.UNKNOWN)
    fire_safety = models.CharField(_("fire prevention"), max_length=8, choices=YesNo, default=YesNo.UNKNOWN)
    vermin = models.CharField(_("vermin"), max_length=8, choices=YesNo, default=YesNo.UNKNOWN)
    danger = models.CharField(_("danger nearby"), max_length=8, choices=YesNo, default=YesNo.UNKNOWN)
    surveyed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)

    objects = CampPartQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.surveyed_on)


class LegalStep(Record):
    """A dated fact of the legal track, with who told it and how sure it is."""

    camp = models.ForeignKey(Camp, on_delete=models.PROTECT, related_name="legal_steps")
    kind = models.CharField(_("step"), max_length=16, choices=LegalStepKind)
    happened_on = models.DateField(_("date"))
    source = models.CharField(_("told by"), max_length=120)
    certainty = models.CharField(_("certainty"), max_length=8, choices=Certainty, default=Certainty.TOLD)
    note = models.CharField(_("detail"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)

    objects = CampPartQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["camp", "happened_on"], name="legalstep_in_time")]

    def __str__(self) -> str:
        return self.get_kind_display()


class EvacuationDate(Record):
    """A planned evacuation date as it was told on a day. Dates slip: rows are added, never changed."""

    camp = models.ForeignKey(Camp, on_delete=models.PROTECT, related_name="evacuation_dates")
    planned_on = models.DateField(_("planned for"))
    told_on = models.DateField(_("told on"))
    source = models.CharField(_("told by"), max_length=120)
    certainty = models.CharField(_("certainty"), max_length=8, choices=Certainty, default=Certainty.TOLD)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)

    objects = CampPartQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["camp", "-told_on"], name="evacuationdate_latest")]

    def __str__(self) -> str:
        return str(self.planned_on)

    def days_left(self, on: date) -> int:
        """D-n: days from `on` to the planned date; negative once past."""
        return (self.planned_on - on).days


class SiteVisit(Record):
    """A round: the team's presence on a camp on a day. It counts once it is finished (`validated_at`)."""

    camp = models.ForeignKey(Camp, on_delete=models.PROTECT, related_name="visits")
    visited_on = models.DateField(_("date of the visit"))
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="site_visits")
    with_interpreter = models.BooleanField(_("with an interpreter"), default=False)
    validated_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = SiteVisitQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["visited_on"], name="sitevisit_day")]

    def __str__(self) -> str:
        return f"{self.camp} {self.visited_on}"
