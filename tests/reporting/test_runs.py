"""Ordering reports: twice asked, once made; by the calendar; again; corrected; cancelled."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from common.period import Period
from common.verdict import Refused
from reporting.enums import RunStatus
from reporting.models import ReportRun
from reporting.services import cancel_report, correct_report, order_monthly_notes, order_report, queue, redo_report
from tests.factories.accounts import CoordinatorFactory, OrganisationFactory, StateFactory, UserFactory
from tests.factories.camps import CampFactory
from tests.factories.households import HouseholdFactory
from tests.factories.reporting import ReportRunFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db
OCTOBER = Period.month(2026, 10)
NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
MESSAGE = "reporting.tasks.make_report"


def ordered(by, **options):
    return order_report(**{"operator": by.organisation, "period": OCTOBER, "by": by, "now": NOW, **options})


def whats(run):
    return list(run.events.order_by("created_at", "pk").values_list("what", flat=True))


def test_an_order_makes_a_waiting_row_and_rings_the_worker(no_broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        run = ordered(CoordinatorFactory())
    assert (run.status, run.period, run.version, run.territory) == (RunStatus.QUEUED, OCTOBER, 1, "77")
    assert no_broker == [(MESSAGE, {"run_id": str(run.pk)})]
    assert whats(run) == ["ordered"]
    assert AuditEntry.objects.get(act="report.order").thing_id == run.pk


def test_the_second_click_finds_the_first_report(no_broker, django_capture_on_commit_callbacks):
    by = CoordinatorFactory()
    with django_capture_on_commit_callbacks(execute=True):
        assert ordered(by) == ordered(by)
    assert len(no_broker) == 1


@pytest.mark.parametrize("status", ["running", "draft", "validated"])
def test_an_order_for_a_report_on_its_way_changes_nothing(status):
    by = CoordinatorFactory()
    run = ordered(by)
    ReportRun.objects.filter(pk=run.pk).update(status=status)
    assert ordered(by) == run
    assert whats(run) == ["ordered"]


@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_an_order_for_a_failed_or_cancelled_report_makes_it_again(status):
    by = CoordinatorFactory()
    run = ordered(by)
    ReportRun.objects.filter(pk=run.pk).update(status=status, attempts=5, error="attempts")
    again = ordered(by)
    assert (again.pk, again.status, again.attempts, again.error) == (run.pk, RunStatus.QUEUED, 0, "")


def test_a_social_worker_does_not_order():
    with pytest.raises(Refused, match="Only a coordinator"):
        ordered(UserFactory())


def test_the_month_must_be_over_in_paris():
    by = CoordinatorFactory()
    with pytest.raises(Refused, match="not over"):
        ordered(by, now=datetime(2026, 10, 31, 22, 30, tzinfo=UTC))
    assert ordered(by, now=datetime(2026, 10, 31, 23, 30, tzinfo=UTC))


def test_the_operator_is_ones_own():
    with pytest.raises(Refused, match="another operator"):
        ordered(CoordinatorFactory(), operator=OrganisationFactory())


def test_a_published_report_needs_a_reason_and_gets_a_new_version():
    by = CoordinatorFactory()
    run = ordered(by)
    ReportRun.objects.filter(pk=run.pk).update(status=RunStatus.PUBLISHED)
    with pytest.raises(Refused, match="Say why"):
        ordered(by)
    second = ordered(by, erratum_reason="A camp was counted twice.")
    assert (second.version, second.erratum_reason) == (2, "A camp was counted twice.")
    assert whats(second) == ["corrected"]
    assert ordered(by) == second


def test_only_a_published_report_is_corrected():
    by = CoordinatorFactory()
    with pytest.raises(Refused, match="Only the published"):
        correct_report(run=ordered(by), by=by, reason="x")


def test_two_corrections_at_once_are_one():
    by = CoordinatorFactory()
    run = ordered(by)
    ReportRun.objects.filter(pk=run.pk).update(status=RunStatus.PUBLISHED)
    run.refresh_from_db()
    assert correct_report(run=run, by=by, reason="a") == correct_report(run=run, by=by, reason="b")


def test_a_draft_is_made_again_from_today_and_forgets_its_figures(no_broker, django_capture_on_commit_callbacks):
    run = ReportRunFactory(status="draft", figures={"figures": []}, progress=100)
    by = CoordinatorFactory(organisation=run.operator)
    with django_capture_on_commit_callbacks(execute=True):
        redo_report(run=run, by=by, now=NOW)
        redo_report(run=run, by=by, now=NOW)
    run.refresh_from_db()
    assert (run.status, run.figures, run.progress, len(no_broker)) == ("queued", {}, 0, 1)


@pytest.mark.parametrize(("status", "why"), [("running", "on its way"), ("validated", "order a correction")])
def test_a_report_is_not_made_again_at_the_wrong_time(status, why):
    run = ReportRunFactory(status=status)
    with pytest.raises(Refused, match=why):
        redo_report(run=run, by=CoordinatorFactory(organisation=run.operator), now=NOW)


def test_a_waiting_report_is_cancelled_once():
    by = CoordinatorFactory()
    run = ordered(by)
    cancel_report(run=run, by=by, now=NOW)
    assert cancel_report(run=run, by=by, now=NOW).status == RunStatus.CANCELLED
    assert whats(run) == ["ordered", "cancelled"]


def test_a_made_report_is_no_longer_cancelled():
    run = ReportRunFactory(status="draft")
    with pytest.raises(Refused, match="no longer being made"):
        cancel_report(run=run, by=CoordinatorFactory(organisation=run.operator), now=NOW)


def test_a_worker_neither_cancels_nor_makes_again():
    run = ReportRunFactory(status="draft")
    worker = UserFactory(organisation=run.operator)
    for service in (cancel_report, redo_report):
        with pytest.raises(Refused, match="Only a coordinator"):
            service(run=run, by=worker, now=NOW)


def test_a_broker_that_is_down_leaves_the_report_waiting(monkeypatch, django_capture_on_commit_callbacks):
    def down(*args, **options):
        raise OSError("no route")

    monkeypatch.setattr("celery.app.base.Celery.send_task", down)
    with django_capture_on_commit_callbacks(execute=True):
        run = ordered(CoordinatorFactory())
    assert run.status == RunStatus.QUEUED
    assert queue.enqueue(run.pk) is False


@pytest.mark.parametrize(
    ("now", "months"),
    [
        (datetime(2026, 11, 1, 4, 59, tzinfo=UTC), []),  # 05:59 in Paris, winter
        (datetime(2026, 11, 1, 5, 0, tzinfo=UTC), [OCTOBER]),  # 06:00
        (datetime(2026, 8, 1, 3, 59, tzinfo=UTC), []),  # 05:59 in Paris, summer
        (datetime(2026, 8, 1, 4, 0, tzinfo=UTC), [Period.month(2026, 7)]),
        (datetime(2026, 11, 17, 2, 20, tzinfo=UTC), [OCTOBER]),  # missed, and caught up
    ],
)
def test_the_calendar_orders_last_month_from_six_on_the_first(now, months):
    CampFactory()
    assert [run.period for run in order_monthly_notes(now=now)] == months


def test_the_calendar_orders_each_note_once_and_leaves_a_cancelled_one_alone():
    run = order_monthly_notes(now=NOW) if CampFactory() else []
    ReportRun.objects.filter(pk=run[0].pk).update(status=RunStatus.CANCELLED)
    assert order_monthly_notes(now=NOW) == []
    assert run[0].requested_by is None


def test_the_calendar_only_knows_operators_with_records_before_the_end_of_the_month():
    OrganisationFactory()
    StateFactory()
    CampFactory(reported_on=date(2026, 11, 1), settled_on=date(2026, 11, 1))
    known = HouseholdFactory(first_contact_on=date(2026, 10, 31))
    assert [run.operator for run in order_monthly_notes(now=NOW)] == [known.operator]


def test_orders_at_the_same_instant_make_one_report(shared_database, no_broker):
    by = CoordinatorFactory()
    found = at_once(lambda: ordered(by).pk, times=6)
    assert set(found) == {ReportRun.objects.get().pk}
    assert len(no_broker) == 1


def test_corrections_at_the_same_instant_make_one_version(shared_database, no_broker):
    by = CoordinatorFactory()
    run = ReportRunFactory(operator=by.organisation, status=RunStatus.PUBLISHED)
    at_once(lambda: correct_report(run=run, by=by, reason="A camp was counted twice."), times=6)
    assert list(ReportRun.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    assert len(no_broker) == 1


def test_a_draft_made_again_by_two_clicks_waits_once(shared_database, no_broker):
    run = ReportRunFactory(status="draft")
    by = CoordinatorFactory(organisation=run.operator)
    at_once(lambda: redo_report(run=run, by=by, now=NOW), times=6)
    assert (whats(run), len(no_broker)) == (["redone"], 1)


def test_the_database_alone_refuses_a_second_row():
    run = ReportRunFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportRunFactory(operator=run.operator)
