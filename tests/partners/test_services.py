"""Writes of partners and referrals: consent first, the least shared, twice is once."""

from datetime import date

import pytest
from uuid_utils.compat import uuid7

from accounts.models import AuditEntry
from common.verdict import Refused
from households.models import SharingConsent
from households.services import withdraw_consent as take_back
from partners import services
from partners.models import Partner, Referral, ReferralEvent
from tests.factories.accounts import AdministratorFactory, UserFactory
from tests.factories.households import PersonFactory, SharingConsentFactory, family
from tests.factories.partners import PartnerFactory, ReferralFactory, SentReferralFactory

pytestmark = pytest.mark.django_db


def refused(act, **facts):
    with pytest.raises(Refused) as refusal:
        act(**facts)
    return refusal.value


def test_a_partner_joins_the_team_s_directory(worker):
    partner = services.add_partner(by=worker, name=" Red shelter ", kind="housing", territory="Nord")
    assert (partner.operator, partner.name, partner.territory) == (worker.organisation, "Red shelter", "Nord")
    assert AuditEntry.objects.get(act="partner.add").thing_id == partner.pk


def test_a_partner_is_in_the_directory_once(worker, partner):
    assert "already in the directory" in str(refused(services.add_partner, by=worker, name=partner.name, kind="health"))


def test_a_partner_is_corrected(worker, partner):
    services.edit_partner(partner=partner, by=worker, name="New name", kind="legal", is_active=False)
    changed = Partner.objects.get(pk=partner.pk)
    assert (changed.name, changed.kind, changed.is_active) == ("New name", "legal", False)


def test_another_team_does_not_correct_it(partner):
    facts = {"partner": partner, "name": "x", "kind": "legal"}
    assert "another team" in str(refused(services.edit_partner, by=UserFactory(), **facts))
    assert "support families" in str(refused(services.edit_partner, by=AdministratorFactory(), **facts))


def prepare(household, partner, worker, **facts):
    facts = {"purpose": "health", "request": "A first appointment."} | facts
    return services.draft_referral(household=household, partner=partner, by=worker, **facts)


def test_a_draft_keeps_what_was_ticked_and_audits_only_the_names_of_fields(household, partner, worker):
    draft = prepare(household, partner, worker, snapshot={"age": 8, "first_name": "Ana"})
    entry = AuditEntry.objects.get(act="referral.draft")
    assert draft.snapshot == {"age": 8, "first_name": "Ana"} and draft.sent_on is None
    assert entry.household_id == household.pk and entry.detail["shared"] == ["age", "first_name"]


def test_the_same_form_sent_twice_is_one_draft(household, partner, worker):
    key = uuid7()
    first = prepare(household, partner, worker, referral_id=key)
    assert prepare(household, partner, worker, referral_id=key) == first


def test_a_form_used_for_another_household_is_refused(household, partner, worker, draft):
    other = family(worker.organisation)
    act = {"household": other, "partner": partner, "worker": worker, "referral_id": draft.pk}
    assert "another household" in str(refused(prepare, **act))


def test_the_person_is_of_the_household(household, partner, worker):
    stranger = PersonFactory(operator=worker.organisation)
    assert refused(prepare, household=household, partner=partner, worker=worker, person=stranger).field == "person"


@pytest.mark.parametrize(("facts", "words"), [({"is_active": False}, "no referrals"), ({"operator": None}, "another team")])
def test_only_an_active_partner_of_ours_is_asked(household, worker, facts, words):
    facts = {} if "operator" in facts else {"operator": worker.organisation, **facts}
    refusal = refused(prepare, household=household, partner=PartnerFactory(**facts), worker=worker)
    assert refusal.field == "partner" and words in str(refusal)


def test_another_team_does_not_refer_the_household(household, partner):
    assert "Another team" in str(refused(prepare, household=household, partner=partner, worker=UserFactory()))
    assert "support families" in str(refused(prepare, household=household, partner=partner, worker=AdministratorFactory()))


def test_nothing_is_sent_without_agreement(draft, worker, today):
    refusal = refused(services.send_referral, referral=draft, by=worker, today=today)
    assert refusal.field == "consent_form" and "has not agreed" in str(refusal)


def test_the_agreement_can_be_recorded_in_the_same_act(draft, worker, today, partner):
    sent = services.send_referral(referral=draft, by=worker, today=today, consent_form="oral")
    consent = SharingConsent.objects.get()
    assert (sent.status, sent.sent_on, sent.consent) == ("sent", today, consent)
    assert (consent.shared_with, consent.purpose, consent.form, consent.given_on) == (partner.name, "health", "oral", today)


def test_an_agreement_given_before_is_used(draft, consent, worker, today):
    assert services.send_referral(referral=draft, by=worker, today=today).consent == consent


@pytest.mark.parametrize("facts", [{"purpose": "school"}, {"shared_with": "Someone else"}, {"withdrawn_on": date(2026, 1, 15)}])
def test_an_agreement_for_something_else_or_withdrawn_sends_nothing(draft, worker, today, facts):
    SharingConsentFactory(**{"household": draft.household, "shared_with": draft.partner.name} | facts)
    assert refused(services.send_referral, referral=draft, by=worker, today=today).field == "consent_form"


def test_a_partner_that_stopped_is_sent_nothing(draft, consent, partner, worker, today):
    partner.is_active = False
    partner.save()
    assert refused(services.send_referral, referral=draft, by=worker, today=today).field == "partner"


def test_a_double_click_sends_once(household, partner, worker, today):
    facts = {"household": household, "partner": partner, "purpose": "health", "request": "x", "referral_id": uuid7()}
    first = services.draft_and_send(by=worker, today=today, consent_form="oral", **facts)
    second = services.draft_and_send(by=worker, today=today, consent_form="oral", **facts)
    assert first == second and ReferralEvent.objects.count() == 1 and SharingConsent.objects.count() == 1


def test_sending_a_second_time_is_refused(sent, worker, today):
    assert str(refused(services.send_referral, referral=sent, by=worker, today=today)) == "Only a draft can be sent."


def test_the_whole_life_of_a_referral(sent, worker, today):
    moved = {"referral": sent, "by": worker, "on": today, "today": today}
    services.mark_opened(**moved)
    services.record_answer(**moved, move="ask", note="Which language?")
    services.answer_question(**moved, note="Romanian.")
    services.record_answer(**moved, move="accept")
    services.schedule(**moved, appointment_on=today)
    services.record_attendance(**moved, came=False)
    services.reschedule(**moved, appointment_on=today)
    services.record_attendance(**moved, came=True)
    closed = services.close_referral(**moved, result="obtained")
    assert (closed.status, closed.result, closed.answered_on, closed.appointment_on) == ("closed", "obtained", today, today)
    assert ReferralEvent.objects.filter(referral=sent).count() == 9
    assert AuditEntry.objects.filter(household_id=sent.household_id, act__startswith="referral.").count() == 9


def test_the_first_answer_is_the_one_that_is_measured(sent, worker, today):
    services.record_answer(referral=sent, by=worker, on=date(2026, 1, 8), today=today, move="ask", note="Which language?")
    services.answer_question(referral=sent, by=worker, on=date(2026, 1, 9), today=today, note="Romanian.")
    moved = services.record_answer(referral=sent, by=worker, on=today, today=today, move="accept")
    assert moved.answered_on == date(2026, 1, 8)


def test_an_answer_is_one_of_three(sent, worker, today):
    assert "accepts, asks" in str(refused(services.record_answer, referral=sent, by=worker, on=today, today=today, move="close"))


@pytest.mark.parametrize("move", ["ask", "refuse", "cancel"])
def test_a_question_a_refusal_or_a_cancelling_has_its_reason(sent, worker, today, move):
    facts = {"referral": sent, "by": worker, "on": today, "today": today, "move": move, "note": " "}
    assert refused(services.move_referral, **facts).field == "note"


@pytest.mark.parametrize(
    ("on", "words"), [(date(2026, 1, 21), "still to come"), (date(2026, 1, 4), "was sent on"), (date(2026, 1, 5), "")]
)
def test_an_answer_comes_after_the_sending_and_not_tomorrow(sent, worker, today, on, words):
    facts = {"referral": sent, "by": worker, "on": on, "today": today, "move": "accept"}
    if not words:
        assert services.move_referral(**facts).answered_on == on
        return
    refusal = refused(services.move_referral, **facts)
    assert refusal.field == "on" and words in str(refusal)


def test_silence_is_recorded_after_fourteen_days(sent, worker, today):
    early = refused(services.let_expire, referral=sent, by=worker, on=date(2026, 1, 18), today=today)
    assert early.field == "on" and "to answer" in str(early)
    assert services.let_expire(referral=sent, by=worker, on=date(2026, 1, 19), today=today).status == "expired"


@pytest.mark.parametrize("appointment_on", [None, date(2026, 1, 4)])
def test_an_appointment_has_a_day_after_the_sending(sent, worker, today, appointment_on):
    services.record_answer(referral=sent, by=worker, on=today, today=today, move="accept")
    facts = {"referral": sent, "by": worker, "on": today, "today": today, "appointment_on": appointment_on}
    assert refused(services.schedule, **facts).field == "appointment_on"


def test_nobody_has_come_before_the_appointment(sent, worker, today):
    act = {"referral": sent, "by": worker, "on": today, "today": today}
    services.record_answer(**act, move="accept")
    services.schedule(**act, appointment_on=date(2026, 2, 1))
    assert "The appointment is on" in str(refused(services.record_attendance, **act, came=True))


@pytest.mark.parametrize(("status", "result"), [("attended", ""), ("attended", "x"), ("no_show", "obtained")])
def test_a_result_is_said_and_makes_sense(sent, worker, today, status, result):
    Referral.objects.filter(pk=sent.pk).update(status=status)
    facts = {"referral": sent, "by": worker, "on": today, "today": today, "result": result}
    assert refused(services.close_referral, **facts).field == "result"


def test_a_cancelled_referral_keeps_its_reason(sent, worker, today):
    services.cancel(referral=sent, by=worker, on=today, today=today, note="Place found elsewhere.")
    assert ReferralEvent.objects.get().note == "Place found elsewhere."


def test_the_person_who_withdraws_ends_the_agreement_and_all_it_covers(sent, draft, worker, today, consent):
    other_purpose = SentReferralFactory(household=sent.household, partner=sent.partner, worker=worker, purpose="school")
    services.withdraw(referral=sent, by=worker, on=today, today=today, note="They said so.")
    consent.refresh_from_db()
    statuses = {r.pk: r.status for r in Referral.objects.all()}
    assert consent.withdrawn_on == today
    assert statuses == {sent.pk: "withdrawn", draft.pk: "withdrawn", other_purpose.pk: "sent"}


def test_a_draft_without_agreement_is_withdrawn_too(draft, worker, today):
    assert services.withdraw(referral=draft, by=worker, on=today, today=today).status == "withdrawn"


def test_an_agreement_taken_back_withdraws_its_open_referrals_at_once(sent, consent, worker, today):
    closed = SentReferralFactory(household=sent.household, partner=sent.partner, consent=consent, status="closed")
    gone = services.withdraw_consent(consent=consent, withdrawn_on=today, by=worker, today=today)
    assert gone == [sent] and gone[0].status == "withdrawn"
    assert Referral.objects.get(pk=closed.pk).status == "closed"


def test_no_question_is_answered_once_the_agreement_has_ended(sent, consent, worker, today):
    services.record_answer(referral=sent, by=worker, on=today, today=today, move="ask", note="Which language?")
    take_back(consent=consent, withdrawn_on=today, by=worker, today=today)
    facts = {"referral": sent, "by": worker, "on": today, "today": today, "note": "Romanian."}
    assert "withdrew" in str(refused(services.answer_question, **facts))


def test_an_agreement_for_another_partner_covers_nothing(sent, worker, today, partner):
    services.record_answer(referral=sent, by=worker, on=today, today=today, move="ask", note="Which language?")
    services.edit_partner(partner=partner, by=worker, name="Renamed", kind="health")
    facts = {"referral": sent, "by": worker, "on": today, "today": today, "note": "Romanian."}
    assert "another purpose or another partner" in str(refused(services.answer_question, **facts))


def test_another_partner_is_asked_in_a_chained_draft(sent, worker, today):
    services.record_answer(referral=sent, by=worker, on=today, today=today, move="refuse", note="Full.")
    other, key = PartnerFactory(operator=worker.organisation), uuid7()
    facts = {"referral": sent, "partner": other, "by": worker, "referral_id": key}
    draft = services.refer_elsewhere(**facts)
    assert services.refer_elsewhere(**facts) == draft
    assert (draft.previous, draft.status, draft.consent, draft.snapshot) == (sent, "draft", None, {"age": 37})


def test_the_same_partner_is_not_asked_again(sent, worker, today):
    services.record_answer(referral=sent, by=worker, on=today, today=today, move="refuse", note="Full.")
    assert refused(services.refer_elsewhere, referral=sent, partner=sent.partner, by=worker).field == "partner"


def test_what_waits_is_not_sent_elsewhere(sent, worker):
    other = PartnerFactory(operator=worker.organisation)
    assert "refused or did not answer" in str(refused(services.refer_elsewhere, referral=sent, partner=other, by=worker))


def test_the_draft_of_another_team_is_not_sent(worker, today):
    assert "Another team" in str(refused(services.send_referral, referral=ReferralFactory(), by=worker, today=today))
