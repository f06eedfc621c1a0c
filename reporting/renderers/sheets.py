"""A report as sheets of typed cells: what the XLSX and the ODS file both hold."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext, override, pgettext

from reporting.renderers.paper import Paper, Row

Value = str | int | Decimal


@dataclass(frozen=True)
class Sheet:
    """A name, column widths in characters, headings and rows."""

    name: str
    widths: tuple[int, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def sheets_of(paper: Paper) -> list[Sheet]:
    """About the report, one tidy sheet a family, then the definitions."""
    with override(paper.language):
        families = [_family(f"{family.letter} {family.title}", family.rows) for family in paper.families]
        return [_about(paper), *families, _definitions(paper)]


def _about(paper: Paper) -> Sheet:
    facts: list[tuple[Value, ...]] = [
        (gettext("Report"), paper.title),
        (gettext("Month"), paper.month),
        (gettext("Department"), paper.territory),
        (gettext("Operator"), paper.operator),
        (gettext("Version"), paper.version),
        (gettext("Published on"), paper.published_on),
        (gettext("Records read on"), paper.data_on),
        *([(gettext("Reason of the correction"), paper.erratum)] if paper.erratum else []),
        (gettext("Fingerprint (SHA-256)"), paper.fingerprint),
        *((gettext("Method"), step) for step in (*paper.method, paper.not_applied)),
    ]
    return Sheet(pgettext("sheet", "About"), (26, 90), (gettext("Fact"), gettext("Value")), tuple(facts))


def headings() -> tuple[str, ...]:
    """The columns of a tidy table of figures, in the active language."""
    return (
        gettext("Code"),
        gettext("Label"),
        gettext("Breakdown"),
        gettext("Value"),
        gettext("Unit"),
        gettext("Month before"),
        gettext("Note"),
    )


def cells(row: Row) -> tuple[Value, ...]:
    """A figure as the cells of `headings`; a number stays a number, a hidden one is « n.d. »."""
    value = row.shown if row.value is None else row.value
    return (
        row.code,
        row.label,
        row.breakdown,
        value,
        row.unit,
        " ".join(filter(None, (row.before, row.movement))),
        " ".join(filter(None, (row.note, row.unknown))),
    )


def _family(name: str, rows: tuple[Row, ...]) -> Sheet:
    return Sheet(name[:31], (8, 34, 34, 10, 18, 14, 70), headings(), tuple(cells(row) for row in rows))


def _definitions(paper: Paper) -> Sheet:
    titles = (
        gettext("Code"),
        gettext("Label"),
        gettext("Definition"),
        gettext("Unit"),
        gettext("Rule"),
        gettext("Source"),
        gettext("Version"),
    )
    rows = tuple((m.code, m.label, m.wording, m.unit, m.rule, m.source, m.version) for m in paper.meanings)
    return Sheet(gettext("Definitions"), (8, 34, 80, 18, 34, 60, 9), titles, rows)
