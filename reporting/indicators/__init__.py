"""Indicators: each declared once, read by one statement, and opened as the list it counts."""

from reporting.indicators.declaration import Indicator, Measure, Ratio, Scope
from reporting.indicators.lists import list_of
from reporting.indicators.reading import read
from reporting.indicators.registry import FAMILIES, INDICATORS, REGISTRY, UNITS, definition

__all__ = [
    "FAMILIES",
    "INDICATORS",
    "REGISTRY",
    "UNITS",
    "Indicator",
    "Measure",
    "Ratio",
    "Scope",
    "definition",
    "list_of",
    "read",
]
