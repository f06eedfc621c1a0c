"""The plan on one page, and the small forms that change it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from uuid_utils.compat import uuid7

from accounts.requests import SignedInRequest
from common.verdict import Refused
from households.models import Household
from households.pages import form_page, own_household, sent
from households.queries import members_with_ages
from households.reading import note_reading
from support import forms, policies, queries, services
from support.models import Goal, PlanAction, SupportPlan


@require_GET
def plan(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """The plan on one page: the family's words first, everything visible without opening anything."""
    home = own_household(request, household_id)
    in_force = queries.plan_of(home)
    note_reading(request, home, "support.plan")
    verdict = policies.may_change_plan(request.user, in_force) if in_force else policies.may_support(request.user, home)
    context = {"household": home, "plan": in_force, "may_change": verdict, "today": timezone.localdate()}
    return render(request, "support/plan.html", context)


@require_http_methods(["GET", "POST"])
def plan_words(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """The family's words; the first time, they start the plan."""
    home, today = own_household(request, household_id), timezone.localdate()
    current = SupportPlan.objects.visible_to(request.user).filter(household=home, closed_on=None).first()
    names = ("words", "words_language", "words_french", "review_on")
    first = {name: getattr(current, name) for name in names} if current else {"words_language": home.language}
    form = forms.WordsForm(request.POST if sent(request) else None, initial=first)

    def save(data):
        services.write_plan(household=home, by=request.user, today=today, **data)

    return form_page(request, home, form, _("The family’s words"), save, back=_plan_url(home.pk))


@require_http_methods(["GET", "POST"])
def plan_agreement(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """Signed, oral or refused."""
    current, today = _plan_in_force(request, household_id), timezone.localdate()
    first = {"agreement": current.agreement, "agreed_on": current.agreed_on or today}
    form = forms.AgreementForm(request.POST if sent(request) else None, initial=first)

    def save(data):
        services.record_agreement(plan=current, by=request.user, today=today, **data)

    return form_page(request, current.household, form, _("Agreement on the plan"), save, back=_plan_url(household_id))


@require_http_methods(["GET", "POST"])
def plan_review(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """A review with the family."""
    current, today = _plan_in_force(request, household_id), timezone.localdate()
    first = {"key": uuid7(), "reviewed_on": today, "next_review_on": today + timedelta(days=30)}
    form = forms.ReviewForm(request.POST if sent(request) else None, initial=first)

    def save(data):
        services.review_plan(plan=current, review_id=data.pop("key"), by=request.user, today=today, **data)

    return form_page(request, current.household, form, _("Review the plan"), save, back=_plan_url(household_id))


@require_http_methods(["GET", "POST"])
def goal_new(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """Add a goal; the first one starts the plan."""
    home, today = own_household(request, household_id), timezone.localdate()
    people = members_with_ages(home, today)
    form = forms.GoalForm(request.POST if sent(request) else None, initial={"key": uuid7()}, people=people)

    def save(data):
        del data["ready"]
        services.add_first_goal(household=home, goal_id=data.pop("key"), by=request.user, today=today, **data)

    return form_page(request, home, form, _("Add a goal"), save, back=_plan_url(home.pk))


@require_http_methods(["GET", "POST"])
def goal_status(request: SignedInRequest, goal_id: UUID) -> HttpResponse:
    """Where a goal stands."""
    goal, today = _goal(request, goal_id), timezone.localdate()
    policies.may_change_goal(request.user, goal).or_forbid()
    first = {"status": goal.status, "blocked_by": goal.blocked_by, "on": today}
    form = forms.GoalStatusForm(request.POST if sent(request) else None, initial=first)

    def save(data):
        services.set_goal_status(goal=goal, by=request.user, today=today, **data)

    return form_page(request, goal.plan.household, form, goal.statement, save, back=_plan_url(goal.plan.household_id))


@require_http_methods(["GET", "POST"])
def action_new(request: SignedInRequest, goal_id: UUID) -> HttpResponse:
    """Add a step toward a goal."""
    goal, today = _goal(request, goal_id), timezone.localdate()
    policies.may_add_action(request.user, goal).or_forbid()
    form = forms.ActionForm(
        request.POST if sent(request) else None, initial={"key": uuid7(), "owner": "worker"}, user=request.user
    )

    def save(data):
        services.add_action(goal=goal, action_id=data.pop("key"), by=request.user, today=today, **data)

    title = _("An action for: %(goal)s") % {"goal": goal.statement}
    return form_page(request, goal.plan.household, form, title, save, back=_plan_url(goal.plan.household_id))


@require_POST
def action_tick(request: SignedInRequest, action_id: UUID) -> HttpResponse:
    """Tick or untick an action, in place."""
    action = _action(request, action_id)
    done = request.POST.get("done") == "1"
    return _change(request, action, services.tick_action, done=done)


@require_POST
def action_drop(request: SignedInRequest, action_id: UUID) -> HttpResponse:
    """Give an action up."""
    return _change(request, _action(request, action_id), services.drop_action)


def _change(request: SignedInRequest, action: PlanAction, service, **options) -> HttpResponse:
    """One change of an action, then back to where it was asked from."""
    try:
        service(action=action, by=request.user, today=timezone.localdate(), **options)
    except Refused as refusal:
        messages.error(request, str(refusal))
    home = action.goal.plan.household
    places = {"day": reverse("support:my_day"), "household": home.get_absolute_url()}
    return redirect(places.get(request.POST.get("from", ""), f"{_plan_url(home.pk)}#goal-{action.goal_id}"))


def _plan_url(household_id: UUID) -> str:
    return reverse("support:plan", args=[household_id])


def _plan_in_force(request: SignedInRequest, household_id: UUID) -> SupportPlan:
    """The household's last plan; a closed one is refused with the reason."""
    home: Household = own_household(request, household_id)
    current = SupportPlan.objects.visible_to(request.user).filter(household=home).select_related("household")
    latest = current.order_by("-started_on", "-pk").first()
    if latest is None:
        raise Http404
    policies.may_change_plan(request.user, latest).or_forbid()
    return latest


def _goal(request: SignedInRequest, goal_id: UUID) -> Goal:
    return get_object_or_404(Goal.objects.visible_to(request.user).select_related("plan__household__referent"), pk=goal_id)


def _action(request: SignedInRequest, action_id: UUID) -> PlanAction:
    mine = PlanAction.objects.visible_to(request.user).select_related("goal__plan__household")
    return get_object_or_404(mine, pk=action_id)
