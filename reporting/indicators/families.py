"""C2, D1, D2, D5 and K1: households met, evaluated, asked, and referred."""

from __future__ import annotations

from django.db.models import Exists, FilteredRelation, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from common.period import Period
from households.enums import ContactChannel, StayKind, Wish
from households.models import Assessment, Encounter, Household, Membership, SupportWish
from partners.enums import PartnerKind
from partners.models import Referral
from reporting.indicators.breakdowns import by_choice, by_sector
from reporting.indicators.declaration import Breakdown, Measure, Part, Scope, Share, each
from reporting.indicators.people import alive_on

IN_PERSON = [ContactChannel.FACE_TO_FACE, ContactChannel.OFFICE]


def c2(scope: Scope, period: Period) -> Measure:
    """Households met in person at least once in the period, by the place they lived in that day."""
    return Measure(
        rows=Encounter.objects.contacts().filter(
            household__operator=scope.operator,
            channel__in=IN_PERSON,
            happened_on__gte=period.start,
            happened_on__lt=period.end,
        ),
        subject="household",
        tallies=(each("households", "household"),),
        household="household",
        breakdowns=(by_choice("place_type", _("Kind of place"), "place_kind", StayKind),),
    )


def d1(scope: Scope, period: Period) -> Measure:
    """Households whose evaluation was validated in the period, by the place they lived in."""
    return Measure(
        rows=Assessment.objects.filter(
            household__operator=scope.operator, validated_on__gte=period.start, validated_on__lt=period.end
        ),
        subject="household",
        tallies=(each("households", "household"),),
        household="household",
        breakdowns=(by_choice("place_type", _("Kind of place"), "place_kind", StayKind),),
    )


def d2(scope: Scope, period: Period) -> Measure:
    """Of the households on a camp on the last day, those with a validated evaluation, in percent."""
    day = period.last_day
    there = Q(person__stays__since__lte=day) & (Q(person__stays__until=None) | Q(person__stays__until__gt=day))
    diagnosed = Assessment.objects.filter(household=OuterRef("household"), validated_on__lte=day)
    return Measure(
        rows=Membership.objects.current(day)
        .filter(alive_on("person__died_on", day), household__operator=scope.operator)
        .annotate(place=FilteredRelation("person__stays", condition=there), diagnosed=Exists(diagnosed))
        .filter(place__camp__in=scope.camps.open_on(day)),
        subject="household",
        counted=Q(diagnosed=True),
        share=Share("household", where=Q(diagnosed=True), cut=True),
        household="household",
        breakdowns=(by_sector(scope, "place__camp__commune__sector"),),
    )


def d5(scope: Scope, period: Period) -> Measure:
    """Evaluated households by their latest wish on the last day; unknown: never asked, or no answer kept."""
    day = period.last_day
    said = SupportWish.objects.filter(household=OuterRef("pk"), stated_on__lte=day).order_by("-stated_on", "-pk")
    diagnosed = Assessment.objects.filter(household=OuterRef("pk"), validated_on__lte=day)
    wishes = by_choice("wish", _("Wish"), "wish", Wish)
    unsaid = Part("unknown", _("Wish not recorded"), Q(wish__isnull=True))
    return Measure(
        rows=Household.objects.filter(Exists(diagnosed), operator=scope.operator).annotate(
            wish=Subquery(said.values("value")[:1])
        ),
        subject="pk",
        tallies=(each("households", "pk"),),
        unknown=Q(wish__isnull=True),
        household="pk",
        breakdowns=(Breakdown(wishes.dimension, wishes.name, (*wishes.parts, unsaid)),),
    )


def k1(scope: Scope, period: Period) -> Measure:
    """Referrals sent in the period, whatever became of them, by kind of partner."""
    return Measure(
        rows=Referral.objects.filter(household__operator=scope.operator, sent_on__gte=period.start, sent_on__lt=period.end),
        subject="pk",
        tallies=(each("referrals", "pk"),),
        household="household",
        breakdowns=(by_choice("partner_type", _("Kind of partner"), "partner__kind", PartnerKind),),
    )
