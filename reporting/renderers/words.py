"""Numbers, units, families and dates as a report says them, in the active language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from reporting.bundle import Cell
from reporting.indicators.registry import FAMILIES, UNITS

NARROW = "\u202f"
NOT_SHOWN = _("n/a")
TREATMENTS: dict[str, Promise] = {
    "exact": pgettext_lazy("figure", "exact"),
    "rounded": pgettext_lazy("figure", "rounded"),
    "computed": pgettext_lazy("figure", "from rounded"),
    "hidden": pgettext_lazy("figure", "not shown"),
}
MOVEMENTS: dict[str, Promise] = {
    "up": pgettext_lazy("figure", "up"),
    "down": pgettext_lazy("figure", "down"),
    "same": pgettext_lazy("figure", "unchanged"),
}
SIGNS = {"up": "↗", "down": "↘", "same": "→", "": ""}


def in_french() -> bool:
    """Is the active language French?"""
    return (get_language() or "fr").startswith("fr")


def say_unit(unit: str) -> str:
    """The unit in words; an unknown one as its code."""
    return str(UNITS.get(unit, unit))


def say_number(value: int | Decimal | None, unit: str = "") -> str:
    """`1 250` or `12,5 %` in French, `1,250` or `12.5%` in English, « n.d. » for nothing."""
    if value is None:
        return str(NOT_SHOWN)
    said = f"{value:,}"
    if in_french():
        said = said.replace(",", NARROW).replace(".", ",")
    if unit != "percent":
        return said
    return f"{said}{NARROW}%" if in_french() else f"{said}%"


def say_family(letter: str) -> str:
    """The family of a letter in words; one no longer in the dictionary as its letter."""
    return str(FAMILIES.get(letter, letter))


def say_breakdown(cell: Cell) -> str:
    """`Age band: 3 to 5`, or "" for a total."""
    return " · ".join(gettext("%(dimension)s: %(value)s") % {"dimension": cut.name, "value": cut.label} for cut in cell.cuts)


def say_date(day: date) -> str:
    """`2 novembre 2026` (`1er` on the first), with no break in it."""
    said = formats.date_format(day, "j F Y").replace(" ", "\u00a0")
    return said.replace("1", "1er", 1) if in_french() and day.day == 1 else said


def say_month(day: date) -> str:
    """`octobre 2026`."""
    return formats.date_format(day, "F Y").replace(" ", "\u00a0")
