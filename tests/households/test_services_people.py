"""People and their memberships over time."""

from datetime import date
from uuid import uuid4

import pytest

from accounts.models import AuditEntry
from common.verdict import Refused
from households import services
from households.models import Membership, Person, Stay
from tests.factories.accounts import UserFactory
from tests.factories.camps import CampFactory
from tests.factories.households import HouseholdFactory, MembershipFactory, family

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
SINCE = date(2026, 1, 10)


@pytest.fixture
def worker():
    return UserFactory()


@pytest.fixture
def home(worker):
    return HouseholdFactory(operator=worker.organisation)


def add(home, worker, **fields):
    return services.add_person(
        **({"household": home, "by": worker, "today": TODAY, "since": SINCE, "first_name": "Ana"} | fields)
    )


def test_person_is_added_with_a_membership_and_a_sound(home, worker):
    person = add(home, worker, family_name=" Ștefănescu ", role="head")
    assert (person.family_name, person.name_sound) == ("Ștefănescu", "stefanesc ana")
    assert Membership.objects.get().since == SINCE
    assert AuditEntry.objects.get().household_id == home.pk


def test_same_key_twice_is_one_person(home, worker):
    key = uuid4()
    assert add(home, worker, person_id=key) == add(home, worker, person_id=key)
    assert Person.objects.count() == Membership.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"first_name": " "}, None, "first name or a family name"),
        ({"born_on": date(2026, 3, 3), "born_precision": "day"}, "born_on", "future"),
        ({"born_on": date(1900, 1, 1), "born_precision": "day"}, "born_on", "more than 115 years"),
        ({"born_on": date(2026, 2, 1), "born_precision": "day"}, "since", "before the person"),
        ({"born_on": date(1990, 1, 1)}, None, "has a precision"),
        ({"since": date(2026, 3, 3)}, "since", "future"),
        ({"sex": "X"}, "sex", "not a valid choice"),
    ],
)
def test_impossible_facts_are_refused_beside_their_field(home, worker, fields, field, sentence):
    with pytest.raises(Refused, match=sentence) as refusal:
        add(home, worker, **fields)
    assert refusal.value.field == field
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("precision", "born"), [("year", date(2026, 2, 1)), ("month", date(2026, 1, 31)), ("about", date(2027, 1, 1))]
)
def test_an_uncertain_birth_may_follow_the_day_by_its_uncertainty(home, worker, precision, born):
    if precision == "about":
        born = date(2026, 2, 1)
    assert add(home, worker, born_on=born, born_precision=precision).born_on == born


def test_editing_says_what_changed_and_writes_nothing_when_nothing_did(home, worker):
    person = add(home, worker)
    services.edit_person(person=person, by=worker, today=TODAY, household=home, family_name="Marin")
    services.edit_person(person=person, by=worker, today=TODAY, family_name="Marin")
    entry = AuditEntry.objects.get(act="person.edit")
    assert (entry.detail, entry.household_id) == ({"changed": ["family_name"]}, home.pk)
    assert Person.objects.get().name_sound == "marin ana"


def test_birth_after_the_first_day_in_a_household_is_refused(home, worker):
    person = add(home, worker)
    with pytest.raises(Refused, match="before the person") as refusal:
        services.edit_person(person=person, by=worker, today=TODAY, born_on=date(2026, 2, 1), born_precision="day")
    assert refusal.value.field == "born_on"


def test_person_without_household_is_edited(worker):
    person = family(worker.organisation, size=1).memberships.get().person
    person.memberships.all().delete()
    assert services.edit_person(person=person, by=worker, today=TODAY, first_name="Ioana").first_name == "Ioana"


def test_unknown_field_of_a_person_is_a_programming_error(home, worker):
    with pytest.raises(TypeError):
        services.edit_person(person=add(home, worker), by=worker, today=TODAY, died_on=TODAY)


def test_person_joins_another_household_and_leaves_the_first(home, worker):
    person, other = add(home, worker), HouseholdFactory(operator=worker.organisation)
    for _ in range(2):
        services.join_household(person=person, household=other, since=TODAY, by=worker, today=TODAY, role="partner")
    spans = Membership.objects.order_by("since").values_list("household", "since", "until")
    assert list(spans) == [(home.pk, SINCE, TODAY), (other.pk, TODAY, None)]


def test_person_who_left_joins_again(home, worker):
    person = add(home, worker)
    services.end_membership(membership=person.memberships.get(), until=date(2026, 2, 1), by=worker, today=TODAY)
    assert services.join_household(person=person, household=home, since=TODAY, by=worker, today=TODAY).until is None


def test_belonging_twice_on_one_day_is_refused(home, worker):
    person = add(home, worker)
    services.end_membership(membership=person.memberships.get(), until=date(2026, 2, 20), by=worker, today=TODAY)
    with pytest.raises(Refused, match="already belongs"):
        services.join_household(person=person, household=home, since=date(2026, 2, 10), by=worker, today=TODAY)


def test_membership_ends_once(home, worker):
    membership = add(home, worker).memberships.get()
    for _ in range(2):
        services.end_membership(membership=membership, until=TODAY, by=worker, today=TODAY)
    assert AuditEntry.objects.filter(act="person.leave").count() == 1
    with pytest.raises(Refused, match="left the household"):
        services.end_membership(membership=membership, until=date(2026, 2, 1), by=worker, today=TODAY)


@pytest.mark.parametrize(("until", "sentence"), [(SINCE, "choose a later day"), (date(2026, 3, 3), "future")])
def test_membership_ends_after_it_starts_and_not_tomorrow(home, worker, until, sentence):
    with pytest.raises(Refused, match=sentence):
        services.end_membership(membership=add(home, worker).memberships.get(), until=until, by=worker, today=TODAY)


def test_death_ends_membership_and_stay_once(worker):
    home = family(worker.organisation, CampFactory(operator=worker.organisation), size=1)
    person = home.memberships.get().person
    for _ in range(2):
        services.record_death(person=person, died_on=TODAY, by=worker, today=TODAY, household=home)
    assert Membership.objects.get().until == Stay.objects.get().until == TODAY
    assert AuditEntry.objects.filter(act="person.death").count() == 1


@pytest.mark.parametrize(("died_on", "sentence"), [(date(1980, 1, 1), "before birth"), (date(2027, 1, 1), "future")])
def test_impossible_death_is_refused(worker, died_on, sentence):
    home = family(worker.organisation, size=1)
    with pytest.raises(Refused, match=sentence):
        services.record_death(person=home.memberships.get().person, died_on=died_on, by=worker, today=TODAY, household=home)


def test_people_of_another_association_are_left_alone(worker):
    theirs = MembershipFactory()
    for act in (
        lambda: services.edit_person(person=theirs.person, by=worker, today=TODAY, first_name="X"),
        lambda: services.end_membership(membership=theirs, until=TODAY, by=worker, today=TODAY),
        lambda: add(theirs.household, worker),
    ):
        with pytest.raises(Refused, match="another association"):
            act()
