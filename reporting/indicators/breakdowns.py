"""The dimensions figures are cut by. Unknown is a value of its own, never zero and never left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from camps.enums import YesNo
from reporting.enums import CampOrigin, SizeBand
from reporting.indicators.declaration import Breakdown, Part, Scope

# First age included, first age excluded.
MINOR_BANDS = ((0, 3), (3, 6), (6, 12), (12, 16), (16, 18))
SCHOOL_BANDS = ((3, 6), (6, 12), (12, 16))
ADULT_AGE = 18
SCHOOL_AGES = (3, 16)


def birthday_limit(day: date, age: int) -> date:
    """The last birth date of those who are `age` or more at the end of `day`.

    Someone born on 29 February turns a year older on 1 March of a common year (Civil Code practice, and
    `Person.age`), so on 28 February they are not.
    """
    try:
        return day.replace(year=day.year - age)
    except ValueError:  # 29 February of a year that has none.
        return date(day.year - age, 2, 28)


def aged(path: str, day: date, low: int, high: int) -> Q:
    """Known to be at least `low` and less than `high` years old at the end of `day`."""
    return Q(**{f"{path}__lte": birthday_limit(day, low), f"{path}__gt": birthday_limit(day, high)})


def adult(path: str, day: date) -> Q:
    """Known to be 18 or more at the end of `day`."""
    return Q(**{f"{path}__lte": birthday_limit(day, ADULT_AGE)})


def by_age(path: str, day: date, bands: Iterable[tuple[int, int]]) -> Breakdown:
    """Age bands at the end of `day`, in whole years."""
    parts = tuple(
        Part(f"{low:02}-{high - 1:02}", f"{low}–{high - 1}", aged(path, day, low, high))  # figures need no words
        for low, high in bands
    )
    return Breakdown("age_band", _("Age"), parts)


def by_choice(dimension: str, name: Any, path: str, choices: Iterable[Any]) -> Breakdown:
    """One part a member of a TextChoices."""
    parts = tuple(Part(choice.value or "unknown", choice.label, Q(**{path: choice.value})) for choice in choices)
    return Breakdown(dimension, name, parts)


def by_sector(scope: Scope, path: str) -> Breakdown:
    """The sectors of the scope's camps, and the camps whose commune is in none."""
    parts = [Part(str(sector.pk), sector.name, Q(**{path: sector.pk})) for sector in scope.sectors]
    parts.append(Part("unknown", _("No sector"), Q(**{f"{path}__isnull": True})))
    return Breakdown("sector", _("Sector"), tuple(parts))


def by_size(path: str) -> Breakdown:
    """Size bands of camps, by the people of the latest count."""
    limits = {SizeBand.TINY: (0, 10), SizeBand.SMALL: (10, 51), SizeBand.MIDDLE: (51, 101)}
    parts = [
        Part(band.value, band.label, Q(**{f"{path}__gte": low, f"{path}__lt": high})) for band, (low, high) in limits.items()
    ]
    parts.append(Part(SizeBand.LARGE.value, SizeBand.LARGE.label, Q(**{f"{path}__gte": 101})))
    parts.append(Part(SizeBand.UNKNOWN.value, SizeBand.UNKNOWN.label, Q(**{f"{path}__isnull": True})))
    return Breakdown("size_band", _("Size"), tuple(parts))


def by_origin(path: str) -> Breakdown:
    """New settlements and resettlements of people who lived on a camp before."""
    known = {CampOrigin.NEW: [YesNo.NO], CampOrigin.RESETTLEMENT: [YesNo.YES, YesNo.PARTIAL], CampOrigin.UNKNOWN: [YesNo.UNKNOWN]}
    parts = tuple(Part(origin.value, origin.label, Q(**{f"{path}__in": values})) for origin, values in known.items())
    return Breakdown("camp_origin", _("Origin"), parts)


def by_interpreter(path: str) -> Breakdown:
    """With or without an interpreter."""
    parts = (
        Part("yes", _("With an interpreter"), Q(**{path: True})),
        Part("no", _("Without an interpreter"), Q(**{path: False})),
    )
    return Breakdown("interpreter", _("Interpreter"), parts)
