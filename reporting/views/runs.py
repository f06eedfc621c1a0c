"""HTTP doors of reports in the making: order, watch, read the exact figures, open their lists."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from accounts.audit import record_reading
from accounts.requests import SignedInRequest, client_address
from common.forms import show_refusal
from common.keyset import slice_of
from common.verdict import Refused
from reporting import policies, run_queries
from reporting.bundle import Bundle, Figure
from reporting.forms import CorrectionForm, OrderForm
from reporting.indicators import REGISTRY, Scope, list_of
from reporting.models import ReportRun
from reporting.renderers.words import say_breakdown, say_number, say_unit
from reporting.services.runs import cancel_report, correct_report, order_report, redo_report

INVALID = 422


def _run(request: SignedInRequest, pk) -> ReportRun:
    runs = ReportRun.objects.visible_to(request.user).select_related("operator", "published", "requested_by")
    return get_object_or_404(runs, pk=pk)


@require_GET
def runs(request: SignedInRequest) -> HttpResponse:
    """The notes month by month, each with its state and, for a coordinator, the button that makes it."""
    policies.may_read_figures(request.user).or_forbid()
    asked = OrderForm({"month": request.GET.get("until", "")})
    until = asked.cleaned_data["month"].start if asked.is_valid() else None
    lines, older = run_queries.months_of(user=request.user, today=timezone.localdate(), until=until)
    context = {
        "lines": lines,
        "next_url": f"?{urlencode({'until': f'{older:%Y-%m}'})}" if older else "",
        "may_order": policies.may_order_report(request.user),
    }
    return render(request, "reporting/runs.html", context)


@require_POST
def order(request: SignedInRequest) -> HttpResponse:
    """Make a month's note; clicked twice, it is the same one."""
    policies.may_order_report(request.user).or_forbid()
    form = OrderForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a month."))
        return redirect("reporting:runs")
    try:
        run = order_report(
            operator=request.user.organisation, period=form.cleaned_data["month"], by=request.user, now=timezone.now()
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("reporting:runs")
    return redirect(run)


@require_GET
def run(request: SignedInRequest, pk) -> HttpResponse:
    """A report: where it is, its story, its exact figures, what can be done with it."""
    return _show(request, _run(request, pk), CorrectionForm())


def _show(request: SignedInRequest, run: ReportRun, form: CorrectionForm, status: int = 200) -> HttpResponse:
    context = {
        "run": run,
        "state": run_queries.state_of(run),
        "story": run_queries.story_of(run),
        "families": run_queries.figures_of(run) if run.figures else [],
        "emptiness": run_queries.emptiness_of(run),
        "published": getattr(run, "published", None),
        "may_see_preview": policies.may_see_preview(request.user, run),
        "may_cancel": policies.may_cancel_report(request.user, run),
        "may_redo": policies.may_redo_report(request.user, run),
        "may_correct": policies.may_correct_report(request.user, run),
        "form": form,
    }
    return render(request, "reporting/run.html", context, status=status)


@require_GET
def run_progress(request: SignedInRequest, pk) -> HttpResponse:
    """The live part alone, for htmx; once the worker is done, or for a browser by itself, the whole page."""
    run = get_object_or_404(ReportRun.objects.visible_to(request.user).defer("figures"), pk=pk)
    if not request.headers.get("HX-Request"):
        return redirect(run)
    state = run_queries.state_of(run)
    if not state.at_work:
        return HttpResponseClientRefresh()
    return render(request, "reporting/_run_progress.html", {"run": run, "state": state})


@require_POST
def cancel(request: SignedInRequest, pk) -> HttpResponse:
    """Stop a report that is not made yet."""
    policies.may_order_report(request.user).or_forbid()
    run = _run(request, pk)
    return _act(request, run, cancel_report, _("The report is cancelled."))


@require_POST
def redo(request: SignedInRequest, pk) -> HttpResponse:
    """Make a draft, failed or cancelled report again."""
    policies.may_order_report(request.user).or_forbid()
    run = _run(request, pk)
    return _act(request, run, redo_report, _("The report is on its way."))


def _act(request: SignedInRequest, run: ReportRun, service, done: str) -> HttpResponse:
    try:
        service(run=run, by=request.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(run)


@require_POST
def correct(request: SignedInRequest, pk) -> HttpResponse:
    """Order a new version of a published report, with its reason."""
    policies.may_order_report(request.user).or_forbid()
    run = _run(request, pk)
    policies.may_correct_report(request.user, run).or_forbid()
    form = CorrectionForm(request.POST)
    if form.is_valid():
        try:
            return redirect(correct_report(run=run, by=request.user, reason=form.cleaned_data["reason"]))
        except Refused as refusal:
            show_refusal(form, refusal)
    return _show(request, run, form, INVALID)


@require_GET
def figure(request: SignedInRequest, pk, code: str) -> HttpResponse:
    """The list behind a figure, from the same rows; opening it is written to the audit trail."""
    run = _run(request, pk)
    cell = {name: request.GET.get(name, "") for name in ("dimension", "value")}
    shown = _figure_of(run, code, cell)
    rows = list_of(code, Scope(run.operator, run.territory), run.period, **cell)
    found = slice_of(rows, keys=("sort_key", "pk"), after=request.GET.get("after", ""), size=50)
    whole = not found.after and not request.GET.get("after")
    request.after_reading.append(
        lambda: record_reading(actor=request.user, act=f"report.list.{code}", thing=run, address=client_address(request))
    )
    context = {
        "run": run,
        "indicator": REGISTRY[code],
        "list_template": f"reporting/_figure_{REGISTRY[code].lists.value}.html",
        "breakdown": say_breakdown(shown),
        "value": f"{say_number(shown.value, shown.unit)} {'' if shown.unit == 'percent' else say_unit(shown.unit)}".strip(),
        "rows": found.rows,
        "moved": whole and _is_a_count(shown) and len(found.rows) != shown.value,
        "next_url": f"?{urlencode({**cell, 'after': found.after})}" if found.after else "",
    }
    return render(request, "reporting/figure.html", context)


def _figure_of(run: ReportRun, code: str, cell: dict[str, str]) -> Figure:
    """The figure as the report has it; 404 when it has none, or when the cell is not one of the indicator's."""
    key = {cell["dimension"]: cell["value"]} if cell["dimension"] else {}
    shown = Bundle.from_json(run.figures).figure(code, **key) if run.figures and code in REGISTRY else None
    if shown is None or shown.unit == "fte":
        raise Http404
    return shown


def _is_a_count(figure: Figure) -> bool:
    """Is the figure the length of its list? A sum of people and a rate are not."""
    return figure.code != "A5" and figure.unit == REGISTRY[figure.code].unit and figure.numerator is None
