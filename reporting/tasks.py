"""The worker's doors. Ids by keyword, unknown arguments ignored, safe to run twice."""

from uuid import UUID

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from reporting import services


@shared_task
def make_report(*, run_id: str, **unknown) -> bool:
    """Make one report."""
    return services.run_report(run_id=UUID(run_id), clock=timezone.now, pause=settings.REPORT_PAUSE)


@shared_task
def beat_heart(**unknown) -> None:
    """Say that the worker is alive."""
    services.beat(now=timezone.now())


@shared_task
def requeue_stale_reports(**unknown) -> int:
    """Ring again for the reports whose worker or message was lost."""
    return services.requeue_stale(now=timezone.now(), seconds=settings.JOB_STALE_SECONDS)


@shared_task
def order_monthly_notes(**unknown) -> int:
    """Order the notes of the month that just closed."""
    return len(services.order_monthly_notes(now=timezone.now()))
