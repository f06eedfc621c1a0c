"""Enrolment, plan, rights and schooling: every write, its refusals, its double clicks."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from accounts.models import AuditEntry
from common.verdict import Refused
from households.models import Assessment, SupportWish
from support import services
from support.models import Enrolment, Goal, PlanAction, PlanReview, SupportPlan
from tests.factories.accounts import UserFactory
from tests.factories.camps import CampFactory
from tests.factories.households import HouseholdFactory, PersonFactory, StayFactory, family
from tests.factories.partners import PartnerFactory
from tests.factories.support import GoalFactory, PlanActionFactory, SupportPlanFactory

pytestmark = pytest.mark.django_db
TODAY, JANUARY, FEBRUARY, TOMORROW = date(2026, 3, 2), date(2026, 1, 5), date(2026, 2, 5), date(2026, 3, 3)


@pytest.fixture
def worker():
    return UserFactory()


@pytest.fixture
def home(worker):
    return family(worker.organisation, CampFactory(operator=worker.organisation))


@pytest.fixture
def who(worker, home):
    return {"household": home, "by": worker, "today": TODAY}


@pytest.fixture
def plan(worker, home):
    return SupportPlanFactory(household=home, worker=worker)


def test_support_opens_once(who):
    assert services.open_enrolment(opened_on=JANUARY, **who) == services.open_enrolment(opened_on=JANUARY, **who)
    with pytest.raises(Refused, match="already supported"):
        services.open_enrolment(opened_on=FEBRUARY, **who)


def test_support_pauses_once_and_goes_on(who):
    with pytest.raises(Refused, match="not supported now"):
        services.pause_enrolment(paused_on=FEBRUARY, **who)
    services.open_enrolment(opened_on=JANUARY, **who)
    for _ in range(2):
        assert services.pause_enrolment(paused_on=FEBRUARY, **who).paused_on == FEBRUARY
    with pytest.raises(Refused, match="already paused"):
        services.pause_enrolment(paused_on=TODAY, **who)
    assert services.reopen_enrolment(opened_on=TODAY, **who).paused_on is None
    with pytest.raises(Refused, match="already supported"):
        services.reopen_enrolment(opened_on=TODAY, **who)


def test_support_ends_with_its_reason_and_its_plan(who, plan):
    services.open_enrolment(opened_on=JANUARY, **who)
    for _ in range(2):
        ended = services.close_enrolment(closed_on=TODAY, reason="moved_away", destination=" Lille ", **who)
    assert (ended.exit_reason, ended.exit_destination) == ("moved_away", "Lille")
    plan.refresh_from_db()
    assert plan.closed_on == TODAY
    assert AuditEntry.objects.filter(act="enrolment.close").count() == 1


def test_support_starts_again_as_a_new_period(who):
    with pytest.raises(Refused, match="never supported"):
        services.reopen_enrolment(opened_on=TODAY, **who)
    services.open_enrolment(opened_on=JANUARY, **who)
    services.close_enrolment(closed_on=FEBRUARY, reason="no_news", **who)
    with pytest.raises(Refused, match="ended on"):
        services.reopen_enrolment(opened_on=JANUARY, **who)
    assert services.reopen_enrolment(opened_on=TODAY, **who) == services.reopen_enrolment(opened_on=TODAY, **who)
    assert Enrolment.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"closed_on": TOMORROW, "reason": "death"}, "future"),
        ({"closed_on": date(2026, 1, 1), "reason": "death"}, "choose a later day"),
        ({"closed_on": TODAY, "reason": "bored"}, "Say why"),
    ],
)
def test_impossible_exit_is_refused(who, fields, sentence):
    services.open_enrolment(opened_on=JANUARY, **who)
    with pytest.raises(Refused, match=sentence):
        services.close_enrolment(**fields, **who)


def test_nothing_opens_tomorrow_nor_ends_unopened(who):
    with pytest.raises(Refused, match="future"):
        services.open_enrolment(opened_on=TOMORROW, **who)
    with pytest.raises(Refused, match="not supported now"):
        services.close_enrolment(closed_on=TODAY, reason="death", **who)


@pytest.mark.parametrize(("kind", "days"), [("hotel", 60), ("ordinary_housing", 90)])
def test_first_review_depends_on_where_they_live(worker, kind, days):
    home = family(worker.organisation, size=1)
    StayFactory(person=home.memberships.get().person, kind=kind, camp=None)
    plan = services.write_plan(household=home, by=worker, today=TODAY)
    assert plan.review_on == TODAY + timedelta(days=days)


def test_plan_is_written_once_and_its_words_change(who):
    first = services.write_plan(words="Vrem", words_language="ro", started_on=JANUARY, **who)
    again = services.write_plan(words_french="Nous voulons", review_on=None, **who)
    assert (again, again.words, again.words_french) == (first, "Vrem", "Nous voulons")
    assert again.review_on == JANUARY + timedelta(days=30)
    with pytest.raises(TypeError):
        services.write_plan(agreement="signed", **who)
    with pytest.raises(Refused, match="future"):
        services.write_plan(
            household=HouseholdFactory(operator=who["by"].organisation), by=who["by"], today=TODAY, started_on=TOMORROW
        )


def agree(plan, worker, agreement="oral", agreed_on=FEBRUARY):
    return services.record_agreement(plan=plan, agreement=agreement, agreed_on=agreed_on, by=worker, today=TODAY)


def test_agreement_is_dated_and_may_be_taken_back(plan, worker):
    for _ in range(2):
        assert agree(plan, worker).agreed_on == FEBRUARY
    assert agree(plan, worker, "none").agreed_on is None
    assert AuditEntry.objects.filter(act="plan.agree").count() == 2
    with pytest.raises(Refused, match="has a date"):
        agree(plan, worker, agreed_on=None)
    with pytest.raises(Refused, match="future"):
        agree(plan, worker, agreed_on=TOMORROW)


def goal(plan, worker, **fields):
    fields = {"domain": "school", "statement": "Enrol Ana"} | fields
    return services.add_goal(plan=plan, by=worker, today=TODAY, **fields)


def test_goal_is_added_once_and_ranked(plan, worker, home):
    key = uuid4()
    first = goal(plan, worker, goal_id=key, person=home.memberships.first().person)
    assert goal(plan, worker, goal_id=key) == first
    second = goal(plan, worker)
    assert goal(plan, worker) == second
    assert (first.rank, second.rank, Goal.objects.count()) == (1, 2, 2)
    with pytest.raises(Refused, match="does not belong"):
        goal(plan, worker, person=PersonFactory())


def test_first_goal_starts_the_plan(who):
    made = services.add_first_goal(domain="health", statement="Cover", **who)
    assert services.add_first_goal(domain="health", statement="Doctor", **who).plan == made.plan
    assert SupportPlan.objects.get().household == who["household"]


def status(goal, worker, value, **fields):
    return services.set_goal_status(goal=goal, status=value, by=worker, today=TODAY, **({"on": TODAY} | fields))


def test_goal_says_what_blocks_it_and_closes_with_its_date(plan, worker):
    aim = goal(plan, worker)
    assert status(aim, worker, "blocked", blocked_by="address").blocked_by == "address"
    for _ in range(2):
        assert status(aim, worker, "reached", on=FEBRUARY, blocked_by="x").closed_on == FEBRUARY
    assert status(aim, worker, "ongoing").closed_on is None
    with pytest.raises(Refused, match="future"):
        status(aim, worker, "reached", on=TOMORROW)


def act(goal, worker, **fields):
    return services.add_action(goal=goal, by=worker, today=TODAY, **({"statement": "File it"} | fields))


def test_first_action_sets_the_goal_under_way(plan, worker):
    aim, key = goal(plan, worker), uuid4()
    partner = PartnerFactory(operator=worker.organisation)
    assert act(aim, worker, action_id=key, owner="partner", partner=partner) == act(aim, worker, action_id=key)
    assert act(aim, worker) == act(aim, worker)
    aim.refresh_from_db()
    assert (aim.status, PlanAction.objects.count()) == ("ongoing", 2)
    with pytest.raises(Refused, match="not in your directory"):
        act(aim, worker, statement="Call", partner=PartnerFactory())


def test_closed_goal_takes_no_action(plan, worker):
    aim = goal(plan, worker)
    status(aim, worker, "dropped")
    with pytest.raises(Refused, match="reopen it first"):
        act(aim, worker)


def tick(action, worker, done=True):
    return services.tick_action(action=action, done=done, by=worker, today=TODAY)


def test_action_is_ticked_and_unticked(plan, worker):
    action = PlanActionFactory(goal=GoalFactory(plan=plan))
    for _ in range(2):
        assert (tick(action, worker).done_on, tick(action, worker).done_by) == (TODAY, worker)
    with pytest.raises(Refused, match="is done"):
        services.drop_action(action=action, by=worker, today=TODAY)
    assert tick(action, worker, done=False).done_by is None
    assert AuditEntry.objects.filter(act="action.tick").count() == 2


def test_action_given_up_is_not_ticked(plan, worker):
    action = PlanActionFactory(goal=GoalFactory(plan=plan))
    for _ in range(2):
        assert services.drop_action(action=action, by=worker, today=TODAY).dropped_on == TODAY
    with pytest.raises(Refused, match="given up"):
        tick(action, worker)


def review(plan, worker, **fields):
    fields = {"reviewed_on": TODAY, "next_review_on": date(2026, 4, 2), "family_comment": " Bine "} | fields
    return services.review_plan(plan=plan, by=worker, today=TODAY, **fields)


def test_review_keeps_the_plan_as_it_stood(plan, worker):
    action, key = PlanActionFactory(goal=GoalFactory(plan=plan), done_on=FEBRUARY), uuid4()
    kept = review(plan, worker, review_id=key)
    assert review(plan, worker, review_id=key) == kept
    assert PlanReview.objects.get().family_comment == "Bine"
    [then] = kept.state["goals"]
    assert (then["statement"], then["actions"][0]["done_on"]) == (action.goal.statement, "2026-02-05")
    plan.refresh_from_db()
    assert plan.review_on == date(2026, 4, 2)


@pytest.mark.parametrize(
    ("fields", "sentence"), [({"reviewed_on": TOMORROW}, "future"), ({"next_review_on": TODAY}, "comes after this one")]
)
def test_impossible_review_is_refused(plan, worker, fields, sentence):
    with pytest.raises(Refused, match=sentence):
        review(plan, worker, **fields)


def test_closed_plan_is_only_read(plan, worker):
    action = PlanActionFactory(goal=GoalFactory(plan=plan))
    plan.closed_on = TODAY
    plan.save()
    acts = [lambda: agree(plan, worker), lambda: goal(plan, worker), lambda: status(action.goal, worker, "ongoing")]
    acts += [lambda: act(action.goal, worker), lambda: tick(action, worker), lambda: review(plan, worker)]
    for change in acts:
        with pytest.raises(Refused, match="This plan is closed"):
            change()


def test_plan_of_another_association_is_left_alone(plan):
    with pytest.raises(Refused, match="another association"):
        goal(plan, UserFactory())


def test_evaluation_keeps_the_wish_and_counts_once(who):
    told = {"started_on": FEBRUARY, "summary": "Five people", "wish": "wants", "words": "Da", "validated_on": TODAY}
    for _ in range(2):
        services.save_evaluation(**told, **who)
    assert Assessment.objects.get().validated_on == TODAY
    assert SupportWish.objects.get().words == "Da"


def test_evaluation_may_stay_unfinished(who):
    assert services.save_evaluation(started_on=FEBRUARY, **who).validated_on is None
    assert not SupportWish.objects.exists()
