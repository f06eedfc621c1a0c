"""A double click on « Import »: written once."""

from datetime import UTC, datetime

from exchange import services
from households.models import Household, Person
from tests.exchange.given import TODAY, small_import
from tests.factories.accounts import CoordinatorFactory
from tests.factories.camps import CampFactory
from tests.races import at_once

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
FAMILY = ("Le Clos;1;Marin;Ion;1985;M;chef de famille", "Le Clos;1;Marin;Ana;12/03/2019;F;enfant")


def test_three_confirmations_at_the_same_time_write_once(shared_database):
    by = CoordinatorFactory()
    CampFactory(operator=by.organisation, name="Le Clos")
    begun = small_import(*FAMILY, by=by)
    at_once(lambda: services.confirm_import(register_import=begun, by=by, today=TODAY, now=NOW), times=3)
    assert (Person.objects.count(), Household.objects.count()) == (2, 1)
