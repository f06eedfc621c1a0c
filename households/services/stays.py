"""Where people live over time: one stay at a time, and no overlap ever."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.audit import record_write
from accounts.models import User
from camps.enums import DatePrecision
from camps.models import Camp
from common.verdict import Refused
from households import policies
from households.births import earliest_day
from households.enums import StayKind
from households.models import Household, Membership, Person, Stay
from households.services.people import end_membership
from households.services.shared import check_fields, check_not_future, said


@transaction.atomic
def move_person(
    *,
    person: Person,
    kind: str,
    since: date,
    by: User,
    today: date,
    camp: Camp | None = None,
    place: str = "",
    since_precision: str = DatePrecision.DAY,
    household: Household | None = None,
) -> Stay:
    """The person lives there since that day: the open stay ends then, the next one opens.

    The same place again changes nothing; another place on the very day a stay began corrects that stay.
    Raises Refused: overlap with a later stay, a day in the future or before birth, a camp closed by then.
    """
    policies.may_change_person(by, person).or_refuse()
    person = Person.objects.select_for_update().get(pk=person.pk)
    _check_day(person, since, today)
    _check_camp(person, kind, camp, since)
    latest = _later_stay_or_none(person, since)
    stay = Stay(person=person, kind=kind, camp=camp, place=place.strip(), since=since, since_precision=since_precision)
    check_fields(stay)
    if latest and latest.until is None and _same_place(latest, stay):
        return latest
    if latest and latest.since > since:
        raise Refused(_("This person lives elsewhere since %(day)s: choose a later day.") % {"day": said(latest.since)}, "since")
    stay = _put(latest, stay)
    record_write(
        actor=by, act="stay.move", thing=person, household_id=household.pk if household else None, kind=kind, since=str(since)
    )
    return stay


@transaction.atomic
def move_household(
    *,
    household: Household,
    kind: str,
    since: date,
    by: User,
    today: date,
    camp: Camp | None = None,
    place: str = "",
    persons: Iterable[Person] | None = None,
) -> list[Stay]:
    """Move the whole household, or the given persons of it, to a place that day."""
    policies.may_change_household(by, household).or_refuse()
    members = Person.objects.filter(
        Q(memberships__until=None) | Q(memberships__until__gt=since),
        memberships__household=household,
        memberships__since__lte=since,
        died_on=None,
    ).order_by("pk")
    if persons is not None:
        members = members.filter(pk__in=[person.pk for person in persons])
    people = list(members)
    if not people:
        raise Refused(_("Nobody of this household was there that day."), field="since")
    before = _camps_of(household)
    stays = [
        move_person(person=person, kind=kind, camp=camp, place=place, since=since, by=by, today=today, household=household)
        for person in people
    ]
    if household.spot and before and not before & _camps_of(household):
        # The spot was one of a camp where nobody of the household lives any more.
        household.spot = ""
        household.save(update_fields=["spot"])
    return stays


def _camps_of(household: Household) -> set[UUID | None]:
    """The camps where members live now."""
    members = {"person__memberships__household": household, "person__memberships__until": None}
    return set(Stay.objects.filter(**members, until=None, kind=StayKind.CAMP).values_list("camp_id", flat=True))


@transaction.atomic
def leave_household(
    *, membership: Membership, since: date, by: User, today: date, kind: str, camp: Camp | None = None, place: str = ""
) -> Stay:
    """A member leaves the household that day and lives somewhere else, or nobody knows where."""
    end_membership(membership=membership, until=since, by=by, today=today)
    return move_person(
        person=membership.person, kind=kind, camp=camp, place=place, since=since, by=by, today=today,
        household=membership.household,
    )  # fmt: skip


def _check_day(person: Person, since: date, today: date) -> None:
    check_not_future(since, today, "since")
    birth = earliest_day(person.born_on, person.born_precision)
    if birth and since < birth:
        raise Refused(_("This day is before the person's birth."), field="since")
    if person.died_on and since >= person.died_on:
        raise Refused(_("This person died on %(day)s.") % {"day": said(person.died_on)}, field="since")


def _check_camp(person: Person, kind: str, camp: Camp | None, since: date) -> None:
    if (kind == StayKind.CAMP) != (camp is not None):
        raise Refused(_("A stay on a camp names the camp, and only such a stay."), field="camp")
    if camp is None:
        return
    if camp.operator_id != person.operator_id:
        raise Refused(_("This camp belongs to another association."), field="camp")
    if camp.closed_on and since >= camp.closed_on:
        raise Refused(_("This camp is closed since %(day)s.") % {"day": said(camp.closed_on)}, field="camp")


def _later_stay_or_none(person: Person, since: date) -> Stay | None:
    """The stay that still holds on `since` or starts after it; a closed one is an overlap."""
    holding = list(
        Stay.objects.filter(person=person).filter(Q(until=None) | Q(until__gt=since)).order_by("-since", "pk").select_for_update()
    )
    if any(stay.until is not None for stay in holding):
        last = max(stay.until for stay in holding if stay.until)
        raise Refused(_("A stay until %(day)s is already known: choose a later day.") % {"day": said(last)}, field="since")
    return holding[0] if holding else None


def _same_place(one: Stay, other: Stay) -> bool:
    return (one.kind, one.camp_id, one.place) == (other.kind, other.camp_id, other.place)


def _put(latest: Stay | None, stay: Stay) -> Stay:
    if latest and latest.since == stay.since:
        latest.kind, latest.camp, latest.place = stay.kind, stay.camp, stay.place
        latest.since_precision = stay.since_precision
        latest.save(update_fields=["kind", "camp", "place", "since_precision"])
        return latest
    if latest:
        latest.until = stay.since
        latest.save(update_fields=["until"])
    stay.save(force_insert=True)
    return stay
