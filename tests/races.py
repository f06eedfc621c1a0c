"""Several threads at once on one database: what two clicks, two workers or two tabs really do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection, connections

Answer = TypeVar("Answer")


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """SQLite as it runs for users, in a file: meanwhile the in-memory database of the tests is copied there.

    Connections to one in-memory database share a cache, whose locks are refused at once (SQLITE_LOCKED) instead of
    waited for (SQLITE_BUSY and its timeout): threads would fail there as they never do on a file. PostgreSQL stays.
    """
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


def at_once(work: Callable[[], Answer], times: int = 2) -> list[Answer]:
    """Run `work` in `times` threads that start together, each with a connection of its own; raise what one raised."""
    gate = Barrier(times)

    def alone(_: int) -> Answer:
        gate.wait()
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(alone, range(times)))
