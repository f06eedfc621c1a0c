"""The exact figures beside the published ones, said in the active language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from reporting.bundle import Bundle
from reporting.disclosure.words import PreviewLine
from reporting.renderers.words import TREATMENTS, say_breakdown, say_number, say_unit


@dataclass(frozen=True)
class SaidLine:
    """One line of the last look; `published` is empty when the figure stays with the operator."""

    code: str
    label: str
    breakdown: str
    unit: str
    exact: str
    published: str
    why: str
    # In one word: exact, rounded, from rounded, not shown, stays with the operator.
    form: str


def say_lines(exact: Bundle, lines: Iterable[PreviewLine]) -> list[SaidLine]:
    """The lines of the last look, in words."""
    return [
        SaidLine(
            code=line.exact.code,
            label=str(exact.label_of(line.published or line.exact)),
            breakdown=say_breakdown(line.exact),
            unit=say_unit(line.exact.unit),
            exact=say_number(line.exact.value, line.exact.unit),
            published=say_number(line.published.value, line.exact.unit) if line.published else "",
            why=str(line.why),
            form=str(TREATMENTS[line.published.treatment]) if line.published else gettext("stays with the operator"),
        )
        for line in lines
    ]


def sum_up(lines: list[SaidLine]) -> list[tuple[str, int]]:
    """How many figures leave in each form, and how many stay."""
    return list(Counter(line.form for line in lines).items())
