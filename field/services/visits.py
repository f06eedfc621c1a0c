"""Applying what was logged: a household's row becomes a contact, a finished round counts."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from camps.models import Camp, SiteVisit
from camps.services import finish_visit, start_visit
from common.verdict import Refused
from field.enums import Destination, ItemKind, ItemState
from field.items import Fault, VisitFacts, as_uuid, paris_day, read_visit, trusted_instant
from field.models import InboundItem, RoundDraft
from field.queries import is_settled, known_people
from households.enums import NextStep, Outcome
from households.models import Encounter, Household
from households.services import correct_encounter, record_encounter

REVISIT_AFTER = timedelta(days=7)


class Rejected(Exception):
    """The item stays stored and cannot be applied: its faults say why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults


class Deferred(Exception):
    """The item it hangs from has not arrived."""


def log_household(*, item: InboundItem, now: datetime) -> tuple[UUID, list[str]]:
    """Write the contact an item tells of, under the item's id; the contact's id and the warnings.

    A household of ours is never refused, even if it has moved or its camp has closed since.
    Raises Rejected, Refused, Deferred.
    """
    facts = _read(item)
    household = Household.objects.visible_to(item.user).filter(pk=facts.household).first()
    if household is None:
        raise Rejected([Fault("household", "unknown_household")])
    visit, warnings = _round_of(facts, item, now)
    told = _told(facts, household, visit, item, now)
    encounter = _correct(item, facts, told) if item.kind == ItemKind.VISIT_CORRECT else record_encounter(**told)
    return encounter.pk, warnings


def finish_round(*, item: InboundItem, now: datetime) -> UUID:
    """Finish the round once every row it names has been judged; drafts that became contacts are dropped.

    Raises Rejected when the round is not the sender's, Deferred while a row is on its way.
    """
    data = item.body["data"]
    visit_id = as_uuid(data.get("round"))
    visit = SiteVisit.objects.visible_to(item.user).filter(pk=visit_id, worker=item.user).first()
    if visit is None:
        raise Rejected([Fault("round", "unknown_round")])
    named = data.get("visits")
    if not is_settled([pk for pk in map(as_uuid, named if isinstance(named, list) else []) if pk]):
        raise Deferred
    finish_visit(visit=visit, by=item.user, now=now)
    kept = Encounter.objects.filter(visit=visit).values("pk")
    RoundDraft.objects.filter(visit=visit, encounter_id__in=kept).delete()
    return visit.pk


def _read(item: InboundItem) -> VisitFacts:
    facts, faults = read_visit(item.body["data"])
    if item.occurred_at is None:
        faults = [*faults, Fault("occurred_at", "unreadable_date")]
    if faults or facts is None:
        raise Rejected(faults)
    return facts


def _told(facts: VisitFacts, household: Household, visit: SiteVisit | None, item: InboundItem, now: datetime) -> dict:
    instant = trusted_instant(item.occurred_at, visited_on=visit.visited_on if visit else None, now=now)
    happened_on = visit.visited_on if visit else paris_day(instant)
    due = facts.next_on
    if facts.next_step == NextStep.REVISIT and due is None:
        due = happened_on + REVISIT_AFTER
    return {
        "id": item.pk,
        "household": household,
        "outcome": facts.outcome,
        "happened_on": happened_on,
        "by": item.user,
        "now": instant,
        "met_persons": known_people(household, facts.met_persons),
        "visit": visit,
        "topics": facts.topics,
        "note": _note(facts),
        "next_step": facts.next_step,
        "next_on": due,
        "next_label": facts.next_label,
    }


def _note(facts: VisitFacts) -> str:
    """A household that left: whether its destination is known opens the note."""
    if facts.outcome != Outcome.LEFT or not facts.destination:
        return facts.note
    first = _("Destination known.") if facts.destination == Destination.KNOWN else _("Destination unknown.")
    return f"{first} {facts.note}".strip()


def _round_of(facts: VisitFacts, item: InboundItem, now: datetime) -> tuple[SiteVisit | None, list[str]]:
    """The round the row belongs to: the one named, one opened from the site named, or none and a warning."""
    visit = SiteVisit.objects.visible_to(item.user).select_related("camp").filter(pk=facts.round).first()
    if visit:
        return visit, [] if visit.worker_id == item.user_id else ["colleague_round"]
    camp = Camp.objects.visible_to(item.user).filter(pk=facts.site).first()
    if camp is None or facts.round is None or SiteVisit.objects.filter(pk=facts.round).exists():
        return None, ["unknown_round"]
    return _open_round(camp, facts.round, item.user, trusted_instant(item.occurred_at, visited_on=None, now=now), now)


def _open_round(camp: Camp, key: UUID, by: User, instant: datetime, now: datetime) -> tuple[SiteVisit | None, list[str]]:
    """Good faith: a round begun before its camp closed is kept without it rather than refused."""
    try:
        visit = start_visit(camp=camp, visited_on=paris_day(instant), by=by, today=paris_day(now), visit_id=key)
    except Refused:
        return None, ["unknown_round"]
    return visit, []


def _correct(item: InboundItem, facts: VisitFacts, told: dict) -> Encounter:
    """Replace what was logged; what was rejected before is logged now, and no longer asks to be corrected."""
    encounter = Encounter.objects.visible_to(item.user).filter(pk=facts.replaces).first()
    if encounter:
        changes = {name: value for name, value in told.items() if name != "household"}
        return correct_encounter(encounter=_latest(encounter), **changes)
    parent = InboundItem.objects.visible_to(item.user).filter(pk=facts.replaces, status=ItemState.REJECTED)
    if not parent.exists():
        raise Deferred
    parent.update(status=ItemState.CORRECTED)
    return record_encounter(**told)


def _latest(encounter: Encounter) -> Encounter:
    """The row that stands today in place of this one."""
    while newer := Encounter.objects.filter(replaces=encounter).order_by("id").first():
        encounter = newer
    return encounter
