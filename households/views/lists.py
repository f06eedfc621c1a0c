"""Lists of families."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.requests import SignedInRequest
from camps.models import Camp
from households import policies, queries
from households.models import Household

PAGE = 30
QUIET_DAYS = 30


@require_GET
def household_list(request: SignedInRequest) -> HttpResponse:
    """The families of the team, found by name however it is spelled, or filtered."""
    policies.may_read_households(request.user).or_forbid()
    today = timezone.localdate()
    text = request.GET.get("q", "").strip()
    chosen = _chosen(request)
    context: dict[str, Any] = {"text": text, "today": today, "next_url": "", "camps": [], "colleagues": [], "chosen": chosen}
    if text:
        context["rows"] = queries.search_households(user=request.user, text=text, on=today)
    else:
        context["camps"], context["colleagues"] = queries.filter_choices(request.user)
        context["rows"], context["next_url"] = _page(request, _filtered(request, chosen, today))
    return render(request, "households/list.html", context)


@require_GET
def on_camp(request: SignedInRequest, camp_id: UUID) -> HttpResponse:
    """The households present on a camp today."""
    camp = get_object_or_404(Camp.objects.visible_to(request.user), pk=camp_id)
    today = timezone.localdate()
    present = _rows(request, today).present_on_camp(camp, today)
    rows, next_url = _page(request, present)
    return render(request, "households/on_camp.html", {"camp": camp, "rows": rows, "next_url": next_url, "today": today})


def _chosen(request: SignedInRequest) -> dict[str, str]:
    """The filters of the address; what is not a key is no filter."""
    chosen = {}
    for name in ("camp", "worker"):
        value = request.GET.get(name, "")
        chosen[name] = value if value == "none" or _uuid(value) else ""
    chosen["quiet"] = "1" if request.GET.get("quiet") else ""
    return chosen


def _rows(request: SignedInRequest, today: date):
    return Household.objects.visible_to(request.user).with_people(today).with_place(today).select_related("referent")


def _filtered(request: SignedInRequest, chosen: dict[str, str], today: date):
    rows = _rows(request, today)
    if chosen["camp"] and chosen["camp"] != "none":
        rows = rows.present_on_camp(_uuid(chosen["camp"]), today)
    if chosen["worker"] == "none":
        rows = rows.filter(referent=None)
    elif chosen["worker"]:
        rows = rows.filter(referent_id=chosen["worker"])
    return rows.quiet_since(today - timedelta(days=QUIET_DAYS)) if chosen["quiet"] else rows


def _page(request: SignedInRequest, rows) -> tuple[list[Household], str]:
    if after := _uuid(request.GET.get("after", "")):
        rows = rows.after(after)
    page = list(rows.order_by("name_fold", "pk")[: PAGE + 1])
    if len(page) <= PAGE:
        return page, ""
    address = request.GET.copy()
    address["after"] = str(page[PAGE - 1].pk)
    return page[:PAGE], "?" + address.urlencode()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
