"""Contacts with households: recorded once under their own id, corrected by a new row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Min, Q
from django.utils.translation import gettext as _
from uuid_utils.compat import uuid7

from accounts.audit import record_write
from accounts.models import User
from camps.models import SiteVisit
from common.verdict import Refused
from households import policies
from households.enums import MET, NextStep, Outcome, StayKind, Topic
from households.models import Encounter, Household, Person, Stay
from households.services.shared import check_fields, check_not_future, day_of, lock_household
from households.services.stays import move_person

FIELDS = ("visit", "channel", "topics", "note", "next_step", "next_on", "next_label")
CONTENT = ("household_id", "visit_id", "happened_on", "channel", "outcome", "topics", "note", "next_step", "next_on",
           "next_label", "worker_id", "replaces_id")  # fmt: skip


class DifferentContent(Refused):
    """The id is already a contact's, with other content: two records claim to be one."""

    code = "different_content"

    def __init__(self) -> None:
        super().__init__(_("This contact is already recorded, with other content."))


@transaction.atomic
def record_encounter(
    *,
    household: Household,
    outcome: str,
    happened_on: date,
    by: User,
    now: datetime,
    id: UUID | None = None,
    met_persons: Iterable[Person] = (),
    left_for: str = StayKind.UNKNOWN,
    worker: User | None = None,
    replaces: Encounter | None = None,
    **fields: Any,
) -> Encounter:
    """Write down a contact, or the attempt. The same `id` and content twice keeps one row.

    `fields`: visit, channel, topics, note, next_step, next_on, next_label. « Left » ends that day the
    stays of members on the visit's camp (any camp without a visit), for `left_for`.
    Raises Refused, and DifferentContent when the id is already used for something else.
    """
    policies.may_change_household(by, household).or_refuse()
    household = lock_household(household.pk)
    facts = {"outcome": outcome, "happened_on": happened_on, "worker": worker or by, "replaces": replaces}
    encounter = Encounter(id=id or uuid7(), household=household, occurred_at=now, **facts)
    _apply(encounter, fields, today=day_of(now))
    if known := Encounter.objects.filter(pk=encounter.pk).first():
        return _same_or_refuse(known, encounter)
    encounter.place_kind = place_kind_on(household, happened_on)
    _insert(encounter)
    _set_met(encounter, met_persons)
    _note_contact(household, encounter)
    if outcome == Outcome.LEFT:
        _end_camp_stays(encounter, left_for, by, day_of(now))
    act = "encounter.correct" if replaces else "encounter.record"
    record_write(actor=by, act=act, thing=encounter, household_id=household.pk, outcome=outcome)
    return encounter


@transaction.atomic
def correct_encounter(
    *,
    encounter: Encounter,
    by: User,
    now: datetime,
    id: UUID | None = None,
    met_persons: Iterable[Person] | None = None,
    **changes: Any,
) -> Encounter:
    """Replace a contact by a corrected row; the first stays readable. The same `id` twice keeps one."""
    lock_household(encounter.household_id)
    if id and (known := Encounter.objects.filter(pk=id, replaces=encounter).first()):
        return known
    policies.may_correct_encounter(by, encounter).or_refuse()
    kept = {name: getattr(encounter, name) for name in ("household", "outcome", "happened_on", "worker", *FIELDS)}
    met = list(encounter.met_persons.all()) if met_persons is None else met_persons
    corrected = record_encounter(by=by, now=now, id=id, met_persons=met, replaces=encounter, **{**kept, **changes})
    _keep_done(encounter, corrected)
    _forget_contact(encounter)
    if encounter.outcome == Outcome.LEFT and corrected.outcome != Outcome.LEFT:
        _bring_back(encounter, by, day_of(now))
    return corrected


@transaction.atomic
def tick_next_step(*, encounter: Encounter, done: bool, by: User, today: date) -> Encounter:
    """The next step said at a contact is done, or not yet after all. Ticking twice changes nothing."""
    policies.may_change_household(by, encounter.household).or_refuse()
    encounter = Encounter.objects.select_for_update().get(pk=encounter.pk)
    if encounter.next_step == NextStep.NONE:
        raise Refused(_("This contact has no next step."))
    if bool(encounter.next_done_on) == done:
        return encounter
    encounter.next_done_on = today if done else None
    encounter.save(update_fields=["next_done_on"])
    record_write(actor=by, act="encounter.tick", thing=encounter, household_id=encounter.household_id, done=done)
    return encounter


def place_kind_on(household: Household, day: date) -> str:
    """Where most of the household lived that day; a camp wins a tie."""
    kinds = Counter(Stay.objects.current(day).filter(_members_on(household, day)).values_list("kind", flat=True))
    if not kinds:
        return StayKind.UNKNOWN
    return max(kinds, key=lambda kind: (kinds[kind], kind == StayKind.CAMP, kind))


def _members_on(household: Household, day: date) -> Q:
    return Q(
        Q(person__memberships__until=None) | Q(person__memberships__until__gt=day),
        person__memberships__household=household,
        person__memberships__since__lte=day,
    )


def _apply(encounter: Encounter, fields: dict[str, Any], today: date) -> None:
    for name, value in fields.items():
        if name not in FIELDS:
            raise TypeError(f"A contact's {name} is not given here.")
        setattr(encounter, name, value)
    check_not_future(encounter.happened_on, today, "happened_on")
    encounter.topics = list(encounter.topics)
    if unknown := set(encounter.topics) - set(Topic.values):
        raise Refused(_("This topic is not known: %(topic)s.") % {"topic": sorted(unknown)[0]}, field="topics")
    if encounter.next_step == NextStep.NONE:
        encounter.next_on, encounter.next_label = None, ""
    elif encounter.next_on is None:
        raise Refused(_("A next step has a date."), field="next_on")
    _check_visit(encounter)
    check_fields(encounter)


def _check_visit(encounter: Encounter) -> None:
    visit: SiteVisit | None = encounter.visit
    if visit and visit.camp.operator_id != encounter.household.operator_id:
        raise Refused(_("This visit belongs to another association."))


def _same_or_refuse(known: Encounter, told: Encounter) -> Encounter:
    if any(getattr(known, name) != getattr(told, name) for name in CONTENT):
        raise DifferentContent
    return known


def _insert(encounter: Encounter) -> None:
    """The id may be taken in the same instant for another household: that is other content."""
    try:
        with transaction.atomic():
            encounter.save(force_insert=True)
    except IntegrityError as taken:
        raise DifferentContent from taken


def _set_met(encounter: Encounter, people: Iterable[Person]) -> None:
    wanted = [person.pk for person in people]
    if wanted:
        ours = Person.objects.filter(pk__in=wanted, memberships__household_id=encounter.household_id)
        encounter.met_persons.set(ours.distinct())


def _note_contact(household: Household, encounter: Encounter) -> None:
    """Keep the first and last contact beside the events: lists sort on them."""
    if encounter.outcome not in MET:
        return
    day = encounter.happened_on
    household.first_contact_on = min(filter(None, (household.first_contact_on, day)))
    household.last_contact_on = max(filter(None, (household.last_contact_on, day)))
    household.save(update_fields=["first_contact_on", "last_contact_on"])


def _keep_done(wrong: Encounter, corrected: Encounter) -> None:
    """A next step that was done stays done, unless the correction makes it another one."""
    step = ("next_step", "next_on", "next_label")
    if wrong.next_done_on and all(getattr(wrong, name) == getattr(corrected, name) for name in step):
        corrected.next_done_on = wrong.next_done_on
        corrected.save(update_fields=["next_done_on"])


def _forget_contact(wrong: Encounter) -> None:
    """A corrected contact no longer dates the first or last one; dates that came from elsewhere stay."""
    household = lock_household(wrong.household_id)
    if wrong.outcome not in MET or wrong.happened_on not in (household.first_contact_on, household.last_contact_on):
        return
    standing = (
        Encounter.objects.contacts().filter(household=household).aggregate(first=Min("happened_on"), last=Max("happened_on"))
    )
    if household.first_contact_on == wrong.happened_on:
        household.first_contact_on = standing["first"]
    if household.last_contact_on == wrong.happened_on:
        household.last_contact_on = standing["last"]
    household.save(update_fields=["first_contact_on", "last_contact_on"])


def _end_camp_stays(encounter: Encounter, left_for: str, by: User, today: date) -> None:
    day = encounter.happened_on
    stays = Stay.objects.filter(_members_on(encounter.household, day), kind=StayKind.CAMP, until=None, since__lte=day)
    if encounter.visit:
        stays = stays.filter(camp_id=encounter.visit.camp_id)
    for stay in stays.select_related("person").order_by("person_id"):
        move_person(person=stay.person, kind=left_for, since=day, by=by, today=today, household=encounter.household)


def _bring_back(wrong: Encounter, by: User, today: date) -> None:
    """They had not left: those whose camp stay ended that day live there again, without a gap."""
    day = wrong.happened_on
    ended = Stay.objects.filter(_members_on(wrong.household, day), kind=StayKind.CAMP, until=day)
    still_away = ended.filter(person__stays__since=F("until"), person__stays__until=None)
    for stay in still_away.select_related("person", "camp").order_by("person_id"):
        move_person(
            person=stay.person, kind=StayKind.CAMP, camp=stay.camp, since=day, by=by, today=today, household=wrong.household
        )
