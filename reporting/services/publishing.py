"""A draft becomes a published version: validated by a coordinator, rounded, frozen, set in four files."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

from django.db import transaction

from accounts.audit import record_export, record_write
from accounts.models import User
from reporting.bundle import Bundle, PublishedBundle
from reporting.disclosure import publish_preview
from reporting.enums import EventKind, FileFormat, RunStatus
from reporting.models import Download, PublishedFile, PublishedReport, ReportRun, RunEvent
from reporting.policies import may_download, may_publish_report, may_validate_report
from reporting.renderers import render_files


def preview_of(run: ReportRun) -> PublishedBundle:
    """What the State would read of this report if it were published now; nothing is written."""
    return publish_preview(Bundle.from_json(run.figures), published_month_before(run))


def published_month_before(run: ReportRun) -> PublishedBundle | None:
    """The newest published version of the month before, which arrows compare with."""
    before = run.period.previous_month
    published = (
        PublishedReport.objects.filter(operator=run.operator_id, kind=run.kind, territory=run.territory)
        .filter(period_start=before.start, period_end=before.end)
        .order_by("-version")
        .first()
    )
    return PublishedBundle.from_json(published.bundle) if published else None


@transaction.atomic
def validate_report(*, run: ReportRun, by: User, now: datetime) -> ReportRun:
    """A coordinator answers for the figures of a draft. Raise Refused when the policy says no."""
    run = ReportRun.objects.select_for_update().get(pk=run.pk)
    may_validate_report(by, run).or_refuse()
    run.status, run.validated_by, run.validated_at = RunStatus.VALIDATED, by, now
    run.save(update_fields=["status", "validated_by", "validated_at"])
    RunEvent.objects.create(run=run, what=EventKind.VALIDATED, actor=by)
    record_write(actor=by, act="report.validate", thing=run, version=run.version)
    return run


@transaction.atomic
def publish_report(*, run: ReportRun, by: User, now: datetime) -> PublishedReport:
    """Freeze the rounded figures and their four files, in one transaction; twice asked, once published.

    An earlier version of the same month is marked as replaced and stays readable.
    Raise Refused when the policy says no.
    """
    run = ReportRun.objects.select_for_update().get(pk=run.pk)
    if (already := PublishedReport.objects.filter(run=run).first()) is not None and by.is_coordinator:
        return already
    may_publish_report(by, run).or_refuse()
    at = now.astimezone(UTC).replace(microsecond=0)
    bundle = replace(preview_of(run), published_at=at)
    published = _freeze(run, bundle, by, at)
    run.status = RunStatus.PUBLISHED
    run.save(update_fields=["status"])
    RunEvent.objects.create(run=run, what=EventKind.PUBLISHED, actor=by)
    record_write(actor=by, act="report.publish", thing=published, version=published.version, fingerprint=published.fingerprint)
    _supersede(published, by)
    return published


@transaction.atomic
def validate_and_publish(*, run: ReportRun, by: User, now: datetime) -> PublishedReport:
    """Both at once, from the page that shows what will be published; a second click finds it done."""
    current = ReportRun.objects.select_for_update().get(pk=run.pk)
    if current.status not in (RunStatus.VALIDATED, RunStatus.PUBLISHED, RunStatus.SUPERSEDED):
        validate_report(run=current, by=by, now=now)
    return publish_report(run=run, by=by, now=now)


def _freeze(run: ReportRun, bundle: PublishedBundle, by: User, at: datetime) -> PublishedReport:
    published = PublishedReport(
        operator_id=run.operator_id,
        run=run,
        kind=run.kind,
        territory=run.territory,
        period_start=run.period_start,
        period_end=run.period_end,
        version=run.version,
        bundle=bundle.to_json(),
        fingerprint=bundle.fingerprint(),
        erratum_reason=run.erratum_reason,
        published_at=at,
        published_by=by,
    )
    published.full_clean()
    published.save()
    for file in render_files(bundle):
        PublishedFile.objects.create(
            published=published,
            format=file.format,
            name=file.name,
            content=file.content,
            size=len(file.content),
            sha256=hashlib.sha256(file.content).hexdigest(),
        )
    return published


def _supersede(published: PublishedReport, by: User) -> None:
    older = ReportRun.objects.filter(
        operator_id=published.operator_id,
        kind=published.kind,
        territory=published.territory,
        period_start=published.period_start,
        period_end=published.period_end,
        version__lt=published.version,
        status=RunStatus.PUBLISHED,
    )
    for run in older.order_by("version").select_for_update():
        run.status = RunStatus.SUPERSEDED
        run.save(update_fields=["status"])
        RunEvent.objects.create(run=run, what=EventKind.SUPERSEDED, detail=f"v{published.version}", actor=by)


@transaction.atomic
def record_download(*, published: PublishedReport, file_format: FileFormat, user: User, address: str | None = None) -> Download:
    """Someone takes a published file away: the log the operator reads, and the audit trail."""
    may_download(user).or_refuse()
    download = Download.objects.create(published=published, format=file_format, user=user)
    record_export(actor=user, act="report.download", thing=published, address=address, format=str(file_format))
    return download
