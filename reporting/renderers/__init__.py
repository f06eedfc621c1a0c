"""The four files of a published report, all made from one frozen bundle and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reporting.bundle import PublishedBundle
from reporting.enums import FileFormat
from reporting.renderers.chart import chart_of
from reporting.renderers.ods import render_ods
from reporting.renderers.paper import compose
from reporting.renderers.pdf import render_pdf
from reporting.renderers.tidy_csv import render_csv
from reporting.renderers.xlsx import render_xlsx

KINDS = {"monthly": "note-mensuelle"}


@dataclass(frozen=True)
class RenderedFile:
    """A file: its format, its name and its bytes."""

    format: FileFormat
    name: str
    content: bytes


def file_name(published: PublishedBundle, extension: str) -> str:
    """`ancrage_note-mensuelle_77_2026-10_v1.pdf`: kind, territory, period and version."""
    kind = KINDS[published.kind]
    return f"ancrage_{kind}_{published.territory}_{published.period.code}_v{published.version}.{extension}"


def render_files(published: PublishedBundle, language: str = "fr") -> tuple[RenderedFile, ...]:
    """PDF, XLSX, ODS and CSV. The same bundle gives the same bytes. Raise ValueError before publication."""
    if published.published_at is None:
        raise ValueError("Only a bundle with its date of publication is set in files.")
    made_at: datetime = published.published_at
    paper, chart = compose(published, language), chart_of(published, language)
    contents = {
        FileFormat.PDF: render_pdf(paper, chart, made_at),
        FileFormat.XLSX: render_xlsx(paper, chart, made_at),
        FileFormat.ODS: render_ods(paper, made_at),
        FileFormat.CSV: render_csv(paper),
    }
    return tuple(RenderedFile(kind, file_name(published, kind.value), content) for kind, content in contents.items())
