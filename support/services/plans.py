"""The household's one plan: its words, goals, actions, agreement, reviews."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from uuid_utils.compat import uuid7

from accounts.audit import record_write
from accounts.models import User
from common.verdict import Refused
from households.enums import StayKind
from households.models import Household, Person
from households.services.encounters import place_kind_on
from households.services.shared import check_fields, check_not_future, lock_household
from partners.models import Partner
from support import policies
from support.enums import ActionOwner, Agreement, GoalStatus
from support.models import Goal, PlanAction, PlanReview, SupportPlan

# Days before the next review, by where the household lives (domain.md 1.5).
REVIEW_DAYS = {StayKind.CAMP: 30, StayKind.STREET: 30, StayKind.UNKNOWN: 30, StayKind.HOTEL: 60, StayKind.EMERGENCY_SHELTER: 60}
CLOSED = (GoalStatus.REACHED, GoalStatus.DROPPED)
WORDS = ("words", "words_language", "words_french", "review_on")


@transaction.atomic
def write_plan(*, household: Household, by: User, today: date, started_on: date | None = None, **fields: Any) -> SupportPlan:
    """Start the household's plan, or change its words in the one in force.

    `fields`: words, words_language, words_french, review_on (by default 30, 60 or 90 days from the start).
    """
    policies.may_support(by, household).or_refuse()
    lock_household(household.pk)
    plan = SupportPlan.objects.filter(household=household, closed_on=None).first()
    act = "plan.write" if plan else "plan.start"
    if plan is None:
        start = started_on or today
        check_not_future(start, today, "started_on")
        plan = SupportPlan(household=household, started_on=start, worker=by, review_on=_first_review(household, start))
    for name, value in fields.items():
        if name not in WORDS:
            raise TypeError(f"A plan's {name} is not given here.")
        if name != "review_on" or value is not None:
            setattr(plan, name, value)
    check_fields(plan)
    plan.save()
    record_write(actor=by, act=act, thing=plan, household_id=household.pk)
    return plan


@transaction.atomic
def record_agreement(*, plan: SupportPlan, agreement: str, agreed_on: date | None, by: User, today: date) -> SupportPlan:
    """The household signs, agrees orally or refuses to sign, that day."""
    plan = _locked(plan)
    policies.may_change_plan(by, plan).or_refuse()
    if agreement == Agreement.NONE:
        agreed_on = None
    elif agreed_on is None:
        raise Refused(_("An agreement has a date."), field="agreed_on")
    else:
        check_not_future(agreed_on, today, "agreed_on")
    if (plan.agreement, plan.agreed_on) == (agreement, agreed_on):
        return plan
    plan.agreement, plan.agreed_on = agreement, agreed_on
    check_fields(plan)
    plan.save(update_fields=["agreement", "agreed_on"])
    record_write(actor=by, act="plan.agree", thing=plan, household_id=plan.household_id, agreement=agreement)
    return plan


@transaction.atomic
def add_goal(
    *,
    plan: SupportPlan,
    domain: str,
    statement: str,
    by: User,
    today: date,
    person: Person | None = None,
    target_on: date | None = None,
    goal_id: UUID | None = None,
) -> Goal:
    """Add a result the household wants; the same `goal_id` twice keeps one, and so does the same sentence."""
    plan = _locked(plan)
    policies.may_change_plan(by, plan).or_refuse()
    same = {"plan": plan, "domain": domain, "statement": statement.strip(), "person": person, "closed_on": None}
    if known := _known(Goal, goal_id, same):
        return known
    if person and not person.memberships.filter(household_id=plan.household_id).exists():
        raise Refused(_("This person does not belong to the household."), field="person")
    goal = Goal(id=goal_id or uuid7(), target_on=target_on, rank=_next_rank(plan), **same)
    check_fields(goal)
    goal.save(force_insert=True)
    record_write(actor=by, act="goal.add", thing=goal, household_id=plan.household_id, domain=domain)
    return goal


@transaction.atomic
def add_first_goal(*, household: Household, by: User, today: date, **goal: Any) -> Goal:
    """Add a goal to the plan in force, starting the plan when there is none."""
    plan = SupportPlan.objects.filter(household=household, closed_on=None).first()
    plan = plan or write_plan(household=household, by=by, today=today, words_language=household.language)
    return add_goal(plan=plan, by=by, today=today, **goal)


@transaction.atomic
def set_goal_status(*, goal: Goal, status: str, on: date, by: User, today: date, blocked_by: str = "") -> Goal:
    """Say where a goal stands that day; reached and given up close it, anything else opens it again."""
    goal = Goal.objects.select_for_update(of=("self",)).select_related("plan__household").get(pk=goal.pk)
    policies.may_change_goal(by, goal).or_refuse()
    check_not_future(on, today, "on")
    blocked_by = blocked_by.strip() if status == GoalStatus.BLOCKED else ""
    if (goal.status, goal.blocked_by) == (status, blocked_by):
        return goal
    goal.status, goal.blocked_by = status, blocked_by
    goal.closed_on = on if status in CLOSED else None
    check_fields(goal)
    goal.save(update_fields=["status", "blocked_by", "closed_on"])
    record_write(actor=by, act="goal.status", thing=goal, household_id=goal.plan.household_id, status=status)
    return goal


@transaction.atomic
def add_action(
    *,
    goal: Goal,
    statement: str,
    by: User,
    today: date,
    owner: str = ActionOwner.WORKER,
    partner: Partner | None = None,
    due_on: date | None = None,
    action_id: UUID | None = None,
) -> PlanAction:
    """Add a step toward a goal; the first one sets the goal under way. The same step twice keeps one."""
    goal = Goal.objects.select_for_update(of=("self",)).select_related("plan__household").get(pk=goal.pk)
    policies.may_add_action(by, goal).or_refuse()
    same = {"goal": goal, "statement": statement.strip(), "owner": owner, "done_on": None, "dropped_on": None}
    if known := _known(PlanAction, action_id, same):
        return known
    if partner and partner.operator_id != goal.plan.household.operator_id:
        raise Refused(_("This partner is not in your directory."), field="partner")
    action = PlanAction(id=action_id or uuid7(), partner=partner, due_on=due_on, **same)
    check_fields(action)
    action.save(force_insert=True)
    if goal.status == GoalStatus.PLANNED:
        set_goal_status(goal=goal, status=GoalStatus.ONGOING, on=today, by=by, today=today)
    record_write(actor=by, act="action.add", thing=action, household_id=goal.plan.household_id, owner=owner)
    return action


@transaction.atomic
def tick_action(*, action: PlanAction, done: bool, by: User, today: date) -> PlanAction:
    """The action is done today, or not yet after all. Ticking twice changes nothing."""
    action = _locked_action(action)
    policies.may_tick(by, action).or_refuse()
    if bool(action.done_on) == done:
        return action
    action.done_on, action.done_by = (today, by) if done else (None, None)
    action.save(update_fields=["done_on", "done_by"])
    record_write(actor=by, act="action.tick", thing=action, household_id=action.goal.plan.household_id, done=done)
    return action


@transaction.atomic
def drop_action(*, action: PlanAction, by: User, today: date) -> PlanAction:
    """The action is given up; it stays readable. Twice changes nothing."""
    action = _locked_action(action)
    policies.may_change_goal(by, action.goal).or_refuse()
    if action.dropped_on is not None:
        return action
    if action.done_on is not None:
        raise Refused(_("This action is done: it cannot be given up."))
    action.dropped_on = today
    action.save(update_fields=["dropped_on"])
    record_write(actor=by, act="action.drop", thing=action, household_id=action.goal.plan.household_id)
    return action


@transaction.atomic
def review_plan(
    *,
    plan: SupportPlan,
    reviewed_on: date,
    next_review_on: date,
    by: User,
    today: date,
    family_comment: str = "",
    review_id: UUID | None = None,
) -> PlanReview:
    """Keep the plan as it stands with the family's comment, and date the next review. The same id twice keeps one."""
    plan = _locked(plan)
    policies.may_change_plan(by, plan).or_refuse()
    check_not_future(reviewed_on, today, "reviewed_on")
    if review_id and (known := PlanReview.objects.filter(pk=review_id, plan=plan).first()):
        return known
    if next_review_on <= reviewed_on:
        raise Refused(_("The next review comes after this one."), field="next_review_on")
    review = PlanReview(
        id=review_id or uuid7(),
        plan=plan,
        reviewed_on=reviewed_on,
        family_comment=family_comment.strip(),
        state=_as_it_stands(plan),
        worker=by,
    )
    review.save(force_insert=True)
    plan.review_on = next_review_on
    plan.save(update_fields=["review_on"])
    record_write(actor=by, act="plan.review", thing=review, household_id=plan.household_id)
    return review


def _first_review(household: Household, start: date) -> date:
    return start + timedelta(days=REVIEW_DAYS.get(StayKind(place_kind_on(household, start)), 90))


def _locked(plan: SupportPlan) -> SupportPlan:
    return SupportPlan.objects.select_for_update(of=("self",)).select_related("household").get(pk=plan.pk)


def _locked_action(action: PlanAction) -> PlanAction:
    rows = PlanAction.objects.select_for_update(of=("self",)).select_related("goal__plan__household")
    return rows.get(pk=action.pk)


def _known(model, key: UUID | None, same: dict):
    """The row already written: under this id, or the same sentence not finished yet."""
    if key and (known := model.objects.filter(pk=key).first()):
        return known
    return model.objects.filter(**same).first()


def _next_rank(plan: SupportPlan) -> int:
    last = plan.goals.order_by("-rank", "pk").values_list("rank", flat=True).first()
    return (last or 0) + 1


def _as_it_stands(plan: SupportPlan) -> dict:
    """The plan as plain values: words, goals with status, actions with owner and dates."""
    goals = list(plan.goals.order_by("rank", "pk").prefetch_related("actions"))
    return {
        "words": plan.words,
        "words_language": plan.words_language,
        "words_french": plan.words_french,
        "agreement": plan.agreement,
        "goals": [
            {
                "domain": goal.domain,
                "statement": goal.statement,
                "status": goal.status,
                "blocked_by": goal.blocked_by,
                "actions": [_action_as_it_stands(action) for action in sorted(goal.actions.all(), key=lambda a: a.pk)],
            }
            for goal in goals
        ],
    }


def _action_as_it_stands(action: PlanAction) -> dict:
    days = {name: str(getattr(action, name) or "") for name in ("due_on", "done_on", "dropped_on")}
    return {"statement": action.statement, "owner": action.owner, **days}
