"""The exact figures beside the published ones, said in the active language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reporting.bundle import Bundle
from reporting.disclosure.words import PreviewLine
from reporting.renderers.words import say_breakdown, say_number, say_unit


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
    changed: bool


def say_lines(exact: Bundle, lines: Iterable[PreviewLine]) -> list[SaidLine]:
    """The lines of the last look, in words."""
    return [
        SaidLine(
            code=line.exact.code,
            label=str(exact.definition(line.exact.code).label),
            breakdown=say_breakdown(line.exact),
            unit=say_unit(line.exact.unit),
            exact=say_number(line.exact.value, line.exact.unit),
            published=say_number(line.published.value, line.exact.unit) if line.published else "",
            why=str(line.why),
            changed=line.published is None or line.published.treatment != "exact",
        )
        for line in lines
    ]
