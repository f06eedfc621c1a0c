"""The lists of families: who sees them, what they find, what they cost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import AdministratorFactory, OrganisationFactory, StateReaderFactory, UserFactory
from tests.factories.camps import CampFactory
from tests.factories.households import HouseholdFactory, family
from tests.households.support import named_family

pytestmark = pytest.mark.django_db
LIST = "households:list"


@pytest.fixture
def worker():
    return UserFactory()


def test_worker_sees_the_families_of_the_team(sign_in, worker):
    mine = family(worker.organisation, CampFactory(operator=worker.organisation), name="Family Marin")
    other = family(OrganisationFactory())
    page = sign_in(worker).get(reverse(LIST)).content.decode()
    assert f"{mine.code} · Family Marin" in page
    assert other.name not in page


@pytest.mark.parametrize("stranger", [AdministratorFactory, StateReaderFactory])
def test_those_who_support_nobody_are_refused_with_the_reason(sign_in, stranger):
    answer = sign_in(stranger()).get(reverse(LIST))
    assert answer.status_code == 403
    assert "Only the people who support families" in answer.content.decode()


def test_visitor_is_sent_to_sign_in(client):
    assert client.get(reverse(LIST)).status_code == 302


def test_list_costs_the_same_for_one_and_thirty_rows(sign_in, worker, queries):
    camp = CampFactory(operator=worker.organisation)
    family(worker.organisation, camp)
    client = sign_in(worker)
    with queries() as one:
        client.get(reverse(LIST))
    for _ in range(29):
        family(worker.organisation, camp)
    with queries() as thirty:
        client.get(reverse(LIST))
    assert len(one) == len(thirty) <= 4


def test_search_costs_four_statements(sign_in, worker, queries):
    named_family(worker.organisation, "Popescu Ion")
    client = sign_in(worker)
    with queries() as seen:
        page = client.get(reverse(LIST), {"q": "popesco"}).content.decode()
    assert "Popescu" in page
    assert len(seen) <= 4


def test_next_page_follows_the_last_name(sign_in, worker):
    for number in range(32):
        HouseholdFactory(operator=worker.organisation, name=f"Family {number:02}")
    client = sign_in(worker)
    first = client.get(reverse(LIST))
    second = client.get(reverse(LIST) + first.context["next_url"])
    assert [row.name for row in second.context["rows"]] == ["Family 30", "Family 31"]
    assert second.context["next_url"] == ""


def test_list_is_filtered_by_camp(sign_in, worker):
    camp = CampFactory(operator=worker.organisation)
    there = family(worker.organisation, camp)
    family(worker.organisation, CampFactory(operator=worker.organisation))
    answer = sign_in(worker).get(reverse(LIST), {"camp": camp.pk})
    assert answer.context["rows"] == [there]


def test_list_is_filtered_by_worker_or_by_none(sign_in, worker):
    mine = HouseholdFactory(operator=worker.organisation, referent=worker)
    nobody = HouseholdFactory(operator=worker.organisation)
    client = sign_in(worker)
    assert client.get(reverse(LIST), {"worker": worker.pk}).context["rows"] == [mine]
    assert client.get(reverse(LIST), {"worker": "none"}).context["rows"] == [nobody]


def test_quiet_families_are_those_without_contact_for_thirty_days(sign_in, worker):
    today = timezone.localdate()
    never = HouseholdFactory(operator=worker.organisation, name="A")
    quiet = HouseholdFactory(operator=worker.organisation, name="B", last_contact_on=today - timedelta(days=31))
    HouseholdFactory(operator=worker.organisation, last_contact_on=today - timedelta(days=30))
    rows = sign_in(worker).get(reverse(LIST), {"quiet": "1", "camp": "not a key"}).context["rows"]
    assert rows == [never, quiet]


def test_households_of_a_camp_are_those_present(sign_in, worker):
    camp = CampFactory(operator=worker.organisation)
    there = family(worker.organisation, camp)
    answer = sign_in(worker).get(reverse("households:on_camp", args=[camp.pk]))
    assert answer.context["rows"] == [there]
    assert answer.context["rows"][0].people == 3


def test_camp_of_another_association_is_not_found(sign_in, worker):
    assert sign_in(worker).get(reverse("households:on_camp", args=[CampFactory().pk])).status_code == 404


def test_empty_list_says_what_to_do(sign_in, worker):
    assert "No household found" in sign_in(worker).get(reverse(LIST)).content.decode()
