"""« My day »: what is due, why, in which order, at what cost."""

from datetime import date, timedelta

import pytest

from support import day as my
from tests.factories.accounts import CoordinatorFactory, UserFactory
from tests.factories.camps import CampFactory, EvacuationDateFactory
from tests.factories.households import EncounterFactory, HouseholdFactory, SupportWishFactory, family
from tests.factories.partners import PartnerFactory, SentReferralFactory
from tests.factories.support import GoalFactory, PlanActionFactory, SupportPlanFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def worker():
    return UserFactory()


def ago(days):
    return TODAY - timedelta(days=days)


def home_of(worker, **fields):
    fields.setdefault("last_contact_on", ago(1))
    return HouseholdFactory(operator=worker.organisation, referent=worker, **fields)


def planned(household, worker, **fields):
    plan = SupportPlanFactory(household=household, worker=worker, review_on=date(2026, 12, 1))
    return PlanActionFactory(goal=GoalFactory(plan=plan), **fields)


def lines(user, **options):
    return my.day_of(user, TODAY, **options).lines


def test_action_late_says_why(worker):
    action = planned(home_of(worker), worker, due_on=ago(3))
    [line] = lines(worker)
    assert (line.kind, line.key, line.title) == ("action", action.pk, "File the request at the town hall")
    assert line.why == ["3 days late · goal: Ana goes to school"]
    assert line.tone == "danger"


def test_actions_done_given_up_later_or_of_closed_goals_are_not_due(worker):
    home = home_of(worker)
    action = planned(home, worker, due_on=ago(1), done_on=ago(1))
    PlanActionFactory(goal=action.goal, due_on=ago(1), dropped_on=ago(1))
    PlanActionFactory(goal=action.goal, due_on=TODAY + timedelta(days=8))
    closed = GoalFactory(plan=action.goal.plan, status="reached", closed_on=ago(2))
    PlanActionFactory(goal=closed, due_on=ago(3))
    assert lines(worker) == []


def test_appointments_come_first_then_the_nearest_evacuation_then_silence(worker):
    threatened = CampFactory(operator=worker.organisation)
    EvacuationDateFactory(camp=threatened, planned_on=TODAY + timedelta(days=10), told_on=ago(5))
    urgent = family(worker.organisation, threatened, referent=worker, last_contact_on=ago(1))
    silent, seen = home_of(worker, last_contact_on=ago(40)), home_of(worker)
    for home in (seen, silent, urgent):
        planned(home, worker, due_on=ago(1))
    EncounterFactory(
        household=seen, worker=worker, next_step="appointment", next_on=TODAY + timedelta(days=1), next_label="Clinic"
    )
    found = lines(worker)
    assert found[0].kind == "appointment"
    assert [line.household_id for line in found[1:]] == [urgent.pk, silent.pk, seen.pk]
    assert "evacuation in 10 days" in found[1].why
    assert "not seen for 40 days" in found[2].why
    assert found[0].why == ["for tomorrow"]


def test_evacuation_put_off_counts_by_its_last_date(worker):
    camp = CampFactory(operator=worker.organisation)
    EvacuationDateFactory(camp=camp, planned_on=TODAY + timedelta(days=5), told_on=ago(9))
    EvacuationDateFactory(camp=camp, planned_on=TODAY + timedelta(days=30), told_on=ago(2))
    home = family(worker.organisation, camp, referent=worker, last_contact_on=ago(1))
    planned(home, worker, due_on=TODAY)
    assert lines(worker)[0].why == ["for today · goal: Ana goes to school", "evacuation in 30 days"]


def test_see_again_is_done_by_the_next_contact(worker):
    home = home_of(worker, last_contact_on=ago(10))
    EncounterFactory(household=home, worker=worker, happened_on=ago(10), next_step="revisit", next_on=ago(3))
    assert [line.title for line in lines(worker)] == ["See them again"]
    home.last_contact_on = ago(1)
    home.save()
    assert lines(worker) == []


def test_a_ticked_step_is_gone(worker):
    EncounterFactory(household=home_of(worker), worker=worker, next_step="task", next_on=ago(1), next_done_on=ago(1))
    assert lines(worker) == []


def test_partners_without_answer_and_their_appointments_are_listed(worker):
    home, partner = home_of(worker), PartnerFactory(operator=worker.organisation, name="City clinic")
    SentReferralFactory(household=home, partner=partner, worker=worker, sent_on=ago(9))
    SentReferralFactory(household=home, partner=partner, worker=worker, sent_on=ago(9), status="information_requested")
    SentReferralFactory(
        household=home, partner=partner, worker=worker, status="scheduled", appointment_on=TODAY + timedelta(days=5)
    )
    titles = {(line.title, line.why[0]) for line in lines(worker)}
    assert titles == {
        ("Referral to City clinic", "no answer for 9 days"),
        ("Referral to City clinic", "the partner asked a question"),
        ("Appointment with City clinic", "in 5 days"),
    }


def test_reviews_and_wishes_come_back(worker):
    home = home_of(worker, last_contact_on=None)
    SupportPlanFactory(household=home, worker=worker, review_on=TODAY + timedelta(days=1))
    SupportWishFactory(household=home, value="later", stated_on=ago(30), ask_again_on=TODAY)
    found = {line.title: line.why for line in lines(worker)}
    assert found == {
        "Review the plan": ["for tomorrow", "never met"],
        "Propose support again": ["they said: not ready yet", "never met"],
    }


def test_only_the_latest_wish_counts(worker):
    home = home_of(worker)
    SupportWishFactory(household=home, value="later", stated_on=ago(30), ask_again_on=ago(1))
    SupportWishFactory(household=home, value="wants", stated_on=ago(2))
    assert lines(worker) == []


def test_worker_sees_what_is_hers_and_the_team_sees_all(worker):
    colleague = UserFactory(organisation=worker.organisation)
    planned(home_of(colleague), colleague, due_on=TODAY)
    planned(HouseholdFactory(operator=worker.organisation), worker, due_on=TODAY)
    planned(home_of(UserFactory()), worker, due_on=TODAY)
    assert len(lines(worker)) == 1
    coordinator = CoordinatorFactory(organisation=worker.organisation)
    assert {line.worker for line in lines(coordinator, whole_team=True)} == {worker.full_name, colleague.full_name}
    assert lines(coordinator) == []


def test_list_is_cut_and_says_so(worker, queries):
    action = planned(home_of(worker), worker, due_on=TODAY)
    for _ in range(my.CAP):
        PlanActionFactory(goal=action.goal, due_on=TODAY)
    with queries() as seen:
        day = my.day_of(worker, TODAY)
    assert (len(day.lines), day.more, len(seen)) == (my.CAP, True, 1)


def test_camps_of_the_day_start_with_the_threatened(worker):
    calm = CampFactory(operator=worker.organisation, name="Calm")
    threatened = CampFactory(operator=worker.organisation, name="Threatened")
    EvacuationDateFactory(camp=threatened, planned_on=TODAY + timedelta(days=9))
    CampFactory()
    assert [(stop.camp, stop.days_left) for stop in my.rounds_of(worker, TODAY)] == [(threatened, 9), (calm, None)]


def test_the_most_pressing_stand_first_and_the_others_are_grouped_by_kind(worker):
    home = home_of(worker)
    action = planned(home, worker, due_on=ago(2))
    for _ in range(my.FIRST):
        PlanActionFactory(goal=action.goal, due_on=ago(1))
    EncounterFactory(household=home, worker=worker, next_step="task", next_on=TODAY)
    day = my.day_of(worker, TODAY)
    assert day.first == day.lines[: my.FIRST]
    assert [(label, len(rest)) for label, rest in day.groups] == [("Actions of the plans", 1), ("What was promised on site", 1)]


def test_a_family_not_ready_is_no_alarm(worker):
    SupportWishFactory(household=home_of(worker), value="later", stated_on=ago(30), ask_again_on=ago(20))
    [line] = lines(worker)
    assert (line.tone, line.page) == ("info", "wish")


def test_a_silent_partner_opens_the_referral(client, worker):
    partner = PartnerFactory(operator=worker.organisation)
    referral = SentReferralFactory(household=home_of(worker), partner=partner, worker=worker, sent_on=date(2020, 1, 1))
    client.force_login(worker)
    assert f'<a href="/partners/referrals/{referral.pk}/">' in client.get("/support/day/").text
