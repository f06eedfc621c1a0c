"""A team, a household, a partner; the clock stands on 20 January 2026."""

from datetime import date

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.households import SharingConsentFactory, family
from tests.factories.partners import PartnerFactory, ReferralFactory, SentReferralFactory
from tests.races import shared_database

__all__ = ["shared_database"]


@pytest.fixture
def today():
    return date(2026, 1, 20)


@pytest.fixture
def worker(db):
    return UserFactory()


@pytest.fixture
def household(worker):
    return family(worker.organisation, code="E07", name="Ionescu", language="ro")


@pytest.fixture
def partner(worker):
    return PartnerFactory(operator=worker.organisation, name="City-hospital network")


@pytest.fixture
def consent(household, partner):
    return SharingConsentFactory(household=household, shared_with=partner.name)


@pytest.fixture
def draft(household, partner, worker):
    return ReferralFactory(household=household, partner=partner, worker=worker, snapshot={"age": 37})


@pytest.fixture
def sent(household, partner, worker, consent):
    """Sent on 5 January, which is 15 days ago."""
    facts = {"household": household, "partner": partner, "worker": worker, "consent": consent}
    return SentReferralFactory(sent_on=date(2026, 1, 5), snapshot={"age": 37}, **facts)


@pytest.fixture
def at_noon(time_machine):
    time_machine.move_to("2026-01-20 12:00:00+01:00", tick=False)
