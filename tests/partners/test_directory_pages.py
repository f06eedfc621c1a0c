"""The directory's pages."""

import pytest
from django.urls import reverse

from partners.models import Partner
from tests.factories.accounts import AdministratorFactory, UserFactory
from tests.factories.partners import PartnerFactory, SentReferralFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
URL = reverse("partners:list")
FACTS = {"name": "Red shelter", "kind": "housing", "services": "Places", "is_active": "on"}


def test_the_directory_says_what_each_one_does_and_how_it_answers(sign_in, worker, sent):
    page = sign_in(worker).get(URL).content.decode()
    assert "City-hospital network" in page and "1 referral" in page


def test_the_directory_costs_the_same_for_one_and_thirty_rows(sign_in, worker, queries):
    client, counts = sign_in(worker), []
    for more in (1, 29):
        for _ in range(more):
            SentReferralFactory(
                household__operator=worker.organisation, partner=PartnerFactory(operator=worker.organisation), worker=worker
            )
        with queries() as seen:
            assert client.get(URL, {"kind": "health", "q": "partner"}).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 4


def test_the_directory_without_a_search_costs_four_statements(sign_in, worker, partner, queries):
    client = sign_in(worker)
    with queries() as seen:
        client.get(URL)
    assert len(seen) <= 4


def test_the_next_page_keeps_what_was_asked(sign_in, worker):
    PartnerFactory.create_batch(31, operator=worker.organisation)
    client = sign_in(worker)
    first = client.get(URL, {"kind": "health"})
    second = client.get(URL + first.context["next_url"])
    assert len(first.context["lines"]) == 30 and len(second.context["lines"]) == 1 and second.context["kind"] == "health"


def test_partners_that_take_no_referrals_are_listed_apart(sign_in, worker):
    PartnerFactory(operator=worker.organisation, name="Stopped", is_active=False)
    client = sign_in(worker)
    assert "Stopped" not in client.get(URL).content.decode()
    assert "Stopped" in client.get(URL, {"show": "inactive"}).content.decode()


def test_an_empty_directory_says_what_to_do(sign_in, worker):
    assert "No partner here" in sign_in(worker).get(URL).content.decode()


def test_a_partner_is_added_and_corrected(sign_in, worker):
    client = sign_in(worker)
    assert client.get(reverse("partners:new")).status_code == 200
    client.post(reverse("partners:new"), FACTS)
    partner = Partner.objects.get(name="Red shelter", operator=worker.organisation)
    client.post(reverse("partners:edit", args=[partner.pk]), FACTS | {"territory": "Nord", "is_active": ""})
    partner.refresh_from_db()
    assert (partner.territory, partner.is_active) == ("Nord", False)


def test_a_name_taken_is_refused_in_a_sentence(sign_in, worker, partner):
    answer = sign_in(worker).post(reverse("partners:new"), FACTS | {"name": partner.name})
    assert answer.status_code == 422 and "already in the directory" in answer.content.decode()


def test_the_page_of_a_partner_shows_its_referrals_of_our_families(sign_in, worker, sent):
    page = sign_in(worker).get(sent.partner.get_absolute_url()).content.decode()
    assert "E07" in page and sent.get_absolute_url() in page and "1 referral" in page


def test_the_page_of_a_partner_costs_the_same_for_one_and_thirty_referrals(sign_in, worker, partner, queries):
    client, counts = sign_in(worker), []
    for more in (1, 28):
        SentReferralFactory.create_batch(more, household__operator=worker.organisation, partner=partner, worker=worker)
        with queries() as seen:
            client.get(partner.get_absolute_url())
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 5


@pytest.mark.parametrize("name", ["partners:detail", "partners:edit"])
def test_another_team_s_partner_does_not_exist(sign_in, partner, name):
    assert sign_in(UserFactory()).get(reverse(name, args=[partner.pk])).status_code == 404


@pytest.mark.parametrize("name", ["partners:list", "partners:new", "partners:referrals"])
def test_an_administrator_is_told_why_not(sign_in, name):
    page = sign_in(AdministratorFactory()).get(reverse(name))
    assert page.status_code == 403 and "support families" in page.content.decode()


@pytest.mark.parametrize("name", ["partners:list", "partners:new", "partners:referrals"])
def test_a_stranger_signs_in_first(client, db, name):
    assert client.get(reverse(name)).status_code == 302
