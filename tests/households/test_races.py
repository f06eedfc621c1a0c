"""Threads at once on one family: one contact under its id, one open stay a person."""

from datetime import UTC, date, datetime

from uuid_utils.compat import uuid7

from accounts.models import AuditEntry
from households import services
from households.models import Encounter, Stay
from tests.factories.accounts import UserFactory
from tests.factories.camps import CampFactory
from tests.factories.households import family
from tests.races import at_once

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TIMES = 6


def test_one_contact_sent_by_several_threads_is_one(shared_database):
    worker, key = UserFactory(), uuid7()
    told = {"household": family(worker.organisation), "outcome": "seen", "happened_on": TODAY, "by": worker, "now": NOW}
    answers = at_once(lambda: services.record_encounter(id=key, **told).pk, TIMES)
    assert answers == [key] * TIMES
    assert Encounter.objects.get().pk == key
    assert AuditEntry.objects.filter(act="encounter.record").count() == 1


def test_one_move_asked_by_several_threads_opens_one_stay(shared_database):
    worker = UserFactory()
    home = family(worker.organisation, CampFactory(operator=worker.organisation), size=1)
    person = home.memberships.get().person
    there = {"kind": "hotel", "place": "Hotel of the Lake", "since": TODAY, "by": worker, "today": TODAY}
    answers = at_once(lambda: services.move_person(person=person, **there).pk, TIMES)
    assert set(answers) == {Stay.objects.get(until=None).pk}
    assert list(Stay.objects.order_by("since").values_list("kind", "until")) == [("camp", TODAY), ("hotel", None)]
    assert AuditEntry.objects.filter(act="stay.move").count() == 1
