"""What is looked at before a file is opened: what it really is, how big it gets, how far its sheets reach."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from django.utils.translation import gettext_lazy as _

from common.verdict import Refused

MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_UNPACKED_BYTES = 120 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 200

ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
XLSX_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(?<!/)>')
XLSX_ROW = re.compile(rb'<row\b[^>]*?\br="(\d{1,9})"[^>]*?(?<!/)>\s*<c\b')
ODS_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)\b([^>]*)>")
ODS_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,9})"')


def file_kind(content: bytes) -> str:
    """`xlsx`, `ods` or `csv`, told from the content and never from the name. Raises Refused with a sentence."""
    if not content.strip():
        raise Refused(_("This file is empty."))
    if len(content) > MAX_FILE_BYTES:
        raise Refused(_("This file is too big: 10 MB at most."))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(_("This is an old XLS file or a file with a password. Save it as XLSX without a password."))
    if content.startswith(b"PK\x03\x04"):
        return _archive_kind(content)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "csv"
    if content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"<")) or b"\x00" in content:
        raise Refused(_("This is not a spreadsheet. Give an XLSX, ODS or CSV file."))
    return "csv"


def _archive_kind(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise Refused(_("This file unpacks to an enormous size: it is not opened."))
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                _guard_xlsx(archive)
                return "xlsx"
            if "mimetype" in names and archive.read("mimetype").strip() == ODS_TYPE:
                _guard_ods(archive)
                return "ods"
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, KeyError, OSError, EOFError) as broken:
        raise Refused(_("This file is damaged: it cannot be opened.")) from broken
    raise Refused(_("This is not a spreadsheet. Give an XLSX, ODS or CSV file."))


def column_number(letters: bytes) -> int:
    """`A` is 1, `AA` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def guard_reach(rows: int, columns: int) -> None:
    """Refuse a sheet that reaches further than any register: a stray cell far away costs gigabytes."""
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise Refused(
            _("A sheet reaches line %(rows)d, column %(columns)d: 20000 lines and 200 columns at most.")
            % {"rows": rows, "columns": columns}
        )


def _guard_xlsx(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
            continue
        text = archive.read(name)
        rows = columns = 0
        for letters, row in XLSX_CELL.findall(text):
            rows, columns = max(rows, int(row)), max(columns, column_number(letters))
        rows = max([rows, *(int(row) for row in XLSX_ROW.findall(text))])
        guard_reach(rows, columns)


def _guard_ods(archive: zipfile.ZipFile) -> None:
    row = column = rows = columns = 0
    for tag, attributes in ODS_TAG.findall(archive.read("content.xml")):
        times = max((int(n) for n in ODS_REPEATED.findall(attributes)), default=1)
        if tag == b"table":
            row = column = 0
        elif tag == b"table-row":
            row, column = row + times, 0
        else:
            column += times
            if b"value-type" in attributes:
                rows, columns = max(rows, row), max(columns, column)
    guard_reach(rows, columns)
