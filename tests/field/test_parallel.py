"""Twenty deliveries at once of the same thirty items: thirty rows, each told `created` once (field.md 2.7)."""

from collections import Counter

from django.utils import timezone
from uuid_utils.compat import uuid7

from field.items import read_incoming
from field.models import InboundItem, RoundDraft
from field.services import receive_item, save_draft
from households.models import Encounter
from tests.field.conftest import finish_item, world_of
from tests.races import at_once

TIMES = 20


def test_thirty_items_delivered_twenty_times_at_once_make_thirty_rows(shared_database, visit_item):
    world = world_of(30)
    now = timezone.now()
    rows = [visit_item(world, home) for home in world.homes]
    items = [read_incoming(raw, now=now) for raw in [*rows, finish_item(world, [row["id"] for row in rows])]]
    told = at_once(lambda: [receive_item(by=world.worker, incoming=item, now=now).status for item in items], TIMES)
    counts = Counter(str(status) for line in told for status in line)
    assert counts == {"created": 31, "duplicate": 31 * (TIMES - 1)}
    assert Encounter.objects.count() == 30
    assert InboundItem.objects.count() == 31


def test_one_row_saved_twenty_times_at_once_is_one_draft(shared_database):
    world = world_of(1)
    key = uuid7()
    row = {"visit": world.visit, "household": world.home, "encounter_id": key, "sequence": 1, "state": {"outcome": "seen"}}
    told = at_once(lambda: save_draft(**row, by=world.worker).status, TIMES)
    assert told == ["saved"] * TIMES
    assert RoundDraft.objects.get().encounter_id == key
