"""Referrals: those that wait, one of them, and its moves."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import SignedInRequest
from common.forms import show_refusal
from common.verdict import Refused
from households.models import SharingConsent
from households.reading import note_reading
from partners import policies, queries, services
from partners.enums import ReferralMove
from partners.forms import ElsewhereForm, MoveForm
from partners.models import Partner, Referral
from partners.moves import MOVES, moves_from


def _referral(request: SignedInRequest, pk) -> Referral:
    linked = Referral.objects.visible_to(request.user).select_related(
        "household", "person", "partner", "worker", "consent", "previous__partner"
    )
    return get_object_or_404(linked, pk=pk)


@require_GET
def referral_list(request: SignedInRequest) -> HttpResponse:
    """Open referrals, the one that has waited longest first."""
    policies.may_see_partners(request.user).or_forbid()
    mine = request.GET.get("who") == "me"
    referrals = Referral.objects.visible_to(request.user).open()
    if mine:
        referrals = referrals.filter(worker=request.user)
    found = queries.referral_lines(referrals=referrals, today=timezone.localdate(), after=request.GET.get("after", ""))
    following = {"who": "me"} if mine else {}
    next_url = f"?{urlencode({**following, 'after': found.after})}" if found.after else ""
    return render(request, "partners/referrals.html", {"lines": found.rows, "mine": mine, "next_url": next_url})


@require_GET
def referral_detail(request: SignedInRequest, pk) -> HttpResponse:
    """What was asked and shared, the history, and the moves that are possible now."""
    referral = _referral(request, pk)
    note_reading(request, referral.household, "referral.read")
    return _referral_page(request, referral)


def _referral_page(request: SignedInRequest, referral: Referral, bound: MoveForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "referral": referral,
        "tone": queries.tone_of(referral),
        "awaited": queries.awaited_of(referral),
        "shared": queries.shared_fields(referral.snapshot),
        "events": queries.events_of(referral),
        "following": queries.chain_of(referral),
        "forms": [_move_form(move, bound, today) for move in _offered(request, referral, today)],
        "elsewhere": policies.may_refer_elsewhere(request.user, referral),
        "today": today,
    }
    return render(request, "partners/referral.html", context, status=422 if bound else 200)


def _offered(request: SignedInRequest, referral: Referral, today) -> list[ReferralMove]:
    """The moves that can be made today: what is impossible is not offered."""
    return [
        move
        for move in moves_from(referral.status)
        if policies.may_move(request.user, referral, move)
        and (move != ReferralMove.EXPIRE or policies.day_fits(referral, move, today, today))
    ]


def _move_form(move: ReferralMove, bound: MoveForm | None, today) -> MoveForm:
    return bound if bound and bound.move == move else MoveForm(move=move, initial={"on": today})


@require_POST
def referral_move(request: SignedInRequest, pk, move: str) -> HttpResponse:
    """Make one move of the table; a second click finds it done."""
    referral = _referral(request, pk)
    if move not in ReferralMove.values:
        raise Http404
    act = ReferralMove(move)
    verdict = policies.may_move(request.user, referral, act)
    if not verdict and referral.status == MOVES[act].target:
        messages.info(request, _("This is already recorded."))
        return redirect(referral)
    verdict.or_forbid()
    form = MoveForm(request.POST, move=act)
    if form.is_valid() and (moved := _moved(request, referral, form)):
        messages.success(request, _("The referral is now: %(status)s.") % {"status": moved.get_status_display()})
        return redirect(moved)
    return _referral_page(request, referral, form)


def _moved(request: SignedInRequest, referral: Referral, form: MoveForm) -> Referral | None:
    act = {"referral": referral, "by": request.user, "today": timezone.localdate(), **form.cleaned_data}
    try:
        if form.move == ReferralMove.SEND:
            return services.send_referral(**act)
        return services.move_referral(move=form.move, **act)
    except Refused as refusal:
        show_refusal(form, refusal)
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def referral_elsewhere(request: SignedInRequest, pk) -> HttpResponse:
    """Prepare the same referral for another partner, chained to this one."""
    referral = _referral(request, pk)
    policies.may_refer_elsewhere(request.user, referral).or_forbid()
    others = Partner.objects.visible_to(request.user).active().exclude(pk=referral.partner_id)
    lines = queries.measured(others, today=timezone.localdate())
    form = ElsewhereForm(request.POST if request.method == "POST" else None, partners=lines)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            draft = services.refer_elsewhere(
                referral=referral, partner=facts["partner"], by=request.user, referral_id=facts["once"]
            )
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("The referral is ready: the household agrees, then you send it."))
            return redirect(draft)
    status = 422 if request.method == "POST" else 200
    return render(request, "partners/elsewhere.html", {"referral": referral, "form": form}, status=status)


@require_POST
def consent_withdraw(request: SignedInRequest, pk) -> HttpResponse:
    """The household takes its agreement back: open referrals under it are withdrawn at once."""
    consent = get_object_or_404(SharingConsent.objects.visible_to(request.user).select_related("household"), pk=pk)
    today = timezone.localdate()
    try:
        withdrawn = services.withdraw_consent(consent=consent, withdrawn_on=today, by=request.user, today=today)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        told = _("The agreement has ended. Referrals withdrawn: %(count)d.") % {"count": len(withdrawn)}
        messages.success(request, told)
    return redirect(consent.household)
