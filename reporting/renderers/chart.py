"""Bars as SVG made on the server: the same picture on the page and in the PDF."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext, override

from reporting.bundle import PublishedBundle, PublishedFigure
from reporting.renderers.words import say_breakdown, say_number, say_unit

# The first table of this list that a report has is its chart.
TABLES = (("B2", "persons", "age_band"), ("I1", "persons", "age_band"), ("A5", "persons", "sector"))
WIDTH, ROW, LABELS, NUMBERS = 640, 34, 200, 70


@dataclass(frozen=True)
class Chart:
    """One bar a value, and the same in words: `description` stands in for the picture."""

    code: str
    title: str
    description: str
    bars: tuple[tuple[str, int, str], ...]
    # The breakdowns as the tables write them, one a bar.
    breakdowns: tuple[str, ...]


def chart_of(published: PublishedBundle, language: str = "fr") -> Chart | None:
    """The report's one chart, or None when it has no table to draw."""
    with override(language):
        for code, unit, dimension in TABLES:
            parts = [f for f in published.figures if (f.code, f.unit) == (code, unit) and f.dimensions == (dimension,)]
            if any(figure.value for figure in parts):
                return _chart(published, parts)
    return None


def _chart(published: PublishedBundle, parts: list[PublishedFigure]) -> Chart:
    first = parts[0]
    title = gettext("%(label)s, by %(dimension)s (%(unit)s)") % {
        "label": published.label_of(first),
        "dimension": str(first.cuts[0].name).lower(),
        "unit": say_unit(first.unit),
    }
    bars = tuple((str(part.cuts[0].label), int(part.value or 0), say_number(part.value)) for part in parts)
    said = "; ".join(gettext("%(label)s: %(number)s") % {"label": label, "number": shown} for label, _, shown in bars)
    return Chart(first.code, title, f"{said}.", bars, tuple(say_breakdown(part) for part in parts))


def draw(chart: Chart, identifier: str = "chart") -> str:
    """The SVG: a title and a description for those who do not see it, no style and no script."""
    most = max(value for _, value, _ in chart.bars) or 1
    lines = "".join(_bar(index, bar, most) for index, bar in enumerate(chart.bars))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {ROW * len(chart.bars)}" role="img" class="chart" '
        f'aria-labelledby="{identifier}-title {identifier}-words" font-family="Source Sans 3" font-size="16">'
        f'<title id="{identifier}-title">{escape(chart.title)}</title>'
        f'<desc id="{identifier}-words">{escape(chart.description)}</desc>{lines}</svg>'
    )


def _bar(index: int, bar: tuple[str, int, str], most: int) -> str:
    label, value, shown = bar
    top, length = index * ROW, round((WIDTH - LABELS - NUMBERS) * value / most)
    middle = top + ROW // 2 + 5
    return (
        f'<text class="chart-text" x="{LABELS - 10}" y="{middle}" text-anchor="end" fill="#14211D">{escape(label)}</text>'
        f'<rect class="chart-bar" x="{LABELS}" y="{top + 5}" width={quoteattr(str(length))} height="{ROW - 10}"'
        f' fill="#0B5D53"/>'
        f'<text class="chart-text" x="{LABELS + length + 8}" y="{middle}" fill="#14211D">{escape(shown)}</text>'
    )
