"""Puts a report together: every indicator of its kind, in order, as one bundle of exact figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from accounts.models import Organisation
from common.period import Period
from reporting.bundle import Bundle, Figure
from reporting.enums import ReportKind
from reporting.indicators import INDICATORS, Indicator, Scope, definition, read
from reporting.instant import one_instant
from reporting.territories import territory_name

CONTENTS: dict[str, tuple[Indicator, ...]] = {ReportKind.MONTHLY: INDICATORS}

# Called before each indicator with its code, how many are done and how many there are.
Step = Callable[[str, int, int], None]


def calculate(
    *,
    kind: str,
    operator: Organisation,
    territory: str,
    period: Period,
    data_on: date,
    version: int = 1,
    erratum_reason: str = "",
    on_step: Step = lambda code, done, of: None,
) -> Bundle:
    """The exact figures of a report, in the order of its contents; one SQL statement an indicator.

    `data_on` is the day the records are read, on PostgreSQL at one instant. Whatever `on_step` raises stops
    the calculation; it runs between the reads, so that what it writes is seen at once.
    """
    scope = Scope(operator, territory)
    contents = CONTENTS[kind]
    figures: list[Figure] = []
    with one_instant() as inside:
        for done, indicator in enumerate(contents):
            on_step(indicator.code, done, len(contents))
            with inside():
                figures += read(indicator, scope, period)
    return Bundle(
        kind=str(kind),
        territory=territory,
        territory_name=territory_name(territory),
        operator_name=operator.name,
        period=period,
        version=version,
        data_on=data_on,
        erratum_reason=erratum_reason,
        definitions=tuple(definition(indicator) for indicator in contents),
        figures=tuple(figures),
    )
