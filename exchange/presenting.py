"""Lines and counts of an import in words, ready for its pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from camps.enums import DatePrecision
from exchange.enums import LineOutcome, SheetKind
from exchange.forms import LineForm
from exchange.models import ImportLine
from exchange.queries import Doubt, Summary
from exchange.reading.cells import said
from exchange.reading.headings import HEADINGS
from exchange.wording import field_word, message_of
from households.models import Person

TONES = {
    LineOutcome.NEW: "ok",
    LineOutcome.ADDED: "ok",
    LineOutcome.KNOWN: "info",
    LineOutcome.DOUBT: "waiting",
    LineOutcome.FAULTY: "danger",
    LineOutcome.LEFT_OUT: "warning",
    LineOutcome.EMPTY: "info",
}


@dataclass(frozen=True)
class ShownLine:
    """A line as a page shows it."""

    line: ImportLine
    title: str
    facts: list[tuple[str, str]]
    cells: list[tuple[str, str]]
    messages: list[tuple[str, str]]
    tone: str
    form: LineForm | None = None


@dataclass(frozen=True)
class ShownDoubt:
    """Two sides of a doubt: the line, and the line or the person it looks like."""

    line: ShownLine
    other_title: str
    other_facts: list[tuple[str, str]]
    household_id: Any


def birth_text(values: dict[str, Any]) -> str:
    """A birth with no more precision than is known: « 17/05/2000 », « 1999 », « about 2020 »."""
    if not values.get("birth"):
        return _("unknown")
    return _birth(date.fromisoformat(values["birth"]), values["birth_precision"])


def _birth(born: date, precision: str) -> str:
    if precision == DatePrecision.DAY:
        return date_format(born, "SHORT_DATE_FORMAT")
    if precision == DatePrecision.MONTH:
        return date_format(born, "YEAR_MONTH_FORMAT")
    if precision == DatePrecision.YEAR:
        return str(born.year)
    return _("about %(year)d") % {"year": born.year}


def name_of(line: ImportLine) -> str:
    """The site's name, or the person's."""
    if line.sheet.kind == SheetKind.SITES:
        return line.values.get("name") or _("No name")
    return f"{line.values.get('first_name', '')} {line.values.get('family_name', '')}".strip() or _("No name")


def facts_of(line: ImportLine) -> list[tuple[str, str]]:
    """The few facts that tell a line from another."""
    values = line.values
    if line.sheet.kind == SheetKind.SITES:
        people = "" if values.get("people") is None else str(values["people"])
        return [(_("Commune"), values.get("commune", "")), (_("People"), people)]
    return [
        (_("Birth"), birth_text(values)),
        (_("Site"), values.get("site", "")),
        (_("Family number"), line.family.partition("|")[2].lstrip("#")),
    ]


def messages_of(line: ImportLine) -> list[tuple[str, str]]:
    """Each finding: the field, and the sentence."""
    return [(field_word(finding["field"]).capitalize(), message_of(finding)) for finding in line.findings]


def faulty_fields(line: ImportLine) -> list[str]:
    """The fields to type again, the first name beside a missing family name."""
    names = [finding["field"] for finding in line.findings if finding["level"] == "error"]
    if "family_name" in names and "first_name" not in names:
        names.insert(names.index("family_name") + 1, "first_name")
    return [name for name in dict.fromkeys(names) if name in HEADINGS[SheetKind(line.sheet.kind)]]


def show_line(line: ImportLine, form: LineForm | None = None) -> ShownLine:
    """A line with its cells as they came, its findings in sentences and, when given, the form to correct it."""
    headings = line.sheet.headings
    cells = [(heading, said(cell)) for heading, cell in zip(headings, line.cells, strict=False) if said(cell)]
    tone = TONES[LineOutcome(line.outcome)]
    return ShownLine(line, name_of(line), facts_of(line), cells, messages_of(line), tone, form)


def show_problem(line: ImportLine, correctable: bool) -> ShownLine:
    """A faulty line with the form for its faulty fields."""
    names = faulty_fields(line) if correctable else []
    return show_line(line, LineForm(line=line, names=names) if names else None)


def show_doubt(doubt: Doubt) -> ShownDoubt:
    """Both sides of a doubt."""
    shown = show_line(doubt.line)
    if doubt.other_line:
        doubt.other_line.sheet = doubt.line.sheet
        title = _("Line %(number)d: %(name)s") % {"number": doubt.other_line.number, "name": name_of(doubt.other_line)}
        return ShownDoubt(shown, title, show_line(doubt.other_line).cells, None)
    if doubt.person:
        return ShownDoubt(shown, str(doubt.person), _facts_of_person(doubt.person), doubt.household_id)
    return ShownDoubt(shown, _("Someone no longer followed"), [], None)


def _facts_of_person(person: Person) -> list[tuple[str, str]]:
    born = _birth(person.born_on, person.born_precision) if person.born_on else _("unknown")
    return [(_("Birth"), born), (_("Sex"), person.get_sex_display()), (_("Phone"), person.phone)]


def counts_text(camps: int, households: int, people: int) -> str:
    """« 8 sites, 117 families, 470 people »."""
    return ", ".join(
        [
            ngettext("%(n)d site", "%(n)d sites", camps) % {"n": camps},
            ngettext("%(n)d family", "%(n)d families", households) % {"n": households},
            ngettext("%(n)d person", "%(n)d people", people) % {"n": people},
        ]
    )


def summary_text(summary: Summary) -> str:
    """One sentence for the whole import: what will be added, what is known, what is left to do."""
    parts = [counts_text(summary.new_camps, summary.new_households, summary.new_people)]
    doubts, faulty, known, left_out = summary.doubts, summary.faulty, summary.known, summary.left_out
    if doubts:
        sentence = ngettext("%(n)d line looks like someone already there", "%(n)d lines look like someone already there", doubts)
        parts.append(sentence % {"n": doubts})
    if faulty:
        parts.append(ngettext("%(n)d line needs correcting", "%(n)d lines need correcting", faulty) % {"n": faulty})
    if known:
        parts.append(ngettext("%(n)d line is already there", "%(n)d lines are already there", known) % {"n": known})
    if left_out:
        parts.append(ngettext("%(n)d line is left out", "%(n)d lines are left out", left_out) % {"n": left_out})
    return "; ".join(parts) + "."
