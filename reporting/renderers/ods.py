"""ODS: an own writer, a few lines of OpenDocument with typed cells and the locale of the report."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from reporting.renderers.paper import Paper
from reporting.renderers.sheets import Sheet, Value, sheets_of

KIND = "application/vnd.oasis.opendocument.spreadsheet"
# A zip remembers when each part was written: always the same instant, so that the bytes are the same.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
        "fo": "xsl-fo-compatible",
        "meta": "meta",
    }.items()
)
LOCALES = {"fr": ("fr", "FR"), "en": ("en", "GB")}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def render_ods(paper: Paper, made_at: datetime) -> bytes:
    """The spreadsheet, the same bytes for the same report; `made_at` is the only date in it."""
    sheets = sheets_of(paper)
    parts = {
        "mimetype": KIND,
        "content.xml": "".join(_content(sheets, paper.language)),
        "meta.xml": _meta(paper, made_at),
        "META-INF/manifest.xml": _manifest(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            # The first part names the format and must not be compressed.
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return out.getvalue()


def _content(sheets: list[Sheet], language: str) -> Iterator[str]:
    widths = sorted({width for sheet in sheets for width in sheet.widths})
    yield f'{HEAD}<office:document-content {NAMES} office:version="1.3"><office:automatic-styles>'
    yield from (_number_style(name, places, language) for name, places in (("whole", 0), ("tenth", 1)))
    yield from (_width_style(width) for width in widths)
    yield '<style:style style:name="head" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>'
    yield '<style:style style:name="text" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap"/>'
    yield "</style:style></office:automatic-styles><office:body><office:spreadsheet>"
    for sheet in sheets:
        yield from _table(sheet)
    yield "</office:spreadsheet></office:body></office:document-content>"


def _number_style(name: str, places: int, language: str) -> str:
    tongue, country = LOCALES[language]
    return (
        f'<number:number-style style:name="n-{name}" number:language="{tongue}" number:country="{country}">'
        f'<number:number number:decimal-places="{places}" number:min-integer-digits="1" number:grouping="true"/>'
        f'</number:number-style><style:style style:name="{name}" style:family="table-cell" style:data-style-name="n-{name}"/>'
    )


def _width_style(width: int) -> str:
    return (
        f'<style:style style:name="w{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * 0.19:.2f}cm"/></style:style>'
    )


def _table(sheet: Sheet) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(sheet.name)}>"
    yield from (f'<table:table-column table:style-name="w{width}"/>' for width in sheet.widths)
    yield "<table:table-header-rows>"
    yield _row(sheet.headings, "head")
    yield "</table:table-header-rows>"
    yield from (_row(row, "text") for row in sheet.rows)
    yield "</table:table>"


def _row(cells: tuple[Value, ...], style: str) -> str:
    return f"<table:table-row>{''.join(_cell(cell, style) for cell in cells)}</table:table-row>"


def _cell(value: Value, style: str) -> str:
    if isinstance(value, str):
        said = f"<text:p>{escape(value)}</text:p>"
        return f'<table:table-cell table:style-name="{style}" office:value-type="string">{said}</table:table-cell>'
    name = "whole" if isinstance(value, int) else "tenth"
    return (
        f'<table:table-cell table:style-name="{name}" office:value-type="float" office:value="{value}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def _meta(paper: Paper, made_at: datetime) -> str:
    return (
        f'{HEAD}<office:document-meta {NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta>'
        f"<meta:creation-date>{made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z</meta:creation-date>"
        f"<dc:title>{escape(paper.title)} {escape(paper.month)}</dc:title><dc:language>{paper.language}</dc:language>"
        "</office:meta></office:document-meta>"
    )


def _manifest() -> str:
    entries = {"/": KIND, "content.xml": "text/xml", "meta.xml": "text/xml"}
    lines = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>' for path, kind in entries.items()
    )
    name = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return f'{HEAD}<manifest:manifest xmlns:manifest="{name}" manifest:version="1.3">{lines}</manifest:manifest>'
