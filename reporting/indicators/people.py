"""B1, B2, E3, F2, G1, I1 and I2: people, each counted once, and the households they belong to."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from common.period import Period
from households.enums import StayKind
from households.models import Encounter, Membership, Stay
from reporting.indicators.breakdowns import MINOR_BANDS, SCHOOL_AGES, SCHOOL_BANDS, adult, aged, by_age, by_choice
from reporting.indicators.declaration import Breakdown, Measure, Part, Scope, Share, each
from support.enums import RightKind, RightStatus, SchoolLevel
from support.models import Enrolment, Right, Schooling

NEWS_DAYS = 90
BORN = "person__born_on"
SHELTERS = [StayKind.HOTEL, StayKind.EMERGENCY_SHELTER]
HOMES = [StayKind.ADAPTED_HOUSING, StayKind.ORDINARY_HOUSING]


def alive_on(path: str, day: date) -> Q:
    """Not known to be dead at the end of `day`."""
    return Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__gt": day})


def enrolled_within(scope: Scope, period: Period) -> QuerySet[Membership]:
    """Memberships with at least one day of the period in an enrolled household, alive.

    `with_news` tells whether the household was met or spoken to in the 90 days up to the last day.
    """
    end = Value(period.end, DateField())
    enrolment = Enrolment.objects.open_within(period).filter(
        Q(closed_on=None) | Q(closed_on__gt=F("opened_on")),
        Q(closed_on=None) | Q(closed_on__gt=OuterRef("since")),
        household=OuterRef("household"),
        opened_on__lt=Coalesce(OuterRef("until"), end),
        opened_on__lte=Coalesce(OuterRef("person__died_on"), end),
    )
    contact = Encounter.objects.contacts().filter(
        household=OuterRef("household"),
        happened_on__gte=period.end - timedelta(days=NEWS_DAYS),
        happened_on__lt=period.end,
    )
    alive = Q(person__died_on=None) | (Q(person__died_on__gte=period.start) & Q(person__died_on__gte=F("since")))
    return (
        Membership.objects.filter(alive, Q(until=None) | Q(until__gt=period.start), since__lt=period.end)
        .filter(Exists(enrolment), household__operator=scope.operator)
        .annotate(with_news=Exists(contact))
    )


def supported_on(scope: Scope, day: date) -> QuerySet[Membership]:
    """Memberships that hold at the end of `day` in a household whose enrolment is open, of people alive."""
    enrolment = Enrolment.objects.open_on(day).filter(household=OuterRef("household"))
    return Membership.objects.current(day).filter(
        alive_on("person__died_on", day), Exists(enrolment), household__operator=scope.operator
    )


def household_on(day: date | F | OuterRef) -> Subquery:
    """The household a stay's person belonged to at the end of `day`."""
    held = Membership.objects.filter(Q(until=None) | Q(until__gt=day), person=OuterRef("person"), since__lte=day)
    return Subquery(held.order_by("-since", "-pk").values("household")[:1])


def b1(scope: Scope, period: Period) -> Measure:
    """People and households followed in the period; unknown: enrolled but without news."""
    return Measure(
        rows=enrolled_within(scope, period),
        subject="person",
        tallies=(each("persons", "person"), each("households", "household")),
        counted=Q(with_news=True),
        others_unknown=True,
        household="household",
    )


def b2(scope: Scope, period: Period) -> Measure:
    """Followed people under 18 on the last day, and their share of B1."""
    minors = aged(BORN, period.last_day, 0, 18)
    return Measure(
        rows=enrolled_within(scope, period).filter(Q(with_news=True)),
        subject="person",
        tallies=(each("persons", "person"),),
        counted=minors,
        share=Share("person", where=minors),
        unknown=Q(**{f"{BORN}__isnull": True}),
        household="household",
        breakdowns=(by_age(BORN, period.last_day, MINOR_BANDS),),
    )


def e3(scope: Scope, period: Period) -> Measure:
    """People whose stay in a hotel or an emergency shelter is open on the last day."""
    day = period.last_day
    stays = Stay.objects.current(day).filter(alive_on("person__died_on", day), kind__in=SHELTERS, person__operator=scope.operator)
    return Measure(
        rows=stays.annotate(home=household_on(day)),
        subject="person",
        tallies=(each("persons", "person"),),
        household="home",
        breakdowns=(by_choice("shelter_type", _("Kind of shelter"), "kind", SHELTERS),),
    )


def f2(scope: Scope, period: Period) -> Measure:
    """People, and their households, whose first stay in adapted or ordinary housing starts in the period."""
    earlier = Stay.objects.filter(person=OuterRef("person"), kind__in=HOMES, since__lt=OuterRef("since"))
    stays = Stay.objects.filter(kind__in=HOMES, since__gte=period.start, since__lt=period.end, person__operator=scope.operator)
    return Measure(
        rows=stays.filter(~Exists(earlier)).annotate(home=household_on(OuterRef("since"))),
        subject="person",
        tallies=(each("persons", "person"), each("households", "home", cut=False)),
        household="home",
        breakdowns=(
            Breakdown(
                "accompanied",
                _("Support in the home"),
                (
                    Part("yes", _("Accompanied (adapted housing)"), Q(kind=StayKind.ADAPTED_HOUSING)),
                    Part("no", _("Not accompanied (ordinary housing)"), Q(kind=StayKind.ORDINARY_HOUSING)),
                ),
            ),
        ),
    )


def g1(scope: Scope, period: Period) -> Measure:
    """Adults supported on the last day whose domiciliation is valid, and their share of these adults."""
    day = period.last_day
    rights = Right.objects.filter(person=OuterRef("person"), kind=RightKind.DOMICILIATION)
    return Measure(
        rows=supported_on(scope, day)
        .filter(adult(BORN, day))
        .annotate(
            valid=Exists(rights.valid_on(day)),
            told=Exists(rights.exclude(status=RightStatus.UNKNOWN)),
        ),
        subject="person",
        tallies=(each("persons", "person"),),
        counted=Q(valid=True),
        share=Share("person", where=Q(valid=True)),
        unknown=Q(told=False),
        household="household",
    )


def i1(scope: Scope, period: Period) -> Measure:
    """Supported children from 3 to under 16 years old on the last day; unknown: no birth date."""
    day = period.last_day
    return Measure(
        rows=supported_on(scope, day),
        subject="person",
        tallies=(each("persons", "person"),),
        counted=aged(BORN, day, *SCHOOL_AGES),
        unknown=Q(**{f"{BORN}__isnull": True}),
        household="household",
        breakdowns=(by_age(BORN, day, SCHOOL_BANDS),),
    )


def i2(scope: Scope, period: Period) -> Measure:
    """Children of I1 enrolled in a school on the last day, and their share of I1; unknown: nothing recorded that day."""
    day = period.last_day
    records = Schooling.objects.filter(person=OuterRef("person"))
    current = records.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))
    return Measure(
        rows=supported_on(scope, day)
        .filter(aged(BORN, day, *SCHOOL_AGES))
        .annotate(
            level=Subquery(records.enrolled_on(day).order_by("-since", "-pk").values("level")[:1]),
            told=Exists(current),
        ),
        subject="person",
        tallies=(each("persons", "person"),),
        counted=Q(level__isnull=False),
        share=Share("person", where=Q(level__isnull=False)),
        unknown=Q(told=False),
        household="household",
        breakdowns=(by_choice("school_level", _("Level"), "level", SchoolLevel),),
    )
