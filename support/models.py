"""The support of a household: its enrolment, its one plan, its people's rights and schooling."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.models import AppendOnly, Record
from households.enums import Language
from households.models import Household, Person
from households.querysets import HouseholdPartQuerySet
from partners.models import Partner, Referral
from support.enums import (
    ActionOwner,
    Agreement,
    ExitReason,
    GoalDomain,
    GoalStatus,
    RightKind,
    RightStatus,
    SchoolLevel,
    SchoolStatus,
)
from support.querysets import ActionQuerySet, EnrolmentQuerySet, PlanPartQuerySet, RightQuerySet, SchoolQuerySet


class Enrolment(Record):
    """The period in which the operator supports a household, from its entry to its exit (excluded)."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="enrolments")
    opened_on = models.DateField(_("opened on"))
    paused_on = models.DateField(_("paused on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    exit_reason = models.CharField(_("reason of exit"), max_length=12, choices=ExitReason, blank=True)
    exit_destination = models.CharField(_("destination"), max_length=160, blank=True)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(closed_on=None),
                name="enrolment_one_open_a_household",
                violation_error_message=_("This household is already supported."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, exit_reason="") | (Q(closed_on__gte=F("opened_on")) & ~Q(exit_reason="")),
                name="enrolment_exit_dated_with_reason",
                violation_error_message=_("An exit has a reason and comes after the entry."),
            ),
        ]
        indexes = [models.Index(fields=["opened_on", "closed_on"], name="enrolment_period")]

    def __str__(self) -> str:
        return f"{self.opened_on}"


class SupportPlan(Record):
    """The household's plan, on one page: first its own words. One plan in force a household."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="plans")
    words = models.TextField(_("what the family wants, in its own words"), blank=True)
    words_language = models.CharField(_("language of these words"), max_length=2, choices=Language, blank=True)
    words_french = models.TextField(_("the same in French"), blank=True)
    agreement = models.CharField(_("agreement"), max_length=8, choices=Agreement, default=Agreement.NONE)
    agreed_on = models.DateField(_("agreement given on"), null=True, blank=True)
    started_on = models.DateField(_("started on"))
    review_on = models.DateField(_("next review"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("social worker"))

    objects = HouseholdPartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(closed_on=None),
                name="plan_one_in_force_a_household",
                violation_error_message=_("This household already has a plan."),
            ),
            models.CheckConstraint(
                condition=Q(agreement=Agreement.NONE, agreed_on=None)
                | (~Q(agreement=Agreement.NONE) & Q(agreed_on__isnull=False)),
                name="plan_agreement_dated",
                violation_error_message=_("An agreement has a date."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household} {self.started_on}"

    def get_absolute_url(self) -> str:
        return reverse("support:plan", args=[self.household_id])


class PlanReview(AppendOnly):
    """A dated review of the plan, with the family's comment and the plan as it stood."""

    plan = models.ForeignKey(SupportPlan, on_delete=models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField(_("reviewed on"))
    family_comment = models.TextField(_("the family's comment"), blank=True)
    state = models.JSONField(_("the plan that day"), default=dict)
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = PlanPartQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.reviewed_on)


class Goal(Record):
    """A result the household wants, in one of twelve domains."""

    plan = models.ForeignKey(SupportPlan, on_delete=models.PROTECT, related_name="goals")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="goals", verbose_name=_("whose goal")
    )
    domain = models.CharField(_("domain"), max_length=10, choices=GoalDomain)
    statement = models.CharField(_("goal"), max_length=200)
    status = models.CharField(_("status"), max_length=8, choices=GoalStatus, default=GoalStatus.PLANNED)
    blocked_by = models.CharField(_("blocked by"), max_length=160, blank=True)
    target_on = models.DateField(_("aimed for"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), default=1)
    referrals = models.ManyToManyField(Referral, blank=True, related_name="goals", verbose_name=_("referrals"))

    objects = PlanPartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(status__in=[GoalStatus.REACHED, GoalStatus.DROPPED]) & Q(closed_on__isnull=False))
                | (~Q(status__in=[GoalStatus.REACHED, GoalStatus.DROPPED]) & Q(closed_on=None)),
                name="goal_closed_dated",
                violation_error_message=_("A goal reached or given up has its date."),
            ),
        ]

    def __str__(self) -> str:
        return self.statement


class PlanAction(Record):
    """A step toward a goal: who does it, by when, and when it was done."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="actions")
    statement = models.CharField(_("action"), max_length=200)
    owner = models.CharField(_("who does it"), max_length=8, choices=ActionOwner, default=ActionOwner.WORKER)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("partner"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dropped_on = models.DateField(_("given up on"), null=True, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_on"], condition=Q(done_on=None), name="action_due")]

    def __str__(self) -> str:
        return self.statement


class Right(Record):
    """Where a person stands with one right: requested, open, refused, until when."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="rights")
    kind = models.CharField(_("right"), max_length=24, choices=RightKind)
    status = models.CharField(_("status"), max_length=8, choices=RightStatus, default=RightStatus.UNKNOWN)
    detail = models.CharField(_("detail"), max_length=40, blank=True)
    requested_on = models.DateField(_("requested on"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = RightQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="right_valid_in_order",
                violation_error_message=_("A right ends after it starts."),
            ),
        ]
        indexes = [models.Index(fields=["kind", "status", "valid_until"], name="right_valid")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_status_display()}"


class Schooling(Record):
    """A child's enrolment in a school, or the request for it, from a day to another (excluded)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="schoolings")
    level = models.CharField(_("level"), max_length=16, choices=SchoolLevel, default=SchoolLevel.OTHER)
    # The school attended never leaves the operator.
    school = models.CharField(_("school"), max_length=120, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=SchoolStatus)
    requested_on = models.DateField(_("requested on"), null=True, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(until=None),
                name="schooling_one_open_a_person",
                violation_error_message=_("This child already has an open schooling record."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="schooling_ends_after_start",
                violation_error_message=_("The end comes after the start."),
            ),
        ]
        indexes = [models.Index(fields=["status", "since"], name="schooling_period")]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.get_status_display()}"
