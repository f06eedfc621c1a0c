"""What the round's pages show."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from camps.models import SiteVisit
from common.folding import fold
from field.enums import ROUND_WORDS, ItemState
from field.items import as_uuid, fault_phrase
from field.models import InboundItem, RoundDraft
from households.births import tell_apart
from households.enums import MET, NextStep, Outcome
from households.models import Encounter, Household, Membership, Person

MY_ROUNDS = 30


@dataclass(frozen=True)
class Row:
    """One household of a round: who lives there, when it was last seen, what is ticked so far."""

    household: Household
    people: list[Person]
    seen_on: date | None
    is_due: bool
    draft: RoundDraft | None
    encounter: Encounter | None

    @property
    def title(self) -> str:
        """« E07 · Famille L. »; the household's code stands in for an unknown spot."""
        return f"{self.household.spot or self.household.code} · {self.household.name}"

    @property
    def named(self) -> list[tuple[str, str]]:
        """The people to tick, by key and name; two of the same name are told apart."""
        return tell_apart(self.people)

    @property
    def search(self) -> str:
        """What the page's filter looks into: spot, code and names, folded."""
        return fold(" ".join([self.title, self.household.code, *map(str, self.people)]))


@dataclass(frozen=True)
class ToCorrect:
    """An entry the server kept and could not apply, with the text that was typed."""

    household: Household | None
    faults: list[str]
    note: str


@dataclass(frozen=True)
class Summary:
    """A finished round: how many of each answer, and what follows from it."""

    total: int
    met: int
    counts: list[tuple[str, int]]
    to_do: list[Encounter] = field(default_factory=list)
    to_correct: list[ToCorrect] = field(default_factory=list)


def natural_key(spot: str) -> list[tuple[int, int, str]]:
    """Sorts spots as people count them: E2 before E10."""
    parts = [part for part in re.split(r"([0-9]+)", spot.lower()) if part]
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def round_rows(visit: SiteVisit, user: User) -> list[Row]:
    """The households expected on the camp that day, by spot then name; a household already logged stays.

    Four statements, whatever the number of households.
    """
    drafts = {draft.household_id: draft for draft in RoundDraft.objects.visible_to(user).filter(visit=visit)}
    logged = {e.household_id: e for e in Encounter.objects.standing().visible_to(user).filter(visit=visit).order_by("id")}
    households = list(_expected(visit, user, [*drafts, *logged]))
    people = _people(households, visit.visited_on)
    rows = [
        Row(
            household=household,
            people=people[household.pk],
            seen_on=household.seen_on,
            is_due=household.due_on is not None and household.due_on <= visit.visited_on,
            draft=drafts.get(household.pk),
            encounter=logged.get(household.pk),
        )
        for household in households
    ]
    return sorted(rows, key=lambda row: (natural_key(row.household.spot), row.household.name_fold, row.household.pk))


def _expected(visit: SiteVisit, user: User, known: Iterable[UUID]) -> QuerySet:
    """Present on the camp that day, or already logged in this round."""
    mine = Household.objects.visible_to(user)
    present = mine.present_on_camp(visit.camp, visit.visited_on).values("pk")
    before = Encounter.objects.standing().filter(household=OuterRef("pk")).exclude(visit=visit)
    seen = before.filter(outcome=Outcome.SEEN, happened_on__lte=visit.visited_on)
    due = before.exclude(next_step=NextStep.NONE).filter(next_done_on=None)
    return mine.filter(Q(pk__in=present) | Q(pk__in=list(known))).annotate(
        seen_on=Subquery(seen.order_by("-happened_on", "-id").values("happened_on")[:1]),
        due_on=Subquery(due.order_by("next_on", "id").values("next_on")[:1]),
    )


def _people(households: list[Household], day: date) -> dict[UUID, list[Person]]:
    """The members of each household that day, the contact person first."""
    found: dict[UUID, list[Person]] = defaultdict(list)
    members = Membership.objects.filter(household__in=households).current(day).select_related("person")
    for membership in members.order_by("since", "id"):
        found[membership.household_id].append(membership.person)
    return found


def round_summary(visit: SiteVisit, user: User) -> Summary:
    """Counts by answer, then what is left to do: dated steps, and households to find again."""
    logged = list(
        Encounter.objects.standing().visible_to(user).filter(visit=visit).select_related("household").order_by("next_on", "id")
    )
    counts = [(str(label), sum(e.outcome == word for e in logged)) for word, label in ROUND_WORDS.items()]
    to_do = [e for e in logged if e.next_step != NextStep.NONE or e.outcome == Outcome.LEFT]
    met = sum(e.outcome in MET for e in logged)
    return Summary(total=len(logged), met=met, counts=counts, to_do=to_do, to_correct=_to_correct(visit, user))


def _to_correct(visit: SiteVisit, user: User) -> list[ToCorrect]:
    items = list(InboundItem.objects.visible_to(user).of_round(visit.pk).filter(status=ItemState.REJECTED).order_by("id"))
    named = {item.pk: as_uuid(item.body["data"].get("household")) for item in items}
    known = Household.objects.visible_to(user).in_bulk([pk for pk in named.values() if pk]) if items else {}
    return [
        ToCorrect(
            household=known.get(named[item.pk]),
            faults=[fault_phrase(fault) for fault in item.errors],
            note=str(item.body["data"].get("note") or ""),
        )
        for item in items
    ]


def my_rounds(user: User) -> QuerySet:
    """The user's recent rounds, those not finished first, with how many households each holds and met."""
    standing = Q(encounters__corrections=None)
    return (
        SiteVisit.objects.visible_to(user)
        .filter(worker=user)
        .select_related("camp")
        .annotate(
            is_open=Q(validated_at=None),
            logged=Count("encounters", filter=standing, distinct=True),
            met=Count("encounters", filter=standing & Q(encounters__outcome__in=MET), distinct=True),
            drafted=_drafted(),
        )
        .order_by("-is_open", "-visited_on", "-id")[:MY_ROUNDS]
    )


def _drafted() -> Subquery:
    counted = RoundDraft.objects.filter(visit=OuterRef("pk")).exclude(state__outcome="").order_by()
    return Subquery(counted.values("visit").annotate(many=Count("pk")).values("many"))


def is_settled(ids: list[UUID]) -> bool:
    """Whether every one of these items has arrived and been judged."""
    settled = InboundItem.objects.filter(pk__in=ids).exclude(status=ItemState.RECEIVED)
    return settled.count() == len(set(ids))


def known_people(household: Household, ids: list[UUID]) -> list[Person]:
    """Those of the people named who have ever belonged to the household."""
    member = Membership.objects.filter(household=household, person=OuterRef("pk"))
    return list(Person.objects.filter(Exists(member), pk__in=ids).order_by("pk"))


def state_of(row: Row) -> dict[str, Any]:
    """What the browser starts the row with: the draft kept, and the contact already sent."""
    told: dict[str, Any] = {"household": str(row.household.pk)}
    if row.draft:
        told |= {"encounter": str(row.draft.encounter_id), "sequence": row.draft.sequence, "state": row.draft.state}
    if row.encounter:
        told["delivered"] = str(row.encounter.pk)
    return told


def rejected_ids(visit: SiteVisit, user: User) -> list[str]:
    """The entries of this round that ask to be corrected."""
    rejected = InboundItem.objects.visible_to(user).of_round(visit.pk).filter(status=ItemState.REJECTED)
    return [str(pk) for pk in rejected.order_by("pk").values_list("pk", flat=True)]


def visible_households(user: User, ids: list[UUID]) -> dict[UUID, Household]:
    """Those of the households named that the user may see, by id."""
    return Household.objects.visible_to(user).in_bulk(ids)
