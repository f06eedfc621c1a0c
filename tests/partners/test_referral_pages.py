"""The pages of referrals: the list that waits, one referral, its moves."""

import pytest
from django.urls import reverse
from uuid_utils.compat import uuid7

from accounts.models import AuditEntry
from partners.models import Referral, ReferralEvent
from tests.factories.accounts import UserFactory
from tests.factories.partners import PartnerFactory, ReferralEventFactory, SentReferralFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
LIST = reverse("partners:referrals")
DAY = {"on": "2026-01-19"}


def move(client, referral, name, **typed):
    return client.post(reverse("partners:move", args=[referral.pk, name]), typed)


def offered(answer):
    return [str(form.move) for form in answer.context["forms"]]


def test_the_list_says_since_when_and_what_is_awaited(sign_in, worker, sent):
    page = sign_in(worker).get(LIST).content.decode()
    assert "E07" in page and "Awaited: The partner" in page and "15 days" in page


def test_the_list_shows_the_whole_team_or_mine(sign_in, worker, sent):
    client = sign_in(UserFactory(organisation=worker.organisation))
    assert "E07" in client.get(LIST).content.decode()
    assert "Nothing is awaited" in client.get(LIST, {"who": "me"}).content.decode()


def test_what_has_ended_is_not_in_the_list(sign_in, worker, sent):
    Referral.objects.update(status="closed")
    assert "Nothing is awaited" in sign_in(worker).get(LIST).content.decode()


def test_the_list_costs_the_same_for_one_and_thirty_rows(sign_in, worker, queries):
    client, counts = sign_in(worker), []
    for more in (1, 28):
        SentReferralFactory.create_batch(more, household__operator=worker.organisation, worker=worker)
        with queries() as seen:
            client.get(LIST)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 4


def test_the_next_page_keeps_mine(sign_in, worker):
    SentReferralFactory.create_batch(31, household__operator=worker.organisation, worker=worker)
    client = sign_in(worker)
    first = client.get(LIST, {"who": "me"})
    second = client.get(LIST + first.context["next_url"])
    assert len(second.context["lines"]) == 1 and second.context["mine"]


def test_the_page_shows_what_was_asked_what_was_shared_and_the_history(sign_in, worker, sent):
    ReferralEventFactory(referral=sent, actor=worker, note="By phone.")
    page = sign_in(worker).get(sent.get_absolute_url()).content.decode()
    for fact in ("A first appointment.", "<dt>Age</dt><dd>37</dd>", "By phone.", "What was shared", worker.full_name):
        assert fact in page, fact


def test_reading_a_referral_is_written_in_the_file_s_trail(sign_in, worker, sent):
    sign_in(worker).get(sent.get_absolute_url())
    assert AuditEntry.objects.get(household_id=sent.household_id).act == "referral.read"


def test_only_possible_moves_are_offered(sign_in, worker, sent):
    assert offered(sign_in(worker).get(sent.get_absolute_url())) == [
        "opened", "accept", "ask", "refuse", "expire", "cancel", "withdraw"
    ]  # fmt: skip


def test_silence_is_not_offered_before_fourteen_days(sign_in, worker, household):
    recent = SentReferralFactory(household=household, worker=worker)
    assert "expire" not in offered(sign_in(worker).get(recent.get_absolute_url()))


def test_what_has_ended_offers_nothing(sign_in, worker, sent):
    Referral.objects.update(status="closed", result="obtained")
    answer = sign_in(worker).get(sent.get_absolute_url())
    assert offered(answer) == [] and "What happens now" not in answer.content.decode()


def test_a_draft_is_sent_with_the_agreement_of_the_day(sign_in, worker, draft):
    answer = move(sign_in(worker), draft, "send", consent_form="written")
    draft.refresh_from_db()
    assert answer.headers["Location"] == draft.get_absolute_url() and draft.status == "sent"


def test_a_draft_without_agreement_stays_and_says_why(sign_in, worker, draft):
    answer = move(sign_in(worker), draft, "send")
    assert answer.status_code == 422 and "has not agreed" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "typed", "status"),
    [("opened", DAY, "seen"), ("accept", DAY, "accepted"), ("ask", DAY | {"note": "Age?"}, "information_requested")],
)
def test_the_worker_writes_down_what_the_partner_said(sign_in, worker, sent, name, typed, status):
    move(sign_in(worker), sent, name, **typed)
    sent.refresh_from_db()
    assert sent.status == status


def test_a_refusal_without_reason_is_shown_again_open(sign_in, worker, sent):
    answer = move(sign_in(worker), sent, "refuse", **DAY)
    page = answer.content.decode()
    assert answer.status_code == 422 and '<details class="mb-2" open>' in page and "required" in page


def test_a_day_to_come_is_refused_beside_its_field(sign_in, worker, sent):
    answer = move(sign_in(worker), sent, "accept", on="2026-01-21")
    assert answer.status_code == 422 and "still to come" in answer.content.decode()


def test_an_appointment_then_its_result(sign_in, worker, sent):
    client = sign_in(worker)
    move(client, sent, "accept", **DAY)
    move(client, sent, "schedule", appointment_on="2026-01-19", **DAY)
    move(client, sent, "attend", **DAY)
    move(client, sent, "close", result="partly", **DAY)
    sent.refresh_from_db()
    assert (sent.status, sent.result) == ("closed", "partly")
    assert "Partly obtained" in client.get(sent.get_absolute_url()).content.decode()


def test_a_second_click_finds_it_done(sign_in, worker, sent):
    client = sign_in(worker)
    places = [move(client, sent, "accept", **DAY).status_code for _ in range(2)]
    assert places == [302, 302] and ReferralEvent.objects.count() == 1


def test_an_impossible_move_is_forbidden_with_its_reason(sign_in, worker, sent):
    answer = move(sign_in(worker), sent, "schedule", **DAY)
    assert answer.status_code == 403 and "once the partner has accepted" in answer.content.decode()


def test_a_move_that_does_not_exist_is_not_found(sign_in, worker, sent):
    assert move(sign_in(worker), sent, "burn").status_code == 404


def test_a_get_never_moves(sign_in, worker, sent):
    assert sign_in(worker).get(reverse("partners:move", args=[sent.pk, "accept"])).status_code == 405


def test_another_partner_is_asked_and_the_chain_is_shown(sign_in, worker, sent):
    client, other = sign_in(worker), PartnerFactory(operator=worker.organisation, name="Second choice")
    move(client, sent, "refuse", note="Full.", **DAY)
    url = reverse("partners:elsewhere", args=[sent.pk])
    assert "Second choice" in client.get(url).content.decode()
    answer = client.post(url, {"partner": other.pk, "once": str(uuid7())}, follow=True)
    assert "Asked before" in answer.content.decode() and "What will be shared" in answer.content.decode()
    assert "Then asked" in client.get(sent.get_absolute_url()).content.decode()


def test_another_partner_must_be_chosen(sign_in, worker, sent):
    Referral.objects.update(status="refused")
    assert sign_in(worker).post(reverse("partners:elsewhere", args=[sent.pk]), {}).status_code == 422


def test_the_agreement_taken_back_withdraws_at_once(sign_in, worker, sent, consent):
    answer = sign_in(worker).post(reverse("partners:consent_withdraw", args=[consent.pk]))
    sent.refresh_from_db()
    assert answer.status_code == 302 and sent.status == "withdrawn"


def test_an_agreement_taken_back_twice_stays_so(sign_in, worker, sent, consent):
    client = sign_in(worker)
    for _ in range(2):
        assert client.post(reverse("partners:consent_withdraw", args=[consent.pk])).status_code == 302


def test_the_page_costs_the_same_however_long_its_history(sign_in, worker, sent, queries):
    client, counts = sign_in(worker), []
    for _ in range(2):
        ReferralEventFactory.create_batch(5, referral=sent, actor=worker)
        with queries() as seen:
            client.get(sent.get_absolute_url())
        counts.append(sum("INSERT" not in query["sql"] and "SAVEPOINT" not in query["sql"] for query in seen))
    assert counts[0] == counts[1] <= 6


@pytest.mark.parametrize("name", ["referral", "elsewhere"])
def test_another_team_s_referral_does_not_exist(sign_in, sent, name):
    assert sign_in(UserFactory()).get(reverse(f"partners:{name}", args=[sent.pk])).status_code == 404


@pytest.mark.parametrize("name", ["referral", "elsewhere"])
def test_a_stranger_signs_in_first(client, sent, name):
    assert client.get(reverse(f"partners:{name}", args=[sent.pk])).status_code == 302
