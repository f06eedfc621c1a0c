"""Reads a measure: one SQL statement an indicator, all its cells at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Aggregate, Count, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import StaffFunction
from common.period import Period
from reporting.bundle import Cut, Figure, Text
from reporting.indicators.declaration import Breakdown, Indicator, Measure, Part, Ratio, Scope, Share, Tally

HUNDREDTH, TENTH = Decimal("0.01"), Decimal("0.1")
Row = dict[str, Any]


@dataclass(frozen=True)
class _Slot:
    """One figure to come: the aggregates it needs, under their aliases."""

    name: str
    tally: Tally | Share
    cuts: tuple[Cut, ...]
    where: Q


def read(indicator: Indicator, scope: Scope, period: Period) -> tuple[Figure, ...]:
    """All the figures of one indicator, totals first: exact, for the operator alone."""
    measure = indicator.measure(scope, period)
    if isinstance(measure, Ratio):
        return tuple(_read_ratio(indicator.code, measure, period))
    return tuple(_read_measure(indicator.code, measure))


def _read_measure(code: str, measure: Measure) -> Iterator[Figure]:
    slots = list(_slots(measure))
    wanted: dict[str, Aggregate] = {}
    for slot in slots:
        wanted |= _aggregates(slot, measure)
    row = measure.rows.aggregate(**wanted)
    for slot in slots:
        yield _figure(code, slot, measure, row)


def _slots(measure: Measure) -> Iterator[_Slot]:
    tallies: tuple[Tally | Share, ...] = (*measure.tallies, *((measure.share,) if measure.share else ()))
    for number, tally in enumerate(tallies):
        yield _Slot(f"t{number}", tally, (), Q())
        for side, breakdown in enumerate(measure.breakdowns if tally.cut else ()):
            for place, part in enumerate(breakdown.parts):
                yield _Slot(f"t{number}_{side}_{place}", tally, (_cut(breakdown, part),), part.where)


def _cut(breakdown: Breakdown, part: Part) -> Cut:
    return Cut(breakdown.dimension, part.value, Text.of(breakdown.name), Text.of(part.label))


def _aggregates(slot: _Slot, measure: Measure) -> dict[str, Aggregate]:
    tally = slot.tally
    where = measure.counted & slot.where
    if isinstance(tally, Share):
        where = tally.among & tally.where & slot.where
        wanted: dict[str, Aggregate] = {
            slot.name: Count(tally.path, distinct=True, filter=where),
            f"{slot.name}_among": Count(tally.path, distinct=True, filter=tally.among & slot.where),
        }
    else:
        wanted = {slot.name: tally.read(where)}
        if tally.summed:
            wanted[f"{slot.name}_rows"] = Count(measure.subject, distinct=True, filter=where)
    if measure.household:
        wanted[f"{slot.name}_households"] = Count(measure.household, distinct=True, filter=where)
    return wanted | _aggregates_of_unknown(slot, measure)


def _aggregates_of_unknown(slot: _Slot, measure: Measure) -> dict[str, Aggregate]:
    """Unknown is told beside totals; a sum has none, its share has."""
    tally = slot.tally
    if slot.cuts or (isinstance(tally, Tally) and tally.summed):
        return {}
    if measure.others_unknown:
        return {f"{slot.name}_all": Count(tally.path, distinct=True)}
    if measure.unknown is not None:
        return {f"{slot.name}_unknown": Count(tally.path, distinct=True, filter=measure.unknown)}
    return {}


def _figure(code: str, slot: _Slot, measure: Measure, row: Row) -> Figure:
    unknown = row.get(f"{slot.name}_unknown")
    if measure.others_unknown:
        unknown = row[f"{slot.name}_all"] - row[slot.name]
    households = row.get(f"{slot.name}_households")
    if isinstance(slot.tally, Share):
        part, whole = row[slot.name], row[f"{slot.name}_among"]
        return Figure(
            code=code,
            unit="percent",
            cuts=slot.cuts,
            value=_percent(part, whole),
            numerator=part,
            denominator=whole,
            unknown=unknown,
            households=households,
            label=Text.of(slot.tally.label) if slot.tally.label else None,
        )
    value = _count_or_sum(slot, row)
    return Figure(code=code, unit=slot.tally.unit, cuts=slot.cuts, value=value, unknown=unknown, households=households)


def _count_or_sum(slot: _Slot, row: Row) -> int | None:
    """A sum over no row is a known 0; over rows of which none has a value, it is not known."""
    nothing_there = row.get(f"{slot.name}_rows") == 0
    return 0 if nothing_there else row[slot.name]


def _percent(part: int, whole: int) -> Decimal | None:
    """To a tenth; None when there is nobody to take a share of."""
    return (Decimal(100 * part) / whole).quantize(TENTH, ROUND_HALF_UP) if whole else None


def _read_ratio(code: str, ratio: Ratio, period: Period) -> Iterator[Figure]:
    persons, households = _read_measure(code, ratio.people)
    posts = mean_posts(ratio, period)
    for figure in (persons, households):
        yield Figure(
            code=code,
            unit=f"{figure.unit}_per_fte",
            value=_per_post(figure.value, posts.get(ratio.function)),
            numerator=int(figure.value or 0),
            denominator=posts.get(ratio.function),
            households=figure.households,
        )
    for function in StaffFunction:
        cut = Cut("function", function.value, Text.of(_("Function")), Text.of(function.label))
        yield Figure(code=code, unit="fte", cuts=(cut,), value=posts.get(function.value, Decimal("0.00")))


def mean_posts(ratio: Ratio, period: Period) -> dict[str, Decimal]:
    """Mean full-time equivalents of the period by function: the share of each post times its days, over the days."""
    days = (period.end - period.start).days
    held: dict[str, Decimal] = {}
    for function, share, since, until in ratio.posts.order_by("pk").values_list("function", "share", "since", "until"):
        worked = (min(until or period.end, period.end) - max(since, period.start)).days
        held[function] = held.get(function, Decimal()) + share * worked
    return {function: (total / days).quantize(HUNDREDTH, ROUND_HALF_UP) for function, total in held.items()}


def _per_post(people: Any, posts: Decimal | None) -> Decimal | None:
    return (Decimal(people) / posts).quantize(TENTH, ROUND_HALF_UP) if posts else None
