"""« My day »."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.requests import SignedInRequest
from common.verdict import Refused
from households.models import Encounter
from households.services import tick_next_step
from support import day, policies


@require_GET
def my_day(request: SignedInRequest) -> HttpResponse:
    """What is due: for oneself, or for the team."""
    policies.may_see_day(request.user).or_forbid()
    today = timezone.localdate()
    team = request.GET.get("team", "1" if request.user.is_coordinator else "") == "1"
    context = {
        "day": day.day_of(request.user, today, whole_team=team),
        "camps": day.rounds_of(request.user, today),
        "today": today,
        "team": team,
    }
    return render(request, "support/my_day.html", context)


@require_POST
def step_tick(request: SignedInRequest, encounter_id: UUID) -> HttpResponse:
    """The next step said at a contact is done, or not yet after all."""
    mine = Encounter.objects.visible_to(request.user).select_related("household")
    encounter = get_object_or_404(mine, pk=encounter_id)
    try:
        tick_next_step(encounter=encounter, done=request.POST.get("done") == "1", by=request.user, today=timezone.localdate())
    except Refused as refusal:
        messages.error(request, str(refusal))
    if request.POST.get("from") == "day":
        return redirect("support:my_day")
    return redirect(encounter.household)
