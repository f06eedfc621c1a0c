"""The page that corrects a contact, and what the file then shows."""

import pytest
from django.urls import reverse
from django.utils import timezone

from households.models import Encounter
from tests.factories.accounts import UserFactory
from tests.factories.households import EncounterFactory, family

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return UserFactory()


@pytest.fixture
def contact(worker):
    return EncounterFactory(household=family(worker.organisation), worker=worker, outcome="absent", note="Nobody at E07")


def url_of(contact):
    return reverse("support:contact_correct", args=[contact.pk])


def filled(client, contact, **changes):
    """What the page shows, as a browser would send it back."""
    initial = client.get(url_of(contact)).context["form"].initial
    return {name: "" if value is None else value for name, value in initial.items()} | changes


def test_a_correction_sent_twice_is_one_and_the_first_words_stay(sign_in, worker, contact):
    client = sign_in(worker)
    told = filled(client, contact, outcome="seen", note="They were at E08")
    assert [client.post(url_of(contact), told).status_code for _ in range(2)] == [302, 302]
    assert Encounter.objects.standing().get().replaces == contact
    shown = client.get(contact.household.get_absolute_url()).text
    day = f"{timezone.localdate():%d/%m/%Y}"
    assert f"Corrected on {day}" in shown and f"corrected on {day}" in shown
    assert "They were at E08" in shown and "Nobody at E07" in shown


def test_a_correction_that_changes_nothing_writes_nothing(sign_in, worker, contact):
    client = sign_in(worker)
    assert client.post(url_of(contact), filled(client, contact)).status_code == 302
    assert Encounter.objects.get() == contact


def test_a_contact_is_corrected_once(sign_in, worker, contact):
    client = sign_in(worker)
    late = filled(client, contact, note="Too late")
    client.post(url_of(contact), filled(client, contact, note="First"))
    answer = client.post(url_of(contact), late)
    assert (answer.status_code, "already been corrected" in answer.text) == (422, True)
    assert client.get(url_of(contact)).status_code == 403


def test_someone_met_who_has_left_the_household_stays_named(sign_in, worker, contact):
    member = contact.household.memberships.order_by("pk").first()
    contact.met_persons.add(member.person)
    member.until = contact.happened_on
    member.save()
    client = sign_in(worker)
    client.post(url_of(contact), filled(client, contact, outcome="seen"))
    assert Encounter.objects.standing().get().met_persons.get() == member.person


def test_a_contact_of_another_association_does_not_exist(client, sign_in, worker, contact):
    assert client.get(url_of(contact)).status_code == 302
    assert sign_in(UserFactory()).get(url_of(contact)).status_code == 404
