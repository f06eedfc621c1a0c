"""Households that nobody expected on a round: met for the first time, or known from elsewhere."""

import pytest
from django.utils import timezone
from uuid_utils.compat import uuid7

from households.models import Household, Stay
from tests.factories.accounts import UserFactory
from tests.factories.camps import CampFactory
from tests.factories.households import family
from tests.field.conftest import world_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return world_of(1, visited_on=timezone.localdate())


@pytest.fixture
def elsewhere(world):
    camp = CampFactory(operator=world.camp.operator)
    return family(world.camp.operator, camp, name="Family Marin", name_sound="marin", spot="E99")


def found(world):
    return f"/field/rounds/{world.visit.pk}/found/"


def homes_of(client, world):
    return [row.household for row in client.get(f"/field/rounds/{world.visit.pk}/").context["rows"]]


def test_a_household_met_for_the_first_time_is_on_the_round_it_was_met_in(world, sign_in):
    client = sign_in(world.worker)
    link = next(a for a in client.get(f"/field/rounds/{world.visit.pk}/").text.split('"') if a.startswith("/households/new/"))
    link = link.replace("&amp;", "&")
    first = client.get(link).context["form"].initial
    told = {"people-TOTAL_FORMS": 0, "people-INITIAL_FORMS": 0, "name": "Family New", "spot": "E50"}
    answer = client.post(link, told | {"key": str(uuid7()), "camp": first["camp"], "since": first["since"]})
    assert answer.url == f"/field/rounds/{world.visit.pk}/"
    assert homes_of(client, world) == [world.home, Household.objects.get(name="Family New")]


def test_a_household_known_elsewhere_joins_the_round_where_it_was_found(world, elsewhere, sign_in):
    client = sign_in(world.worker)
    assert found(world) in client.get(f"/field/rounds/{world.visit.pk}/").text
    assert client.get(found(world), {"q": "Marin"}).context["rows"] == [elsewhere]
    for _ in range(2):
        assert client.post(found(world), {"household": elsewhere.pk}).url == f"/field/rounds/{world.visit.pk}/"
    assert set(homes_of(client, world)) == {world.home, elsewhere}
    assert Stay.objects.filter(camp=world.camp, since=world.visit.visited_on, until=None).count() == 3


def test_the_spot_of_the_camp_they_left_is_forgotten(world, elsewhere, sign_in):
    sign_in(world.worker).post(found(world), {"household": elsewhere.pk})
    elsewhere.refresh_from_db()
    assert elsewhere.spot == ""


def test_a_move_that_cannot_be_is_told_and_one_searches_on(world, sign_in):
    nobody = family(world.camp.operator, size=0)
    answer = sign_in(world.worker).post(found(world), {"household": nobody.pk, "q": "Marin"}, follow=True)
    assert answer.redirect_chain == [(f"{found(world)}?q=Marin", 302)]
    assert "Nobody of this household was there that day." in answer.text
    assert "No household found" in answer.text


@pytest.mark.parametrize("key", ["", "no key", "hidden"])
def test_a_household_of_nobody_or_of_others_is_not_found(world, sign_in, key):
    key = family(UserFactory().organisation).pk if key == "hidden" else key
    assert sign_in(world.worker).post(found(world), {"household": key}).status_code == 404


def test_a_finished_round_takes_nobody_more(world, elsewhere, sign_in):
    world.visit.validated_at = timezone.now()
    world.visit.save()
    answer = sign_in(world.worker).post(found(world), {"household": elsewhere.pk})
    assert answer.url == f"/field/rounds/{world.visit.pk}/finished/"
    assert not Stay.objects.filter(camp=world.camp, person__memberships__household=elsewhere).exists()
