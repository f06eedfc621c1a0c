"""Reads of reports for pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from accounts.models import User
from common.keyset import slice_of
from reporting.bundle import PublishedBundle
from reporting.models import Download, PublishedFile, PublishedReport
from reporting.querysets import PublishedQuerySet
from reporting.renderers.headlines import Headline, headlines

# A year of notes and its corrections.
SHELF = 12
HEADLINES_ON_SHELF = 4
# The notes whose numbers are read again and again; those before are looked up by their month.
WITH_HEADLINES = 3


@dataclass(frozen=True)
class Shelf:
    """One page of the library: the published reports, newest first, the three latest in force with their first numbers."""

    rows: list[tuple[PublishedReport, tuple[Headline, ...]]]
    after: str


def published_with_files() -> PublishedQuerySet:
    """Published reports with the names and sizes of their files, never their bytes."""
    files = PublishedFile.objects.defer("content").order_by("pk")
    return PublishedReport.objects.with_replacement().prefetch_related(Prefetch("files", queryset=files))


def shelf_for(user: User, after: str = "") -> Shelf:
    """What `user` may read, newest first, in two statements."""
    found = slice_of(published_with_files().visible_to(user), keys=("-period_start", "-version", "-id"), after=after, size=SHELF)
    latest = [] if after else [report.pk for report in found.rows if not report.replaced_by][:WITH_HEADLINES]
    return Shelf([(report, _first_numbers(report) if report.pk in latest else ()) for report in found.rows], found.after)


def _first_numbers(report: PublishedReport) -> tuple[Headline, ...]:
    return headlines(PublishedBundle.from_json(report.bundle), HEADLINES_ON_SHELF)


def downloads_for(user: User, after: str = ""):
    """Who took which file away, newest first, one page of it."""
    rows = Download.objects.visible_to(user).select_related("user__organisation", "published").defer("published__bundle")
    return slice_of(rows, keys=("-id",), after=after)
