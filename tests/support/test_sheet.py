"""What a household's page says: alerts, standing, places, reviews as they stood."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from support import alerts, queries, standing, timeline
from support.templatetags import support_words
from tests.factories.accounts import UserFactory
from tests.factories.camps import CampFactory, EvacuationDateFactory
from tests.factories.households import (
    AssessmentFactory,
    EncounterFactory,
    HouseholdFactory,
    InformationNoticeFactory,
    MembershipFactory,
    StayFactory,
    SupportWishFactory,
    family,
)
from tests.factories.support import EnrolmentFactory, PlanReviewFactory, RightFactory, SupportPlanFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def worker():
    return UserFactory()


def told(home):
    return [alert.text for alert in alerts.alerts_of(queries.sheet_of(home, TODAY), TODAY)]


def calm(worker, **fields):
    """A household of which nothing needs to be said."""
    home = HouseholdFactory(operator=worker.organisation, **({"last_contact_on": TODAY} | fields))
    InformationNoticeFactory(household=home)
    AssessmentFactory(household=home, validated_on=TODAY)
    return home


def test_calm_household_has_no_alert(worker):
    assert told(calm(worker)) == []


def test_silence_is_told_from_thirty_days(worker):
    assert told(calm(worker, last_contact_on=TODAY - timedelta(days=29))) == []
    assert told(calm(worker, last_contact_on=TODAY - timedelta(days=30))) == ["Not seen for 30 days."]
    assert told(calm(worker, last_contact_on=None)) == ["Never met yet."]


def test_review_due_is_told(worker):
    home = calm(worker)
    plan = SupportPlanFactory(household=home, review_on=TODAY + timedelta(days=1))
    assert told(home) == []
    plan.review_on = TODAY
    plan.save()
    assert told(home) == ["The plan was to be reviewed on 02/03/2026."]


@pytest.mark.parametrize(
    ("fields", "said"),
    [({}, 1), ({"paused_on": TODAY}, 0), ({"closed_on": TODAY, "exit_reason": "no_news"}, 0)],
)
def test_support_open_without_a_plan_is_told_with_its_link(worker, fields, said):
    home = calm(worker)
    EnrolmentFactory(household=home, **fields)
    found = alerts.alerts_of(queries.sheet_of(home, TODAY), TODAY)
    words_url = reverse("support:plan_words", args=[home.pk])
    assert [(alert.text, alert.link_url) for alert in found] == [("The support is open without a plan.", words_url)] * said
    SupportPlanFactory(household=home, review_on=TODAY + timedelta(days=1))
    assert told(home) == []


@pytest.mark.parametrize(("again", "said"), [(TODAY, 1), (TODAY + timedelta(days=1), 0), (None, 0)])
def test_wish_is_asked_again_in_its_time(worker, again, said):
    home = calm(worker)
    SupportWishFactory(household=home, value="later", ask_again_on=again)
    assert len(told(home)) == said


@pytest.mark.parametrize(("days", "tone"), [(0, "danger"), (30, "danger"), (31, "warning")])
def test_evacuation_to_come_is_told(worker, days, tone):
    camp = CampFactory(operator=worker.organisation, name="Quarry")
    EvacuationDateFactory(camp=camp, planned_on=TODAY + timedelta(days=days))
    found = alerts.alerts_of(queries.sheet_of(family(worker.organisation, camp), TODAY), TODAY)
    assert (found[0].tone, f"Quarry: evacuation planned in {days} day" in found[0].text) == (tone, True)


def test_past_evacuation_is_not(worker):
    camp = CampFactory(operator=worker.organisation)
    EvacuationDateFactory(camp=camp, planned_on=TODAY - timedelta(days=1))
    assert not [text for text in told(family(worker.organisation, camp)) if "evacuation" in text]


def test_steps_ticked_or_met_since_are_no_longer_due(worker):
    home = calm(worker)
    EncounterFactory(household=home, next_step="task", next_on=TODAY, next_done_on=TODAY)
    EncounterFactory(household=home, next_step="revisit", next_on=TODAY)
    EncounterFactory(household=home, next_step="task", next_on=TODAY, next_label="Call the school")
    [due] = alerts.due_of(queries.sheet_of(home, TODAY), TODAY)
    assert (due.text, due.late) == ("Call the school", False)


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        (None, "Not supported yet"),
        ({}, "Supported"),
        ({"paused_on": date(2026, 1, 1)}, "Support paused"),
        ({"closed_on": date(2026, 1, 1), "exit_reason": "no_news"}, "Support ended"),
    ],
)
def test_support_stands_in_a_word(worker, fields, word):
    home = calm(worker)
    if fields is not None:
        EnrolmentFactory(household=home, **fields)
    where = standing.standing_of(worker, queries.sheet_of(home, TODAY))
    assert where.word == word
    assert bool(where.may_open) is (word in ("Not supported yet", "Support ended"))
    assert bool(where.may_reopen) is (word in ("Support paused", "Support ended"))


def test_timeline_tells_pauses_exits_and_places(worker):
    home = family(worker.organisation, size=1)
    person = home.memberships.get().person
    StayFactory(person=person, kind="hotel", camp=None, place="Lake", since=date(2025, 3, 1), until=date(2025, 4, 1))
    StayFactory(person=person, kind="street", camp=None, since=date(2025, 4, 1))
    EnrolmentFactory(household=home, paused_on=date(2025, 5, 1), closed_on=date(2025, 6, 1), exit_reason="no_news")
    RightFactory(person=person, valid_until=date(2026, 6, 1))
    lines = [f"{event.kind} {event.title} {event.text}".strip() for event in timeline.timeline_of(queries.sheet_of(home, TODAY))]
    assert lines[1:4] == ["Support ended Without news", "Support Paused", "Support Opened"] or "Support Paused" in lines
    assert any("Hotel · Lake" in line for line in lines) and any("Street" in line for line in lines)
    assert any("until 01/06/2026" in line for line in lines)


@pytest.mark.parametrize("first", [0, 1, 2])
def test_a_right_is_told_on_the_day_it_changed(worker, first):
    home = family(worker.organisation, size=1)
    names = ("decided_on", "valid_from", "requested_on")
    days = {name: date(2025, 1 + n - first, 1) if n >= first else None for n, name in enumerate(names)}
    RightFactory(person=home.memberships.get().person, **days)
    [fact] = queries.sheet_of(home, TODAY).of("right")
    assert fact.day == date(2025, 1, 1)


def test_those_who_left_are_named_apart(worker):
    home = HouseholdFactory(operator=worker.organisation)
    gone = MembershipFactory(household=home, until=date(2026, 1, 1))
    sheet = queries.sheet_of(home, TODAY)
    assert (sheet.members, sheet.former, sheet.plan, sheet.enrolment) == ([], [gone], None, None)


def test_review_is_read_as_the_plan_stood():
    state = {
        "goals": [
            {"statement": "School", "status": "ongoing", "actions": [{"statement": "File", "owner": "family", "done_on": "x"}]}
        ]
    }
    review = PlanReviewFactory(state=state)
    assert support_words.goals_then(review) == [{"statement": "School", "status": "Under way", "actions": ["✓ File · Family"]}]
    assert support_words.goals_then(PlanReviewFactory()) == []


def test_due_day_has_a_tone():
    tones = [support_words.due_tone(TODAY + timedelta(days=days), TODAY) for days in (-1, 7, 8)]
    assert tones == ["danger", "warning", "info"]
