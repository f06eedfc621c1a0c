"""The invented world: right size, same for the same seed, never mixed with real data."""

from datetime import date
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from camps.models import Camp, Headcount, SiteVisit
from exchange.demo.places import ACCOUNTS
from exchange.demo.services import make_demo
from households.models import Encounter, Household, Person, Stay
from partners.models import Referral
from support.models import Enrolment
from tests.factories.accounts import OrganisationFactory

TODAY = date(2026, 11, 23)
pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Rolls the invented world back."""


def world_of(seed):
    """A picture of the people and contacts made by a seed, then rolled back."""
    picture = []
    try:
        with transaction.atomic():
            make_demo(persons=60, seed=seed, today=TODAY)
            picture.append(list(Person.objects.order_by("id").values_list("id", "first_name", "family_name", "born_on")))
            picture.append(list(Encounter.objects.order_by("id").values_list("id", "happened_on", "outcome")))
            raise Undone
    except Undone:
        return picture


def test_the_world_has_the_wanted_size():
    made = make_demo(persons=500, seed=77, today=TODAY)
    assert (made.camps, made.persons) == (13, 500)
    assert 115 <= made.households <= 155
    assert Camp.objects.open().count() == 8


def test_the_same_seed_and_day_give_the_same_rows():
    assert world_of(3) == world_of(3)
    assert world_of(3) != world_of(4)


def test_the_history_covers_eighteen_months_and_stops_today():
    make_demo(persons=200, seed=5, today=TODAY)
    first, last = Encounter.objects.order_by("happened_on").first(), Encounter.objects.order_by("happened_on").last()
    assert (TODAY - first.happened_on).days > 540
    assert last.happened_on <= TODAY
    assert not SiteVisit.objects.filter(visited_on__gt=TODAY).exists()


def test_nobody_lives_in_two_places_at_once():
    make_demo(persons=200, seed=5, today=TODAY)
    for person in Person.objects.prefetch_related("stays"):
        stays = sorted(person.stays.all(), key=lambda stay: stay.since)
        assert all(before.until and before.until <= after.since for before, after in pairwise(stays))


def test_the_world_is_lived_in():
    make_demo(persons=500, seed=77, today=TODAY)
    minors = sum(1 for person in Person.objects.exclude(born_on=None) if person.age(TODAY) < 18)
    assert 0.36 <= minors / 500 <= 0.46
    assert Enrolment.objects.filter(closed_on=None).count() > 30
    assert Referral.objects.values("status").distinct().count() >= 6
    assert Stay.objects.filter(until=None).values("kind").distinct().count() >= 5
    assert Headcount.objects.filter(counted_on__gte=date(2026, 9, 1)).exists()


def test_invented_data_never_mix_with_real_ones():
    OrganisationFactory()
    with pytest.raises(CommandError, match="not empty"):
        call_command("demo_data", persons=50, stdout=StringIO())
    call_command("demo_data", if_empty=True, stdout=StringIO())
    assert not Household.objects.exists()


def test_a_world_of_three_persons_is_refused():
    with pytest.raises(CommandError, match="At least 20"):
        call_command("demo_data", persons=3, stdout=StringIO())


def test_the_accounts_are_listed():
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    assert all(email in out.getvalue() for email, _, _ in ACCOUNTS)
