"""Steps 3, 4, 8 and 9: what each exact figure becomes before it leaves the operator.

The solver audit of linked tables (steps 5 and 6) is not here; a bundle's `rules` names the steps that
were applied, and nothing else claims to be.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal

from reporting.bundle import Bundle, Cell, Definition, Figure, Header, PublishedBundle, PublishedFigure
from reporting.disclosure.scope import in_scope, is_protected, tells_place
from reporting.enums import DisclosureClass

BASE = 5
FEWEST_HOUSEHOLDS = 3
FEWEST_FOR_A_RATE = 20
FEWEST_WHEN_SENSITIVE = 11
FEWEST_FOR_A_MEDIAN = 11
# Per full-time post: published even though open, so never from an exact number of people.
RATIO_UNITS = frozenset({"persons_per_fte", "households_per_fte"})
APPLIED = ("scope", "rounding", "households", "rates", "movement")


@dataclass(frozen=True)
class Treated:
    """What is left of a figure, and why."""

    treatment: str
    reason: str = ""
    value: int | Decimal | None = None
    numerator: int | None = None
    denominator: int | Decimal | None = None
    unknown: int | None = None


def round_to_5(number: int | Decimal) -> int:
    """The nearest multiple of 5, always the same one: 0 to 2 give 0, 3 to 7 give 5."""
    return BASE * int((Decimal(number) / BASE).to_integral_value(ROUND_HALF_UP))


def publish_preview(exact: Bundle, previous: PublishedBundle | None) -> PublishedBundle:
    """What the State would read of these figures; `previous` is last month's published bundle.

    Deterministic: the same figures always give the same bundle, so that no second draw can be averaged.
    """
    leaving = [figure for figure in exact.figures if leaves(exact, figure)]
    codes = {figure.code for figure in leaving}
    kept = {field.name: getattr(exact, field.name) for field in fields(Header)}
    kept["definitions"] = tuple(definition for definition in exact.definitions if definition.code in codes)
    return PublishedBundle(**kept, figures=tuple(_published(figure, exact, previous) for figure in leaving), rules=APPLIED)


def leaves(exact: Bundle, figure: Figure) -> bool:
    """Is the figure in a published table, of a class that leaves monthly, and not a sensitive one by place?"""
    definition = exact.definition(figure.code)
    if definition.sensitive and tells_place(figure):
        return False
    return in_scope(exact.kind, figure) and _class_of(figure, definition) in (DisclosureClass.OPEN, DisclosureClass.R5)


def _class_of(figure: Figure, definition: Definition) -> str:
    return figure.disclosure or definition.disclosure


def _published(figure: Figure, exact: Bundle, previous: PublishedBundle | None) -> PublishedFigure:
    treated = _treated(figure, exact)
    before = _comparable(figure, exact, previous)
    return PublishedFigure(
        code=figure.code,
        unit=figure.unit,
        label=figure.label,
        cuts=figure.cuts,
        **{field.name: getattr(treated, field.name) for field in fields(Treated)},
        movement=_movement(treated.value, before),
        previous=before,
    )


def _treated(figure: Figure, exact: Bundle) -> Treated:
    definition = exact.definition(figure.code)
    if reason := _why_hidden(figure, definition, exact):
        return Treated("hidden", reason)
    if figure.unit in RATIO_UNITS:
        return _ratio(figure)
    if _class_of(figure, definition) == DisclosureClass.OPEN:
        return Treated("exact", "", figure.value, figure.numerator, figure.denominator, figure.unknown)
    if figure.unit == "percent":
        return _rate(figure)
    return _rounded(figure)


def _why_hidden(figure: Figure, definition: Definition, exact: Bundle) -> str:
    """The code of the reason why the figure is « n.d. », or "" when it may be shown in some form."""
    if figure.value is None:
        return "no_data"
    if _class_of(figure, definition) == DisclosureClass.OPEN:
        return ""
    if is_protected(figure) and (reason := _too_few_households(figure)):
        return reason
    if definition.sensitive and _base(figure, exact) < FEWEST_WHEN_SENSITIVE:
        return "sensitive_few"
    if figure.unit == "days" and _base(figure, exact) < FEWEST_FOR_A_MEDIAN:
        return "median_few"
    return ""


def _too_few_households(figure: Figure) -> str:
    households = figure.households
    if households is None and figure.unit == "households":
        households = int(figure.value or 0)
    if households is None:
        return "households_unknown"
    return "households" if 0 < households < FEWEST_HOUSEHOLDS else ""


def _base(figure: Figure, exact: Bundle) -> int | Decimal:
    """How many the figure rests on: its denominator, else the total of its table, else nothing known."""
    if figure.denominator is not None:
        return figure.denominator
    total = exact.figure(figure.code, figure.unit)
    return total.value if total is not None and total.value is not None and figure.unit != "days" else 0


def _ratio(figure: Figure) -> Treated:
    """People per full-time post, from the rounded number of people, in whole units."""
    if figure.numerator is None or not figure.denominator:
        return Treated("hidden", "no_data")
    people = round_to_5(figure.numerator)
    value = int((Decimal(people) / figure.denominator).to_integral_value(ROUND_HALF_UP))
    return Treated("computed", "", value, people, figure.denominator)


def _rate(figure: Figure) -> Treated:
    """Whole percent of rounded numbers, and only on a rounded denominator of 20 or more."""
    if figure.numerator is None or figure.denominator is None:
        return Treated("hidden", "no_data")
    part, whole = round_to_5(figure.numerator), round_to_5(figure.denominator)
    if whole < FEWEST_FOR_A_RATE:
        return Treated("hidden", "small_denominator")
    return Treated("computed", "", (200 * part + whole) // (2 * whole), part, whole, _unknown(figure))


def _rounded(figure: Figure) -> Treated:
    if figure.unit == "days":
        return Treated("rounded", "", int(Decimal(figure.value or 0).to_integral_value(ROUND_HALF_UP)))
    return Treated("rounded", "", round_to_5(figure.value or 0), unknown=_unknown(figure))


def _unknown(figure: Figure) -> int | None:
    """Unknown answers are people too: rounded, and never by place."""
    if figure.unknown is None or is_protected(figure):
        return None
    return round_to_5(figure.unknown)


def _comparable(figure: Cell, exact: Bundle, previous: PublishedBundle | None) -> int | Decimal | None:
    """The published value of the month before, when it was counted in the same way."""
    if previous is None:
        return None
    before = previous.figure(figure.code, figure.unit, **dict(figure.key))
    if before is None or previous.definition(figure.code).version != exact.definition(figure.code).version:
        return None
    return before.value


def _movement(value: int | Decimal | None, before: int | Decimal | None) -> str:
    if value is None or before is None:
        return ""
    return "same" if value == before else "up" if value > before else "down"
