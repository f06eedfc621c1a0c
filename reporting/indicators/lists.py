"""The list behind a figure: the same rows as the figure, as things a worker recognises."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from camps.models import Camp, SiteVisit
from common.period import Period
from households.models import Household, Membership, Person
from partners.models import Referral
from reporting.enums import ListKind
from reporting.indicators.camps import open_camps
from reporting.indicators.declaration import Measure, Ratio, Scope
from reporting.indicators.registry import REGISTRY


def measure_of(code: str, scope: Scope, period: Period) -> Measure:
    """The measure whose rows the indicator lists; a ratio lists its people. Raise KeyError for an unknown code."""
    measure = REGISTRY[code].measure(scope, period)
    return measure.people if isinstance(measure, Ratio) else measure


def list_of(code: str, scope: Scope, period: Period, *, dimension: str = "", value: str = "") -> QuerySet:
    """The camps, people, households, visits or referrals a figure (or one cell of it) counts.

    Each row has `sort_key`, the text it is ordered by. Raise KeyError for an unknown code or cell.
    """
    scope = replace(scope, only_sector=_sector(dimension, value))
    keys = measure_of(code, scope, period).listed(dimension, value)
    return LISTS[REGISTRY[code].lists](scope, period.last_day).filter(pk__in=keys)


def _sector(dimension: str, value: str) -> str:
    """The sector's key in the form its row has, or "" when the list is of no one sector."""
    if dimension != "sector" or value == "unknown":
        return ""
    try:
        return str(UUID(value))
    except ValueError:
        return ""


def _camps(scope: Scope, day: date) -> QuerySet:
    known = open_camps(scope, day).filter(pk=OuterRef("pk"))
    return Camp.objects.select_related("commune").annotate(
        people_then=Subquery(known.values("people_then")[:1]),
        counted_then=Subquery(known.values("counted_then")[:1]),
        sort_key=F("name"),
    )


def _persons(scope: Scope, day: date) -> QuerySet:
    held = Membership.objects.filter(person=OuterRef("pk"), since__lte=day).order_by("-since", "-pk")
    return Person.objects.annotate(
        home=Subquery(held.values("household")[:1]),
        home_code=Coalesce(Subquery(held.values("household__code")[:1]), Value(""), output_field=CharField()),
        sort_key=F("name_sound"),
    )


def _households(scope: Scope, day: date) -> QuerySet:
    return Household.objects.annotate(sort_key=F("name_fold"))


def _visits(scope: Scope, day: date) -> QuerySet:
    return SiteVisit.objects.select_related("camp", "worker").annotate(sort_key=F("camp__name"))


def _referrals(scope: Scope, day: date) -> QuerySet:
    return Referral.objects.select_related("household", "partner").annotate(sort_key=F("household__name_fold"))


LISTS = {
    ListKind.CAMPS: _camps,
    ListKind.PERSONS: _persons,
    ListKind.HOUSEHOLDS: _households,
    ListKind.VISITS: _visits,
    ListKind.REFERRALS: _referrals,
}
