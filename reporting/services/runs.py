"""Ordering reports: by a coordinator, by the calendar, again, corrected, or not at all."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.audit import record_write
from accounts.enums import OrganisationKind
from accounts.models import Organisation, User
from camps.models import Camp
from common.period import Period
from common.verdict import Refused
from households.models import Household
from reporting.enums import EventKind, ReportKind, RunStatus
from reporting.models import ReportRun, RunEvent
from reporting.policies import may_cancel_report, may_correct_report, may_order_report, may_redo_report
from reporting.services.queue import enqueue

PARIS = ZoneInfo("Europe/Paris")
# The note of the month before is ready to validate when the office opens on the 1st.
DUE = time(6, 0)
NOT_INPUT = ("heartbeat_at", "finished_at", "figures", "requested_by", "validated_by", "validated_at")


@transaction.atomic
def order_report(
    *,
    operator: Organisation,
    period: Period,
    by: User | None,
    now: datetime,
    kind: str = ReportKind.MONTHLY,
    erratum_reason: str = "",
) -> ReportRun:
    """Ask for the report of a closed period; asked twice, even at once, it is the same report.

    A failed or cancelled one is made again. A published one only gets a new version, for a stated
    reason. `by` is None for the calendar. Raise Refused when the period is not over, or without that reason.
    """
    if by is not None:
        may_order_report(by).or_refuse()
        if by.organisation_id != operator.pk:
            raise Refused(_("This report belongs to another operator."))
    if period.end > now.astimezone(PARIS).date():
        raise Refused(_("This month is not over: its report cannot be made yet."), field="month")
    latest = _versions(operator, kind, period).order_by("-version").select_for_update().first()
    if latest is None:
        return _create(operator, kind, period, 1, by)
    if latest.status in (RunStatus.FAILED, RunStatus.CANCELLED) and by is not None:
        return redo_report(run=latest, by=by, now=now)
    if latest.status == RunStatus.PUBLISHED and by is not None:
        return correct_report(run=latest, by=by, reason=erratum_reason)
    return latest


def _versions(operator: Organisation, kind: str, period: Period):
    return ReportRun.objects.filter(
        operator=operator,
        kind=kind,
        territory=operator.territory,
        period_start=period.start,
        period_end=period.end,
    )


def _create(operator: Organisation, kind: str, period: Period, version: int, by: User | None, reason: str = "") -> ReportRun:
    """The row, or the one another click made first."""
    run = ReportRun(
        operator=operator,
        kind=kind,
        territory=operator.territory,
        period_start=period.start,
        period_end=period.end,
        version=version,
        requested_by=by,
        erratum_reason=reason,
    )
    run.clean_fields(exclude=NOT_INPUT)
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:
        return _versions(operator, kind, period).get(version=version)
    _tell(run, EventKind.CORRECTED if reason else EventKind.ORDERED, by, detail=reason)
    record_write(actor=by, act="report.order", thing=run, period=period.code, version=version)
    transaction.on_commit(lambda: enqueue(run.pk))
    return run


def _tell(run: ReportRun, what: EventKind, by: User | None, detail: str = "") -> None:
    RunEvent.objects.create(run=run, what=what, actor=by, detail=detail)


@transaction.atomic
def correct_report(*, run: ReportRun, by: User, reason: str) -> ReportRun:
    """Order the next version of a published report, with the reason readers will see. Raise Refused without one."""
    may_correct_report(by, run).or_refuse()
    if not reason.strip():
        raise Refused(_("This report is published. Say why it must be corrected."), field="reason")
    return _create(run.operator, run.kind, run.period, run.version + 1, by, reason.strip())


@transaction.atomic
def redo_report(*, run: ReportRun, by: User, now: datetime) -> ReportRun:
    """Make a draft, failed or cancelled report again from today's records; a second click finds it waiting."""
    run = ReportRun.objects.select_for_update().get(pk=run.pk)
    if run.status == RunStatus.QUEUED and by.is_coordinator:
        return run
    may_redo_report(by, run).or_refuse()
    run.status, run.progress, run.attempts, run.step, run.error = RunStatus.QUEUED, 0, 0, "", ""
    run.claim, run.heartbeat_at, run.finished_at, run.figures = None, now, None, {}
    run.save()
    _tell(run, EventKind.REDONE, by)
    record_write(actor=by, act="report.redo", thing=run, version=run.version)
    transaction.on_commit(lambda: enqueue(run.pk))
    return run


@transaction.atomic
def cancel_report(*, run: ReportRun, by: User, now: datetime) -> ReportRun:
    """Stop a report that waits or is being made: its worker finds out at its next step. Raise Refused otherwise."""
    run = ReportRun.objects.select_for_update().get(pk=run.pk)
    if run.status == RunStatus.CANCELLED and by.is_coordinator:
        return run
    may_cancel_report(by, run).or_refuse()
    run.status, run.claim, run.finished_at = RunStatus.CANCELLED, None, now
    run.save(update_fields=["status", "claim", "finished_at"])
    _tell(run, EventKind.CANCELLED, by)
    record_write(actor=by, act="report.cancel", thing=run, version=run.version)
    return run


def order_monthly_notes(*, now: datetime) -> list[ReportRun]:
    """Order last month's note for each operator that has records, from 06:00 on the 1st, Europe/Paris.

    Safe to run at any hour: a note that was ordered, in whatever state it is now, is left alone.
    Give the notes ordered this time.
    """
    here = now.astimezone(PARIS)
    if here.day == 1 and here.time() < DUE:
        return []
    period = Period.month_of(here.date()).previous_month
    operators = Organisation.objects.filter(kind=OrganisationKind.OPERATOR).order_by("name", "pk")
    return [
        order_report(operator=operator, period=period, by=None, now=now)
        for operator in operators
        if has_records(operator, period) and not _versions(operator, ReportKind.MONTHLY, period).exists()
    ]


def has_records(operator: Organisation, period: Period) -> bool:
    """Did the operator know a camp or a household before the period ended?"""
    return (
        Camp.objects.filter(operator=operator, reported_on__lt=period.end).exists()
        or Household.objects.filter(operator=operator, first_contact_on__lt=period.end).exists()
    )
