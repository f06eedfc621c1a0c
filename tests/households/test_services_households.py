"""Registering, editing and welcoming households."""

import random
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError

from accounts.models import AuditEntry
from common.verdict import Refused
from households import codes, services
from households.models import Household, Person, Stay
from households.services import households as module
from tests.factories.accounts import AdministratorFactory, UserFactory
from tests.factories.camps import CampFactory
from tests.factories.households import HouseholdFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def worker():
    return UserFactory()


def register(worker, **fields):
    fields = {"operator": worker.organisation, "name": "Ștefănescu", "by": worker, "today": TODAY} | fields
    return services.register_household(**fields)


def test_household_gets_a_code_and_folded_names(worker):
    home = register(worker, first_contact_on=TODAY, spot="E07")
    assert home.code.isalnum() and 6 <= len(home.code) <= 8
    assert (home.name_fold, home.name_sound, home.spot) == ("stefanescu", "stefanesc", "E07")
    assert home.first_contact_on == home.last_contact_on == TODAY
    assert AuditEntry.objects.get(thing_id=home.pk).act == "household.register"


def test_a_file_may_open_with_contacts_of_before(worker):
    first, last = date(2025, 4, 1), date(2026, 2, 1)
    home = register(worker, first_contact_on=first, last_contact_on=last)
    assert (home.first_contact_on, home.last_contact_on) == (first, last)


@pytest.mark.parametrize(("first", "last"), [(TODAY, date(2026, 3, 1)), (None, TODAY), (TODAY, date(2026, 3, 3))])
def test_a_last_contact_before_the_first_or_to_come_is_refused(worker, first, last):
    with pytest.raises(Refused) as refusal:
        register(worker, first_contact_on=first, last_contact_on=last)
    assert refusal.value.field == "last_contact_on"


def test_code_given_is_kept(worker):
    assert register(worker, code=" ab12 ").code == "AB12"


def test_code_taken_is_refused(worker):
    register(worker, code="AB12")
    with pytest.raises(Refused, match="already a household") as refusal:
        register(worker, code="AB12")
    assert refusal.value.field == "code"


def test_same_source_gives_the_same_codes(worker):
    other = UserFactory()
    ours = [register(worker, draw=random.Random(7)).code, register(worker, draw=random.Random(7)).code]
    assert register(other, draw=random.Random(7)).code == ours[0] != ours[1]


def test_code_grows_when_short_ones_are_taken(worker, monkeypatch):
    monkeypatch.setattr(module, "draw_code", lambda draw, syllables=2: "BALU20" if syllables == 2 else "BALUDO20")
    assert [register(worker).code, register(worker).code] == ["BALU20", "BALUDO20"]


def test_code_drawn_twice_in_one_instant_is_drawn_again(worker, monkeypatch):
    register(worker, code="BALU20")
    drawn = iter(["BALU20", "DOMI31"])
    monkeypatch.setattr(module, "_free_code", lambda operator, draw: next(drawn))
    assert register(worker).code == "DOMI31"


def test_code_that_is_never_free_is_refused(worker, monkeypatch):
    register(worker, code="BALU20")
    monkeypatch.setattr(module, "_free_code", lambda operator, draw: "BALU20")
    with pytest.raises(Refused, match="already a household"):
        register(worker)


def test_codes_never_say_a_word():
    drawn = {codes.draw_code(random.Random(seed)) for seed in range(400)}
    assert not any(word in code for code in drawn for word in codes.AVOIDED)
    assert len(drawn) > 390
    assert len(codes.draw_code(syllables=3)) == 8


def test_words_to_avoid_are_drawn_again():
    class Source(random.Random):
        letters = iter("ROMALUBI")

        def choice(self, letters):
            return next(self.letters)

        def randint(self, low, high):
            return low

    assert codes.draw_code(Source()) == "LUBI10"


def test_same_key_twice_is_one_household(worker):
    key = uuid4()
    assert register(worker, household_id=key) == register(worker, household_id=key)
    assert Household.objects.count() == 1


def test_key_of_another_association_is_refused(worker):
    with pytest.raises(Refused, match="another association"):
        register(worker, household_id=HouseholdFactory().pk)


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"name": "  "}, "name"), ({"first_contact_on": date(2026, 3, 3)}, "first_contact_on"), ({"language": "zz"}, "language")],
)
def test_faults_stand_beside_their_field(worker, fields, field):
    with pytest.raises(Refused) as refusal:
        register(worker, **fields)
    assert refusal.value.field == field


def test_referent_of_another_association_is_refused(worker):
    with pytest.raises(Refused, match="another association"):
        register(worker, referent=UserFactory())


def test_unknown_field_is_a_programming_error(worker):
    with pytest.raises(TypeError):
        register(worker, name_fold=TODAY)


def test_those_who_support_nobody_register_nobody():
    administrator = AdministratorFactory()
    with pytest.raises(Refused, match="support families"):
        register(administrator)


def test_editing_keeps_the_folded_name_and_says_what_changed(worker):
    home = register(worker)
    services.edit_household(household=home, by=worker, name="Hristov", spot="")
    home.refresh_from_db()
    assert (home.name_fold, home.name_sound) == ("hristov", "ristov")
    assert AuditEntry.objects.get(act="household.edit").detail == {"changed": ["name"]}


def test_editing_nothing_writes_nothing(worker):
    home = register(worker)
    services.edit_household(household=home, by=worker, name=home.name)
    assert not AuditEntry.objects.filter(act="household.edit").exists()


def test_file_of_another_association_is_not_edited(worker):
    with pytest.raises(Refused, match="another association"):
        services.edit_household(household=HouseholdFactory(), by=worker, name="X")


def welcome(worker, key, **fields):
    people = [services.NewPerson("Ana", "Marin", "F", date(1990, 1, 1), "year", "head"), services.NewPerson(first_name="Ion")]
    fields = {"name": "Marin", "people": people, "since": TODAY} | fields
    return services.welcome_household(household_id=key, operator=worker.organisation, by=worker, today=TODAY, **fields)


def test_household_is_welcomed_with_its_people_and_place_once(worker):
    camp, key = CampFactory(operator=worker.organisation), uuid4()
    assert welcome(worker, key, camp=camp) == welcome(worker, key, camp=camp)
    assert Person.objects.count() == 2
    assert set(Stay.objects.values_list("camp", "since")) == {(camp.pk, TODAY)}


def test_household_without_camp_has_no_stay(worker):
    welcome(worker, uuid4())
    assert not Stay.objects.exists()


def test_welcome_with_a_fault_writes_nothing(worker):
    with pytest.raises(Refused):
        welcome(worker, uuid4(), people=[services.NewPerson(first_name="Ana", born_on=date(2027, 1, 1), born_precision="day")])
    assert not Household.objects.exists()


def test_database_keeps_one_code_an_association(worker):
    register(worker, code="AB12")
    with pytest.raises(IntegrityError):
        HouseholdFactory(operator=worker.organisation, code="AB12")
