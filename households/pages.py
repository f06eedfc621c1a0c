"""How a page that writes in a household's file behaves, here and on the floors above."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from common.forms import show_refusal
from common.verdict import Refused
from households import policies
from households.models import Household
from households.reading import note_reading


def own_household(request: SignedInRequest, household_id: UUID) -> Household:
    """The household when it is the user's, for writing; 404 otherwise."""
    household = get_object_or_404(Household.objects.visible_to(request.user).select_related("referent"), pk=household_id)
    policies.may_change_household(request.user, household).or_forbid()
    return household


def sent(request: SignedInRequest) -> bool:
    """Whether the form comes back filled."""
    return request.method == "POST"


def form_page(
    request: SignedInRequest,
    household: Household,
    form: Form,
    title: str,
    save: Callable[[dict], object],
    *,
    back: str = "",
    template: str = "households/form.html",
    **context: Any,
) -> HttpResponse:
    """Show the form, or save and go back to the file; a refusal stands beside what was typed."""
    back = back or household.get_absolute_url()
    if sent(request) and form.is_valid():
        try:
            save(dict(form.cleaned_data))
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    note_reading(request, household, "household.form")
    context |= {"form": form, "household": household, "title": title, "back_url": back}
    return render(request, template, context, status=422 if sent(request) else 200)
