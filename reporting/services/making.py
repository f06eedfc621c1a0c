"""How a worker makes a report: it claims the row, speaks at each step, and writes only while it still holds it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F
from uuid_utils.compat import uuid7

from reporting.bundle import Bundle
from reporting.calculation import calculate
from reporting.enums import EventKind, RunStatus
from reporting.models import ReportRun, RunEvent, WorkerHeartbeat
from reporting.services.queue import enqueue

logger = logging.getLogger(__name__)
PARIS = ZoneInfo("Europe/Paris")
MOST_ATTEMPTS = 5
WORKER = "worker"
# What went wrong, as codes: reporting/story.py has the words.
ERROR_IN_FIGURES, TOO_MANY_ATTEMPTS = "figures", "attempts"

Clock = Callable[[], datetime]


class ClaimLost(Exception):
    """The report was cancelled, or given to another worker: nothing more is written by this one."""


def run_report(*, run_id: UUID, clock: Clock, pause: float = 0) -> bool:
    """Make a waiting report, as the worker does; safe to call twice, made once.

    Each step is committed as it is done, so this is the one service that is not a single transaction.
    `pause` is a wait in seconds before each figure, to watch it work. Give False when there was nothing to
    do: the report is not waiting, or was taken away on the way.
    """
    claim = claim_report(run_id=run_id, now=clock())
    if claim is None:
        return False
    run = ReportRun.objects.select_related("operator").get(pk=run_id)
    try:
        bundle = _calculate(run, claim, clock, pause)
        finish_report(run_id=run_id, claim=claim, bundle=bundle, now=clock())
    except ClaimLost:
        logger.warning("Report %s was taken from this worker.", run_id)
        return False
    except Exception:
        logger.exception("Report %s could not be made.", run_id)
        fail_report(run_id=run_id, claim=claim, error=ERROR_IN_FIGURES, now=clock())
        return False
    return True


def _calculate(run: ReportRun, claim: UUID, clock: Clock, pause: float) -> Bundle:
    def on_step(code: str, done: int, of: int) -> None:
        speak(run_id=run.pk, claim=claim, step=code, progress=100 * done // of, now=clock())
        time.sleep(pause)

    return calculate(
        kind=run.kind,
        operator=run.operator,
        territory=run.territory,
        period=run.period,
        data_on=clock().astimezone(PARIS).date(),
        version=run.version,
        erratum_reason=run.erratum_reason,
        on_step=on_step,
    )


@transaction.atomic
def claim_report(*, run_id: UUID, now: datetime) -> UUID | None:
    """Take a waiting report for one worker, in one conditional statement; None when it is not waiting (any more)."""
    claim = uuid7()
    taken = ReportRun.objects.filter(pk=run_id, status=RunStatus.QUEUED).update(
        status=RunStatus.RUNNING, claim=claim, heartbeat_at=now, attempts=F("attempts") + 1, progress=0, step="", error=""
    )
    if not taken:
        return None
    attempts = ReportRun.objects.values_list("attempts", flat=True).get(pk=run_id)
    RunEvent.objects.create(run_id=run_id, what=EventKind.TAKEN, detail=str(attempts))
    return claim


@transaction.atomic
def speak(*, run_id: UUID, claim: UUID, step: str, progress: int, now: datetime) -> None:
    """Tell where the work is, which is also the sign of life. Raise ClaimLost when it is no longer ours."""
    if not _held(run_id, claim).update(step=step, progress=progress, heartbeat_at=now):
        raise ClaimLost


@transaction.atomic
def finish_report(*, run_id: UUID, claim: UUID, bundle: Bundle, now: datetime) -> None:
    """Write the figures: the report is a draft to validate. Raise ClaimLost when it is no longer ours."""
    made = _held(run_id, claim).update(
        status=RunStatus.DRAFT,
        figures=bundle.to_json(),
        progress=100,
        step="",
        claim=None,
        heartbeat_at=now,
        finished_at=now,
    )
    if not made:
        raise ClaimLost
    RunEvent.objects.create(run_id=run_id, what=EventKind.MADE)


@transaction.atomic
def fail_report(*, run_id: UUID, claim: UUID, error: str, now: datetime) -> None:
    """Say that the report could not be made; nothing is written when it is no longer ours."""
    if _held(run_id, claim).update(status=RunStatus.FAILED, error=error, claim=None, heartbeat_at=now, finished_at=now):
        RunEvent.objects.create(run_id=run_id, what=EventKind.FAILED, detail=error)


def _held(run_id: UUID, claim: UUID):
    return ReportRun.objects.filter(pk=run_id, claim=claim, status=RunStatus.RUNNING)


def requeue_stale(*, now: datetime, seconds: int) -> int:
    """Send the reports again whose message or worker was lost: silent for `seconds`. Give how many."""
    stale = ReportRun.objects.stale(now, seconds).order_by("pk").values_list("pk", flat=True)
    return sum(_requeue(run_id, now, seconds) for run_id in list(stale))


@transaction.atomic
def _requeue(run_id: UUID, now: datetime, seconds: int) -> bool:
    run = ReportRun.objects.stale(now, seconds).select_for_update().filter(pk=run_id).first()
    if run is None:
        return False
    if run.status == RunStatus.RUNNING:
        RunEvent.objects.create(run=run, what=EventKind.LOST, detail=str(run.progress))
    elif not _resent_already(run):
        RunEvent.objects.create(run=run, what=EventKind.RESENT)
    if run.attempts >= MOST_ATTEMPTS:
        _give_up(run, now)
        return False
    run.status, run.claim, run.heartbeat_at = RunStatus.QUEUED, None, now
    run.save(update_fields=["status", "claim", "heartbeat_at"])
    transaction.on_commit(lambda: enqueue(run.pk))
    return True


def _resent_already(run: ReportRun) -> bool:
    """A broker that is down for an hour makes one line of the story, not sixty."""
    last = RunEvent.objects.filter(run=run).order_by("-created_at", "-pk").values_list("what", flat=True).first()
    return last == EventKind.RESENT


def _give_up(run: ReportRun, now: datetime) -> None:
    run.status, run.claim, run.error, run.finished_at = RunStatus.FAILED, None, TOO_MANY_ATTEMPTS, now
    run.save(update_fields=["status", "claim", "error", "finished_at"])
    RunEvent.objects.create(run=run, what=EventKind.FAILED, detail=TOO_MANY_ATTEMPTS)


@transaction.atomic
def beat(*, now: datetime) -> None:
    """The worker is alive."""
    WorkerHeartbeat.objects.update_or_create(name=WORKER, defaults={"beat_at": now})


def silent_since(*, now: datetime) -> timedelta | None:
    """How long the worker has been silent; None when it never spoke."""
    beat_at = WorkerHeartbeat.objects.filter(name=WORKER).values_list("beat_at", flat=True).first()
    return now - beat_at if beat_at else None
