"""Twenty deliveries at once of the same thirty items: thirty rows, each told `created` once (field.md 2.7)."""

import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.db import connection, connections
from django.utils import timezone
from uuid_utils.compat import uuid7

from field.items import read_incoming
from field.models import InboundItem, RoundDraft
from field.services import receive_item, save_draft
from households.models import Encounter
from tests.field.conftest import finish_item, world_of

TIMES = 20


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


def at_once(work, times=TIMES):
    """Run `work` in `times` threads, each with a connection of its own."""

    def alone(_):
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(alone, range(times)))


def test_thirty_items_delivered_twenty_times_at_once_make_thirty_rows(shared_database, visit_item):
    world = world_of(30)
    now = timezone.now()
    rows = [visit_item(world, home) for home in world.homes]
    items = [read_incoming(raw, now=now) for raw in [*rows, finish_item(world, [row["id"] for row in rows])]]
    told = at_once(lambda: [receive_item(by=world.worker, incoming=item, now=now).status for item in items])
    counts = Counter(str(status) for line in told for status in line)
    assert counts == {"created": 31, "duplicate": 31 * (TIMES - 1)}
    assert Encounter.objects.count() == 30
    assert InboundItem.objects.count() == 31


def test_one_row_saved_twenty_times_at_once_is_one_draft(shared_database):
    world = world_of(1)
    key = uuid7()
    row = {"visit": world.visit, "household": world.home, "encounter_id": key, "sequence": 1, "state": {"outcome": "seen"}}
    told = at_once(lambda: save_draft(**row, by=world.worker).status)
    assert told == ["saved"] * TIMES
    assert RoundDraft.objects.get().encounter_id == key
