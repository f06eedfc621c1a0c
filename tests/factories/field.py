"""What phones send."""

import factory
from uuid_utils.compat import uuid7

from field.models import InboundItem, RoundDraft
from tests.factories.accounts import UserFactory
from tests.factories.camps import SiteVisitFactory
from tests.factories.households import HouseholdFactory


class InboundItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = InboundItem

    id = factory.LazyFunction(uuid7)
    user = factory.SubFactory(UserFactory)
    kind = "visit"
    content_hash = "0" * 64
    body = factory.LazyFunction(lambda: {"outcome": "seen"})


class RoundDraftFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoundDraft

    visit = factory.SubFactory(SiteVisitFactory)
    household = factory.SubFactory(HouseholdFactory, operator=factory.SelfAttribute("..visit.camp.operator"))
    encounter_id = factory.LazyFunction(uuid7)
