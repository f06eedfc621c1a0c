"""One instant for all the figures of a report, while its progress is written in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from functools import partial

from django.db import connection, transaction

READS = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"

Inside = Callable[[], AbstractContextManager[None]]


@contextmanager
def one_instant() -> Iterator[Inside]:
    """Give a context whose reads all see the records as they are now, however long the whole takes.

    PostgreSQL only, and only outside a transaction, where a second connection holds the instant; elsewhere
    each read sees the records of its own moment. See docs/decisions.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield nullcontext
        return
    with closing(connection.copy()) as holder:
        holder.connect()
        holder.set_autocommit(False)
        with holder.cursor() as cursor:
            cursor.execute(READS)
            cursor.execute("SELECT pg_export_snapshot()")
            (name,) = cursor.fetchone()
        try:
            yield partial(_as_of, name)
        finally:
            holder.rollback()


@contextmanager
def _as_of(name: str) -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(READS)
            cursor.execute("SET TRANSACTION SNAPSHOT %s", [name])
        yield
