"""Camps and what was seen there."""

from datetime import date

import factory

from camps.enums import CampKind, CampMove, CampStatus, LegalStepKind
from camps.models import Camp, CampEvent, Commune, EvacuationDate, Headcount, LegalStep, Sector, SiteSurvey, SiteVisit
from tests.factories.accounts import OrganisationFactory, UserFactory


class SectorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Sector

    name = factory.Sequence(lambda n: f"Sector {n}")
    department = "77"


class CommuneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Commune

    code = factory.Sequence(lambda n: f"{77000 + n % 1000:05d}" if n < 1000 else f"{n:05d}")
    name = factory.Sequence(lambda n: f"Commune {n}")
    department = "77"
    sector = factory.SubFactory(SectorFactory)


class CampFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Camp

    operator = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Camp {n}")
    commune = factory.SubFactory(CommuneFactory)
    kind = CampKind.LAND
    settled_on = date(2025, 1, 10)
    reported_on = date(2025, 2, 1)
    status = CampStatus.ACTIVE


class HeadcountFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Headcount

    camp = factory.SubFactory(CampFactory)
    counted_on = date(2026, 1, 10)
    people_best = 40
    households = 12
    minors = 16


class SiteSurveyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SiteSurvey

    camp = factory.SubFactory(CampFactory)
    surveyed_on = date(2026, 1, 10)


class LegalStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LegalStep

    camp = factory.SubFactory(CampFactory)
    kind = LegalStepKind.COMPLAINT
    happened_on = date(2026, 1, 5)
    source = "Town hall"


class EvacuationDateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EvacuationDate

    camp = factory.SubFactory(CampFactory)
    planned_on = date(2026, 6, 15)
    told_on = date(2026, 5, 1)
    source = "Prefecture"


class SiteVisitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SiteVisit

    camp = factory.SubFactory(CampFactory)
    visited_on = date(2026, 1, 12)
    worker = factory.SubFactory(UserFactory, organisation=factory.SelfAttribute("..camp.operator"))


class CampEventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CampEvent

    camp = factory.SubFactory(CampFactory)
    move = CampMove.FOLLOW
    from_status = CampStatus.CONFIRMED
    to_status = CampStatus.ACTIVE
    happened_on = date(2025, 3, 1)
