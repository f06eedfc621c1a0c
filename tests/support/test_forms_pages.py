"""The small forms of support: they save, refuse beside the field, and go back where one came from."""

import pytest
from django.urls import reverse
from django.utils import timezone
from uuid_utils.compat import uuid7

from accounts.models import AuditEntry
from households.models import Assessment, Encounter, SupportWish
from support.catalogue import sentences
from support.models import Enrolment, Goal, PlanAction, PlanReview, Right, Schooling, SupportPlan
from tests.factories.accounts import AdministratorFactory, UserFactory
from tests.factories.camps import CampFactory
from tests.factories.households import EncounterFactory, family
from tests.factories.support import EnrolmentFactory, GoalFactory, PlanActionFactory, SupportPlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return UserFactory()


@pytest.fixture
def home(worker):
    return family(worker.organisation, CampFactory(operator=worker.organisation), size=2)


@pytest.fixture
def plan(worker, home):
    return SupportPlanFactory(household=home, worker=worker)


@pytest.fixture
def post(sign_in, worker):
    client = sign_in(worker)
    return lambda name, *args, **data: client.post(reverse(f"support:{name}", args=[str(arg) for arg in args]), data)


def today():
    return str(timezone.localdate())


def test_contact_sent_twice_is_one(post, home):
    met = str(home.memberships.first().person_id)
    data = {
        "key": str(uuid7()),
        "happened_on": today(),
        "channel": "phone",
        "outcome": "seen",
        "met": [met],
        "next_step": "revisit",
    }
    for _ in range(2):
        assert post("contact_new", home.pk, **data).url == home.get_absolute_url()
    contact = Encounter.objects.get()
    assert (contact.channel, contact.met_persons.count(), (contact.next_on - contact.happened_on).days) == ("phone", 1, 7)


def test_contact_with_other_content_under_one_key_is_refused(post, home):
    data = {"key": str(uuid7()), "happened_on": today(), "channel": "phone", "outcome": "seen", "next_step": "none"}
    post("contact_new", home.pk, **data)
    answer = post("contact_new", home.pk, **data | {"outcome": "absent"})
    assert answer.status_code == 422
    assert "already recorded, with other content" in answer.content.decode()


def test_evaluation_is_saved_then_validated(post, home, sign_in, worker):
    post("assessment", home.pk, started_on="2026-01-05", summary="Five people")
    page = sign_in(worker).get(reverse("support:assessment", args=[home.pk])).content.decode()
    assert "Five people" in page
    post("assessment", home.pk, started_on="2026-01-05", summary="Six", wish="later", words="Nu acum", validated_on=today())
    assert Assessment.objects.get().validated_on == timezone.localdate()
    assert SupportWish.objects.get().value == "later"


def test_words_without_a_wish_are_asked(post, home):
    answer = post("assessment", home.pk, started_on="2026-01-05", words="Nu acum")
    assert answer.context["form"].errors["wish"]


def test_wish_is_recorded(post, home):
    post("wish_new", home.pk, value="wants", stated_on=today())
    assert SupportWish.objects.get().value == "wants"


def test_support_opens_pauses_starts_again_and_ends(post, home):
    post("enrolment_open", home.pk, opened_on="2026-01-05")
    post("enrolment_pause", home.pk, paused_on="2026-02-05")
    post("enrolment_reopen", home.pk, opened_on=today())
    post("enrolment_close", home.pk, closed_on=today(), reason="need_ended")
    assert Enrolment.objects.get().exit_reason == "need_ended"


@pytest.mark.parametrize(
    ("name", "reason"),
    [("enrolment_open", "already supported"), ("enrolment_reopen", "already supported")],
)
def test_support_that_cannot_change_says_why(post, home, name, reason):
    EnrolmentFactory(household=home)
    answer = post(name, home.pk, opened_on=today())
    assert answer.status_code == 403
    assert reason in answer.content.decode()


@pytest.mark.parametrize("name", ["enrolment_pause", "enrolment_close"])
def test_support_that_is_not_open_says_so(post, home, name):
    answer = post(name, home.pk)
    assert answer.status_code == 403
    assert "not supported now" in answer.content.decode()


def test_plan_starts_with_words_and_takes_an_agreement_and_a_review(post, home):
    post("plan_words", home.pk, words="Vrem", words_language="ro")
    post("plan_agreement", home.pk, agreement="oral", agreed_on=today())
    answer = post("plan_review", home.pk, key=str(uuid7()), reviewed_on=today(), next_review_on="2999-01-01")
    assert answer.url == reverse("support:plan", args=[home.pk])
    assert SupportPlan.objects.get().agreement == "oral"
    assert PlanReview.objects.count() == 1


def test_agreement_without_a_plan_is_not_found(post, home):
    assert post("plan_agreement", home.pk, agreement="oral").status_code == 404


def test_closed_plan_says_why_it_does_not_change(post, sign_in, worker, plan):
    plan.closed_on = timezone.localdate()
    plan.save()
    answer = post("plan_agreement", plan.household_id, agreement="oral")
    assert answer.status_code == 403
    page = sign_in(worker).get(plan.get_absolute_url()).content.decode()
    assert "This plan is closed." in page and "Add a goal" not in page


def test_goal_from_a_ready_sentence_and_an_action(post, home):
    ready = sentences()[0][1][0]
    post("goal_new", home.pk, key=str(uuid7()), domain="housing", ready=ready)
    goal = Goal.objects.get()
    assert goal.statement == ready
    answer = post("action_new", goal.pk, key=str(uuid7()), statement="Call", owner="family", due_on=today())
    assert answer.url == reverse("support:plan", args=[home.pk])
    assert PlanAction.objects.get().owner == "family"
    post("goal_status", goal.pk, status="blocked", blocked_by="address", on=today())
    goal.refresh_from_db()
    assert goal.blocked_by == "address"


def test_goal_needs_a_sentence(post, home):
    answer = post("goal_new", home.pk, key=str(uuid7()), domain="housing")
    assert answer.context["form"].errors["statement"] == ["Choose a sentence or write one."]


@pytest.mark.parametrize(("origin", "place"), [("day", "my_day"), ("household", "household"), ("", "plan")])
def test_action_is_ticked_in_place(post, plan, origin, place):
    action = PlanActionFactory(goal=GoalFactory(plan=plan))
    answer = post("action_tick", action.pk, done="1", **{"from": origin})
    action.refresh_from_db()
    assert action.done_on == timezone.localdate()
    args = [] if place == "my_day" else [plan.household_id]
    assert answer.url.startswith(reverse(f"support:{place}", args=args))


def test_action_given_up_says_why_it_is_not_ticked(post, plan, sign_in, worker):
    action = PlanActionFactory(goal=GoalFactory(plan=plan))
    post("action_drop", action.pk)
    post("action_tick", action.pk, done="1")
    assert "This action was given up." in sign_in(worker).get(plan.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("origin", "place"), [("day", "my_day"), ("", "household")])
def test_next_step_is_ticked_in_place(post, worker, home, origin, place):
    step = EncounterFactory(household=home, worker=worker, next_step="task", next_on="2026-01-20")
    answer = post("step_tick", step.pk, done="1", **{"from": origin})
    step.refresh_from_db()
    assert step.next_done_on == timezone.localdate()
    assert answer.url == reverse(f"support:{place}", args=[home.pk] if place == "household" else [])


def test_contact_without_a_step_says_so(post, worker, home):
    step = EncounterFactory(household=home, worker=worker)
    answer = post("step_tick", step.pk, done="1")
    assert answer.status_code == 302


def test_rights_and_schooling_show_their_history(post, sign_in, worker, home):
    person = home.memberships.first().person
    post("rights", home.pk, person.pk, kind="domiciliation", status="open", valid_from="2026-01-05", valid_until="2999-01-01")
    post("rights", home.pk, person.pk, kind="bank", status="pending", requested_on="2026-01-05", decided_on="2026-01-06")
    post("schooling", home.pk, person.pk, status="enrolled", level="primary", school="Prévert", since="2026-01-05")
    client = sign_in(worker)
    rights = client.get(reverse("support:rights", args=[home.pk, person.pk])).content.decode()
    school = client.get(reverse("support:schooling", args=[home.pk, person.pk])).content.decode()
    assert "Domiciliation" in rights and "Prévert" in school
    assert (Right.objects.count(), Schooling.objects.count()) == (2, 1)
    assert AuditEntry.objects.filter(kind="read", household_id=home.pk).count() == 2


def test_person_of_another_household_has_no_page_here(sign_in, worker, home):
    other = family(worker.organisation, size=1).memberships.get().person
    assert sign_in(worker).get(reverse("support:rights", args=[home.pk, other.pk])).status_code == 404


@pytest.mark.parametrize("stranger", [UserFactory, AdministratorFactory])
def test_goals_actions_and_steps_of_others_are_not_found(sign_in, plan, stranger):
    action = PlanActionFactory(goal=GoalFactory(plan=plan))
    client = sign_in(stranger())
    assert client.get(reverse("support:goal_status", args=[action.goal_id])).status_code == 404
    assert client.get(reverse("support:action_new", args=[action.goal_id])).status_code == 404
    assert client.post(reverse("support:action_tick", args=[action.pk])).status_code == 404
    assert client.post(reverse("support:step_tick", args=[EncounterFactory(household=plan.household).pk])).status_code == 404


def test_a_ready_sentence_brings_its_own_domain(post, home):
    post("goal_new", home.pk, key=str(uuid7()), domain="housing", ready="Open health cover")
    post("goal_new", home.pk, key=str(uuid7()), domain="housing", ready="Open health cover", statement="A warm room")
    assert [(goal.domain, goal.statement) for goal in Goal.objects.order_by("pk")] == [
        ("health", "Open health cover"),
        ("housing", "A warm room"),
    ]
