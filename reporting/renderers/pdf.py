"""PDF/UA-1 by typst: the report goes in as data, so no text of it is ever read as markup."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext, override, pgettext

from reporting.renderers.chart import Chart, draw
from reporting.renderers.paper import Family, Paper

HERE = Path(__file__).resolve().parent.parent
TEMPLATE = HERE / "typst" / "report.typ"
FONTS = HERE / "fonts"


def render_pdf(paper: Paper, chart: Chart | None, made_at: datetime) -> bytes:
    """The tagged document, the same bytes for the same report; `made_at` is the only date in it."""
    return typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=made_at.astimezone(UTC).replace(microsecond=0),
        sys_inputs={"data": json.dumps(source_of(paper, chart), default=str)},
    )


def source_of(paper: Paper, chart: Chart | None) -> dict[str, Any]:
    """All that the template is given: the report, the picture and the fixed words."""
    with override(paper.language):
        picture = {"svg": draw(chart), "alt": f"{chart.title}. {chart.description}", "title": chart.title} if chart else None
        families = [_family(family) for family in paper.families]
        return {"paper": asdict(paper), "families": families, "chart": picture, "words": _words(paper)}


def _family(family: Family) -> dict[str, Any]:
    lines = [{**asdict(line), "is_part": line.is_part} for line in family.lines]
    return {"title": f"{family.letter}. {family.title}", "lines": lines}


def _words(paper: Paper) -> dict[str, str]:
    return {
        "heading": gettext("%(title)s, %(month)s") % {"title": paper.title, "month": paper.month},
        "version": gettext("Version %(version)s, published on %(date)s")
        % {"version": paper.version, "date": paper.published_on or "–"},
        "data": gettext("Records read on %(date)s.") % {"date": paper.data_on},
        "erratum": gettext("This version corrects the one before: %(reason)s") % {"reason": paper.erratum},
        "headlines": gettext("In short"),
        "figures": gettext("The figures"),
        "code": gettext("Code"),
        "indicator": gettext("Indicator"),
        "value": gettext("Value"),
        "before": gettext("Month before"),
        "treatment": pgettext("figure", "Form"),
        "method": gettext("How the figures are made"),
        "hidden": gettext("Why a figure is not shown"),
        "definitions": gettext("Definitions"),
        "wording": gettext("Definition"),
        "none": gettext("Every figure of this report is shown."),
        "fingerprint": gettext("Fingerprint"),
        "page": gettext("page"),
        "rounded": gettext("Counts of people and households are rounded to the nearest 5; totals may differ."),
    }
