"""Families: people, who lives with whom and where over time, and each contact with them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from camps.enums import DatePrecision
from camps.models import Camp, SiteVisit
from common.models import Record
from common.period import whole_years
from households.enums import (
    ConsentForm,
    ContactChannel,
    HouseholdRole,
    Language,
    Nationality,
    NextStep,
    Outcome,
    Sex,
    SharingPurpose,
    StayKind,
    Wish,
)
from households.querysets import (
    ConsentQuerySet,
    EncounterQuerySet,
    HouseholdPartQuerySet,
    HouseholdQuerySet,
    MembershipQuerySet,
    PersonQuerySet,
    StayQuerySet,
)


class Household(Record):
    """People supported together, under a short code that can be said aloud and means nothing."""

    operator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="households")
    code = models.CharField(_("code"), max_length=8)
    name = models.CharField(_("usual name"), max_length=120)
    # Kept by services: the usual name folded, for search and for ordering.
    name_fold = models.CharField(max_length=120, editable=False)
    # Kept by services: `sound_key` of the usual name, for search.
    name_sound = models.CharField(max_length=120, editable=False, blank=True, default="")
    spot = models.CharField(_("spot on the camp"), max_length=20, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, blank=True)
    needs_interpreter = models.BooleanField(_("needs an interpreter"), default=False)
    referent = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="households", verbose_name=_("social worker")
    )
    first_contact_on = models.DateField(_("first contact"), null=True, blank=True)
    # Stored beside the events, in the same transaction: lists sort on it.
    last_contact_on = models.DateField(_("last contact"), null=True, blank=True)
    note = models.TextField(_("to know before visiting"), blank=True)

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operator", "code"],
                name="household_code_once",
                violation_error_message=_("This code is already a household's."),
            ),
        ]
        indexes = [
            models.Index(fields=["operator", "name_fold", "id"], name="household_by_name"),
            models.Index(fields=["operator", "last_contact_on", "id"], name="household_by_contact"),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("support:household", args=[self.pk])


class Person(Record):
    """One person. Only first name or family name is needed; everything else may be unknown."""

    operator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    # Kept by services: `sound_key` of family and first name, for search and likely same persons.
    name_sound = models.CharField(max_length=160, editable=False, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    born_on = models.DateField(_("born on"), null=True, blank=True)
    born_precision = models.CharField(
        _("precision of the birth date"), max_length=10, choices=DatePrecision, default=DatePrecision.UNKNOWN
    )
    nationality = models.CharField(_("nationality"), max_length=2, choices=Nationality, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    died_on = models.DateField(_("died on"), null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(family_name="", first_name=""),
                name="person_has_a_name",
                violation_error_message=_("Give a first name or a family name."),
            ),
            models.CheckConstraint(
                condition=Q(born_on=None, born_precision=DatePrecision.UNKNOWN)
                | (Q(born_on__isnull=False) & ~Q(born_precision=DatePrecision.UNKNOWN)),
                name="person_birth_has_precision",
                violation_error_message=_("A birth date has a precision, and an unknown one has no date."),
            ),
            models.CheckConstraint(
                condition=Q(died_on=None) | Q(born_on=None) | Q(died_on__gte=F("born_on")),
                name="person_dies_after_birth",
                violation_error_message=_("A person cannot die before birth."),
            ),
        ]
        indexes = [models.Index(fields=["operator", "name_sound"], name="person_by_sound")]

    def __str__(self) -> str:
        return f"{self.first_name} {self.family_name}".strip()

    def age(self, on: date) -> int | None:
        """Whole years at the end of `on`; None when the birth date is unknown."""
        return whole_years(self.born_on, on) if self.born_on else None


class Membership(Record):
    """A person belongs to a household from a day to another (excluded)."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("place in the household"), max_length=8, choices=HouseholdRole, default=HouseholdRole.OTHER)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(until=None),
                name="membership_one_open_a_person",
                violation_error_message=_("This person already belongs to a household."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="membership_ends_after_start",
                violation_error_message=_("The end comes after the start."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"


class Stay(Record):
    """Where a person lives from a day to another (excluded). One open stay a person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stays")
    kind = models.CharField(_("kind of place"), max_length=20, choices=StayKind)
    camp = models.ForeignKey(Camp, on_delete=models.PROTECT, null=True, blank=True, related_name="stays")
    # Kept from the prefecture always, counts by place included.
    place = models.CharField(_("place"), max_length=160, blank=True)
    since = models.DateField(_("since"))
    since_precision = models.CharField(_("precision"), max_length=10, choices=DatePrecision, default=DatePrecision.DAY)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = StayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(until=None),
                name="stay_one_open_a_person",
                violation_error_message=_("This person already lives somewhere: end that stay first."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="stay_ends_after_start",
                violation_error_message=_("The end comes after the start."),
            ),
            models.CheckConstraint(
                condition=Q(kind=StayKind.CAMP, camp__isnull=False) | (~Q(kind=StayKind.CAMP) & Q(camp__isnull=True)),
                name="stay_on_a_camp_names_it",
                violation_error_message=_("A stay on a camp names the camp, and only such a stay."),
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "since"], name="stay_by_kind"),
            models.Index(fields=["camp", "until"], name="stay_on_camp"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.since}"


class Encounter(Record):
    """A contact with a household, or the attempt: made once under its own id, corrected by a new row."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="encounters")
    visit = models.ForeignKey(SiteVisit, on_delete=models.PROTECT, null=True, blank=True, related_name="encounters")
    happened_on = models.DateField(_("date"))
    occurred_at = models.DateTimeField(_("logged at"))
    channel = models.CharField(_("how"), max_length=12, choices=ContactChannel, default=ContactChannel.FACE_TO_FACE)
    # Where the household lived that day: the breakdown of C2 must not move when they do.
    place_kind = models.CharField(_("kind of place"), max_length=20, choices=StayKind, default=StayKind.UNKNOWN)
    outcome = models.CharField(_("presence"), max_length=8, choices=Outcome)
    met_persons = models.ManyToManyField(Person, blank=True, related_name="encounters", verbose_name=_("people met"))
    topics = models.JSONField(_("topics"), default=list, blank=True)
    note = models.TextField(_("note"), blank=True)
    next_step = models.CharField(_("next step"), max_length=12, choices=NextStep, default=NextStep.NONE)
    next_on = models.DateField(_("on"), null=True, blank=True)
    next_label = models.CharField(_("what"), max_length=160, blank=True)
    next_done_on = models.DateField(_("done on"), null=True, blank=True)
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="encounters")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")

    objects = EncounterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(next_step=NextStep.NONE) | Q(next_on__isnull=False),
                name="encounter_next_step_dated",
                violation_error_message=_("A next step has a date."),
            ),
        ]
        indexes = [
            models.Index(fields=["household", "-happened_on"], name="encounter_of_household"),
            models.Index(fields=["happened_on"], name="encounter_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.happened_on}"


class Assessment(Record):
    """The initial evaluation of a household. It counts once validated."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="assessments")
    started_on = models.DateField(_("started on"))
    validated_on = models.DateField(_("validated on"), null=True, blank=True)
    with_interpreter = models.BooleanField(_("interpreter present"), default=False)
    adults_present = models.PositiveSmallIntegerField(_("adults present"), null=True, blank=True)
    place_kind = models.CharField(_("kind of place"), max_length=20, choices=StayKind, default=StayKind.UNKNOWN)
    summary = models.TextField(_("what matters, in a few lines"), blank=True)
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = HouseholdPartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(validated_on=None) | Q(validated_on__gte=F("started_on")),
                name="assessment_validated_after_start",
                violation_error_message=_("An evaluation is validated after it starts."),
            ),
        ]
        indexes = [models.Index(fields=["validated_on"], name="assessment_validated")]

    def __str__(self) -> str:
        return str(self.started_on)


class SupportWish(Record):
    """What the household says it wants, that day, in its words. « Not ready yet » is a state, not a failure."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="wishes")
    value = models.CharField(_("wish"), max_length=10, choices=Wish)
    stated_on = models.DateField(_("said on"))
    words = models.TextField(_("in their words"), blank=True)
    ask_again_on = models.DateField(_("propose again on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = HouseholdPartQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["household", "-stated_on"], name="wish_latest")]

    def __str__(self) -> str:
        return self.get_value_display()


class InformationNotice(Record):
    """The household was told what is written about it, why, and its rights."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="notices")
    given_on = models.DateField(_("given on"))
    language = models.CharField(_("language"), max_length=2, choices=Language)
    form = models.CharField(_("form"), max_length=8, choices=ConsentForm)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = HouseholdPartQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.given_on)


class SharingConsent(Record):
    """The household agrees that some facts go to one organisation, for one purpose. Withdrawn at once."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=10, choices=SharingPurpose)
    shared_with = models.CharField(_("shared with"), max_length=120)
    form = models.CharField(_("form"), max_length=8, choices=ConsentForm)
    given_on = models.DateField(_("given on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_withdrawn_after_given",
                violation_error_message=_("A consent is withdrawn after it is given."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} · {self.shared_with}"
