"""The last look before a report leaves the operator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from common.verdict import Refused
from reporting import policies, run_queries
from reporting.bundle import Bundle
from reporting.disclosure import preview_lines
from reporting.models import ReportRun
from reporting.renderers.preview import say_lines, sum_up
from reporting.services.publishing import preview_of, validate_and_publish


@require_http_methods(["GET", "POST"])
def publish(request: SignedInRequest, pk) -> HttpResponse:
    """Each exact figure beside what the State will read of it, then one button."""
    policies.may_order_report(request.user).or_forbid()
    run = get_object_or_404(ReportRun.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        return _publish(request, run)
    policies.may_see_preview(request.user, run).or_forbid()
    exact = Bundle.from_json(run.figures)
    lines = say_lines(exact, preview_lines(exact, preview_of(run)))
    context = {
        "run": run,
        "lines": lines,
        "summary": sum_up(lines),
        "territory": exact.territory_name,
        "emptiness": run_queries.emptiness_of(run),
    }
    return render(request, "reporting/library_publish.html", context)


def _publish(request: SignedInRequest, run: ReportRun) -> HttpResponse:
    try:
        published = validate_and_publish(run=run, by=request.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(run)
    messages.success(request, _("The report is published. The State's readers find it in their library."))
    return redirect(published)
