"""The figures as one tidy table: semicolons, UTF-8 with a byte-order mark, no formula."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from django.utils.translation import gettext, override

from reporting.renderers.paper import Paper
from reporting.renderers.sheets import Value

# A spreadsheet runs a text that starts with one of these.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_csv(paper: Paper) -> bytes:
    """One line a figure: code, label, breakdown, value, unit, note, period, version."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    with override(paper.language):
        writer.writerow(
            [
                gettext("Code"),
                gettext("Label"),
                gettext("Breakdown"),
                gettext("Value"),
                gettext("Unit"),
                gettext("Note"),
                gettext("Period"),
                gettext("Version"),
            ]
        )
    for row in paper.rows:
        value = row.shown if row.value is None else row.value
        line = (row.code, row.label, row.breakdown, value, row.unit, row.note, paper.period, paper.version)
        writer.writerow([_safe(cell, paper.language) for cell in line])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _safe(cell: Value, language: str) -> str:
    """Numbers with the comma of the language; texts never taken for a formula."""
    if isinstance(cell, int | Decimal):
        return str(cell).replace(".", ",") if language == "fr" else str(cell)
    return f"'{cell}" if cell.startswith(FORMULA) else cell
