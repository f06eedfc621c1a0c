"""The round's pages: start, log, finish, find again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.audit import record_reading
from accounts.requests import SignedInRequest, client_address
from camps.models import Camp, SiteVisit
from camps.policies import may_visit
from camps.services import start_visit
from common.forms import show_refusal
from common.verdict import Refused
from field import policies, queries
from field.enums import ROUND_WORDS, Destination
from field.forms import StartRoundForm
from field.views.doors import user_hash
from field.views.words import words
from households.enums import NextStep, Topic


@require_GET
def my_rounds(request: SignedInRequest) -> HttpResponse:
    """The rounds the user started, those to finish first."""
    policies.may_deliver(request.user).or_forbid()
    return render(request, "field/rounds.html", {"rounds": list(queries.my_rounds(request.user))})


@require_http_methods(["GET", "POST"])
def start(request: SignedInRequest, camp_id: UUID) -> HttpResponse:
    """Ask the day and the interpreter once, then open the round or take it up."""
    policies.may_deliver(request.user).or_forbid()
    camp = get_object_or_404(Camp.objects.visible_to(request.user), pk=camp_id)
    may_visit(request.user, camp).or_forbid()
    today = timezone.localdate()
    form = StartRoundForm(request.POST if request.method == "POST" else None, initial={"visited_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            visit = start_visit(camp=camp, by=request.user, today=today, **form.cleaned_data)
            return redirect("field:round", visit.pk)
        except Refused as refusal:
            show_refusal(form, refusal)
    return render(request, "field/start.html", {"camp": camp, "form": form}, status=422 if form.is_bound else 200)


@require_GET
@never_cache
def round_page(request: SignedInRequest, visit_id: UUID) -> HttpResponse:
    """One row a household, one tap a household; a finished round shows its summary instead."""
    visit = my_visit(request, visit_id)
    if visit.validated_at:
        return redirect("field:finished", visit.pk)
    rows = queries.round_rows(visit, request.user)
    request.after_reading.append(lambda: _was_read(request, visit))
    context = {
        "visit": visit,
        "rows": rows,
        "outcomes": ROUND_WORDS.items(),
        "topics": Topic.choices,
        "next_steps": NextStep.choices,
        "destinations": Destination.choices,
        "setup": _setup(request, visit, rows),
    }
    return render(request, "field/round.html", context)


@require_GET
@never_cache
def finished(request: SignedInRequest, visit_id: UUID) -> HttpResponse:
    """What the round gave and what follows from it."""
    visit = my_visit(request, visit_id)
    if visit.validated_at is None:
        messages.info(request, _("This round is not finished yet."))
        return redirect("field:round", visit.pk)
    summary = queries.round_summary(visit, request.user)
    request.after_reading.append(lambda: _was_read(request, visit))
    context = {"visit": visit, "summary": summary, "setup": _addresses(request, visit)}
    return render(request, "field/finished.html", context)


def my_visit(request: SignedInRequest, visit_id: UUID) -> SiteVisit:
    """The user's own round; a colleague's is refused, another association's does not exist."""
    policies.may_deliver(request.user).or_forbid()
    visits = SiteVisit.objects.visible_to(request.user).select_related("camp")
    visit = get_object_or_404(visits, pk=visit_id)
    policies.may_log_round(request.user, visit).or_forbid()
    return visit


def _was_read(request: SignedInRequest, visit: SiteVisit) -> None:
    record_reading(actor=request.user, act="round.read", thing=visit, address=client_address(request))


def _addresses(request: SignedInRequest, visit: SiteVisit) -> dict[str, Any]:
    """What any page of a round needs to send: where to, whose work it is, the words to show."""
    return {
        "visit": str(visit.pk),
        "user": user_hash(request.user),
        "version": settings.VERSION,
        "words": words(),
        "urls": {
            "session": reverse("field:api_session"),
            "drafts": reverse("field:api_drafts"),
            "sync": reverse("field:api_sync"),
            "finished": reverse("field:finished", args=[visit.pk]),
        },
    }


def _setup(request: SignedInRequest, visit: SiteVisit, rows: list[queries.Row]) -> dict[str, Any]:
    """What the round starts from: the rows kept so far, and what asks to be corrected."""
    return _addresses(request, visit) | {
        "site": str(visit.camp_id),
        "rows": [queries.state_of(row) for row in rows],
        "rejected": queries.rejected_ids(visit, request.user),
        "title": _("Round on %(camp)s") % {"camp": visit.camp} + " · Ancrage",
    }
