"""Measures of partners, what is shared, the referrals that wait."""

from datetime import date

import pytest
from django.utils import timezone

from partners import queries
from tests.factories.households import PersonFactory
from tests.factories.partners import PartnerFactory, ReferralEventFactory, ReferralFactory, SentReferralFactory

pytestmark = pytest.mark.django_db


def answered(partner, status, days):
    """A referral sent on 1 January and answered after `days`."""
    answered_on = date(2026, 1, 1 + days) if days is not None else None
    facts = {"household__operator": partner.operator, "partner": partner, "sent_on": date(2026, 1, 1)}
    return SentReferralFactory(status=status, answered_on=answered_on, **facts)


def test_acceptance_and_median_delay_are_over_the_year(partner, today):
    for status, days in (("accepted", 1), ("closed", 3), ("refused", 9), ("expired", None), ("sent", None), ("withdrawn", 4)):
        answered(partner, status, days)
    SentReferralFactory(partner=partner, household__operator=partner.operator, sent_on=date(2024, 1, 1), status="refused")
    measures = queries.measures_of([partner.pk], today=today)[partner.pk]
    assert (measures.sent, measures.accepted_percent, measures.median_days) == (6, 50, 3.5)
    assert str(measures) == "6 referrals, 50% accepted, answers in 4 days"


def test_a_partner_never_asked_says_so(partner, today):
    assert str(queries.measures_of([partner.pk], today=today)[partner.pk]) == "no referral in a year"


def test_a_partner_that_has_not_answered_yet_has_no_rate(partner, today):
    answered(partner, "sent", None)
    assert str(queries.measures_of([partner.pk], today=today)[partner.pk]) == "1 referral"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Alpha", "Beta"]),
        ({"text": "beta"}, ["Beta"]),
        ({"text": "ECOLE"}, ["Beta"]),
        ({"text": "!"}, ["Alpha", "Beta"]),
        ({"kind": "health"}, ["Alpha"]),
        ({"inactive": True}, ["Gone"]),
    ],
)
def test_the_directory_is_searched_by_text_kind_and_activity(worker, today, asked, found):
    operator = worker.organisation
    PartnerFactory(operator=operator, name="Alpha")
    PartnerFactory(operator=operator, name="Beta", kind="school", services="École et cantine")
    PartnerFactory(operator=operator, name="Gone", is_active=False)
    PartnerFactory(name="Elsewhere")
    assert [line.partner.name for line in queries.directory(user=worker, today=today, **asked).rows] == found


def test_only_ticked_and_known_facts_are_shared(household, today):
    person = household.memberships.order_by("pk").first().person
    facts = {"household": household, "person": person, "people": 3, "today": today}
    assert queries.snapshot_of(fields=["age", "people"], **facts) == {"age": 37, "people": 3}
    assert queries.snapshot_of(fields=["phone", "interpreter"], **facts) == {}


def test_an_unknown_sex_is_left_out(household, today):
    person = PersonFactory(operator=household.operator, sex="U", born_on=None, born_precision="unknown")
    facts = {"household": household, "person": person, "people": 1, "today": today}
    assert queries.snapshot_of(fields=["sex", "age", "language"], **facts) == {"language": "ro"}


def test_what_is_shared_reads_in_words():
    shared = queries.shared_fields({"people": 3, "sex": "F", "language": "ro", "interpreter": True, "age": 8})
    assert [(fact.name, fact.value) for fact in shared] == [
        ("age", "8"),
        ("sex", "Female"),
        ("language", "Romanian language"),
        ("interpreter", "yes"),
        ("people", "3"),
    ]


def test_another_fact_gives_another_fingerprint():
    assert queries.fingerprint_of(a=1) == queries.fingerprint_of(a=1) != queries.fingerprint_of(a=2)


def test_open_referrals_of_a_household_leave_out_what_has_ended(sent, draft):
    SentReferralFactory(household=sent.household, partner=sent.partner, status="closed")
    SentReferralFactory()
    assert set(queries.open_referrals_of(sent.household)) == {sent, draft}


def test_the_referral_that_waited_longest_comes_first(worker, today, household):
    recent = SentReferralFactory(household=household, worker=worker, sent_on=date(2026, 1, 2))
    ReferralEventFactory(referral=recent, move="accept", happened_on=date(2026, 1, 18))
    older = SentReferralFactory(household=household, worker=worker, sent_on=date(2026, 1, 10))
    lines = queries.referral_lines(referrals=type(older).objects.all(), today=today).rows
    assert [(line.referral, line.days) for line in lines] == [(older, 10), (recent, 2)]
    assert lines[0].awaited == "The partner's answer" and lines[0].tone == "waiting"


@pytest.mark.parametrize(("came_on", "tone"), [(date(2025, 12, 21), "waiting"), (date(2025, 12, 20), "danger")])
def test_a_result_awaited_for_more_than_thirty_days_stands_out(worker, today, household, came_on, tone):
    referral = SentReferralFactory(household=household, worker=worker, sent_on=date(2025, 12, 1), status="attended")
    ReferralEventFactory(referral=referral, move="attend", happened_on=came_on)
    [line] = queries.referral_lines(referrals=type(referral).objects.all(), today=today).rows
    assert (line.awaited, line.tone) == ("The result", tone)


def test_a_draft_waits_since_it_was_written(worker, today, household):
    draft = ReferralFactory(household=household, worker=worker)
    line = queries.referral_lines(referrals=type(draft).objects.all(), today=today, latest_first=True).rows[0]
    assert line.since == timezone.localdate(draft.created_at) and line.awaited == "To be sent"
