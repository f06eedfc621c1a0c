"""Step 1: the closed list of the tables that are published. What is not on it does not leave.

A dimension is in one of three lists. PLACE tells where people live; SENSITIVE tells something of
their health, wish or means; PLAIN is neither. A dimension on no list counts as a place: a new one is
protected until someone decides.
"""

from __future__ import annotations

from reporting.bundle import Cell
from reporting.enums import ReportKind

PLACE = frozenset({"sector", "place_type", "size_band", "shelter_type", "camp_kind", "commune", "camp"})
SENSITIVE = frozenset({"wish", "health_cover", "resources"})
PLAIN = frozenset(
    {"age_band", "sex", "school_level", "housing_type", "accompanied", "partner_type", "interpreter", "closure_kind"}
    | {"legal_basis", "source", "camp_origin", "function"}
)

# Indicator -> its units, and the breakdowns each of them may be published by (alone, never crossed).
Tables = dict[str, tuple[tuple[str, ...], tuple[str, ...]]]

MONTHLY: Tables = {
    "A1": (("sites",), ("sector", "size_band", "camp_kind")),
    "A2": (("sites",), ("source", "camp_origin")),
    "A3": (("sites",), ("closure_kind", "legal_basis")),
    "A5": (("persons", "households", "percent"), ("sector", "size_band")),
    "B1": (("persons", "households"), ()),
    "B2": (("persons", "percent"), ("age_band",)),
    "C1": (("visits",), ("sector", "interpreter")),
    "C2": (("households",), ("place_type",)),
    "D1": (("households",), ("place_type",)),
    "D2": (("percent",), ("sector",)),
    "D5": (("households",), ("wish",)),
    "E3": (("persons",), ("shelter_type",)),
    "F2": (("persons", "households"), ("accompanied", "housing_type")),
    "G1": (("persons", "percent"), ()),
    "I1": (("persons",), ("age_band",)),
    "I2": (("persons", "percent"), ("school_level",)),
    "K1": (("referrals",), ("partner_type",)),
    "O1": (("persons_per_fte", "households_per_fte", "fte"), ("function",)),
}
SCOPE: dict[str, Tables] = {ReportKind.MONTHLY: MONTHLY}


def in_scope(kind: str, cell: Cell) -> bool:
    """Is this cell part of a published table: its indicator, its unit, and at most one allowed breakdown?"""
    if cell.code not in SCOPE[kind] or len(cell.cuts) > 1:
        return False
    units, dimensions = SCOPE[kind][cell.code]
    return cell.unit in units and all(dimension in dimensions for dimension in cell.dimensions)


def tells_place(cell: Cell) -> bool:
    """Does a breakdown of this cell tell where people live? An unlisted dimension does."""
    return any(dimension not in PLAIN | SENSITIVE for dimension in cell.dimensions)


def is_protected(cell: Cell) -> bool:
    """Is the cell cut by a place or by something sensitive, where one family may not stand alone?"""
    return any(dimension not in PLAIN for dimension in cell.dimensions)
