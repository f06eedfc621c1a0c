"""What an indicator is: one declaration, and one function that says which rows it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Aggregate, Count, Q, QuerySet, Sum
from django.utils.functional import Promise

from accounts.models import Organisation
from camps.models import Camp, Sector
from camps.querysets import CampQuerySet
from common.period import Period
from reporting.enums import DisclosureClass, IndicatorKind, ListKind

WHOLE_COUNTRY = "FR"
EVERY = Q()


@dataclass(frozen=True)
class Scope:
    """Whose figures: an operator, and its camps in a department (FR: in all of them).

    Families are the operator's, wherever they live that day: support follows them.
    """

    operator: Organisation
    territory: str
    # The one sector a list is asked for; "" when it is asked for none, None for figures, which need them all.
    only_sector: str | None = None

    @property
    def camps(self) -> CampQuerySet:
        """The operator's camps in the territory."""
        camps = Camp.objects.filter(operator=self.operator)
        return camps if self.territory == WHOLE_COUNTRY else camps.filter(commune__department=self.territory)

    @cached_property
    def sectors(self) -> tuple[Sector, ...]:
        """The sectors these camps stand in; read once a report, and not at all for a list."""
        if self.only_sector is not None:
            return (Sector(pk=self.only_sector),) if self.only_sector else ()
        return tuple(Sector.objects.filter(pk__in=self.camps.values("commune__sector")).order_by("name", "pk"))


@dataclass(frozen=True)
class Part:
    """One value of a breakdown, and the condition of the rows it holds."""

    value: str
    label: str | Promise
    where: Q


@dataclass(frozen=True)
class Breakdown:
    """A dimension a figure is cut by."""

    dimension: str
    name: str | Promise
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Tally:
    """A number read from the rows that meet a condition, in one unit; `cut` when breakdowns give it too."""

    unit: str
    path: str
    summed: bool = False
    cut: bool = True

    def read(self, where: Q) -> Aggregate:
        """The aggregate of the rows that meet `where`."""
        return Sum(self.path, filter=where) if self.summed else Count(self.path, distinct=True, filter=where)


def each(unit: str, path: str, *, cut: bool = True) -> Tally:
    """Count each value of `path` once."""
    return Tally(unit, path, cut=cut)


def total(unit: str, path: str) -> Tally:
    """Sum `path`; 0 over no row, None when there are rows and none has a value."""
    return Tally(unit, path, summed=True)


@dataclass(frozen=True)
class Share:
    """A rate in percent: how many of the rows that meet `among` also meet `where`, counted by `path`."""

    path: str
    where: Q = EVERY
    among: Q = EVERY
    cut: bool = False
    # What it is called, when the indicator's own label would mislead.
    label: Promise | None = None


@dataclass(frozen=True)
class Measure:
    """What an indicator counts in a period, not yet read: the figure and its list both come from here."""

    rows: QuerySet
    # The path to the thing the list shows, each once.
    subject: str
    tallies: tuple[Tally, ...] = ()
    # The rows of the figure; the others are only there for the denominator and the unknown.
    counted: Q = EVERY
    share: Share | None = None
    unknown: Q | None = None
    # The rows that are not counted are those of which we do not know.
    others_unknown: bool = False
    # The path to the household behind a row, when people are counted.
    household: str = ""
    breakdowns: tuple[Breakdown, ...] = ()

    def listed(self, dimension: str = "", value: str = "") -> QuerySet:
        """The keys of the things the figure, or one cell of it, counts. Raise KeyError for an unknown cell."""
        where = self.counted & self._part(dimension, value).where if dimension else self.counted
        return self.rows.filter(where).values(self.subject)

    def _part(self, dimension: str, value: str) -> Part:
        for breakdown in self.breakdowns:
            for part in breakdown.parts:
                if (breakdown.dimension, part.value) == (dimension, value):
                    return part
        raise KeyError(f"{dimension}={value}")


@dataclass(frozen=True)
class Ratio:
    """People, and households, per full-time post; the posts are few and come with their days."""

    people: Measure
    posts: QuerySet
    function: str


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """The one declaration of an indicator: its words, its nature, its protection, its function."""

    code: str
    label: Promise
    wording: Promise
    unit: str
    kind: IndicatorKind
    lists: ListKind
    disclosure: DisclosureClass
    source: Promise
    measure: Callable[[Scope, Period], Measure | Ratio]
    version: int = 1
    sensitive: bool = False

    @property
    def family(self) -> str:
        """The letter of its family: A observation, B population, …"""
        return self.code[0]
