"""Someone already known comes into a household."""

import pytest
from django.urls import reverse
from django.utils import timezone

from households.models import Membership
from tests.factories.accounts import UserFactory
from tests.factories.households import PersonFactory, family
from tests.households.support import named_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return UserFactory()


@pytest.fixture
def home(worker):
    return family(worker.organisation, size=1)


@pytest.fixture
def guest(worker):
    return named_family(worker.organisation, "Marin Ana").memberships.get().person


def url_of(home, text):
    return f"{reverse('households:join', args=[home.pk])}?q={text}"


def told(person, **fields):
    return {"person": person.pk, "role": "partner", "since": timezone.localdate()} | fields


def test_someone_found_by_name_joins_once(sign_in, worker, home, guest):
    client = sign_in(worker)
    page = client.get(url_of(home, "marin"))
    assert [m.person for m in page.context["found"]] == [guest] and "Ana Marin, 3" in page.text
    assert client.post(url_of(home, "marin"), told(guest)).url == home.get_absolute_url()
    now = Membership.objects.get(person=guest, until=None)
    assert (now.household, now.role, now.since) == (home, "partner", timezone.localdate())
    assert client.get(url_of(home, "marin")).context["found"] == []


def test_someone_who_left_every_household_is_found(sign_in, worker, home, guest):
    guest.memberships.update(until=timezone.localdate())
    assert [m.person for m in sign_in(worker).get(url_of(home, "marin")).context["found"]] == [guest]


def test_the_dead_and_people_of_others_are_not_found(sign_in, worker, home, guest):
    named_family(UserFactory().organisation, "Marin Ana")
    guest.died_on = timezone.localdate()
    guest.save()
    page = sign_in(worker).get(url_of(home, "marin"))
    assert page.context["found"] == [] and "Nobody found" in page.text


def test_an_impossible_day_stays_on_the_page(sign_in, worker, home, guest):
    answer = sign_in(worker).post(url_of(home, "marin"), told(guest, since="2199-01-01"))
    assert (answer.status_code, "in the future" in answer.text) == (422, True)


def test_someone_not_shown_is_not_taken(sign_in, worker, home, guest):
    stranger = PersonFactory(operator=worker.organisation, family_name="Other")
    assert sign_in(worker).post(url_of(home, "marin"), told(stranger)).status_code == 422
