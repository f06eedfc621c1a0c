"""The worker's doors carry the names the schedule uses, and each opens one service."""

from __future__ import annotations

import pytest
import time_machine
from celery import current_app
from django.conf import settings

from reporting import tasks
from reporting.enums import RunStatus
from reporting.models import ReportRun, WorkerHeartbeat
from tests.factories.camps import CampFactory
from tests.factories.reporting import ReportRunFactory

pytestmark = pytest.mark.django_db


def test_every_scheduled_task_exists():
    current_app.loader.import_default_modules()
    names = {line["task"] for line in settings.CELERY_BEAT_SCHEDULE.values()}
    assert names | {"reporting.tasks.make_report"} <= set(current_app.tasks)


def test_the_report_task_makes_the_report_and_ignores_what_it_does_not_know():
    run = ReportRunFactory()
    assert tasks.make_report(run_id=str(run.pk), colour="blue")
    assert not tasks.make_report(run_id=str(run.pk))
    assert ReportRun.objects.get().status == RunStatus.DRAFT


def test_the_heart_task_beats():
    tasks.beat_heart()
    assert WorkerHeartbeat.objects.get().name == "worker"


def test_the_watch_task_rings_for_lost_reports(no_broker, django_capture_on_commit_callbacks):
    with time_machine.travel("2026-11-03 09:00 +0000"):
        ReportRunFactory()
    with django_capture_on_commit_callbacks(execute=True):
        assert tasks.requeue_stale_reports() == 1
    assert len(no_broker) == 1


@time_machine.travel("2026-11-01 05:00 +0000", tick=False)
def test_the_calendar_task_orders_the_notes():
    CampFactory()
    assert tasks.order_monthly_notes() == 1
    assert tasks.order_monthly_notes() == 0


def test_the_pause_is_only_for_the_demo():
    assert settings.REPORT_PAUSE == 0
