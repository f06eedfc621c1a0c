"""HTTP doors of camps."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import SignedInRequest
from camps import policies, queries, services
from camps.enums import CampMove
from camps.forms import CampForm, EvacuationDateForm, HeadcountForm, LegalStepForm, MoveForm, SurveyForm
from camps.models import Camp, Commune
from camps.moves import moves_from
from common.forms import show_refusal
from common.verdict import Refused

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
INVALID = 422


def _camp(request: SignedInRequest, pk) -> Camp:
    camps = Camp.objects.visible_to(request.user).select_related("commune__sector", "operator")
    return get_object_or_404(camps, pk=pk)


@require_GET
def camp_list(request: SignedInRequest) -> HttpResponse:
    """The register of the user's team."""
    policies.may_see_camps(request.user).or_forbid()
    today = timezone.localdate()
    asked = {name: request.GET.get(name, "") for name in ("q", "order")}
    shown = request.GET.get("show", "open")
    found = queries.register(
        user=request.user, today=today, shown=shown, text=asked["q"], order=asked["order"], after=request.GET.get("after", "")
    )
    following = {"show": shown, **asked, "after": found.after}
    context = {
        "lines": found.rows,
        "today": today,
        "shown": shown if shown in queries.SHOWN else "open",
        "q": asked["q"],
        "order": asked["order"] if asked["order"] in queries.ORDERS else "urgency",
        "orders": _order_labels(),
        "next_url": f"?{urlencode(following)}" if found.after else "",
    }
    return render(request, "camps/list.html", context)


def _order_labels() -> list[tuple[str, str]]:
    return [
        ("urgency", _("Most pressing first")),
        ("name", _("By name")),
        ("commune", _("By commune")),
        ("people", _("Most people first")),
        ("visit", _("Longest without a visit first")),
    ]


@require_GET
def camp_detail(request: SignedInRequest, pk) -> HttpResponse:
    """All that is known of a camp on its own; its households have a page above."""
    camp = _camp(request, pk)
    context = {
        "file": queries.camp_file(camp=camp, today=timezone.localdate()),
        "camp": camp,
        "may_visit": policies.may_visit(request.user, camp),
        "moves": moves_from(camp.status),
    }
    return render(request, "camps/detail.html", context)


@get_or_post
def camp_new(request: SignedInRequest) -> HttpResponse:
    """Add a camp, after a look at those alike in the same commune."""
    policies.may_report_camp(request.user).or_forbid()
    form = CampForm(request.POST if request.method == "POST" else None, initial={"reported_on": timezone.localdate()})
    return _camp_page(request, form, camp=None)


@get_or_post
def camp_edit(request: SignedInRequest, pk) -> HttpResponse:
    """Correct what is known of a camp."""
    camp = _camp(request, pk)
    policies.may_edit_camp(request.user, camp).or_forbid()
    # The form writes on an object of its own: `camp` stays as it is in the database.
    form = CampForm(request.POST if request.method == "POST" else None, instance=_camp(request, pk))
    return _camp_page(request, form, camp=camp)


def _camp_page(request: SignedInRequest, form: CampForm, camp: Camp | None) -> HttpResponse:
    alike: list[Camp] = []
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        commune = _commune(facts)
        if (
            commune
            and not facts.pop("another")
            and (camp is None or "name" in form.changed_data or "commune" in form.changed_data)
        ):
            alike = queries.likely_same(user=request.user, name=facts["name"], commune=commune, apart_from=camp)
        form.ask_again(bool(alike))
        if not alike and (saved := _save_camp(request, form, camp)):
            messages.success(request, _("%(name)s is saved.") % {"name": saved.name})
            return redirect(saved)
    status = INVALID if request.method == "POST" else 200
    return render(request, "camps/form.html", {"form": form, "camp": camp, "alike": alike}, status=status)


def _commune(facts: dict) -> Commune | None:
    if facts["commune_code"]:
        return Commune.objects.filter(code=facts["commune_code"]).first()
    return facts["commune"]


def _save_camp(request: SignedInRequest, form: CampForm, camp: Camp | None) -> Camp | None:
    facts = dict(form.cleaned_data)
    facts.pop("another")
    place = services.Place(code=facts.pop("commune_code"), name=facts.pop("commune_name"))
    context: dict[str, Any] = {"by": request.user, "today": timezone.localdate()}
    try:
        if camp:
            return services.edit_camp(camp=camp, place=place, **context, **facts)
        return services.report_camp(place=place, **context, **facts)
    except Refused as refusal:
        show_refusal(form, refusal)
        return None


@get_or_post
def camp_move(request: SignedInRequest, pk, move: str) -> HttpResponse:
    """Confirm, follow, start closing, close or reopen a camp, with the day it happened."""
    camp = _camp(request, pk)
    if move not in CampMove.values:
        raise Http404
    policies.may_move(request.user, camp, move).or_forbid()
    today = timezone.localdate()
    form = MoveForm(request.POST if request.method == "POST" else None, move=CampMove(move), initial={"on": today})
    if request.method == "POST" and form.is_valid():
        try:
            moved = services.move_camp(camp=camp, move=CampMove(move), by=request.user, today=today, **form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("This camp is now: %(status)s.") % {"status": moved.get_status_display()})
            return redirect(camp)
    return _part_page(request, camp, form, title=str(CampMove(move).label))


@get_or_post
def headcount_new(request: SignedInRequest, pk) -> HttpResponse:
    """Add a count."""
    camp = _camp(request, pk)
    policies.may_observe(request.user, camp).or_forbid()
    today = timezone.localdate()
    form = HeadcountForm(request.POST if request.method == "POST" else None, initial={"counted_on": today})

    def save(facts: dict) -> str:
        services.record_headcount(
            camp=camp,
            by=request.user,
            today=today,
            counted_on=facts["counted_on"],
            source=facts["source"],
            people_best=facts["people_best"],
            headcount_id=facts["once"],
            **form.figures(),
        )
        return _("The count is saved.")

    return _part(request, camp, form, save, title=_("New count"))


@require_POST
def headcount_same(request: SignedInRequest, pk) -> HttpResponse:
    """« Nothing has changed », in one tap."""
    camp = _camp(request, pk)
    policies.may_visit(request.user, camp).or_forbid()
    try:
        services.confirm_headcount(camp=camp, by=request.user, today=timezone.localdate())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Nothing has changed: the count is confirmed today."))
    return redirect(camp)


@get_or_post
def survey_new(request: SignedInRequest, pk) -> HttpResponse:
    """Add a site survey."""
    camp = _camp(request, pk)
    policies.may_observe(request.user, camp).or_forbid()
    today = timezone.localdate()
    form = SurveyForm(request.POST if request.method == "POST" else None, initial={"surveyed_on": today})

    def save(facts: dict) -> str:
        services.record_survey(camp=camp, by=request.user, today=today, survey_id=facts.pop("once"), **facts)
        return _("The site survey is saved.")

    return _part(request, camp, form, save, title=_("New site survey"))


@get_or_post
def legal_step_new(request: SignedInRequest, pk) -> HttpResponse:
    """Add a step of the legal track, as it was told."""
    camp = _camp(request, pk)
    policies.may_observe(request.user, camp).or_forbid()
    form = LegalStepForm(request.POST if request.method == "POST" else None)

    def save(facts: dict) -> str:
        services.record_legal_step(camp=camp, by=request.user, today=timezone.localdate(), step_id=facts.pop("once"), **facts)
        return _("The legal step is saved.")

    return _part(request, camp, form, save, title=_("New legal step"))


@get_or_post
def evacuation_date_new(request: SignedInRequest, pk) -> HttpResponse:
    """Add a planned evacuation date; the earlier ones stay in sight."""
    camp = _camp(request, pk)
    policies.may_observe(request.user, camp).or_forbid()
    today = timezone.localdate()
    form = EvacuationDateForm(request.POST if request.method == "POST" else None, initial={"told_on": today})

    def save(facts: dict) -> str:
        planned = services.announce_evacuation(camp=camp, by=request.user, today=today, date_id=facts.pop("once"), **facts)
        forward = queries.days_brought_forward(planned)
        if not forward:
            return _("The date is saved. The earlier ones stay listed.")
        return ngettext(
            "The date is saved: it is %(days)d day earlier than the one told before.",
            "The date is saved: it is %(days)d days earlier than the one told before.",
            forward,
        ) % {"days": forward}

    return _part(request, camp, form, save, title=_("New planned evacuation date"))


def _part(request: SignedInRequest, camp: Camp, form, save, *, title: str) -> HttpResponse:
    """Save what hangs from a camp and go back to it, or show the form with what to correct."""
    if request.method == "POST" and form.is_valid():
        try:
            said = save(dict(form.cleaned_data))
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, said)
            return redirect(camp)
    return _part_page(request, camp, form, title=title)


def _part_page(request: SignedInRequest, camp: Camp, form, *, title: str) -> HttpResponse:
    status = INVALID if request.method == "POST" else 200
    return render(request, "camps/part_form.html", {"camp": camp, "form": form, "title": title}, status=status)
