"""The bytes of an XLSX, ODS or CSV file as sheets of plain cells."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isfinite

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineWorkbook

from common.verdict import Refused
from exchange.reading.guards import MAX_ROWS, file_kind, guard_reach

# What a stored cell is: nothing (""), text, a number, yes or no, or a date as `2026-11-20`.
Cell = str | int | float | bool
DELIMITERS = ";,\t|"


@dataclass(frozen=True)
class SheetRows:
    """A sheet: line 1 of the file is `rows[0]`."""

    name: str
    rows: list[list[Cell]]


def read_workbook(content: bytes) -> list[SheetRows]:
    """The sheets of a file, told apart by its content. Raises Refused, in a sentence, for anything else."""
    kind = file_kind(content)
    if kind == "csv":
        return [SheetRows("", _csv_rows(content))]
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        read = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except Exception as broken:
        # The reader raises its own family of errors for damaged parts; each means the same to the user.
        raise Refused(_("This file is damaged: it cannot be opened.")) from broken
    return [_sheet(name, rows) for name, rows in read]


def _sheet(name: str, rows: list[list]) -> SheetRows:
    guard_reach(len(rows), max((len(row) for row in rows), default=0))
    return SheetRows(name, [[plain_cell(cell) for cell in row] for row in rows])


def plain_cell(cell: object) -> Cell:
    """A cell as it is kept: whole numbers without point, dates as ISO text."""
    if isinstance(cell, bool | int | str):
        return cell
    if isinstance(cell, float):
        return (int(cell) if cell.is_integer() else cell) if isfinite(cell) else ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return cell.total_seconds() / 86400
    return "" if cell is None else str(cell)


def decode(content: bytes) -> str:
    """The text of a CSV file: UTF-16 by its mark, UTF-8, else what French Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def find_delimiter(text: str) -> str:
    """The separator that cuts the first lines into the most columns, the same number most often."""
    sample = [line for line in text.splitlines()[:60] if line.strip()]

    def score(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(sample, delimiter=delimiter)]
        usual = max(set(widths), key=lambda width: (widths.count(width) if width > 1 else 0, width))
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(DELIMITERS, key=score)


def _csv_rows(content: bytes) -> list[list[Cell]]:
    text = decode(content)
    try:
        rows: list[list[Cell]] = []
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=find_delimiter(text)):
            rows.append(list(row))
            if len(rows) > MAX_ROWS:
                break
    except csv.Error as broken:
        raise Refused(_("This CSV file cannot be read: a quote is opened and never closed.")) from broken
    guard_reach(len(rows), max((len(row) for row in rows), default=0))
    return rows
