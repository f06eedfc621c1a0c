"""A household of the register found on a round where nobody expected it."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from camps.models import SiteVisit
from common.verdict import Refused
from field.items import as_uuid
from field.views.rounds import my_visit
from households.enums import StayKind
from households.models import Household
from households.queries import search_households
from households.services import move_household


@require_http_methods(["GET", "POST"])
@never_cache
def found(request: SignedInRequest, visit_id: UUID) -> HttpResponse:
    """Look for the household, then say that it lives here from the day of the round, and go back to the round."""
    visit = my_visit(request, visit_id)
    if visit.validated_at:
        return redirect("field:finished", visit.pk)
    if request.method == "POST":
        return _move_here(request, visit)
    text = request.GET.get("q", "").strip()
    rows = search_households(user=request.user, text=text, on=visit.visited_on) if text else []
    context = {"visit": visit, "text": text, "rows": rows, "today": timezone.localdate()}
    return render(request, "field/found.html", context)


def _move_here(request: SignedInRequest, visit: SiteVisit) -> HttpResponse:
    mine = Household.objects.visible_to(request.user)
    household = get_object_or_404(mine, pk=as_uuid(request.POST.get("household")))
    day, today = visit.visited_on, timezone.localdate()
    try:
        move_household(household=household, kind=StayKind.CAMP, camp=visit.camp, since=day, by=request.user, today=today)
    except Refused as refusal:
        messages.error(request, str(refusal))
        again = urlencode({"q": request.POST.get("q", "")})
        return redirect(f"{reverse('field:found', args=[visit.pk])}?{again}")
    messages.success(request, _("%(household)s is on this round.") % {"household": household})
    return redirect("field:round", visit.pk)
