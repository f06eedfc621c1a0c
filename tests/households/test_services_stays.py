"""Where people live: one stay at a time, no overlap ever."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from common.verdict import Refused
from households import services
from households.models import Stay
from tests.factories.accounts import UserFactory
from tests.factories.camps import CampFactory
from tests.factories.households import HouseholdFactory, PersonFactory, StayFactory, family

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
MARCH, FEBRUARY = date(2026, 3, 1), date(2026, 2, 1)


@pytest.fixture
def worker():
    return UserFactory()


@pytest.fixture
def camp(worker):
    return CampFactory(operator=worker.organisation)


@pytest.fixture
def person(worker):
    return PersonFactory(operator=worker.organisation)


def move(person, worker, **fields):
    return services.move_person(**({"person": person, "kind": "hotel", "since": MARCH, "by": worker, "today": TODAY} | fields))


def spans(person):
    return list(Stay.objects.filter(person=person).order_by("since", "pk").values_list("kind", "since", "until"))


def test_moving_ends_the_open_stay_and_opens_the_next(person, worker, camp):
    move(person, worker, kind="camp", camp=camp, since=FEBRUARY)
    move(person, worker, place="Hotel of the Lake")
    assert spans(person) == [("camp", FEBRUARY, MARCH), ("hotel", MARCH, None)]


def test_same_place_again_changes_nothing(person, worker, camp):
    first = move(person, worker, kind="camp", camp=camp, since=FEBRUARY)
    assert move(person, worker, kind="camp", camp=camp) == first
    assert spans(person) == [("camp", FEBRUARY, None)]


def test_another_place_on_the_same_day_corrects_the_stay(person, worker, camp):
    move(person, worker, kind="camp", camp=camp)
    move(person, worker, kind="hosted")
    assert spans(person) == [("hosted", MARCH, None)]


def test_day_before_the_open_stay_is_refused(person, worker, camp):
    move(person, worker, kind="camp", camp=camp)
    with pytest.raises(Refused, match="lives elsewhere since") as refusal:
        move(person, worker, since=FEBRUARY)
    assert refusal.value.field == "since"


def test_overlap_with_a_closed_stay_is_refused(person, worker, camp):
    StayFactory(person=person, camp=camp, since=date(2026, 1, 1), until=date(2026, 2, 15))
    with pytest.raises(Refused, match="already known"):
        move(person, worker, since=FEBRUARY)
    assert move(person, worker, since=date(2026, 2, 15)).until is None


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"since": date(2026, 3, 3)}, "since", "future"),
        ({"since": date(1989, 1, 1)}, "since", "before the person"),
        ({"kind": "camp"}, "camp", "names the camp"),
        ({"kind": "castle"}, "kind", "not a valid choice"),
    ],
)
def test_impossible_moves_are_refused_beside_their_field(person, worker, fields, field, sentence):
    with pytest.raises(Refused, match=sentence) as refusal:
        move(person, worker, **fields)
    assert refusal.value.field == field


def test_camp_must_be_ours_and_open_that_day(person, worker, camp):
    with pytest.raises(Refused, match="another association"):
        move(person, worker, kind="camp", camp=CampFactory())
    camp.status, camp.closed_on = "closed", MARCH
    with pytest.raises(Refused, match="closed since"):
        move(person, worker, kind="camp", camp=camp)
    assert move(person, worker, kind="camp", camp=camp, since=FEBRUARY).camp == camp


def test_hotel_has_no_camp(person, worker, camp):
    with pytest.raises(Refused, match="names the camp"):
        move(person, worker, camp=camp)


def test_the_dead_do_not_move(person, worker):
    person.died_on = FEBRUARY
    person.save()
    with pytest.raises(Refused, match="died on"):
        move(person, worker)


def test_person_of_another_association_is_left_alone(worker):
    with pytest.raises(Refused, match="another association"):
        move(PersonFactory(), worker)


def test_whole_household_or_some_of_it_moves(worker, camp):
    home = family(worker.organisation, camp)
    first = home.memberships.order_by("pk").first().person
    assert len(services.move_household(household=home, kind="hotel", since=FEBRUARY, by=worker, today=TODAY)) == 3
    services.move_household(household=home, kind="hosted", since=MARCH, by=worker, today=TODAY, persons=[first])
    assert sorted(Stay.objects.filter(until=None).values_list("kind", flat=True)) == ["hosted", "hotel", "hotel"]


def test_household_of_nobody_does_not_move(worker):
    home = HouseholdFactory(operator=worker.organisation)
    with pytest.raises(Refused, match="Nobody"):
        services.move_household(household=home, kind="hotel", since=MARCH, by=worker, today=TODAY)
    with pytest.raises(Refused, match="another association"):
        services.move_household(household=HouseholdFactory(), kind="hotel", since=MARCH, by=worker, today=TODAY)


def test_member_leaves_for_somewhere_else(worker, camp):
    home = family(worker.organisation, camp, size=1)
    member = home.memberships.get()
    services.leave_household(membership=member, since=MARCH, kind="unknown", by=worker, today=TODAY)
    member.refresh_from_db()
    assert member.until == MARCH
    assert spans(member.person)[-1] == ("unknown", MARCH, None)


@pytest.mark.parametrize(
    "broken",
    [{"since": FEBRUARY}, {"since": MARCH, "until": MARCH}, {"since": MARCH, "until": TODAY, "kind": "hotel"}],
)
def test_database_keeps_one_open_stay_in_order_on_its_camp(person, camp, broken):
    StayFactory(person=person, camp=camp)
    with pytest.raises(IntegrityError), transaction.atomic():
        StayFactory(person=person, camp=camp, **broken)


@pytest.mark.parametrize(("all_of_them", "spot"), [(True, ""), (False, "E07")])
def test_the_spot_is_forgotten_once_nobody_lives_on_its_camp(worker, camp, all_of_them, spot):
    home = family(worker.organisation, camp, size=2, spot="E07")
    people = [membership.person for membership in home.memberships.order_by("pk")]
    moving = people if all_of_them else people[:1]
    services.move_household(household=home, persons=moving, kind="hotel", since=MARCH, by=worker, today=TODAY)
    home.refresh_from_db()
    assert home.spot == spot
