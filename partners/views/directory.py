"""The directory of partners."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from common.forms import show_refusal
from common.verdict import Refused
from partners import policies, queries, services
from partners.enums import PartnerKind
from partners.forms import PartnerForm
from partners.models import Partner, Referral


@require_GET
def partner_list(request: SignedInRequest) -> HttpResponse:
    """The directory, with how each partner answers."""
    policies.may_see_partners(request.user).or_forbid()
    asked = {name: request.GET.get(name, "") for name in ("q", "kind", "show")}
    kind = asked["kind"] if asked["kind"] in PartnerKind.values else ""
    found = queries.directory(
        user=request.user,
        today=timezone.localdate(),
        text=asked["q"],
        kind=kind,
        inactive=asked["show"] == "inactive",
        after=request.GET.get("after", ""),
    )
    context = {
        "lines": found.rows,
        "kinds": PartnerKind.choices,
        "q": asked["q"],
        "kind": kind,
        "inactive": asked["show"] == "inactive",
        "next_url": f"?{urlencode({**asked, 'after': found.after})}" if found.after else "",
    }
    return render(request, "partners/list.html", context)


@require_GET
def partner_detail(request: SignedInRequest, pk) -> HttpResponse:
    """A partner: what it does, how it answers, and our families' referrals to it."""
    partner = get_object_or_404(Partner.objects.visible_to(request.user), pk=pk)
    today = timezone.localdate()
    referrals = Referral.objects.visible_to(request.user).filter(partner=partner)
    found = queries.referral_lines(referrals=referrals, today=today, after=request.GET.get("after", ""), latest_first=True)
    context = {
        "partner": partner,
        "measures": queries.measures_of([partner.pk], today=today)[partner.pk],
        "lines": found.rows,
        "next_url": f"?{urlencode({'after': found.after})}" if found.after else "",
    }
    return render(request, "partners/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def partner_new(request: SignedInRequest) -> HttpResponse:
    """Add a partner."""
    policies.may_add_partner(request.user).or_forbid()
    return _partner_page(request, PartnerForm(request.POST if request.method == "POST" else None), None)


@require_http_methods(["GET", "HEAD", "POST"])
def partner_edit(request: SignedInRequest, pk) -> HttpResponse:
    """Correct a partner, or say that it takes no referrals."""
    partner = get_object_or_404(Partner.objects.visible_to(request.user), pk=pk)
    policies.may_edit_partner(request.user, partner).or_forbid()
    # The form writes on an object of its own: `partner` stays as it is in the database.
    own = Partner.objects.visible_to(request.user).get(pk=pk)
    return _partner_page(request, PartnerForm(request.POST if request.method == "POST" else None, instance=own), partner)


def _partner_page(request: SignedInRequest, form: PartnerForm, partner: Partner | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            if partner:
                saved = services.edit_partner(partner=partner, by=request.user, **form.cleaned_data)
            else:
                saved = services.add_partner(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": saved.name})
            return redirect(saved)
    status = 422 if request.method == "POST" else 200
    return render(request, "partners/form.html", {"form": form, "partner": partner}, status=status)
