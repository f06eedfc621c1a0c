"""The page that refers a household: what leaves is seen before it leaves."""

import pytest
from django.urls import reverse
from uuid_utils.compat import uuid7

from accounts.models import AuditEntry
from partners.models import Referral, ReferralEvent
from tests.factories.accounts import UserFactory
from tests.factories.households import SharingConsentFactory
from tests.factories.partners import PartnerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def url(household):
    return reverse("partners:refer", args=[household.pk])


@pytest.fixture
def typed(household, partner):
    person = household.memberships.get(role="head").person
    facts = {"partner": partner.pk, "person": person.pk, "purpose": "health", "request": "A first appointment."}
    return facts | {"shared": ["first_name", "age"], "once": str(uuid7()), "consent_form": "oral"}


def looked(client, url, typed):
    """What the page shows after « See what leaves », with its mark."""
    answer = client.post(url, typed)
    return answer.context["preview"]


def test_the_partners_are_shown_by_kind_with_how_they_answer(sign_in, worker, url, sent):
    page = sign_in(worker).get(url).content.decode()
    assert '<optgroup label="Health">' in page and "City-hospital network (1 referral)" in page


def test_the_partners_are_filtered_by_kind(sign_in, worker, url, partner):
    PartnerFactory(operator=worker.organisation, name="The school", kind="school")
    page = sign_in(worker).get(url, {"kind": "school"}).content.decode()
    assert "The school" in page and partner.name not in page


def test_opening_the_page_is_written_in_the_file_s_trail(sign_in, worker, url, household):
    sign_in(worker).get(url)
    assert AuditEntry.objects.get(household_id=household.pk).kind == "read"


def test_the_preview_shows_exactly_what_leaves_and_saves_nothing(sign_in, worker, url, typed):
    preview = looked(sign_in(worker), url, typed)
    assert [fact.name for fact in preview.shared] == ["first_name", "age"] and preview.request == typed["request"]
    assert not Referral.objects.exists()


def test_what_was_seen_is_sent_with_the_agreement(sign_in, worker, url, typed):
    client = sign_in(worker)
    answer = client.post(url, typed | {"seen": looked(client, url, typed).mark, "send": "1"})
    referral = Referral.objects.get()
    assert answer.headers["Location"] == referral.get_absolute_url()
    assert referral.status == "sent" and set(referral.snapshot) == {"first_name", "age"} and referral.consent.form == "oral"


def test_what_changed_since_it_was_seen_is_shown_again_and_not_sent(sign_in, worker, url, typed):
    client = sign_in(worker)
    mark = looked(client, url, typed).mark
    answer = client.post(url, typed | {"seen": mark, "shared": ["family_name"], "send": "1"})
    assert answer.context["preview"].mark != mark and not Referral.objects.exists()


def test_a_double_click_on_send_sends_once(sign_in, worker, url, typed):
    client = sign_in(worker)
    typed |= {"seen": looked(client, url, typed).mark, "send": "1"}
    places = {client.post(url, typed).headers["Location"] for _ in range(2)}
    assert len(places) == 1 and ReferralEvent.objects.count() == 1


def test_without_agreement_nothing_leaves_and_the_page_says_so(sign_in, worker, url, typed):
    client, typed = sign_in(worker), typed | {"consent_form": ""}
    answer = client.post(url, typed | {"seen": looked(client, url, typed).mark, "send": "1"})
    assert answer.status_code == 422 and "has not agreed" in answer.context["form"].errors["consent_form"][0]
    assert not Referral.objects.exists()


@pytest.mark.parametrize(("form", "told"), [("", True), ("oral", False)])
def test_a_missing_agreement_is_told_before_sending(sign_in, worker, url, typed, form, told):
    answer = sign_in(worker).post(url, typed | {"consent_form": form})
    assert ("has not agreed" in answer.text) is ("Ask the household, then tick" in answer.text) is told
    assert 'id="div_id_consent_form"' in answer.text and answer.status_code == 200


def test_an_agreement_in_force_leaves_nothing_to_ask(sign_in, worker, url, typed, consent):
    assert "has not agreed" not in sign_in(worker).post(url, typed | {"consent_form": ""}).text


def test_only_the_number_of_people_is_ticked_from_the_start(sign_in, worker, url):
    assert sign_in(worker).get(url).context["form"]["shared"].initial == ["people"]


def test_an_agreement_given_before_is_shown_and_used(sign_in, worker, url, typed, consent):
    client, typed = sign_in(worker), typed | {"consent_form": ""}
    assert "The household already agrees" in client.get(url).content.decode()
    client.post(url, typed | {"seen": looked(client, url, typed).mark, "send": "1"})
    assert Referral.objects.get().consent == consent


def test_a_draft_is_kept_without_agreement(sign_in, worker, url, typed):
    client, typed = sign_in(worker), typed | {"consent_form": ""}
    client.post(url, typed | {"seen": looked(client, url, typed).mark, "keep": "1"})
    assert Referral.objects.get().status == "draft"


def test_a_name_is_shared_of_a_person_that_was_chosen(sign_in, worker, url, typed):
    answer = sign_in(worker).post(url, typed | {"person": ""})
    assert answer.status_code == 422 and "Choose the person" in answer.context["form"].errors["person"][0]


def test_what_is_missing_is_said(sign_in, worker, url):
    answer = sign_in(worker).post(url, {})
    assert answer.status_code == 422 and set(answer.context["form"].errors) == {"partner", "purpose", "request"}


def test_the_page_costs_the_same_for_one_and_thirty_partners(sign_in, worker, url, partner, queries):
    client, counts = sign_in(worker), []
    SharingConsentFactory()
    for more in (0, 29):
        PartnerFactory.create_batch(more, operator=worker.organisation)
        with queries() as seen:
            client.get(url)
        counts.append(sum("INSERT" not in query["sql"] and "SAVEPOINT" not in query["sql"] for query in seen))
    assert counts[0] == counts[1] <= 8


def test_another_team_s_household_does_not_exist(sign_in, url):
    assert sign_in(UserFactory()).get(url).status_code == 404


def test_a_stranger_signs_in_first(client, url):
    assert client.get(url).status_code == 302


def test_looking_again_sends_nothing(sign_in, worker, url, typed):
    client = sign_in(worker)
    answer = client.post(url, typed | {"seen": looked(client, url, typed).mark, "look": "1"})
    assert "This is all that leaves" in answer.text
    assert not Referral.objects.exists()
