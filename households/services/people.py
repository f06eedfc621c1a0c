"""People, and the households they belong to over time."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from uuid_utils.compat import uuid7

from accounts.audit import record_write
from accounts.models import User
from camps.enums import DatePrecision
from common.folding import sound_key
from common.verdict import Refused
from households import policies
from households.births import check_birth, earliest_day
from households.enums import HouseholdRole, Sex
from households.models import Household, Membership, Person, Stay
from households.services.shared import check_fields, check_not_future, said

EDITABLE = ("first_name", "family_name", "sex", "born_on", "born_precision", "nationality", "phone")


@transaction.atomic
def add_person(
    *,
    household: Household,
    by: User,
    today: date,
    since: date,
    first_name: str = "",
    family_name: str = "",
    sex: str = Sex.UNKNOWN,
    born_on: date | None = None,
    born_precision: str = DatePrecision.UNKNOWN,
    nationality: str = "",
    phone: str = "",
    role: str = HouseholdRole.OTHER,
    person_id: UUID | None = None,
) -> Person:
    """Write down a person who belongs to the household since a day; the same `person_id` twice keeps one.

    Raises Refused: no name, impossible birth, a day in the future or before birth.
    """
    policies.may_change_household(by, household).or_refuse()
    key = person_id or uuid7()
    if known := Person.objects.filter(pk=key, operator_id=household.operator_id).first():
        return known
    person = Person(id=key, operator_id=household.operator_id)
    _apply(
        person,
        today,
        first_name=first_name, family_name=family_name, sex=sex, born_on=born_on,
        born_precision=born_precision, nationality=nationality, phone=phone,
    )  # fmt: skip
    person.save(force_insert=True)
    _open_membership(person, household, role, since, today)
    record_write(actor=by, act="person.add", thing=person, household_id=household.pk)
    return person


@transaction.atomic
def edit_person(*, person: Person, by: User, today: date, household: Household | None = None, **fields: Any) -> Person:
    """Correct what is written of a person. `household` is the file it is read in, for the journal."""
    policies.may_change_person(by, person).or_refuse()
    changed = [name for name in fields if getattr(person, name) != fields[name]]
    if not changed:
        return person
    _apply(person, today, **fields)
    first_day = Membership.objects.filter(person=person).order_by("since", "pk").values_list("since", flat=True).first()
    if first_day:
        _check_alive(person, first_day, field="born_on")
    person.save(update_fields=[*EDITABLE, "name_sound"])
    household_id = household.pk if household else None
    record_write(actor=by, act="person.edit", thing=person, household_id=household_id, changed=changed)
    return person


@transaction.atomic
def join_household(
    *, person: Person, household: Household, since: date, by: User, today: date, role: str = HouseholdRole.OTHER
) -> Membership:
    """A known person joins a household that day, leaving the one they were in. Joining twice keeps one row."""
    policies.may_change_household(by, household).or_refuse()
    policies.may_change_person(by, person).or_refuse()
    Person.objects.select_for_update().get(pk=person.pk)
    current = Membership.objects.filter(person=person, until=None).first()
    if current and current.household_id == household.pk:
        return current
    if current:
        end_membership(membership=current, until=since, by=by, today=today)
    membership = _open_membership(person, household, role, since, today)
    record_write(actor=by, act="person.join", thing=person, household_id=household.pk)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, until: date, by: User, today: date) -> Membership:
    """The person belongs to the household up to that day (excluded). Ending twice on one day changes nothing."""
    policies.may_change_household(by, membership.household).or_refuse()
    check_not_future(until, today, "until")
    membership = Membership.objects.select_for_update().select_related("household").get(pk=membership.pk)
    if membership.until == until:
        return membership
    if membership.until is not None:
        raise Refused(_("This person left the household on %(day)s.") % {"day": said(membership.until)}, field="until")
    if until <= membership.since:
        raise Refused(_("This person joined on %(day)s: choose a later day.") % {"day": said(membership.since)}, field="until")
    membership.until = until
    membership.save(update_fields=["until"])
    record_write(actor=by, act="person.leave", thing=membership, household_id=membership.household_id)
    return membership


@transaction.atomic
def record_death(*, person: Person, died_on: date, by: User, today: date, household: Household) -> Person:
    """The person died that day: what they belonged to and where they lived end there."""
    policies.may_change_person(by, person).or_refuse()
    check_not_future(died_on, today, "died_on")
    if person.died_on == died_on:
        return person
    person.died_on = died_on
    check_fields(person)
    _check_alive(person, died_on, field="died_on")
    person.save(update_fields=["died_on"])
    for model in (Membership, Stay):
        model.objects.filter(person=person, until=None, since__lt=died_on).update(until=died_on)
    record_write(actor=by, act="person.death", thing=person, household_id=household.pk)
    return person


def _apply(person: Person, today: date, **fields: Any) -> None:
    for name, value in fields.items():
        if name not in EDITABLE:
            raise TypeError(f"A person's {name} is not given here.")
        setattr(person, name, value.strip() if isinstance(value, str) else value)
    person.name_sound = sound_key(f"{person.family_name} {person.first_name}")[:160]
    check_birth(person.born_on, today)
    check_fields(person)


def _check_alive(person: Person, day: date, field: str) -> None:
    birth = earliest_day(person.born_on, person.born_precision)
    if birth and day < birth:
        raise Refused(_("This day is before the person's birth."), field=field)


def _open_membership(person: Person, household: Household, role: str, since: date, today: date) -> Membership:
    check_not_future(since, today, "since")
    _check_alive(person, since, field="since")
    if Membership.objects.filter(person=person).filter(Q(until=None) | Q(until__gt=since)).exists():
        raise Refused(_("This person already belongs to a household that day."), field="since")
    membership = Membership(household=household, person=person, role=role, since=since)
    check_fields(membership)
    membership.save(force_insert=True)
    return membership
