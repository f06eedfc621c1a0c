"""The database itself keeps the trail as it was written."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts import audit_triggers
from accounts.models import AuditEntry
from tests.factories.accounts import AuditEntryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def as_in_production():
    audit_triggers.install(connection)


def refused():
    return pytest.raises(DatabaseError, match="append-only")


def test_a_line_of_the_trail_cannot_be_changed():
    entry = AuditEntryFactory()
    with refused(), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(act="nothing")
    assert AuditEntry.objects.get(pk=entry.pk).act == "test"


def test_a_line_of_the_trail_cannot_be_deleted():
    entry = AuditEntryFactory()
    with refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {audit_triggers.TABLE}")
    assert AuditEntry.objects.filter(pk=entry.pk).exists()


def test_the_model_refuses_before_the_database_does():
    entry = AuditEntryFactory()
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()


def test_lifting_opens_deletion_only():
    entry = AuditEntryFactory()
    audit_triggers.lift(connection)
    with refused(), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(act="nothing")
    AuditEntry.objects.filter(pk=entry.pk).delete()
    assert not AuditEntry.objects.exists()


def test_installing_twice_changes_nothing():
    audit_triggers.install(connection)
    with refused(), transaction.atomic():
        AuditEntry.objects.filter(pk=AuditEntryFactory().pk).update(act="nothing")


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
def test_the_trail_cannot_be_truncated():
    with refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {audit_triggers.TABLE}")
