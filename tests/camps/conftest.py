"""A team, its worker and one camp; the clock stands on 20 January 2026."""

from datetime import date

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.camps import CampFactory


@pytest.fixture
def today():
    return date(2026, 1, 20)


@pytest.fixture
def worker(db):
    return UserFactory()


@pytest.fixture
def camp(worker):
    return CampFactory(operator=worker.organisation, name="Chemin des Carrières")


@pytest.fixture
def at_noon(time_machine):
    time_machine.move_to("2026-01-20 12:00:00+01:00", tick=False)
