"""What every record has in common."""

import pytest

from tests.factories.accounts import AuditEntryFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def test_keys_are_in_order_of_time():
    keys = [OrganisationFactory().pk for _ in range(5)]
    assert keys == sorted(keys)
    assert {key.version for key in keys} == {7}


def test_what_is_append_only_is_never_changed():
    entry = AuditEntryFactory()
    with pytest.raises(TypeError, match="append-only"):
        entry.save()


def test_what_is_append_only_is_never_deleted():
    entry = AuditEntryFactory()
    with pytest.raises(TypeError, match="append-only"):
        entry.delete()
