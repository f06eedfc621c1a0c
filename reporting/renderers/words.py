"""Numbers, units, families and dates as a report says them, in the active language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from reporting.bundle import Cell

NARROW = "\u202f"
NOT_SHOWN = _("n/a")
UNITS: dict[str, Promise] = {
    "sites": pgettext_lazy("unit", "sites"),
    "persons": pgettext_lazy("unit", "people"),
    "households": pgettext_lazy("unit", "households"),
    "visits": pgettext_lazy("unit", "visits"),
    "referrals": pgettext_lazy("unit", "referrals"),
    "percent": pgettext_lazy("unit", "%"),
    "days": pgettext_lazy("unit", "days"),
    "ratio": pgettext_lazy("unit", "per full-time post"),
    "persons_per_fte": pgettext_lazy("unit", "people per full-time post"),
    "households_per_fte": pgettext_lazy("unit", "households per full-time post"),
}
FAMILIES: dict[str, Promise] = {
    "A": _("Observation of camps"),
    "B": _("Population"),
    "C": _("Outreach"),
    "D": _("Assessment"),
    "E": _("Shelter"),
    "F": _("Housing outcomes"),
    "G": _("Rights"),
    "H": _("Health"),
    "I": _("School"),
    "J": _("Work"),
    "K": _("Referrals"),
    "L": _("Discrimination"),
    "M": _("Evacuations"),
    "N": _("Returns"),
    "O": _("Workload and steering"),
}
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


def say_breakdown(cell: Cell) -> str:
    """`Age band: 3 to 5`, or "" for a total."""
    return " · ".join(say("%(dimension)s: %(value)s") % {"dimension": cut.name, "value": cut.label} for cut in cell.cuts)


def say_date(day: date) -> str:
    """`2 novembre 2026`, with no break in it."""
    return formats.date_format(day, "j F Y").replace(" ", "\u00a0")


def say_month(day: date) -> str:
    """`octobre 2026`."""
    return formats.date_format(day, "F Y").replace(" ", "\u00a0")
