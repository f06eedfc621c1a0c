"""Files as they come: XLSX, ODS, CSV, and what must not be opened."""

import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
import xlsxwriter

from common.verdict import Refused
from exchange.reading import guards
from exchange.reading.workbook import decode, find_delimiter, plain_cell, read_workbook

ODS = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(rows, **options) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        sheet = book.add_worksheet("Suivi")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell, *([day] if isinstance(cell, date) else []))
    return out.getvalue()


def ods_cell(cell) -> str:
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    if cell == "":
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'


def ods(rows, extra: str = "") -> bytes:
    body = "".join(f"<table:table-row>{''.join(ods_cell(cell) for cell in row)}</table:table-row>" for row in rows)
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Suivi">{body}{extra}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return archive(
        {
            "mimetype": ODS,
            "content.xml": content,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{manifest}"/>',
        }
    )


def archive(parts: dict[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return out.getvalue()


ROWS = [["Site", "Né(e) le", "Âge"], ["Le Clos", date(2019, 3, 12), 6], ["", "?", 2.5]]
READ = [["Site", "Né(e) le", "Âge"], ["Le Clos", "2019-03-12", 6], ["", "?", 2.5]]


@pytest.mark.parametrize("make", [xlsx, ods])
def test_a_workbook_is_read_with_its_dates_as_dates(make):
    (sheet,) = read_workbook(make(ROWS))
    assert (sheet.name, sheet.rows) == ("Suivi", READ)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_a_csv_is_read_whatever_its_separator_and_encoding(encoding, delimiter):
    text = delimiter.join(["Prénom", "Né(e) le", "Obs."]) + "\n" + delimiter.join(["Zoé", "12/03/2019", "à voir"]) + "\n"
    (sheet,) = read_workbook(text.encode(encoding))
    assert sheet.rows == [["Prénom", "Né(e) le", "Obs."], ["Zoé", "12/03/2019", "à voir"]]


def test_a_separator_inside_quotes_or_a_title_does_not_mislead():
    assert find_delimiter('Registre, mission 77\n\nNom;Obs.\nMarin;"un, deux, trois"\nStoica;"a, b"\n') == ";"


def test_a_formula_gives_its_last_value_and_is_never_computed():
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_formula(0, 0, "=1+1", value=7)
        sheet.write_formula(0, 1, '=HYPERLINK("http://evil.example","Ion")', value="Ion")
    assert read_workbook(out.getvalue())[0].rows == [[7, "Ion"]]


@pytest.mark.parametrize(
    ("content", "phrase"),
    [
        (b"", "This file is empty."),
        (b"   \n", "This file is empty."),
        (b"%PDF-1.7 ...", "This is not a spreadsheet."),
        (b"\x89PNG\r\n\x1a\n", "This is not a spreadsheet."),
        (b"<html><body>table</body></html>", "This is not a spreadsheet."),
        (b"abc\x00\x01\x02", "This is not a spreadsheet."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "This is an old XLS file"),
        (b"PK\x03\x04 cut short", "This file is damaged"),
        (archive({"hello.txt": "hello"}), "This is not a spreadsheet."),
        (archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}), "This is not a spreadsheet."),
        (archive({"xl/workbook.xml": "not xml"}), "This file is damaged"),
        (archive({"mimetype": ODS}), "This file is damaged"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(content, phrase):
    with pytest.raises(Refused, match=phrase):
        read_workbook(content)


def test_a_file_too_big_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(guards, "MAX_FILE_BYTES", 10)
    with pytest.raises(Refused, match="too big"):
        read_workbook(b"Nom;Age\nMarin;6\n")


def test_a_zip_bomb_is_not_opened():
    bomb = archive({"xl/workbook.xml": "x", "xl/worksheets/sheet1.xml": " " * (guards.MAX_UNPACKED_BYTES + 1)})
    assert len(bomb) < 1_000_000
    with pytest.raises(Refused, match="enormous"):
        read_workbook(bomb)


def test_one_stray_cell_far_away_does_not_cost_gigabytes():
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Nom")
        sheet.write(1_048_575, 16_383, "loin")
    with pytest.raises(Refused, match="line 1048576, column 16384"):
        read_workbook(out.getvalue())


def test_a_cell_without_address_in_a_far_row_is_found_too():
    sheet = '<worksheet><sheetData><row r="900000"><c t="n"><v>1</v></c></row></sheetData></worksheet>'
    with pytest.raises(Refused, match="line 900000"):
        read_workbook(archive({"xl/workbook.xml": "x", "xl/worksheets/sheet1.xml": sheet}))


def test_repeated_cells_of_an_ods_are_counted():
    far = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    last = '<table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    with pytest.raises(Refused, match="line 1000004"):
        read_workbook(ods(ROWS, extra=far + last))


def test_empty_rows_at_the_end_of_an_ods_are_no_matter():
    far = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    assert read_workbook(ods(ROWS, extra=far))[0].rows[:3] == READ


def test_a_csv_with_too_many_lines_is_refused(monkeypatch):
    monkeypatch.setattr("exchange.reading.workbook.MAX_ROWS", 5)
    monkeypatch.setattr(guards, "MAX_ROWS", 5)
    with pytest.raises(Refused, match="20000 lines"):
        read_workbook(b"a;b\n" * 10)


def test_a_csv_cell_too_long_is_refused_in_a_sentence():
    with pytest.raises(Refused, match="never closed"):
        read_workbook(b'a;"' + b"x" * 200_000)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        (3.0, 3), (2.5, 2.5), (float("nan"), ""), (float("inf"), ""), (True, True), ("x", "x"), (None, ""),
        (datetime(2019, 3, 12, 5), "2019-03-12"), (date(2019, 3, 12), "2019-03-12"), (time(9, 30), "09:30:00"),
        (timedelta(hours=12), 0.5), (b"raw", "b'raw'"),
    ],
)  # fmt: skip
def test_a_cell_is_kept_plain(cell, kept):
    assert plain_cell(cell) == kept


def test_bytes_that_are_no_text_are_still_shown():
    assert decode(b"Zo\x81") == "Zo\ufffd"
