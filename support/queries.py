"""Reads of one household's page and plan, in few statements whatever the history."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce, TruncDate

from camps.models import EvacuationDate
from households.models import (
    Assessment,
    Encounter,
    Household,
    InformationNotice,
    Membership,
    Person,
    SharingConsent,
    Stay,
    SupportWish,
)
from households.queries import as_listed, members_with_ages
from partners.models import Referral
from partners.querysets import ENDED
from support.enums import GoalStatus, RightStatus
from support.models import Enrolment, Goal, PlanAction, PlanReview, Right, Schooling, SupportPlan
from support.rows import columns, together

ENCOUNTERS = 60
FACTS = 400
# The day a right changed in life; the day it was written down only when no other is known.
RIGHT_DAY = Coalesce("decided_on", "valid_from", "requested_on", TruncDate("created_at"))


@dataclass(frozen=True)
class Fact:
    """A dated fact of the file, from any table: what it is, its days, its codes and its words."""

    kind: str
    key: UUID
    day: date | None
    until: date | None
    code: str
    text: str
    more: str


@dataclass(frozen=True)
class Member:
    """A person of the household, where they live, and since when."""

    membership: Membership
    stay: Stay | None

    @property
    def person(self):
        return self.membership.person


@dataclass(frozen=True)
class Sheet:
    """All a household's page shows."""

    household: Household
    members: list[Member]
    former: list[Membership]
    stays: list[Stay]
    encounters: list[Encounter]
    replaced: dict[UUID, Encounter] = field(default_factory=dict)
    facts: dict[str, list[Fact]] = field(default_factory=dict)

    def of(self, kind: str) -> list[Fact]:
        """The facts of one kind, the latest first."""
        return self.facts.get(kind, [])

    @property
    def last_contacts(self) -> list[tuple[Encounter, Encounter | None]]:
        """The last three contacts, each with what was written before its correction."""
        last = self.encounters[:3]
        return [(contact, self.replaced.get(contact.replaces_id) if contact.replaces_id else None) for contact in last]

    @property
    def wish(self) -> Fact | None:
        return next(iter(self.of("wish")), None)

    @property
    def enrolment(self) -> Fact | None:
        return next(iter(self.of("enrolment")), None)

    @property
    def plan(self) -> Fact | None:
        return next((fact for fact in self.of("plan") if fact.until is None), None)

    @property
    def assessment(self) -> Fact | None:
        return next(iter(self.of("assessment")), None)

    @property
    def consents(self) -> list[Fact]:
        return [fact for fact in self.of("consent") if fact.until is None]

    @property
    def open_referrals(self) -> list[Fact]:
        return [fact for fact in self.of("referral") if fact.code not in ENDED]

    @property
    def goal_counts(self) -> list[tuple[str, int]]:
        """(status in words, how many), in the order of the statuses."""
        counted = Counter(goal.code for goal in self.of("goal"))
        return [(str(status.label), counted[status]) for status in GoalStatus if counted[status]]


def sheet_of(household: Household, today: date) -> Sheet:
    """What the household's page shows: people, places, contacts and facts. Four statements."""
    memberships = list(Membership.objects.filter(household=household).select_related("person").order_by("since", "pk"))
    stays = _stays([membership.person_id for membership in memberships])
    open_stays = {stay.person_id: stay for stay in stays if stay.until is None}
    current = [m for m in memberships if m.since <= today and (m.until is None or m.until > today)]
    contacts = list(_contacts(household))
    return Sheet(
        household=household,
        members=[Member(membership, open_stays.get(membership.person_id)) for membership in as_listed(current)],
        former=[m for m in memberships if m.until and m.until <= today],
        stays=stays,
        encounters=[contact for contact in contacts if not contact.is_replaced],
        replaced={contact.pk: contact for contact in contacts if contact.is_replaced},
        facts=_facts(household),
    )


def _contacts(household: Household) -> Any:
    """The last contacts, those since corrected included, which `is_replaced` marks."""
    newer = Encounter.objects.filter(replaces=OuterRef("pk"))
    rows = Encounter.objects.filter(household=household).select_related("worker").annotate(is_replaced=Exists(newer))
    return rows.order_by("-happened_on", "-pk")[:ENCOUNTERS]


def _stays(people: list[UUID]) -> list[Stay]:
    evacuation = EvacuationDate.objects.filter(camp=OuterRef("camp")).order_by("-told_on", "-pk")
    rows = Stay.objects.filter(person__in=people).select_related("camp", "person")
    return list(rows.annotate(evacuation_on=Subquery(evacuation.values("planned_on")[:1])).order_by("-since", "-pk"))


def _facts(household: Household) -> dict[str, list[Fact]]:
    mine = {"household": household}
    theirs = {"person__memberships__household": household}
    plan = {"plan__household": household, "plan__closed_on": None}

    def part(rows, kind, day, until=None, code=None, text=None, more=None):
        return columns(rows, kind, days={"day": day, "until": until}, texts={"code": code, "text": text, "more": more})

    statement = together(
        [
            part(SupportWish.objects.filter(**mine), "wish", "stated_on", "ask_again_on", "value", "words"),
            part(Assessment.objects.filter(**mine), "assessment", "started_on", "validated_on", None, "summary"),
            part(InformationNotice.objects.filter(**mine), "notice", "given_on", None, "language", "form"),
            part(SharingConsent.objects.filter(**mine), "consent", "given_on", "withdrawn_on", "purpose", "shared_with"),
            part(Referral.objects.filter(**mine), "referral", "sent_on", "appointment_on", "status", "partner__name", "purpose"),
            part(Enrolment.objects.filter(**mine), "enrolment", "opened_on", "closed_on", "exit_reason", "paused_on",
                 "exit_destination"),
            part(SupportPlan.objects.filter(**mine), "plan", "started_on", "closed_on", "agreement", "review_on", "words_french"),
            part(PlanReview.objects.filter(plan__household=household), "review", "reviewed_on", None, None, "family_comment"),
            part(Goal.objects.filter(**plan), "goal", "closed_on", "target_on", "status", "statement", "blocked_by"),
            part(
                PlanAction.objects.to_do().filter(goal__plan__household=household, goal__plan__closed_on=None),
                "action", "due_on", None, "owner", "statement", "goal__statement",
            ),
            part(Right.objects.filter(**theirs), "right", RIGHT_DAY, "valid_until", "status", "person__first_name",
                 "kind"),
            part(Schooling.objects.filter(**theirs), "school", "since", "until", "status", "person__first_name", "level"),
        ]
    )  # fmt: skip
    facts: dict[str, list[Fact]] = {}
    for kind, key, *rest in statement.order_by("-c_day", "-c_key")[:FACTS]:
        facts.setdefault(kind, []).append(Fact(kind, key if isinstance(key, UUID) else UUID(str(key)), *rest))
    return facts


def plan_of(household: Household) -> SupportPlan | None:
    """The plan in force, or else the last one, with its goals, actions and reviews. At most four statements."""
    actions = PlanAction.objects.select_related("partner", "done_by").order_by("done_on", "due_on", "pk")
    goals = Goal.objects.select_related("person").order_by("rank", "pk").prefetch_related(Prefetch("actions", queryset=actions))
    reviews = PlanReview.objects.select_related("worker").order_by("-reviewed_on", "-pk")
    plans = SupportPlan.objects.filter(household=household).select_related("worker", "household")
    plans = plans.prefetch_related(Prefetch("goals", queryset=goals), Prefetch("reviews", queryset=reviews))
    return plans.order_by("-started_on", "-pk").first()


def people_of(encounter: Encounter) -> list[Person]:
    """Who may have been met at a contact: the household's people that day, and those named already."""
    there = members_with_ages(encounter.household, encounter.happened_on)
    known = {person.pk for person in there}
    return there + [person for person in encounter.met_persons.order_by("pk") if person.pk not in known]


def latest_enrolment(household: Household) -> Enrolment | None:
    """The last period of support, open or not."""
    return Enrolment.objects.filter(household=household).order_by("-opened_on", "-pk").first()


def rights_of(person: Person, today: date) -> list[tuple[Right, bool]]:
    """The person's rights, each kind together and the latest first, with whether it is valid today."""
    rows = Right.objects.filter(person=person).select_related("recorded_by").order_by("kind", "-created_at", "-pk")
    return [(right, _valid(right, today)) for right in rows]


def _valid(right: Right, today: date) -> bool:
    begun = right.valid_from is None or right.valid_from <= today
    return right.status == RightStatus.OPEN and begun and (right.valid_until is None or right.valid_until >= today)


def schoolings_of(person: Person) -> list[Schooling]:
    """The child's schooling, the latest first."""
    return list(Schooling.objects.filter(person=person).select_related("recorded_by").order_by("-since", "-pk"))
