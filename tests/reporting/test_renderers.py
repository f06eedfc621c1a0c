"""The four files and the page say the same, twice the same, and obey no formula."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import page
import pytest
from django.template.loader import render_to_string
from python_calamine import CalamineWorkbook

from common.period import Period
from reporting.bundle import PublishedBundle, PublishedFigure
from reporting.renderers import chart_of, compose, file_name, render_files
from reporting.renderers.chart import draw
from reporting.renderers.paper import compact
from reporting.renderers.pdf import source_of
from tests.reporting import samples


@pytest.fixture(scope="module")
def bundle() -> PublishedBundle:
    return samples.published(previous=samples.published(period=Period.month(2026, 9)))


@pytest.fixture(scope="module")
def files(bundle) -> dict[str, bytes]:
    return {file.format.value: file.content for file in render_files(bundle, "en")}


@pytest.fixture(scope="module")
def told(bundle) -> list[tuple[str, str, str, str]]:
    """Every figure as text: code, breakdown, value, unit."""
    return [
        (row.code, row.breakdown, plain(row.shown if row.value is None else row.value), row.unit) for row in paper_rows(bundle)
    ]


def paper_rows(bundle):
    return compose(bundle, "en").rows


def plain(cell) -> str:
    return f"{cell:g}" if isinstance(cell, int | float) else str(cell)


def read_sheets(content: bytes) -> list[tuple[str, str, str, str]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = [row for name in book.sheet_names[1:-1] for row in book.get_sheet_by_name(name).to_python()[1:] if row[0]]
    return [(row[0], row[2], plain(row[3]), row[4]) for row in rows]


def test_the_csv_reads_back_equal(files, told):
    lines = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig")), delimiter=";"))[1:]
    assert [(line[0], line[2], line[3], line[4]) for line in lines] == told


def test_the_xlsx_reads_back_equal(files, told):
    assert read_sheets(files["xlsx"]) == told


def test_the_ods_reads_back_equal(files, told):
    assert read_sheets(files["ods"]) == told


def test_the_pdf_is_given_the_same_figures(bundle, told):
    source = source_of(compose(bundle, "en"), chart_of(bundle, "en"))
    rows = [row for family in source["paper"]["families"] for row in family["rows"]]
    assert source["families"][0]["title"] == "A. Observation of camps"
    assert [(r["code"], r["breakdown"], plain(r["shown"] if r["value"] is None else r["value"]), r["unit"]) for r in rows] == told


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_the_pdf_shows_the_same_figures(files, bundle, tmp_path):
    (tmp_path / "report.pdf").write_bytes(files["pdf"])
    command = ["pdftotext", "-layout", tmp_path / "report.pdf", "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    squeezed = re.sub(r"\s", "", text)
    for line in (line for family in compose(bundle, "en").families for line in family.lines):
        start = line.breakdown if line.is_part else f"{line.label}({line.code},{line.unit}){line.unknown}"
        assert re.sub(r"\s", "", start + line.shown) in squeezed


def empty_parts(*values, before="") -> tuple:
    row = compose(samples.published(), "en").rows[6]
    parts = [replace(row, part=f"p{n}", breakdown=f"Age: p{n}", value=v, shown=str(v)) for n, v in enumerate(values)]
    return tuple(replace(part, before=before) for part in parts)


def test_empty_parts_of_a_breakdown_stand_on_one_line():
    lines = [(line.breakdown, line.shown) for line in compact(empty_parts(0, 5, 0, 0))]
    assert lines == [("Âge: p0, p2, p3", "0"), ("Age: p1", "5")]


def test_a_breakdown_that_is_empty_throughout_says_all():
    assert [line.breakdown for line in compact(empty_parts(0, 0))] == ["Âge: all"]


def test_a_part_that_has_just_become_empty_keeps_its_line():
    assert len(compact(empty_parts(0, 0, before="5"))) == 2


def test_the_page_shows_the_same_figures(bundle, told):
    paper = compose(bundle, "en")
    html = render_to_string("reporting/_published_figures.html", {"paper": paper})
    lines = re.findall(r'<tr data-code="(\w+)">.*?<td class="number" data-label="Value">(.*?)</td>', html, re.S)
    assert lines == [(line.code, line.shown) for family in paper.families for line in family.lines]
    assert sorted(set(lines)) == sorted({(row.code, row.shown) for row in paper.rows})


def test_the_same_bundle_gives_the_same_bytes(bundle):
    again = PublishedBundle.from_json(bundle.to_json())
    assert render_files(bundle) == render_files(again)


def test_a_bundle_without_its_date_is_not_set_in_files(bundle):
    with pytest.raises(ValueError, match="date of publication"):
        render_files(replace(bundle, published_at=None))


def test_file_names_say_kind_territory_period_and_version(bundle):
    assert file_name(bundle, "pdf") == "ancrage_note-mensuelle_77_2026-10_v1.pdf"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pdf_is_accessible(bundle, language, tmp_path):
    (tmp_path / "report.pdf").write_bytes(render_files(bundle, language)[0].content)
    result = page.validate_pdf(str(tmp_path / "report.pdf"), profile="ua1")
    assert result.is_compliant, result


def test_the_pdf_is_an_a4_of_few_pages(files):
    assert files["pdf"].startswith(b"%PDF-1.7")
    assert len(files["pdf"]) < 200_000


def hostile() -> PublishedBundle:
    base = samples.published()
    definitions = tuple(replace(d, label=samples.text(f'=HYPERLINK("http://x";"{d.code}")')) for d in base.definitions)
    return replace(base, definitions=definitions, operator_name="#panic() <b>&</b> $x$ @import")


def test_a_text_is_never_a_formula_in_a_spreadsheet():
    files = {file.format.value: file.content for file in render_files(hostile())}
    assert "'=HYPERLINK" in files["csv"].decode()
    assert not re.search(r";=HYPERLINK", files["csv"].decode())
    with zipfile.ZipFile(io.BytesIO(files["xlsx"])) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "/worksheets/sheet" in name]
    assert not any("<f>" in sheet or "hyperlink" in sheet for sheet in sheets)
    assert b"table:formula" not in zipfile.ZipFile(io.BytesIO(files["ods"])).read("content.xml")


def test_a_text_is_never_markup_in_the_pdf():
    assert render_files(hostile())[0].content.startswith(b"%PDF")


def test_the_ods_says_its_kind_first_and_speaks_french(bundle):
    with zipfile.ZipFile(io.BytesIO(render_files(bundle, "fr")[2].content)) as archive:
        first = archive.infolist()[0]
        content = archive.read("content.xml").decode()
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert 'number:language="fr" number:country="FR"' in content


def test_the_xlsx_has_a_chart_with_its_words(files):
    with zipfile.ZipFile(io.BytesIO(files["xlsx"])) as book:
        drawing = book.read("xl/drawings/drawing1.xml").decode()
        assert "xl/charts/chart1.xml" in book.namelist()
    assert "Minors, by âge (people). 00-02 ans: 30;" in drawing


def test_an_erratum_tells_its_reason_in_every_format():
    corrected = samples.published(version=2, erratum_reason="Hotel stays counted twice.")
    files = {file.format.value: file.content for file in render_files(corrected, "en")}
    rows = CalamineWorkbook.from_filelike(io.BytesIO(files["ods"])).get_sheet_by_index(0).to_python()
    assert ["Reason of the correction", "Hotel stays counted twice."] in rows
    source = source_of(compose(corrected, "en"), None)
    assert source["words"]["erratum"].endswith("Hotel stays counted twice.")


def test_the_chart_is_a_picture_with_a_title_and_words(bundle):
    svg = draw(chart_of(bundle, "en"))
    assert svg.count("<rect") == 5
    assert "<title" in svg and "<desc" in svg and "style" not in svg


def test_a_report_without_a_table_has_no_chart():
    bare = replace(samples.published(), figures=samples.published().figures[:2])
    assert chart_of(bare) is None
    assert all(file.content for file in render_files(bare))


def test_a_hidden_bar_is_said_not_drawn_as_zero(bundle):
    hidden = tuple(
        replace(f, value=None, treatment="hidden", reason="households") if f.dimensions == ("age_band",) and f.value == 10 else f
        for f in bundle.figures
    )
    chart = chart_of(replace(bundle, figures=hidden), "en")
    assert chart.bars[-1][2] == "n/a"


def with_closed_sites_and_homes(bundle):
    """The bundle with A3 and a hidden F2, which the samples do not have."""
    closed = PublishedFigure(code="A3", unit="sites", value=1, treatment="exact", movement="down", previous=2)
    homes = PublishedFigure(code="F2", unit="persons", treatment="hidden", reason="households", previous=10)
    definitions = (*bundle.definitions, samples.definition("A3", "sites", "open"), samples.definition("F2"))
    return replace(bundle, definitions=definitions, figures=(*bundle.figures, closed, homes))


def test_the_first_four_numbers_are_those_dihal_leads_with_then_two_more(bundle):
    lines = compose(with_closed_sites_and_homes(bundle), "en").headlines
    assert [line.code for line in lines] == ["F2", "E3", "I2", "A3", "A5", "B1"]
    assert lines[3].reading == "site was closed during the month."


def test_a_leading_number_that_is_hidden_says_so_in_its_place_with_last_months(bundle):
    line = compose(with_closed_sites_and_homes(bundle), "en").headlines[0]
    assert (line.number, line.before, line.sign) == ("n/a", "The month before: 10.", "")


def test_a_headline_says_when_it_did_not_move_and_when_there_is_no_month_before(bundle):
    assert compose(bundle, "en").headlines[2].before == "Unchanged since the month before."
    first = compose(samples.published(), "en").headlines
    assert {line.before for line in first} == {"Nothing published the month before to compare with."}


def test_a_headline_that_moved_says_last_month_and_its_sign():
    base = samples.published()
    moved = tuple(replace(f, movement="up", previous=1250) if f.code == "A5" else f for f in base.figures)
    line = next(line for line in compose(replace(base, figures=moved), "en").headlines if line.code == "A5")
    assert (line.sign, line.before) == ("↗", "The month before: 1,250.")


def test_numbers_and_dates_follow_the_language():
    french, english = compose(samples.published(), "fr"), compose(samples.published(), "en")
    assert (french.rows[1].shown, english.rows[1].shown) == ("1\u202f437", "1,437")
    assert (french.data_on, english.data_on) == ("1er\u00a0novembre\u00a02026", "1\u00a0November\u00a02026")
