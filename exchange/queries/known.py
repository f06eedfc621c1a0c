"""What the operator already has: camps, people and the lines of its earlier imports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from accounts.models import Organisation
from camps.models import Camp, Commune
from common.folding import fold
from exchange.enums import ImportStatus, LineOutcome
from exchange.models import ImportLine
from exchange.reading.likeness import Identity
from households.models import Membership, Person, Stay

# SQLite takes a limited number of values in one question.
CHUNK = 400


@dataclass(frozen=True)
class KnownCamp:
    """A camp of the register, as an import compares with it."""

    id: UUID
    name: str
    commune_code: str
    closed_on: date | None


@dataclass(frozen=True)
class KnownPerson:
    """A person of the operator whose name sounds like a line's, and where they belong today."""

    id: UUID
    identity: Identity
    phone: str
    nationality: str
    household_id: UUID | None
    sites: frozenset[str]


@dataclass(frozen=True)
class PastLine:
    """A line of an earlier confirmed import with the same content."""

    id: UUID
    import_id: UUID
    record_kind: str
    record_id: UUID | None
    outcome: str
    values: dict[str, Any]


def chunks(values: Iterable, size: int = CHUNK) -> Iterator[list]:
    """The values by packets of `size`."""
    pending = iter(values)
    while packet := list(islice(pending, size)):
        yield packet


def known_camps(operator: Organisation) -> list[KnownCamp]:
    """All camps of the operator, closed ones included."""
    rows = Camp.objects.filter(operator=operator).values_list("pk", "name", "commune__code", "closed_on").order_by("pk")
    return [KnownCamp(*row) for row in rows]


def known_communes(department: str) -> dict[str, str]:
    """The INSEE code of each commune of a department, by its folded name; two of one name give none."""
    codes: dict[str, str] = {}
    for code, name in Commune.objects.filter(department=department, valid_until=None).values_list("code", "name").order_by("pk"):
        codes[fold(name)] = "" if fold(name) in codes else code
    return codes


def past_lines(operator: Organisation, keys: Iterable[str]) -> dict[str, PastLine]:
    """For each content key, the latest line of a confirmed import that was added, recognised or is still held."""
    found: dict[str, PastLine] = {}
    for packet in chunks(sorted(set(keys))):
        rows = ImportLine.objects.filter(
            content_key__in=packet,
            sheet__register_import__operator=operator,
            sheet__register_import__status=ImportStatus.CONFIRMED,
            outcome__in=[LineOutcome.ADDED, LineOutcome.KNOWN, LineOutcome.DOUBT],
        ).order_by("pk")
        for line in rows.select_related("sheet"):
            earlier = found.get(line.content_key)
            if line.record_id or earlier is None:
                found[line.content_key] = PastLine(
                    line.pk, line.sheet.register_import_id, line.record_kind, line.record_id, line.outcome, line.values
                )
    return found


def known_people(operator: Organisation, sounds: Iterable[str]) -> list[KnownPerson]:
    """The operator's people whose name sounds like one of `sounds`, with their household and camps."""
    people: list[Person] = []
    for packet in chunks(sorted(set(sounds))):
        people += Person.objects.filter(operator=operator, name_sound__in=packet, died_on=None).order_by("pk")
    households, sites = _belonging([person.pk for person in people])
    return [
        KnownPerson(
            id=person.pk,
            identity=Identity(person.family_name, person.first_name, person.sex, person.born_on, person.born_precision),
            phone=person.phone,
            nationality=person.nationality,
            household_id=households.get(person.pk),
            sites=frozenset(sites.get(person.pk, ())),
        )
        for person in people
    ]


def _belonging(person_ids: list[UUID]) -> tuple[dict[UUID, UUID], dict[UUID, set[str]]]:
    households: dict[UUID, UUID] = {}
    sites: dict[UUID, set[str]] = {}
    for packet in chunks(person_ids):
        open_ones = Membership.objects.filter(person__in=packet, until=None).order_by("pk")
        households.update(open_ones.values_list("person_id", "household_id"))
        stays = Stay.objects.filter(person__in=packet, camp__isnull=False).order_by("pk")
        for person_id, name in stays.values_list("person_id", "camp__name"):
            sites.setdefault(person_id, set()).add(fold(name))
    return households, sites
