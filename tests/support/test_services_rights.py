"""Rights and schooling: a history, read at any day."""

from datetime import date

import pytest

from common.verdict import Refused
from support import services
from support.models import Right, Schooling
from tests.factories.accounts import UserFactory
from tests.factories.households import HouseholdFactory, PersonFactory
from tests.factories.support import SchoolingFactory

pytestmark = pytest.mark.django_db
TODAY, JANUARY, FEBRUARY, TOMORROW = date(2026, 3, 2), date(2026, 1, 5), date(2026, 2, 5), date(2026, 3, 3)


@pytest.fixture
def worker():
    return UserFactory()


@pytest.fixture
def person(worker):
    return PersonFactory(operator=worker.organisation, born_on=date(2018, 5, 1))


def right(person, worker, **fields):
    fields = {"kind": "domiciliation", "status": "open"} | fields
    return services.record_right(person=person, by=worker, today=TODAY, **fields)


def school(person, worker, **fields):
    fields = {"status": "enrolled", "since": FEBRUARY, "level": "primary"} | fields
    return services.record_schooling(person=person, by=worker, today=TODAY, **fields)


def test_right_told_twice_is_one_row(person, worker):
    assert right(person, worker, valid_from=JANUARY) == right(person, worker, valid_from=JANUARY)
    assert Right.objects.valid_on(TODAY).count() == 1


def test_renewal_asked_leaves_the_right_open(person, worker):
    right(person, worker, valid_from=JANUARY)
    right(person, worker, status="pending", requested_on=TODAY, household=HouseholdFactory(operator=worker.organisation))
    assert Right.objects.valid_on(TODAY).count() == 1


@pytest.mark.parametrize(("fields", "last"), [({"decided_on": FEBRUARY}, date(2026, 2, 4)), ({}, date(2026, 3, 1))])
def test_right_lost_ends_the_one_that_was_open(person, worker, fields, last):
    held = right(person, worker, valid_from=JANUARY)
    right(person, worker, status="none", **fields)
    held.refresh_from_db()
    assert held.valid_until == last
    assert not Right.objects.valid_on(TODAY).exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"requested_on": TOMORROW}, "requested_on"),
        ({"requested_on": TODAY, "decided_on": JANUARY}, "decided_on"),
        ({"valid_from": TODAY, "valid_until": JANUARY}, "valid_until"),
        ({"kind": "crown"}, "kind"),
    ],
)
def test_impossible_right_is_refused_beside_its_field(person, worker, fields, field):
    with pytest.raises(Refused) as refusal:
        right(person, worker, **fields)
    assert refusal.value.field == field


def test_unknown_field_of_a_right_is_a_programming_error(person, worker):
    with pytest.raises(TypeError):
        right(person, worker, note="x")


def test_schooling_told_again_changes_nothing_and_another_ends_it(person, worker):
    asked = school(person, worker, status="requested", since=JANUARY, requested_on=JANUARY)
    assert school(person, worker, status="requested", since=FEBRUARY) == asked
    school(person, worker, school=" Prévert ", household=HouseholdFactory(operator=worker.organisation))
    spans = Schooling.objects.order_by("since").values_list("status", "since", "until")
    assert list(spans) == [("requested", JANUARY, FEBRUARY), ("enrolled", FEBRUARY, None)]
    assert Schooling.objects.enrolled_on(TODAY).count() == 1


def test_schooling_is_corrected_on_its_own_day(person, worker):
    school(person, worker, level="nursery")
    assert school(person, worker).level == "primary"
    assert Schooling.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"since": TOMORROW}, "since"),
        ({"since": date(2017, 1, 1)}, "since"),
        ({"requested_on": TOMORROW}, "requested_on"),
        ({"status": "bored"}, "status"),
    ],
)
def test_impossible_schooling_is_refused_beside_its_field(person, worker, fields, field):
    with pytest.raises(Refused) as refusal:
        school(person, worker, **fields)
    assert refusal.value.field == field


@pytest.mark.parametrize("known", [{"since": TODAY}, {"since": JANUARY, "until": TODAY}])
def test_overlapping_schooling_is_refused(person, worker, known):
    SchoolingFactory(person=person, **known)
    with pytest.raises(Refused, match="choose a later day"):
        school(person, worker, level="nursery")


def test_people_of_another_association_are_left_alone(worker):
    for act in (right, school):
        with pytest.raises(Refused, match="another association"):
            act(PersonFactory(), worker)
