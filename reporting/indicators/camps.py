"""A1, A2, A3, A5 and C1: camps and the visits made to them."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from camps.enums import CampKind, ClosureKind, LegalBasis, ReportSource
from camps.models import Headcount, SiteVisit
from camps.querysets import CampQuerySet
from common.period import Period
from reporting.indicators.breakdowns import by_choice, by_interpreter, by_origin, by_sector, by_size
from reporting.indicators.declaration import Breakdown, Measure, Part, Scope, Share, each, total

SECTOR = "commune__sector"
OLD_COUNT_DAYS = 60


def open_camps(scope: Scope, day: date) -> CampQuerySet:
    """Camps open at the end of `day`, with `people_then`, `households_then` and `counted_then` of their latest count."""
    latest = Headcount.objects.filter(camp=OuterRef("pk"), counted_on__lte=day).order_by("-counted_on", "-id")
    return scope.camps.open_on(day).annotate(
        people_then=Subquery(latest.values("people_best")[:1]),
        households_then=Subquery(latest.values("households")[:1]),
        counted_then=Subquery(latest.values("counted_on")[:1]),
    )


def a1(scope: Scope, period: Period) -> Measure:
    """Camps open on the last day of the period, in sites."""
    return Measure(
        rows=open_camps(scope, period.last_day),
        subject="pk",
        tallies=(each("sites", "pk"),),
        breakdowns=(
            by_sector(scope, SECTOR),
            by_size("people_then"),
            by_choice("camp_kind", _("Kind of site"), "kind", CampKind),
        ),
    )


def a2(scope: Scope, period: Period) -> Measure:
    """Camps reported to the operator in the period, in sites."""
    return Measure(
        rows=scope.camps.filter(reported_on__gte=period.start, reported_on__lt=period.end),
        subject="pk",
        tallies=(each("sites", "pk"),),
        breakdowns=(by_choice("source", _("Reported by"), "reported_by", ReportSource), by_origin("is_resettlement")),
    )


def a3(scope: Scope, period: Period) -> Measure:
    """Camps closed in the period, in sites."""
    return Measure(
        rows=scope.camps.filter(closed_on__gte=period.start, closed_on__lt=period.end),
        subject="pk",
        tallies=(each("sites", "pk"),),
        breakdowns=(
            _or_unknown(by_choice("closure_kind", _("How it closed"), "closure_kind", ClosureKind), "closure_kind"),
            _or_unknown(
                by_choice("legal_basis", _("Legal basis"), "closure_basis", [b for b in LegalBasis if b != LegalBasis.UNKNOWN]),
                "closure_basis",
            ),
        ),
    )


def a5(scope: Scope, period: Period) -> Measure:
    """People and households of the latest count of each open camp; share of counts older than 60 days, in percent."""
    old = period.last_day - timedelta(days=OLD_COUNT_DAYS)
    return Measure(
        rows=open_camps(scope, period.last_day),
        subject="pk",
        tallies=(total("persons", "people_then"), total("households", "households_then")),
        share=Share(
            "pk", where=Q(counted_then__lt=old), among=Q(counted_then__isnull=False), label=_("Counts older than 60 days")
        ),
        unknown=Q(counted_then__isnull=True),
        breakdowns=(by_sector(scope, SECTOR), by_size("people_then")),
    )


def c1(scope: Scope, period: Period) -> Measure:
    """Visits made in the period and finished, in visits."""
    visits = SiteVisit.objects.validated().filter(camp__in=scope.camps)
    return Measure(
        rows=visits.filter(visited_on__gte=period.start, visited_on__lt=period.end),
        subject="pk",
        tallies=(each("visits", "pk"),),
        breakdowns=(by_sector(scope, f"camp__{SECTOR}"), by_interpreter("with_interpreter")),
    )


def _or_unknown(breakdown: Breakdown, path: str) -> Breakdown:
    """Left blank and said to be unknown are one answer: unknown."""
    blank = Part("unknown", _("Unknown"), Q(**{f"{path}__in": ["", "unknown"]}))
    return Breakdown(breakdown.dimension, breakdown.name, (*breakdown.parts, blank))
