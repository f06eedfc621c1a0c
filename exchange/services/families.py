"""Lines of a register become a household and its people, through the services of families and support."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.audit import record_write
from accounts.models import Organisation
from camps.enums import DatePrecision
from camps.models import Camp
from common.folding import sound_key
from exchange.enums import LineOutcome
from exchange.models import ImportLine
from exchange.services.entitlements import write_rights, write_schooling
from exchange.services.scribe import Scribe, day_of
from households.births import check_birth
from households.enums import HouseholdRole, StayKind, Wish
from households.models import Household, Membership, Person, Stay
from households.services import record_wish, register_household


def household_of_lines(lines: list[ImportLine]) -> Household | None:
    """The household that lines of one family became, or were recognised in."""
    people = [line.record_id for line in lines if line.record_id and line.outcome in (LineOutcome.ADDED, LineOutcome.KNOWN)]
    membership = Membership.objects.filter(person__in=people, until=None).select_related("household").order_by("pk").first()
    return membership.household if membership else None


def open_household(*, lines: list[ImportLine], operator: Organisation, scribe: Scribe) -> Household:
    """A household named after its contact person, with what the lines say of all of it.

    First and last contact are kept as dates of the household: the register does not say who met whom, or how,
    so no encounter is invented from them.
    """
    head = next((line for line in lines if line.values["role"] == HouseholdRole.HEAD), lines[0])
    first = [day for line in lines if (day := day_of(line.values["first_contact"]))]
    last = [day for line in lines if (day := day_of(line.values["last_contact"]))]
    household = register_household(
        operator=operator,
        name=head.values["family_name"] or head.values["first_name"],
        by=scribe.by,
        today=scribe.today,
        first_contact_on=min(first + last, default=None),
        last_contact_on=max(first + last, default=None),
        needs_interpreter=any(line.values["interpreter"] for line in lines),
        note="\n".join(_signed(line, line.values["note"]) for line in lines if line.values["note"]),
    )
    _write_wish(household, lines, max(first + last, default=scribe.as_of), scribe)
    return household


def _signed(line: ImportLine, words: str) -> str:
    name = line.values["first_name"] or line.values["family_name"]
    return _("%(name)s: %(words)s") % {"name": name, "words": words}


def _write_wish(household: Household, lines: list[ImportLine], said_on: date, scribe: Scribe) -> None:
    """One wish for the household; members who say different things leave it undecided, each one's words kept."""
    telling = [line for line in lines if line.values["wish"]]
    if not telling:
        return
    values = {line.values["wish"] for line in telling}
    words = "\n".join(_signed(line, line.values["observation"]) for line in telling)
    value = values.pop() if len(values) == 1 else Wish.UNDECIDED
    record_wish(household=household, value=value, stated_on=said_on, words=words, by=scribe.by, today=scribe.today)


def write_person(*, line: ImportLine, household: Household, camp: Camp, scribe: Scribe) -> Person:
    """The person of a line, where they live, their rights and schooling: kept by the scribe until it writes."""
    values = line.values
    person = Person(
        operator_id=household.operator_id,
        first_name=values["first_name"],
        family_name=values["family_name"],
        # As the service of people keeps it, for search and likely same persons.
        name_sound=sound_key(f"{values['family_name']} {values['first_name']}")[:160],
        sex=values["sex"],
        born_on=day_of(values["birth"]),
        born_precision=values["birth_precision"],
        nationality=values["nationality"],
        phone=values["phone"],
    )
    check_birth(person.born_on, scribe.today)
    since = _since(values, person.born_on, scribe)
    scribe.add(person)
    scribe.add(Membership(household=household, person=person, role=values["role"], since=since))
    _write_stays(person, camp, values, since, scribe)
    write_rights(person=person, values=values, scribe=scribe)
    write_schooling(person=person, values=values, scribe=scribe)
    scribe.met_camps.add(camp)
    return person


def note_people(*, household: Household, count: int, scribe: Scribe) -> None:
    """The journal of the household's file: so many people came from an import."""
    record_write(actor=scribe.by, act="import.people", thing=household, household_id=household.pk, people=count)


def _since(values: dict[str, Any], born: date | None, scribe: Scribe) -> date:
    """The first day we know of the person: the first contact, or the birth when it is later."""
    met = day_of(values["first_contact"]) or day_of(values["last_contact"]) or scribe.as_of
    return max(met, born) if born else met


def _write_stays(person: Person, camp: Camp, values: dict[str, Any], since: date, scribe: Scribe) -> None:
    """On the camp since then; elsewhere from the day of the move. Moved before that day, never on the camp."""
    told = values["first_contact"] or values["last_contact"]
    moved = values["accommodation"] or {}
    moved_on = day_of(moved.get("since"))
    if moved_on is None or moved_on > since:
        precision = DatePrecision.DAY if told else DatePrecision.ABOUT
        stay = Stay(person=person, kind=StayKind.CAMP, camp=camp, since=since, since_precision=precision, until=moved_on)
        scribe.add(stay)
    if moved_on is not None:
        scribe.add(Stay(person=person, kind=moved["kind"], since=max(moved_on, since)))
