"""Refer a household: one page that shows what leaves, then drafts and sends."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from common.forms import show_refusal
from common.verdict import Refused
from households.enums import SharingPurpose
from households.models import Household, Membership
from households.reading import note_reading
from partners import policies, queries, services
from partners.enums import PartnerKind
from partners.forms import ReferForm
from partners.models import Partner, Referral


@dataclass(frozen=True)
class Preview:
    """What is about to leave, in words, and the mark of it."""

    partner: Partner
    purpose: str
    request: str
    shared: list[queries.SharedField]
    mark: str
    draft: dict
    needs_agreement: bool


@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: SignedInRequest, household_id) -> HttpResponse:
    """Choose, look at what leaves, send. What was not seen first is shown again instead of sent."""
    household = get_object_or_404(Household.objects.visible_to(request.user), pk=household_id)
    policies.may_refer(request.user, household).or_forbid()
    note_reading(request, household, "referral.prepare")
    form = _form(request, household)
    if request.method != "POST":
        return _page(request, household, form)
    if not form.is_valid():
        return _page(request, household, form, status=422)
    preview = _preview(household, form)
    seen = "look" not in request.POST and request.POST.get("seen") == preview.mark
    if preview.needs_agreement:
        form.ask_for_agreement()
    if seen and (done := _done(request, household, form, preview)):
        return redirect(done)
    return _page(request, household, form, preview=preview, status=200 if form.is_valid() else 422)


def _form(request: SignedInRequest, household: Household) -> ReferForm:
    today = timezone.localdate()
    members = Membership.objects.current(today).filter(household=household).select_related("person").order_by("since", "pk")
    partners = Partner.objects.visible_to(request.user).active()
    if (kind := request.GET.get("kind", "")) in PartnerKind.values:
        partners = partners.filter(kind=kind)
    return ReferForm(
        request.POST if request.method == "POST" else None,
        partners=queries.measured(partners, today=today),
        people=[member.person for member in members],
    )


def _preview(household: Household, form: ReferForm) -> Preview:
    facts = form.cleaned_data
    snapshot = queries.snapshot_of(
        household=household,
        person=facts["person"],
        fields=facts["shared"],
        people=len(form.people),
        today=timezone.localdate(),
    )
    draft = {name: facts[name] for name in ("partner", "purpose", "person", "request")} | {"snapshot": snapshot}
    mark = queries.fingerprint_of(
        partner=facts["partner"].pk, purpose=facts["purpose"], request=facts["request"], snapshot=snapshot
    )
    return Preview(
        facts["partner"],
        str(SharingPurpose(facts["purpose"]).label),
        facts["request"],
        queries.shared_fields(snapshot),
        mark,
        draft,
        not facts["consent_form"] and not queries.has_agreed(household, facts["purpose"], facts["partner"]),
    )


def _done(request: SignedInRequest, household: Household, form: ReferForm, preview: Preview) -> Referral | None:
    act = {"household": household, "by": request.user, "referral_id": form.cleaned_data["once"]}
    try:
        if "keep" in request.POST:
            kept = services.draft_referral(**act, **preview.draft)
            messages.success(request, _("The referral is kept as a draft. Nothing has left."))
            return kept
        today, consent_form = timezone.localdate(), form.cleaned_data["consent_form"]
        sent = services.draft_and_send(today=today, consent_form=consent_form, **act, **preview.draft)
    except Refused as refusal:
        show_refusal(form, refusal)
        return None
    messages.success(request, _("The referral is sent to %(partner)s.") % {"partner": sent.partner.name})
    return sent


def _page(request: SignedInRequest, household: Household, form: ReferForm, *, preview=None, status=200) -> HttpResponse:
    kind = request.GET.get("kind", "")
    context = {
        "household": household,
        "form": form,
        "preview": preview,
        "consents": queries.consents_of(household),
        "kinds": PartnerKind.choices,
        "kind": kind if kind in PartnerKind.values else "",
    }
    return render(request, "partners/refer.html", context, status=status)
