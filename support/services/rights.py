"""People's rights and schooling, as a history: a row is added, the one before ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.audit import record_write
from accounts.models import User
from common.verdict import Refused
from households.births import earliest_day
from households.models import Household, Person
from households.services.shared import check_fields, check_not_future, said
from support import policies
from support.enums import RightStatus, SchoolLevel
from support.models import Right, Schooling

RIGHT_FIELDS = ("detail", "requested_on", "decided_on", "valid_from", "valid_until")


@transaction.atomic
def record_right(
    *, person: Person, kind: str, status: str, by: User, today: date, household: Household | None = None, **fields: Any
) -> Right:
    """Write where a person stands with one right. « Not open » ends the one open until then.

    `fields`: detail, requested_on, decided_on, valid_from, valid_until. The same facts twice keep one row.
    """
    policies.may_record_for(by, person).or_refuse()
    if unknown := set(fields) - set(RIGHT_FIELDS):
        raise TypeError(f"A right's {sorted(unknown)} is not given here.")
    Person.objects.select_for_update().get(pk=person.pk)
    if known := Right.objects.filter(person=person, kind=kind, status=status, **fields).order_by("-pk").first():
        return known
    right = Right(person=person, kind=kind, status=status, recorded_by=by, **fields)
    _check_right(right, today)
    if status == RightStatus.NONE:
        _end_open_rights(right, today)
    right.save(force_insert=True)
    record_write(
        actor=by, act="right.record", thing=right, household_id=household.pk if household else None, right=kind, status=status
    )
    return right


@transaction.atomic
def record_schooling(
    *,
    person: Person,
    status: str,
    since: date,
    by: User,
    today: date,
    level: str = SchoolLevel.OTHER,
    school: str = "",
    requested_on: date | None = None,
    household: Household | None = None,
) -> Schooling:
    """Write where a child stands with school since that day; the record before ends then.

    The same facts again change nothing; others on the very day a record began correct it.
    """
    policies.may_record_for(by, person).or_refuse()
    Person.objects.select_for_update().get(pk=person.pk)
    schooling = Schooling(
        person=person, status=status, since=since, level=level, school=school.strip(), requested_on=requested_on, recorded_by=by
    )
    _check_schooling(schooling, today)
    current = Schooling.objects.filter(person=person, until=None).first()
    if current and _same(current, schooling):
        return current
    _check_overlap(schooling)
    schooling = _put(current, schooling)
    record_write(
        actor=by, act="schooling.record", thing=schooling, household_id=household.pk if household else None, status=status
    )
    return schooling


def _check_right(right: Right, today: date) -> None:
    for name in ("requested_on", "decided_on"):
        if day := getattr(right, name):
            check_not_future(day, today, name)
    if right.requested_on and right.decided_on and right.decided_on < right.requested_on:
        raise Refused(_("A decision comes after the request."), field="decided_on")
    if right.valid_from and right.valid_until and right.valid_until < right.valid_from:
        raise Refused(_("A right ends after it starts."), field="valid_until")
    check_fields(right)


def _end_open_rights(right: Right, today: date) -> None:
    last_day = (right.valid_from or right.decided_on or today) - timedelta(days=1)
    still = Right.objects.filter(person=right.person, kind=right.kind, status=RightStatus.OPEN)
    still = still.filter(Q(valid_until=None) | Q(valid_until__gt=last_day))
    still.filter(Q(valid_from=None) | Q(valid_from__lte=last_day)).update(valid_until=last_day)


def _check_schooling(schooling: Schooling, today: date) -> None:
    check_not_future(schooling.since, today, "since")
    if schooling.requested_on:
        check_not_future(schooling.requested_on, today, "requested_on")
    birth = earliest_day(schooling.person.born_on, schooling.person.born_precision)
    if birth and schooling.since < birth:
        raise Refused(_("This day is before the person's birth."), field="since")
    check_fields(schooling)


def _check_overlap(schooling: Schooling) -> None:
    later = Schooling.objects.filter(person=schooling.person).filter(
        Q(until__gt=schooling.since) | Q(until=None, since__gt=schooling.since)
    )
    if latest := later.order_by("-since", "pk").first():
        day = latest.until or latest.since
        raise Refused(_("A record is already known for %(day)s: choose a later day.") % {"day": said(day)}, field="since")


def _same(one: Schooling, other: Schooling) -> bool:
    return (one.status, one.level, one.school) == (other.status, other.level, other.school)


def _put(current: Schooling | None, schooling: Schooling) -> Schooling:
    if current and current.since == schooling.since:
        for name in ("status", "level", "school", "requested_on"):
            setattr(current, name, getattr(schooling, name))
        current.save(update_fields=["status", "level", "school", "requested_on"])
        return current
    if current:
        current.until = schooling.since
        current.save(update_fields=["until"])
    schooling.save(force_insert=True)
    return schooling
