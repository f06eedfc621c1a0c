"""Partners and referrals."""

from datetime import date

import factory

from households.enums import SharingPurpose
from partners.enums import PartnerKind, ReferralMove, ReferralStatus
from partners.models import Partner, Referral, ReferralEvent
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.households import HouseholdFactory, SharingConsentFactory


class PartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partner

    operator = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Partner {n}")
    kind = PartnerKind.HEALTH


class ReferralFactory(factory.django.DjangoModelFactory):
    """A draft; `SentReferralFactory` has its consent and its date."""

    class Meta:
        model = Referral

    household = factory.SubFactory(HouseholdFactory)
    partner = factory.SubFactory(PartnerFactory, operator=factory.SelfAttribute("..household.operator"))
    purpose = SharingPurpose.HEALTH
    request = "A first appointment."
    worker = factory.SubFactory(UserFactory, organisation=factory.SelfAttribute("..household.operator"))


class SentReferralFactory(ReferralFactory):
    status = ReferralStatus.SENT
    sent_on = date(2026, 1, 15)
    consent = factory.SubFactory(
        SharingConsentFactory,
        household=factory.SelfAttribute("..household"),
        shared_with=factory.SelfAttribute("..partner.name"),
    )


class ReferralEventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReferralEvent

    referral = factory.SubFactory(SentReferralFactory)
    move = ReferralMove.SEND
    from_status = ReferralStatus.DRAFT
    to_status = ReferralStatus.SENT
    happened_on = date(2026, 1, 15)
