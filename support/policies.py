"""Who may change a household's support, and why not."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.verdict import Verdict
from households.models import Household, Person
from households.policies import may_change_household, may_change_person, may_read_households
from support.models import Enrolment, Goal, PlanAction, SupportPlan


def may_see_day(user: User) -> Verdict:
    """« My day » is for those who support families."""
    return may_read_households(user)


def may_support(user: User, household: Household) -> Verdict:
    """Those who may write in the household's file."""
    return may_change_household(user, household)


def may_record_for(user: User, person: Person) -> Verdict:
    """Rights and schooling are written by those who may write of the person."""
    return may_change_person(user, person)


def may_open_enrolment(user: User, household: Household, current: Enrolment | None) -> Verdict:
    """A household is supported once at a time."""
    if current is not None and current.closed_on is None:
        return Verdict(_("This household is already supported."))
    return may_support(user, household)


def may_pause(user: User, household: Household, current: Enrolment | None) -> Verdict:
    """Only a support under way is paused."""
    if current is None or current.closed_on is not None:
        return Verdict(_("This household is not supported now."))
    if current.paused_on is not None:
        return Verdict(_("This support is already paused."))
    return may_support(user, household)


def may_close_enrolment(user: User, household: Household, current: Enrolment | None) -> Verdict:
    """Only a support that is open ends."""
    if current is None or current.closed_on is not None:
        return Verdict(_("This household is not supported now."))
    return may_support(user, household)


def may_reopen(user: User, household: Household, latest: Enrolment | None) -> Verdict:
    """A support that is paused goes on; one that has ended starts again."""
    if latest is None:
        return Verdict(_("This household was never supported: open its support."))
    if latest.closed_on is None and latest.paused_on is None:
        return Verdict(_("This household is already supported."))
    return may_support(user, household)


def may_change_plan(user: User, plan: SupportPlan) -> Verdict:
    """A closed plan is read, not changed."""
    if plan.closed_on is not None:
        return Verdict(_("This plan is closed."))
    return may_support(user, plan.household)


def may_change_goal(user: User, goal: Goal) -> Verdict:
    """A goal follows its plan."""
    return may_change_plan(user, goal.plan)


def may_add_action(user: User, goal: Goal) -> Verdict:
    """A goal reached or given up takes no more action."""
    if goal.closed_on is not None:
        return Verdict(_("This goal is closed: reopen it first."))
    return may_change_goal(user, goal)


def may_tick(user: User, action: PlanAction) -> Verdict:
    """An action given up is not done."""
    if action.dropped_on is not None:
        return Verdict(_("This action was given up."))
    return may_change_goal(user, action.goal)
