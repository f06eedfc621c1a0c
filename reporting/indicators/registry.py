"""The dictionary: every indicator once, in the order of the report (indicators.md 2.2)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from reporting.bundle import Definition, Text
from reporting.enums import DisclosureClass, IndicatorKind, ListKind
from reporting.indicators import camps, families, people, sources, workload
from reporting.indicators.declaration import Indicator

FAMILIES = {
    "A": _("Observation of camps"),
    "B": _("Population"),
    "C": _("Outreach"),
    "D": _("Evaluation"),
    "E": _("Shelter"),
    "F": _("Access to housing"),
    "G": _("Rights"),
    "I": _("School"),
    "K": _("Referrals"),
    "O": _("Workload"),
}

INDICATORS = (
    Indicator(
        code="A1",
        label=_("Open sites"),
        wording=_("Sites open on the last day of the period: people had settled, and the site was not closed."),
        unit="sites",
        kind=IndicatorKind.STOCK,
        lists=ListKind.CAMPS,
        disclosure=DisclosureClass.OPEN,
        source=sources.PROJECT_AND_DIHAL,
        measure=camps.a1,
    ),
    Indicator(
        code="A2",
        label=_("New sites"),
        wording=_("Sites reported to the operator during the period."),
        unit="sites",
        kind=IndicatorKind.FLOW,
        lists=ListKind.CAMPS,
        disclosure=DisclosureClass.OPEN,
        source=sources.PROJECT,
        measure=camps.a2,
    ),
    Indicator(
        code="A3",
        label=_("Closed sites"),
        wording=_("Sites closed during the period."),
        unit="sites",
        kind=IndicatorKind.FLOW,
        lists=ListKind.CAMPS,
        disclosure=DisclosureClass.OPEN,
        source=sources.PROJECT_AND_PLATFORM,
        measure=camps.a3,
    ),
    Indicator(
        code="A5",
        label=_("Estimated population"),
        wording=_(
            "Sum of the latest count, on the last day at most, of each open site. "
            "The rate is the share of counts older than 60 days; unknown: sites never counted."
        ),
        unit="persons",
        kind=IndicatorKind.STOCK,
        lists=ListKind.CAMPS,
        disclosure=DisclosureClass.OPEN,
        source=sources.PROJECT_AND_DIHAL,
        measure=camps.a5,
    ),
    Indicator(
        code="B1",
        label=_("People and households followed"),
        wording=_(
            "People with at least one day of open support in the period, whose household was met or spoken to "
            "in the 90 days up to the last day. Each is counted once. Unknown: supported but without news."
        ),
        unit="persons",
        kind=IndicatorKind.FLOW,
        lists=ListKind.PERSONS,
        disclosure=DisclosureClass.R5,
        source=sources.PLATFORM_NOW,
        measure=people.b1,
    ),
    Indicator(
        code="B2",
        label=_("Minors"),
        wording=_("People followed (B1) who are under 18 on the last day, and their share of B1. Unknown: no birth date."),
        unit="persons",
        kind=IndicatorKind.FLOW,
        lists=ListKind.PERSONS,
        disclosure=DisclosureClass.R5,
        source=sources.PLATFORM_NOW,
        measure=people.b2,
    ),
    Indicator(
        code="C1",
        label=_("Site visits"),
        wording=_("Visits to sites made during the period and finished."),
        unit="visits",
        kind=IndicatorKind.FLOW,
        lists=ListKind.VISITS,
        disclosure=DisclosureClass.OPEN,
        source=sources.PROJECT,
        measure=camps.c1,
    ),
    Indicator(
        code="C2",
        label=_("Households met"),
        wording=_("Households met in person at least once during the period, on site or at the office."),
        unit="households",
        kind=IndicatorKind.FLOW,
        lists=ListKind.HOUSEHOLDS,
        disclosure=DisclosureClass.R5,
        source=sources.PROJECT,
        measure=families.c2,
    ),
    Indicator(
        code="D1",
        label=_("Initial evaluations"),
        wording=_("Households whose initial evaluation was validated during the period."),
        unit="households",
        kind=IndicatorKind.FLOW,
        lists=ListKind.HOUSEHOLDS,
        disclosure=DisclosureClass.R5,
        source=sources.PROJECT,
        measure=families.d1,
    ),
    Indicator(
        code="D2",
        label=_("Coverage of the evaluation"),
        wording=_("Of the households known to live on an open site on the last day, those with a validated evaluation."),
        unit="percent",
        kind=IndicatorKind.RATE,
        lists=ListKind.HOUSEHOLDS,
        disclosure=DisclosureClass.R5,
        source=sources.PROJECT,
        measure=families.d2,
    ),
    Indicator(
        code="D5",
        label=_("Wish for support"),
        wording=_("Households with a validated evaluation, by their latest wish on the last day. Unknown: no wish recorded."),
        unit="households",
        kind=IndicatorKind.STOCK,
        lists=ListKind.HOUSEHOLDS,
        disclosure=DisclosureClass.R5,
        source=sources.PROJECT,
        measure=families.d5,
        sensitive=True,
    ),
    Indicator(
        code="E3",
        label=_("People in shelter"),
        wording=_("People whose stay in a hotel or an emergency shelter is open on the last day."),
        unit="persons",
        kind=IndicatorKind.STOCK,
        lists=ListKind.PERSONS,
        disclosure=DisclosureClass.R5,
        source=sources.PROJECT,
        measure=people.e3,
    ),
    Indicator(
        code="F2",
        label=_("Access to housing"),
        wording=_("People, and their households, whose first stay in adapted or ordinary housing starts during the period."),
        unit="persons",
        kind=IndicatorKind.FLOW,
        lists=ListKind.PERSONS,
        disclosure=DisclosureClass.R5,
        source=sources.PLATFORM_BOTH,
        measure=people.f2,
    ),
    Indicator(
        code="G1",
        label=_("Domiciliation"),
        wording=_(
            "Adults supported on the last day whose domiciliation is valid that day, and their share of these adults. "
            "Unknown: nothing is recorded."
        ),
        unit="persons",
        kind=IndicatorKind.STOCK,
        lists=ListKind.PERSONS,
        disclosure=DisclosureClass.R5,
        source=sources.PLATFORM_2021,
        measure=people.g1,
    ),
    Indicator(
        code="I1",
        label=_("Children of school age"),
        wording=_("Children supported on the last day, aged 3 to under 16 that day. Unknown: no birth date."),
        unit="persons",
        kind=IndicatorKind.STOCK,
        lists=ListKind.PERSONS,
        disclosure=DisclosureClass.R5,
        source=sources.PLATFORM_NOW,
        measure=people.i1,
    ),
    Indicator(
        code="I2",
        label=_("Children in school"),
        wording=_("Children of I1 enrolled in a school on the last day, and their share of I1. Unknown: nothing is recorded."),
        unit="persons",
        kind=IndicatorKind.STOCK,
        lists=ListKind.PERSONS,
        disclosure=DisclosureClass.R5,
        source=sources.PLATFORM_BOTH,
        measure=people.i2,
    ),
    Indicator(
        code="K1",
        label=_("Referrals sent"),
        wording=_("Referrals sent to partners during the period, whatever became of them."),
        unit="referrals",
        kind=IndicatorKind.FLOW,
        lists=ListKind.REFERRALS,
        # Acts are open facts, but each of ours is about one household.
        disclosure=DisclosureClass.R5,
        source=sources.PROJECT,
        measure=families.k1,
    ),
    Indicator(
        code="O1",
        label=_("People per full-time worker"),
        wording=_(
            "People and households followed (B1) per mean full-time social worker of the period. "
            "Reference: a project of 2015 followed 117 people on average; one of today is capped at 100."
        ),
        unit="persons_per_fte",
        kind=IndicatorKind.RATIO,
        lists=ListKind.PERSONS,
        disclosure=DisclosureClass.OPEN,
        source=sources.PROJECT_AND_PLATFORM_2021,
        measure=workload.o1,
    ),
)
REGISTRY = {indicator.code: indicator for indicator in INDICATORS}
UNITS = {
    "sites": _("sites"),
    "persons": _("people"),
    "households": _("households"),
    "visits": _("visits"),
    "referrals": _("referrals"),
    "percent": "%",
    "persons_per_fte": _("people per full-time post"),
    "households_per_fte": _("households per full-time post"),
    "fte": _("full-time posts"),
}


def definition(indicator: Indicator) -> Definition:
    """The declaration as it is frozen in a report, in both languages."""
    return Definition(
        code=indicator.code,
        label=Text.of(indicator.label),
        wording=Text.of(indicator.wording),
        unit=indicator.unit,
        kind=indicator.kind.value,
        disclosure=indicator.disclosure.value,
        source=Text.of(indicator.source),
        version=indicator.version,
        sensitive=indicator.sensitive,
    )
