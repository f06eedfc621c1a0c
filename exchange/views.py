"""HTTP doors of imports."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.audit import record_reading
from accounts.requests import SignedInRequest, client_address
from common.forms import show_refusal
from common.verdict import Refused
from exchange import policies, queries, services
from exchange.enums import LineOutcome
from exchange.forms import ColumnsForm, DecisionForm, LineForm, UploadForm
from exchange.models import ImportLine, ImportSheet, RegisterImport
from exchange.presenting import counts_text, show_doubt, show_line, show_problem, summary_text
from exchange.queries import Doubt
from exchange.reading.headings import by_field

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
INVALID = 422


def _import(request: SignedInRequest, pk) -> RegisterImport:
    policies.may_import(request.user).or_forbid()
    return get_object_or_404(RegisterImport.objects.visible_to(request.user).select_related("user", "operator"), pk=pk)


def _line(request: SignedInRequest, pk, line) -> ImportLine:
    policies.may_import(request.user).or_forbid()
    lines = ImportLine.objects.visible_to(request.user).select_related("sheet__register_import__operator")
    return get_object_or_404(lines, pk=line, sheet__register_import=pk)


def _note_reading(request: SignedInRequest, register_import: RegisterImport, doubts: list[Doubt] | None = None) -> None:
    """The lines hold names: opening them is a reading, and of each file shown beside a doubt too."""
    reading = partial(
        record_reading, actor=request.user, act="import.read", thing=register_import, address=client_address(request)
    )
    households = {doubt.household_id for doubt in doubts or [] if doubt.household_id}
    request.after_reading.append(reading)
    for household_id in sorted(households):
        request.after_reading.append(partial(reading, household_id=household_id))


@get_or_post
def import_list(request: SignedInRequest) -> HttpResponse:
    """The imports of the association, and the form that begins one."""
    policies.may_import(request.user).or_forbid()
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        try:
            begun = services.start_import(
                files=form.files_given(),
                operator=request.user.organisation,
                by=request.user,
                today=timezone.localdate(),
                as_of=form.cleaned_data["as_of"],
            )
            return redirect(begun)
        except Refused as refusal:
            show_refusal(form, refusal)
    context = {"form": form, "imports": queries.imports_of(request.user)}
    return render(request, "exchange/imports.html", context, status=INVALID if form.errors else 200)


@require_GET
def preview(request: SignedInRequest, pk) -> HttpResponse:
    """Problems first, then doubts, then all lines: what will be done, before anything is."""
    register_import = _import(request, pk)
    context = _preview(request, register_import)
    return render(request, "exchange/preview.html", context)


def _preview(request: SignedInRequest, register_import: RegisterImport) -> dict:
    summary = queries.summary_of(register_import)
    sheets = queries.sheets_of(register_import)
    doubts = queries.doubts_of(register_import)
    lines, following = queries.lines_page(register_import, request.GET.get("after", ""))
    _note_reading(request, register_import, doubts)
    problems = queries.problems_of(register_import)
    done = register_import.counts
    return {
        "import": register_import,
        "summary": summary,
        "sentence": summary_text(summary),
        "counts": counts_text(summary.new_camps, summary.new_households, summary.new_people),
        "done": counts_text(done["camps"], done["households"], done["people"]) if done else "",
        "columns": [(sheet, ColumnsForm(sheet=sheet)) for sheet in sheets],
        "problems": [show_problem(line, register_import.is_open) for line in problems],
        "doubts": [show_doubt(doubt) for doubt in doubts],
        "lines": [show_line(line) for line in lines],
        "next_url": f"?after={following}#lines" if following else "",
    }


@require_POST
def columns(request: SignedInRequest, pk, sheet) -> HttpResponse:
    """Say which column is which, for this sheet and the next files."""
    register_import = _import(request, pk)
    found = get_object_or_404(ImportSheet.objects.visible_to(request.user), pk=sheet, register_import=register_import)
    policies.may_change(request.user, register_import).or_forbid()
    form = ColumnsForm(request.POST, sheet=found)
    try:
        if form.is_valid():
            services.change_mapping(sheet=found, mapping=form.mapping(), by=request.user)
            messages.success(request, _("Columns saved: all lines were read again."))
        else:
            messages.error(request, _("This column does not exist."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(register_import)


@get_or_post
def line(request: SignedInRequest, pk, line) -> HttpResponse:
    """One line with all its cells, and the form that corrects them."""
    found = _line(request, pk, line)
    register_import = found.sheet.register_import
    verdict = policies.may_change(request.user, register_import)
    names = list(by_field(found.cells, found.sheet.mapping, found.corrections))
    if request.method == "POST":
        verdict.or_forbid()
        return _correct(request, found, LineForm(request.POST, line=found, names=names))
    _note_reading(request, register_import)
    form = LineForm(line=found, names=names) if verdict and found.outcome != LineOutcome.EMPTY else None
    context = {"import": register_import, "shown": show_line(found, form), "verdict": verdict}
    return render(request, "exchange/line.html", context)


def _correct(request: SignedInRequest, found: ImportLine, form: LineForm) -> HttpResponse:
    if not form.is_valid():
        context = {"import": found.sheet.register_import, "shown": show_line(found, form), "verdict": True}
        return render(request, "exchange/line.html", context, status=INVALID)
    try:
        corrected = services.correct_line(line=found, corrections=form.corrections(), by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(found.sheet.register_import)
    if corrected.outcome == LineOutcome.FAULTY:
        messages.warning(request, _("Line %(number)d still needs correcting.") % {"number": corrected.number})
    else:
        messages.success(request, _("Line %(number)d is corrected.") % {"number": corrected.number})
    return redirect(found.sheet.register_import)


@require_POST
def decide(request: SignedInRequest, pk, line) -> HttpResponse:
    """Say whether two lines are one person, or leave a line out."""
    found = _line(request, pk, line)
    policies.may_decide(request.user, found).or_forbid()
    form = DecisionForm(request.POST)
    try:
        decision = form.cleaned_data["decision"] if form.is_valid() else ""
        settled = services.decide_line(line=found, decision=decision, by=request.user, today=timezone.localdate())
        words = {"number": settled.number, "outcome": settled.get_outcome_display()}
        messages.success(request, _("Line %(number)d: %(outcome)s.") % words)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(found.sheet.register_import)


@require_POST
def confirm(request: SignedInRequest, pk) -> HttpResponse:
    """Write everything the preview promises, once."""
    register_import = _import(request, pk)
    if not register_import.is_confirmed:
        policies.may_confirm(request.user, register_import).or_forbid()
    try:
        done = services.confirm_import(
            register_import=register_import,
            by=request.user,
            today=timezone.localdate(),
            now=timezone.now(),
            expected=request.POST.get("expected"),
        )
        added = counts_text(done.counts["camps"], done.counts["households"], done.counts["people"])
        messages.success(request, _("Imported: %(added)s.") % {"added": added})
    except Refused as refusal:
        services.refresh_import(register_import=register_import, by=request.user)
        messages.error(request, _("Nothing was imported. %(why)s") % {"why": refusal})
    return redirect(register_import)


@require_POST
def cancel(request: SignedInRequest, pk) -> HttpResponse:
    """Give an import up: its lines are erased."""
    register_import = _import(request, pk)
    policies.may_change(request.user, register_import).or_forbid()
    services.cancel_import(register_import=register_import, by=request.user)
    messages.success(request, _("Import given up. Its lines are erased."))
    return redirect("exchange:imports")
