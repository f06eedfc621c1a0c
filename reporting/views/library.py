"""The library of published reports: all that a State reader ever sees."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accounts.requests import SignedInRequest, client_address
from reporting import policies
from reporting.bundle import PublishedBundle
from reporting.disclosure.words import HIDDEN, NOT_APPLIED, STEPS
from reporting.enums import FileFormat
from reporting.models import PublishedFile, PublishedReport
from reporting.queries import downloads_for, published_with_files, shelf_for
from reporting.renderers.chart import chart_of, draw
from reporting.renderers.paper import compose
from reporting.services.publishing import record_download

CONTENT_TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    FileFormat.CSV: "text/csv; charset=utf-8",
}


@require_GET
def library(request: SignedInRequest) -> HttpResponse:
    """The published reports, newest first. No search, no filter: nothing to ask for."""
    policies.may_read_library(request.user).or_forbid()
    shelf = shelf_for(request.user, request.GET.get("after", ""))
    return render(request, "reporting/library.html", {"shelf": shelf, "next_url": _next(shelf.after)})


@require_GET
def library_report(request: SignedInRequest, pk) -> HttpResponse:
    """The figures of one report as a page: the accessible twin of its files."""
    policies.may_read_library(request.user).or_forbid()
    report = get_object_or_404(published_with_files().visible_to(request.user), pk=pk)
    bundle, language = PublishedBundle.from_json(report.bundle), get_language()
    chart = chart_of(bundle, language)
    picture = mark_safe(draw(chart)) if chart else ""  # noqa: S308  our own drawing, its words escaped
    context = {"report": report, "paper": compose(bundle, language), "chart": chart, "picture": picture}
    return render(request, "reporting/library_report.html", context)


@require_GET
def method(request: SignedInRequest) -> HttpResponse:
    """How the figures are made, and why some are not shown."""
    policies.may_read_library(request.user).or_forbid()
    context = {"steps": STEPS.values(), "not_applied": NOT_APPLIED, "reasons": HIDDEN.values()}
    return render(request, "reporting/library_method.html", context)


@require_GET
def download(request: SignedInRequest, pk, file_format: str) -> HttpResponse:
    """A published file, byte for byte. It leaves only once its download is written down."""
    policies.may_download(request.user).or_forbid()
    report = get_object_or_404(PublishedReport.objects.visible_to(request.user).defer("bundle"), pk=pk)
    file = get_object_or_404(PublishedFile, published=report, format=file_format)
    note = partial(record_download, published=report, user=request.user, address=client_address(request))
    # Written by the middleware after the read-only guard; if it cannot be written the answer is an error, not the file.
    request.after_reading.append(partial(note, file_format=FileFormat(file.format)))
    response = HttpResponse(bytes(file.content), content_type=CONTENT_TYPES[FileFormat(file.format)])
    response.headers["Content-Disposition"] = content_disposition_header(True, file.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    # A copy kept by the browser would be read without being written down.
    response.headers["Cache-Control"] = "no-store, private"
    return response


@require_GET
def downloads(request: SignedInRequest) -> HttpResponse:
    """Who took which file away, and when: for the operator's coordinator."""
    policies.may_see_downloads(request.user).or_forbid()
    page = downloads_for(request.user, request.GET.get("after", ""))
    return render(request, "reporting/library_downloads.html", {"page": page, "next_url": _next(page.after)})


def _next(after: str) -> str:
    return f"?{urlencode({'after': after})}" if after else ""
