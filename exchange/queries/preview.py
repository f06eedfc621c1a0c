"""What the pages of an import show, in a handful of questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from accounts.models import User
from exchange.enums import LineOutcome, SheetKind
from exchange.models import ImportLine, ImportSheet, RegisterImport
from households.models import Membership, Person

PAGE = 50
SITES, REGISTER = Q(sheet__kind=SheetKind.SITES), Q(sheet__kind=SheetKind.REGISTER)


@dataclass(frozen=True)
class Summary:
    """How many lines become what."""

    new_camps: int
    new_households: int
    new_people: int
    known: int
    doubts: int
    faulty: int
    left_out: int
    empty: int

    @property
    def fingerprint(self) -> str:
        """What the confirmation button promises; compared when it is pressed."""
        return f"{self.new_camps}-{self.new_households}-{self.new_people}-{self.doubts}-{self.faulty}"

    @property
    def adds_nothing(self) -> bool:
        return not (self.new_camps or self.new_people)


def summary_of(register_import: RegisterImport) -> Summary:
    """The counts of an import to check, in one question.

    A family counts as new when none of its lines is recognised.
    """
    new = Q(outcome=LineOutcome.NEW)
    lines = ImportLine.objects.filter(sheet__register_import=register_import)
    recognised = lines.filter(REGISTER, outcome=LineOutcome.KNOWN, record_id__isnull=False).values("family")
    return Summary(
        **lines.aggregate(
            new_camps=Count("pk", filter=SITES & new),
            new_people=Count("pk", filter=REGISTER & new),
            new_households=Count("family", filter=REGISTER & new & ~Q(family__in=recognised), distinct=True),
            known=Count("pk", filter=Q(outcome=LineOutcome.KNOWN)),
            doubts=Count("pk", filter=Q(outcome=LineOutcome.DOUBT)),
            faulty=Count("pk", filter=Q(outcome=LineOutcome.FAULTY)),
            left_out=Count("pk", filter=Q(outcome=LineOutcome.LEFT_OUT)),
            empty=Count("pk", filter=Q(outcome=LineOutcome.EMPTY)),
        )
    )


def imports_of(user: User, size: int = 30) -> list[RegisterImport]:
    """The latest imports of the user's operator, newest first, with who began them."""
    return list(RegisterImport.objects.visible_to(user).select_related("user").order_by("-created_at", "-pk")[:size])


def sheets_of(register_import: RegisterImport) -> list[ImportSheet]:
    """The sheets of an import, sites first."""
    return sorted(register_import.sheets.order_by("pk"), key=lambda sheet: sheet.kind != SheetKind.SITES)


def _lines(register_import: RegisterImport):
    return ImportLine.objects.filter(sheet__register_import=register_import).select_related("sheet")


def problems_of(register_import: RegisterImport, size: int = 100) -> list[ImportLine]:
    """Lines to correct; once imported, lines left out for a fault."""
    return list(_lines(register_import).filter(outcome__in=[LineOutcome.FAULTY, LineOutcome.LEFT_OUT]).in_file_order()[:size])


def lines_page(register_import: RegisterImport, after: str = "", size: int = PAGE) -> tuple[list[ImportLine], str]:
    """A page of all telling lines, in the order of the files, and the key of the next page (`place-number`)."""
    lines = _lines(register_import).telling().in_file_order()
    place, _dash, number = after.partition("-")
    if place.isdigit() and number.isdigit():
        lines = lines.filter(Q(place__gt=int(place)) | Q(place=int(place), number__gt=int(number)))
    found = list(lines[: size + 1])
    more = f"{found[size - 1].place}-{found[size - 1].number}" if len(found) > size else ""
    return found[:size], more


@dataclass(frozen=True)
class Doubt:
    """A line beside what it looks like: another line of the file, or a person already followed."""

    line: ImportLine
    other_line: ImportLine | None
    person: Person | None
    household_id: UUID | None


def doubts_of(register_import: RegisterImport, size: int = 100) -> list[Doubt]:
    """The doubts of an import, decided or not, each with its other side."""
    return side_by_side(list(_lines(register_import).doubts().in_file_order()[:size]))


def _doubt_of(line: ImportLine) -> dict[str, Any]:
    return next((finding for finding in line.findings if finding["level"] == "doubt"), {})


def side_by_side(lines: list[ImportLine]) -> list[Doubt]:
    """Each line with the line or the person it looks like."""
    marks: dict[UUID, dict[str, Any]] = {line.pk: _doubt_of(line) for line in lines}
    numbers = {mark["line"] for mark in marks.values() if "line" in mark}
    people = {mark["person"] for mark in marks.values() if "person" in mark}
    sheets = {line.sheet_id for line in lines}
    others = {(other.sheet_id, other.number): other for other in ImportLine.objects.filter(sheet__in=sheets, number__in=numbers)}
    memberships = Membership.objects.filter(person__in=people, until=None).select_related("person").order_by("pk")
    known = {str(membership.person_id): membership for membership in memberships}
    doubts = []
    for line in lines:
        mark = marks[line.pk]
        membership = known.get(mark.get("person", ""))
        doubts.append(
            Doubt(
                line=line,
                other_line=others.get((line.sheet_id, mark.get("line", 0))),
                person=membership.person if membership else None,
                household_id=membership.household_id if membership else None,
            )
        )
    return doubts
