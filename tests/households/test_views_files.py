"""Pages that write in a household's file."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone
from uuid_utils.compat import uuid7

from accounts.models import AuditEntry
from households.forms import PersonLines
from households.models import Household, InformationNotice, Person, SharingConsent, Stay
from tests.factories.accounts import AdministratorFactory, StateReaderFactory, UserFactory
from tests.factories.camps import CampFactory
from tests.factories.households import family
from tests.households.support import named_family

pytestmark = pytest.mark.django_db
PAGES = ["edit", "person_new", "move", "leave", "notice_new", "consent_new"]
NEW = "households:new"


@pytest.fixture
def worker():
    return UserFactory()


@pytest.fixture
def home(worker):
    return family(worker.organisation, CampFactory(operator=worker.organisation), size=2)


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_a_file_open_for_the_team_only_and_are_recorded(client, sign_in, worker, home, name):
    url = reverse(f"households:{name}", args=[home.pk])
    assert client.get(url).status_code == 302
    for stranger in (UserFactory(), AdministratorFactory(organisation=worker.organisation), StateReaderFactory()):
        assert sign_in(stranger).get(url).status_code == 404
    assert sign_in(worker).get(url).status_code == 200
    assert AuditEntry.objects.get(household_id=home.pk).actor == worker


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_form_comes_back_with_its_errors(sign_in, worker, home, name):
    answer = sign_in(worker).post(reverse(f"households:{name}", args=[home.pk]), {})
    assert answer.status_code == 422
    assert answer.context["form"].errors


def filled(**fields):
    lines = {"people-TOTAL_FORMS": "2", "people-INITIAL_FORMS": "0"}
    lines |= {"people-0-first_name": "Ana", "people-0-family_name": "Marin", "people-0-sex": "F", "people-0-born_on": "1990"}
    lines |= {"people-1-first_name": "Ion", "people-1-born_on": "8"}
    return (
        {"key": str(uuid7()), "name": "Family Marin", "since": str(timezone.localdate()), "phone": "0600000000"} | lines | fields
    )


def test_new_household_page_is_for_those_who_support_families(client, sign_in, worker):
    assert client.get(reverse(NEW)).status_code == 302
    assert sign_in(AdministratorFactory()).get(reverse(NEW)).status_code == 403
    camp = CampFactory(operator=worker.organisation)
    page = sign_in(worker).get(reverse(NEW), {"camp": camp.pk})
    assert f'<option value="{camp.pk}" selected>' in page.content.decode()


def test_new_household_sent_twice_is_one(sign_in, worker):
    camp, data, client = CampFactory(operator=worker.organisation), filled(), sign_in(worker)
    for _ in range(2):
        answer = client.post(reverse(NEW), data | {"camp": str(camp.pk)})
        assert answer.status_code == 302
    home = Household.objects.get()
    assert answer.url == home.get_absolute_url()
    assert sorted(Person.objects.values_list("first_name", "phone", "born_precision")) == [
        ("Ana", "0600000000", "year"),
        ("Ion", "", "about"),
    ]
    assert Stay.objects.filter(camp=camp).count() == 2


def name_alone(**fields):
    lines = {name: "" for name in filled() if name.startswith("people-") and name[7].isdigit()}
    return filled(**lines | {"phone": ""} | fields)


def test_name_alone_is_enough(sign_in, worker):
    assert sign_in(worker).post(reverse(NEW), name_alone()).status_code == 302
    assert not Person.objects.exists()


def test_a_phone_without_a_name_is_the_contact_persons(sign_in, worker):
    sign_in(worker).post(reverse(NEW), name_alone(phone="0600000000"))
    assert (str(Person.objects.get()), Person.objects.get().phone) == ("Family Marin", "0600000000")


@pytest.mark.parametrize(
    ("back", "local"), [("/field/rounds/", True), ("https://elsewhere.example/", False), ("//x.example", False)]
)
def test_one_goes_back_where_one_came_from_when_it_is_here(sign_in, worker, back, local):
    client, url = sign_in(worker), f"{reverse(NEW)}?{urlencode({'back': back})}"
    assert (f'href="{back}"' in client.get(url).text) is local
    answer = client.post(url, filled())
    assert answer.url == (back if local else Household.objects.get().get_absolute_url())


def test_look_alikes_are_shown_before_saving_and_never_merged(sign_in, worker):
    known, data, client = named_family(worker.organisation, "Marin Ana"), filled(), sign_in(worker)
    page = client.post(reverse(NEW), data).content.decode()
    assert "Is it one of these?" in page and str(known) in page
    assert page.index("look-alikes") < page.index("It is another household: save")
    assert client.post(reverse(NEW), data | {"looked": "1"}).status_code == 302
    assert Household.objects.count() == 2


def test_another_person_line_is_added_without_saving(sign_in, worker):
    page = sign_in(worker).post(reverse(NEW), filled(more="1"))
    assert len(page.context["lines"].forms) == 3
    assert not Household.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "This field is required"),
        ({"people-0-born_on": "31/02/1990"}, "This is not a date"),
        ({"people-1-first_name": ""}, "Give a first name or a family name"),
        ({"since": "2999-01-01"}, "This day is in the future"),
        ({"people-TOTAL_FORMS": "many"}, "ManagementForm"),
    ],
)
def test_faults_of_a_new_household_are_told_and_nothing_is_saved(sign_in, worker, fields, sentence):
    answer = sign_in(worker).post(reverse(NEW), filled(**fields))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Household.objects.exists()


def test_household_is_edited(sign_in, worker, home):
    data = {"name": "Hristov", "spot": "E09", "language": "bg", "referent": str(worker.pk), "needs_interpreter": "on"}
    answer = sign_in(worker).post(reverse("households:edit", args=[home.pk]), data)
    home.refresh_from_db()
    assert answer.url == home.get_absolute_url()
    assert (home.name_fold, home.spot, home.language, home.referent, home.needs_interpreter) == (
        "hristov",
        "E09",
        "bg",
        worker,
        True,
    )


def test_person_is_added_and_corrected(sign_in, worker, home):
    client = sign_in(worker)
    client.post(
        reverse("households:person_new", args=[home.pk]),
        {"first_name": "Mia", "born_on": "1", "since": str(timezone.localdate())},
    )
    person = Person.objects.get(first_name="Mia")
    url = reverse("households:person_edit", args=[home.pk, person.pk])
    assert "about " in client.get(url).content.decode()
    client.post(url, {"first_name": "Mia", "family_name": "Marin", "born_on": "03/2025", "sex": "F", "nationality": "RO"})
    person.refresh_from_db()
    assert (person.family_name, person.born_precision, person.nationality) == ("Marin", "month", "RO")


def test_a_birth_left_as_shown_stays_as_known(sign_in, worker, home):
    person = home.memberships.get(role="head").person
    Person.objects.filter(pk=person.pk).update(born_on=date(1990, 9, 2), born_precision="about")
    url = reverse("households:person_edit", args=[home.pk, person.pk])
    shown = sign_in(worker).get(url).context["form"].initial
    sign_in(worker).post(url, shown | {"first_name": "Corrected"})
    person.refresh_from_db()
    assert (person.first_name, person.born_on, person.born_precision) == ("Corrected", date(1990, 9, 2), "about")


def test_someone_of_seventeen_years_is_a_child_of_the_household():
    lines = PersonLines({"p-TOTAL_FORMS": 1, "p-INITIAL_FORMS": 0, "p-0-first_name": "Ion", "p-0-born_on": "17"}, prefix="p",
                        form_kwargs={"today": date(2026, 3, 2)})  # fmt: skip
    assert lines.is_valid() and lines[0].as_person()["role"] == "child"


def test_person_needs_a_name(sign_in, worker, home):
    person = home.memberships.first().person
    answer = sign_in(worker).post(reverse("households:person_edit", args=[home.pk, person.pk]), {"first_name": " "})
    assert answer.status_code == 422
    assert "Give a first name or a family name" in answer.content.decode()


def test_person_of_another_household_is_not_found(sign_in, worker, home):
    other = family(worker.organisation, size=1).memberships.get().person
    assert sign_in(worker).get(reverse("households:person_edit", args=[home.pk, other.pk])).status_code == 404


def test_ticked_people_move(sign_in, worker, home):
    who, camp = home.memberships.first().person, CampFactory(operator=worker.organisation)
    data = {"persons": [str(who.pk)], "since": str(timezone.localdate()), "kind": "hotel", "camp": str(camp.pk), "place": "Hotel"}
    sign_in(worker).post(reverse("households:move", args=[home.pk]), data)
    stay = Stay.objects.get(until=None, kind="hotel")
    assert (stay.person, stay.camp, stay.place) == (who, None, "Hotel")


def test_impossible_move_stays_on_the_page(sign_in, worker, home):
    who = home.memberships.first().person
    data = {"persons": [str(who.pk)], "since": "2025-01-01", "kind": "hotel"}
    answer = sign_in(worker).post(reverse("households:move", args=[home.pk]), data)
    assert answer.status_code == 422
    assert answer.context["form"].errors["since"]


@pytest.mark.parametrize("died", [True, False])
def test_member_leaves_or_dies(sign_in, worker, home, died):
    member = home.memberships.first()
    data = {"person": str(member.pk), "since": str(timezone.localdate()), "kind": "unknown"} | ({"died": "on"} if died else {})
    sign_in(worker).post(reverse("households:leave", args=[home.pk]), data)
    member.refresh_from_db()
    assert member.until == timezone.localdate()
    assert (member.person.died_on is not None) is died


def test_information_and_agreement_are_recorded(sign_in, worker, home):
    client = sign_in(worker)
    client.post(reverse("households:notice_new", args=[home.pk]), {"given_on": "2026-01-05", "language": "ro", "form": "oral"})
    data = {"purpose": "health", "shared_with": "City clinic", "form": "written", "given_on": "2026-01-05"}
    client.post(reverse("households:consent_new", args=[home.pk]), data)
    assert InformationNotice.objects.get().given_on == SharingConsent.objects.get().given_on == date(2026, 1, 5)
