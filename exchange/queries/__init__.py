"""Reads of imports: what is known already, and what the preview shows."""

from exchange.queries.known import KnownCamp, KnownPerson, PastLine, known_camps, known_communes, known_people, past_lines
from exchange.queries.preview import (
    Doubt,
    Summary,
    doubts_of,
    imports_of,
    lines_page,
    problems_of,
    sheets_of,
    side_by_side,
    summary_of,
)

__all__ = [
    "Doubt",
    "KnownCamp",
    "KnownPerson",
    "PastLine",
    "Summary",
    "doubts_of",
    "imports_of",
    "known_camps",
    "known_communes",
    "known_people",
    "lines_page",
    "past_lines",
    "problems_of",
    "sheets_of",
    "side_by_side",
    "summary_of",
]
