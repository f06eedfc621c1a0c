"""XLSX: typed cells and one native chart. Texts are written as texts, never as formulas or links."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from reporting.renderers.chart import Chart
from reporting.renderers.paper import Paper
from reporting.renderers.sheets import Sheet, Value, sheets_of

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def render_xlsx(paper: Paper, chart: Chart | None, made_at: datetime) -> bytes:
    """The workbook, the same bytes for the same report; `made_at` is the only date in it."""
    out = io.BytesIO()
    book = Workbook(out, OPTIONS)
    book.set_properties({"title": f"{paper.title} {paper.month}", "author": paper.operator, "created": made_at.astimezone(UTC)})
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "number": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "decimal": book.add_format({"num_format": "#,##0.0", "valign": "top"}),
    }
    for sheet in sheets_of(paper):
        page = _add_sheet(book, sheet, formats)
        if chart is not None and sheet.name.startswith(f"{chart.code[0]} "):
            _add_chart(book, page, sheet, chart)
    book.close()
    return out.getvalue()


def _add_sheet(book: Workbook, sheet: Sheet, formats: dict[str, Format]) -> Worksheet:
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    for column, heading in enumerate(sheet.headings):
        page.write_string(0, column, heading, formats["head"])
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _write(page, number, column, value, formats)
    return page


def _write(page: Worksheet, row: int, column: int, value: Value, formats: dict[str, Format]) -> None:
    if isinstance(value, str):
        page.write_string(row, column, value, formats["text"])
    else:
        page.write_number(row, column, value, formats["number" if isinstance(value, int) else "decimal"])


def _add_chart(book: Workbook, page: Worksheet, sheet: Sheet, chart: Chart) -> None:
    """Bars drawn from the cells of the sheet itself, under its rows."""
    lines = [n for n, row in enumerate(sheet.rows, start=1) if row[0] == chart.code and row[2] and row[2] in chart.breakdowns]
    bars = book.add_chart({"type": "bar"})
    bars.add_series(
        {
            "name": chart.title,
            "categories": [sheet.name, lines[0], 2, lines[-1], 2],
            "values": [sheet.name, lines[0], 3, lines[-1], 3],
            "fill": {"color": "#0B5D53"},
        }
    )
    bars.set_title({"name": chart.title, "name_font": {"size": 12}})
    bars.set_legend({"none": True})
    bars.set_y_axis({"reverse": True})
    options = {"description": f"{chart.title}. {chart.description}", "object_position": 2}
    page.insert_chart(len(sheet.rows) + 2, 1, bars, options)
