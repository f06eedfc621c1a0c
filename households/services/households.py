"""Households: registered once, edited, welcomed with their people in one act."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from uuid_utils.compat import uuid7

from accounts.audit import record_write
from accounts.models import Organisation, User
from camps.enums import DatePrecision
from camps.models import Camp
from common.folding import fold, sound_key
from common.verdict import Refused
from households import policies
from households.codes import draw_code
from households.enums import HouseholdRole, Sex, StayKind
from households.models import Household
from households.services.people import add_person
from households.services.shared import check_fields, check_not_future
from households.services.stays import move_person

EDITABLE = ("name", "spot", "language", "needs_interpreter", "referent", "note")
TRIES = 8


@dataclass(frozen=True)
class NewPerson:
    """A line of the page of a new household."""

    first_name: str = ""
    family_name: str = ""
    sex: str = Sex.UNKNOWN
    born_on: date | None = None
    born_precision: str = DatePrecision.UNKNOWN
    role: str = HouseholdRole.OTHER
    phone: str = ""


@transaction.atomic
def register_household(
    *,
    operator: Organisation,
    name: str,
    by: User,
    today: date,
    code: str | None = None,
    household_id: UUID | None = None,
    first_contact_on: date | None = None,
    last_contact_on: date | None = None,
    draw: random.Random | None = None,
    **fields: Any,
) -> Household:
    """Open a household's file under a code of its own; the same `household_id` twice keeps one file.

    Without a last contact, the first one is the last. `fields` are those of `EDITABLE`.
    Raises Refused: not allowed, no name, code taken, day in the future, contacts in the wrong order.
    """
    policies.may_register_household(by, operator).or_refuse()
    key = household_id or uuid7()
    if known := Household.objects.filter(pk=key).first():
        return _the_same(known, operator)
    last_contact_on = last_contact_on or first_contact_on
    _check_contacts(first_contact_on, last_contact_on, today)
    household = Household(
        id=key,
        operator=operator,
        name=name.strip(),
        code=(code or "").strip().upper() or _free_code(operator, draw),
        first_contact_on=first_contact_on,
        last_contact_on=last_contact_on,
    )
    _apply(household, fields)
    _save_new(household, drawn=not code, draw=draw)
    record_write(actor=by, act="household.register", thing=household, household_id=household.pk)
    return household


@transaction.atomic
def edit_household(*, household: Household, by: User, **fields: Any) -> Household:
    """Change what is written of a household: its name, spot, language, social worker or note."""
    policies.may_change_household(by, household).or_refuse()
    changed = [name for name in fields if getattr(household, name) != fields[name]]
    if not changed:
        return household
    _apply(household, fields)
    household.save(update_fields=[*EDITABLE, "name_fold", "name_sound"])
    record_write(actor=by, act="household.edit", thing=household, household_id=household.pk, changed=changed)
    return household


@transaction.atomic
def welcome_household(
    *,
    household_id: UUID,
    operator: Organisation,
    name: str,
    by: User,
    today: date,
    since: date,
    people: Iterable[NewPerson] = (),
    camp: Camp | None = None,
    phone: str = "",
    **fields: Any,
) -> Household:
    """Register a household with its people and the camp they live on; the same id twice makes one.

    The first line is the contact person, whose phone it is. Where nobody is named, a camp or a phone still
    belongs to someone: the contact person, under the household's usual name until more is known.
    """
    if known := Household.objects.filter(pk=household_id).first():
        return _the_same(known, operator)
    check_not_future(since, today, "since")
    household = register_household(
        operator=operator, name=name, by=by, today=today, household_id=household_id, first_contact_on=since, **fields
    )
    lines = list(people)
    if not lines and (camp or phone):
        lines = [NewPerson(family_name=name.strip()[:80])]
    for rank, line in enumerate(lines):
        line = line if rank else replace(line, role=HouseholdRole.HEAD, phone=phone or line.phone)
        person = add_person(household=household, since=since, by=by, today=today, **vars(line))
        if camp:
            move_person(person=person, kind=StayKind.CAMP, camp=camp, since=since, by=by, today=today)
    return household


def _the_same(known: Household, operator: Organisation) -> Household:
    if known.operator_id != operator.pk:
        raise Refused(_("This file belongs to another association."))
    return known


def _check_contacts(first: date | None, last: date | None, today: date) -> None:
    if first:
        check_not_future(first, today, "first_contact_on")
    if last:
        check_not_future(last, today, "last_contact_on")
    if last and (first is None or last < first):
        raise Refused(_("The last contact comes after the first."), field="last_contact_on")


def _apply(household: Household, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        if name not in EDITABLE:
            raise TypeError(f"A household's {name} is not given here.")
        setattr(household, name, value)
    household.name = household.name.strip()
    household.name_fold = fold(household.name)[:120]
    household.name_sound = sound_key(household.name)[:120]
    if household.referent and household.referent.organisation_id != household.operator_id:
        raise Refused(_("This colleague works for another association."), field="referent")
    check_fields(household)


def _free_code(operator: Organisation, draw: random.Random | None, syllables: int = 2) -> str:
    for _try in range(TRIES):
        code = draw_code(draw, syllables)
        if not Household.objects.filter(operator=operator, code=code).exists():
            return code
    return _free_code(operator, draw, syllables=3)


def _save_new(household: Household, *, drawn: bool, draw: random.Random | None) -> None:
    """Save under its code; a drawn code taken in the same instant is drawn again."""
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                household.save(force_insert=True)
        except IntegrityError:
            if not drawn:
                break
            household.code = _free_code(household.operator, draw)
        else:
            return
    raise Refused(_("This code is already a household's."), field="code")
