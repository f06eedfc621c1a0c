"""A double click on « Import »: written once."""

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime

import pytest
from django.db import connection, connections

from exchange import services
from households.models import Household, Person
from tests.exchange.given import TODAY, small_import
from tests.factories.accounts import CoordinatorFactory
from tests.factories.camps import CampFactory

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
FAMILY = ("Le Clos;1;Marin;Ion;1985;M;chef de famille", "Le Clos;1;Marin;Ana;12/03/2019;F;enfant")


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """Threads need a database that connections share: SQLite's in-memory one is copied to a file meanwhile."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    memory, name, known = connection.connection, connection.settings_dict["NAME"], connections.settings["default"]
    with closing(sqlite3.connect(tmp_path / "shared.sqlite3")) as copy:
        memory.backup(copy)
    connection.connection = None
    connection.settings_dict["NAME"] = known["NAME"] = str(tmp_path / "shared.sqlite3")
    yield
    connection.close()
    connection.settings_dict["NAME"] = known["NAME"] = name
    connection.connection = memory


def test_three_confirmations_at_the_same_time_write_once(shared_database):
    by, faults = CoordinatorFactory(), []
    CampFactory(operator=by.organisation, name="Le Clos")
    begun = small_import(*FAMILY, by=by)

    def press():
        try:
            services.confirm_import(register_import=begun, by=by, today=TODAY, now=NOW)
        except Exception as fault:  # shown by the assertion below
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(3)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert (faults, Person.objects.count(), Household.objects.count()) == ([], 2, 1)
