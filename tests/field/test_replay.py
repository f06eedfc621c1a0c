"""Stored is kept: a crash before applying is made good by the worker."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from uuid_utils.compat import uuid7

from common.verdict import Refused
from field.items import is_clock_suspect, read_incoming, read_instant, trusted_instant
from field.models import InboundItem
from field.services import apply_item, inbound, receive_item, replay_left_behind
from field.tasks import replay_received
from households.models import Encounter
from tests.factories.accounts import StateReaderFactory
from tests.field.conftest import statuses


def crash(*args, **kwargs):
    raise RuntimeError("the machine stops here")


def left_behind(world, phone, visit_item, monkeypatch):
    """An item stored while applying fails."""
    with monkeypatch.context() as broken:
        broken.setattr(inbound, "log_household", crash)
        assert statuses(phone.sync(visit_item(world))) == ["deferred"]
    assert InboundItem.objects.get().status == "received"
    InboundItem.objects.update(received_at=timezone.now() - timedelta(minutes=5))


def test_a_crash_between_storing_and_applying_loses_nothing(world, phone, visit_item, monkeypatch):
    left_behind(world, phone, visit_item, monkeypatch)
    assert not Encounter.objects.exists()
    assert replay_received(unknown="argument") == 1
    assert Encounter.objects.get().pk == InboundItem.objects.get(status="applied").pk


def test_replaying_twice_applies_once(world, phone, visit_item, monkeypatch):
    left_behind(world, phone, visit_item, monkeypatch)
    assert [replay_received(), replay_received()] == [1, 0]
    assert apply_item(item_id=InboundItem.objects.get().pk, now=timezone.now()).status == "duplicate"


def test_what_has_just_arrived_is_left_to_its_own_request(world, phone, visit_item, monkeypatch):
    left_behind(world, phone, visit_item, monkeypatch)
    assert replay_left_behind(now=InboundItem.objects.get().received_at + timedelta(seconds=59)) == 0


def test_only_those_who_support_families_deliver(world, visit_item, now):
    with pytest.raises(Refused):
        receive_item(by=StateReaderFactory(), incoming=read_incoming(visit_item(world), now=now), now=now)


@pytest.mark.parametrize(
    ("item_id", "suspect"),
    [
        ("019bb188-3e00-7000-8000-000000000000", False),  # 2026-01-12
        ("019a0000-0000-7000-8000-000000000000", False),  # within 90 days before
        ("01990000-0000-7000-8000-000000000000", True),  # more than 90 days before
        ("019bc000-0000-7000-8000-000000000000", True),  # more than a day ahead
        ("019bb188-3e00-4000-8000-000000000000", True),  # not a version 7
    ],
)
def test_a_clock_out_of_order_is_marked(item_id, suspect, now):
    assert is_clock_suspect(UUID(item_id), now) is suspect


def test_a_suspect_clock_is_accepted_and_marked(world, phone, visit_item):
    item = visit_item(world, id="01000000-0000-7000-8000-000000000000")
    assert statuses(phone.sync(item)) == ["created"]
    assert InboundItem.objects.get().clock_suspect is True


def test_the_browsers_instant_is_kept_unless_it_cannot_be(now):
    earlier = now - timedelta(hours=3)
    assert trusted_instant(earlier, visited_on=now.date(), now=now) == earlier
    assert trusted_instant(now - timedelta(days=2), visited_on=now.date(), now=now) == now
    assert trusted_instant(now + timedelta(days=2), visited_on=None, now=now) == now
    assert trusted_instant(None, visited_on=None, now=now) == now


def test_instants_are_read_in_paris_when_they_have_no_offset():
    assert read_instant("2026-01-12T10:00:00") == datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
    assert [read_instant(word) for word in ("", 3, "2026-13-45T00:00:00", "0001-01-01T00:00:00+14:00")] == [None] * 4


def test_the_envelope_bounds_what_it_stores(now):
    read = read_incoming({"id": str(uuid7()), "kind": "k" * 99, "schema": 10**9, "data": {}}, now=now)
    assert (len(read.kind), read.schema) == (24, 0)
