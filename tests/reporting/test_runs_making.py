"""The worker's side: one claim, live progress, a late write refused, a lost worker replaced."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from reporting import calculation
from reporting.bundle import Bundle
from reporting.enums import RunStatus
from reporting.models import ReportRun, WorkerHeartbeat
from reporting.services import beat, cancel_report, making, requeue_stale, run_report, silent_since
from reporting.story import sentence, why_failed
from tests.factories.accounts import CoordinatorFactory
from tests.factories.camps import CampFactory
from tests.factories.reporting import ReportRunFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
STALE = 60


def clock(at=NOW):
    return lambda: at


def make(run, at=NOW):
    return run_report(run_id=run.pk, clock=clock(at))


def stories(run):
    return [sentence(event) for event in run.events.order_by("created_at", "pk")]


def stop_at(monkeypatch, code, then):
    """Do `then` when the worker reaches an indicator, once."""
    read, done = calculation.read, []

    def stop(indicator, scope, period):
        if indicator.code == code and not done:
            done.append(code)
            then()
        return read(indicator, scope, period)

    monkeypatch.setattr(calculation, "read", stop)


class Killed(BaseException):
    """What a kill -9 looks like from inside: nothing after it runs."""


def kill():
    raise Killed


def test_a_waiting_report_becomes_a_draft_with_its_exact_figures():
    camp = CampFactory()
    run = ReportRunFactory(operator=camp.operator)
    assert make(run)
    run.refresh_from_db()
    assert (run.status, run.progress, run.claim, run.attempts) == (RunStatus.DRAFT, 100, None, 1)
    assert Bundle.from_json(run.figures).figure("A1").value == 1
    assert stories(run) == ["Taken by the program.", "Made: the draft can be validated."]


def test_the_bundle_names_its_place_its_day_and_all_its_indicators():
    run = ReportRunFactory()
    make(run, at=datetime(2026, 2, 2, 23, 30, tzinfo=UTC))
    run.refresh_from_db()
    bundle = Bundle.from_json(run.figures)
    assert (bundle.territory_name, str(bundle.data_on), len(bundle.definitions)) == ("Seine-et-Marne", "2026-02-03", 18)
    assert bundle.to_json() == run.figures


def test_a_second_message_finds_nothing_to_do():
    run = ReportRunFactory()
    assert make(run)
    assert not make(run)
    assert not run_report(run_id=uuid4(), clock=clock())
    assert ReportRun.objects.get().attempts == 1


def test_progress_is_told_at_each_step(monkeypatch):
    run = ReportRunFactory()
    seen = []
    stop_at(monkeypatch, "D1", lambda: seen.append(ReportRun.objects.values_list("step", "progress", "status").get()))
    make(run)
    assert seen == [("D1", 44, RunStatus.RUNNING)]


def test_a_killed_worker_is_replaced_and_the_page_says_so(monkeypatch, no_broker, django_capture_on_commit_callbacks):
    run = ReportRunFactory()
    stop_at(monkeypatch, "D1", kill)
    with pytest.raises(Killed):
        make(run)
    assert requeue_stale(now=NOW + timedelta(seconds=59), seconds=STALE) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert requeue_stale(now=NOW + timedelta(seconds=61), seconds=STALE) == 1
    assert no_broker == [("reporting.tasks.make_report", {"run_id": str(run.pk)})]
    assert make(run, at=NOW + timedelta(seconds=62))
    assert stories(run) == [
        "Taken by the program.",
        "The program stopped at 44 %: the report was started again.",
        "Taken by the program, attempt 2 of 5.",
        "Made: the draft can be validated.",
    ]


def test_a_worker_that_was_replaced_writes_nothing_any_more(monkeypatch):
    run = ReportRunFactory()
    later = NOW + timedelta(seconds=90)

    def replaced():
        requeue_stale(now=later, seconds=STALE)
        assert make(run, at=later)
        ReportRun.objects.update(figures={"made": "by the second worker"})

    stop_at(monkeypatch, "K1", replaced)
    assert not make(run)
    run.refresh_from_db()
    assert (run.status, run.figures) == (RunStatus.DRAFT, {"made": "by the second worker"})
    assert stories(run).count("Made: the draft can be validated.") == 1


@pytest.mark.parametrize("code", ["A1", "O1"])
def test_a_late_result_is_refused_even_at_the_last_step(monkeypatch, code):
    run = ReportRunFactory()
    stop_at(monkeypatch, code, lambda: ReportRun.objects.update(claim=uuid4()))
    assert not make(run)
    run.refresh_from_db()
    assert (run.status, run.figures) == (RunStatus.RUNNING, {})


def test_a_report_cancelled_in_the_middle_stays_cancelled(monkeypatch):
    run = ReportRunFactory()
    by = CoordinatorFactory(organisation=run.operator)
    stop_at(monkeypatch, "C1", lambda: cancel_report(run=run, by=by, now=NOW))
    assert not make(run)
    assert ReportRun.objects.get().status == RunStatus.CANCELLED


def test_a_figure_that_breaks_fails_the_report_with_what_to_do(monkeypatch):
    run = ReportRunFactory()
    stop_at(monkeypatch, "C1", lambda: 1 / 0)
    assert not make(run)
    run.refresh_from_db()
    assert run.status == RunStatus.FAILED
    assert why_failed(run) == "A figure could not be computed. Try again; if it fails again, tell your administrator."
    assert stories(run)[-1].startswith("Failed. A figure could not be computed.")


def test_a_failure_of_a_worker_that_lost_the_report_is_not_written():
    run = ReportRunFactory(status="draft")
    making.fail_report(run_id=run.pk, claim=uuid4(), error="figures", now=NOW)
    assert ReportRun.objects.get().status == RunStatus.DRAFT


def test_after_five_workers_the_report_fails_in_words():
    run = ReportRunFactory(status="running", claim=uuid4(), heartbeat_at=NOW, attempts=5, progress=30)
    assert requeue_stale(now=NOW + timedelta(minutes=2), seconds=STALE) == 0
    run.refresh_from_db()
    assert why_failed(run).startswith("The program stopped five times.")
    assert stories(run)[0] == "The program stopped at 30 %: the report was started again."


def test_a_wiped_broker_is_rung_again_and_told_once(no_broker, django_capture_on_commit_callbacks):
    run = ReportRunFactory()
    ReportRun.objects.update(created_at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        for minutes in (1.1, 1.2, 2.3, 3.4):
            requeue_stale(now=NOW + timedelta(minutes=minutes), seconds=STALE)
    assert len(no_broker) == 3
    assert stories(run) == ["Nobody answered: the program was called again."]


def test_a_report_taken_meanwhile_is_not_rung_again(monkeypatch):
    run = ReportRunFactory(heartbeat_at=NOW)
    late = NOW + timedelta(minutes=2)
    assert making._requeue(uuid4(), late, STALE) is False
    assert make(run, at=late)
    assert requeue_stale(now=late, seconds=STALE) == 0


def test_of_several_workers_one_takes_the_report(shared_database):
    run = ReportRunFactory()
    claims = at_once(lambda: making.claim_report(run_id=run.pk, now=NOW), times=6)
    assert len([claim for claim in claims if claim]) == 1


@pytest.mark.django_db(transaction=True)
def test_steps_are_committed_as_they_are_done(monkeypatch):
    run = ReportRunFactory()
    nested = []
    monkeypatch.setattr(making.time, "sleep", lambda _: nested.append(connection.in_atomic_block))
    assert make(run)
    assert nested == [False] * 18


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no instant while progress is written.")
@pytest.mark.django_db(transaction=True)
def test_what_is_recorded_during_the_making_waits_for_the_next_report(monkeypatch):
    operator = CampFactory().operator
    run, again = ReportRunFactory(operator=operator), ReportRunFactory(operator=operator, version=2)
    new = iter([lambda: CampFactory(operator=operator)])
    monkeypatch.setattr(making.time, "sleep", lambda _: next(new, int)())
    for report in (run, again):
        assert make(report)
        report.refresh_from_db()
    found = [[Bundle.from_json(report.figures).figure(code).value for code in ("A1", "A2")] for report in (run, again)]
    assert found == [[1, 0], [2, 0]]


@pytest.mark.django_db(transaction=True)
def test_a_fault_in_the_figures_lets_the_instant_go(monkeypatch):
    run = ReportRunFactory()
    stop_at(monkeypatch, "D1", lambda: 1 / 0)
    assert not make(run)
    run.refresh_from_db()
    assert (run.status, run.error, connection.in_atomic_block) == (RunStatus.FAILED, making.ERROR_IN_FIGURES, False)


def test_the_heart_beats_in_one_row():
    assert silent_since(now=NOW) is None
    beat(now=NOW)
    beat(now=NOW + timedelta(seconds=15))
    assert WorkerHeartbeat.objects.count() == 1
    assert silent_since(now=NOW + timedelta(seconds=20)) == timedelta(seconds=5)
