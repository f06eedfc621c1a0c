"""One published bundle as words and rows, in one language: what every format then sets in its own way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.timezone import localtime
from django.utils.translation import gettext, override

from reporting.bundle import Definition, PublishedBundle, PublishedFigure
from reporting.disclosure import NOT_APPLIED, explain, steps_applied
from reporting.disclosure.words import HIDDEN
from reporting.enums import DisclosureClass, ReportKind
from reporting.renderers.headlines import Headline, headlines
from reporting.renderers.words import (
    MOVEMENTS,
    SIGNS,
    TREATMENTS,
    say_breakdown,
    say_date,
    say_family,
    say_month,
    say_number,
    say_unit,
)


@dataclass(frozen=True)
class Row:
    """A figure, said: `value` is the typed number (None when not shown), `shown` how it is read."""

    code: str
    label: str
    breakdown: str
    # The breakdown again, in its two halves; "" for a total.
    dimension: str
    part: str
    value: int | Decimal | None
    shown: str
    unit: str
    treatment: str
    note: str
    # The number of the reason in `Paper.hidden`, 0 for a figure that is shown.
    footnote: int
    unknown: str
    # Last month's published number, and how this one compares; "" when there is none.
    before: str
    movement: str
    sign: str

    @property
    def is_part(self) -> bool:
        return bool(self.dimension)

    @property
    def is_hidden(self) -> bool:
        return self.value is None


@dataclass(frozen=True)
class Family:
    """The rows of one letter of the dictionary."""

    letter: str
    title: str
    rows: tuple[Row, ...]

    @property
    def lines(self) -> tuple[Row, ...]:
        """The rows for paper: parts of a breakdown that are all zero, or hidden for one reason, on one line."""
        return compact(self.rows)


@dataclass(frozen=True)
class Meaning:
    """One definition, said."""

    code: str
    label: str
    wording: str
    unit: str
    rule: str
    source: str
    version: int


@dataclass(frozen=True)
class Paper:
    """A whole report in one language."""

    language: str
    title: str
    month: str
    territory: str
    operator: str
    version: int
    period: str
    published_on: str
    data_on: str
    erratum: str
    fingerprint: str
    headlines: tuple[Headline, ...]
    families: tuple[Family, ...]
    meanings: tuple[Meaning, ...]
    method: tuple[str, ...]
    not_applied: str
    hidden: tuple[str, ...]

    @property
    def rows(self) -> list[Row]:
        return [row for family in self.families for row in family.rows]


def compose(published: PublishedBundle, language: str = "fr") -> Paper:
    """Say the whole report in `language`."""
    with override(language):
        return Paper(
            language=language,
            title=str(ReportKind(published.kind).label),
            month=say_month(published.period.start),
            territory=f"{published.territory_name} ({published.territory})",
            operator=published.operator_name,
            version=published.version,
            period=published.period.code,
            published_on=say_date(localtime(published.published_at).date()) if published.published_at else "",
            data_on=say_date(published.data_on),
            erratum=published.erratum_reason,
            fingerprint=published.fingerprint(),
            headlines=headlines(published),
            families=tuple(_families(published)),
            meanings=tuple(_meaning(definition) for definition in published.definitions),
            method=tuple(str(step) for step in steps_applied(published)),
            not_applied=str(NOT_APPLIED),
            hidden=tuple(str(HIDDEN[reason]) for reason in _reasons(published)),
        )


def _families(published: PublishedBundle) -> list[Family]:
    by_letter: dict[str, list[Row]] = {}
    for figure in published.figures:
        by_letter.setdefault(figure.code[0], []).append(_row(published, figure))
    return [Family(letter, say_family(letter), tuple(rows)) for letter, rows in by_letter.items()]


def _reasons(published: PublishedBundle) -> list[str]:
    """The reasons met in this report, in a fixed order."""
    met = {figure.reason for figure in published.figures}
    return [reason for reason in HIDDEN if reason in met]


def _row(published: PublishedBundle, figure: PublishedFigure) -> Row:
    return Row(
        code=figure.code,
        label=str(published.label_of(figure)),
        breakdown=say_breakdown(figure),
        dimension=str(figure.cuts[0].name) if figure.cuts else "",
        part=str(figure.cuts[0].label) if figure.cuts else "",
        value=figure.value,
        shown=say_number(figure.value, figure.unit),
        unit=say_unit(figure.unit),
        treatment=str(TREATMENTS[figure.treatment]),
        note=str(explain(figure)),
        footnote=_reasons(published).index(figure.reason) + 1 if figure.reason else 0,
        unknown="" if not figure.unknown else gettext("Unknown: %(number)s") % {"number": say_number(figure.unknown)},
        before=say_number(figure.previous, figure.unit) if figure.movement else "",
        movement=str(MOVEMENTS.get(figure.movement, "")),
        sign=SIGNS[figure.movement],
    )


def compact(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Put the empty parts of each breakdown on one line; nothing is dropped, and nothing that moved is merged."""
    lines: list[list[Row]] = []
    places: dict[tuple[str, ...], int] = {}
    for row in rows:
        table = (row.code, row.unit, row.dimension)
        key = (*table, row.shown, row.before, str(row.footnote))
        if row.is_part and not row.value and row.before in ("", row.shown) and key in places:
            lines[places[key]].append(row)
            continue
        if row.is_part and not row.value:
            places[key] = len(lines)
        lines.append([row])
    sizes = Counter((row.code, row.unit, row.dimension) for row in rows)
    return tuple(_merged(line, sizes) for line in lines)


def _merged(line: list[Row], sizes: Counter[tuple[str, str, str]]) -> Row:
    first = line[0]
    if len(line) == 1:
        return first
    whole = len(line) == sizes[first.code, first.unit, first.dimension]
    parts = gettext("all") if whole else ", ".join(row.part for row in line)
    return replace(first, breakdown=gettext("%(dimension)s: %(value)s") % {"dimension": first.dimension, "value": parts})


def _meaning(definition: Definition) -> Meaning:
    return Meaning(
        code=definition.code,
        label=str(definition.label),
        wording=str(definition.wording),
        unit=say_unit(definition.unit),
        rule=str(DisclosureClass(definition.disclosure).label),
        source=str(definition.source),
        version=definition.version,
    )
