"""A draft is validated by a coordinator, then published once, frozen with its files."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from common.period import Period
from common.verdict import Refused
from reporting.bundle import PublishedBundle
from reporting.enums import RunStatus
from reporting.models import Download, PublishedFile, PublishedReport, ReportRun
from reporting.renderers import render_files
from reporting.services import publishing
from tests.factories.accounts import AdministratorFactory, CoordinatorFactory, StateReaderFactory, UserFactory
from tests.factories.reporting import PublishedReportFactory, ReportRunFactory
from tests.races import at_once
from tests.reporting import samples

pytestmark = pytest.mark.django_db
NOW = samples.PUBLISHED_AT


@pytest.fixture
def coordinator():
    return CoordinatorFactory()


def draft(coordinator, period=None, version=1, **fields) -> ReportRun:
    period = period or Period.month(2026, 10)
    bundle = samples.exact(period=period, version=version, erratum_reason=fields.get("erratum_reason", ""))
    return ReportRunFactory(
        operator=coordinator.organisation,
        period_start=period.start,
        period_end=period.end,
        version=version,
        status=fields.pop("status", RunStatus.DRAFT),
        figures=bundle.to_json(),
        **fields,
    )


def publish(run, by, now=NOW) -> PublishedReport:
    return publishing.validate_and_publish(run=run, by=by, now=now)


def test_a_draft_is_validated_by_name_and_instant(coordinator):
    run = publishing.validate_report(run=draft(coordinator), by=coordinator, now=NOW)
    assert (run.status, run.validated_by, run.validated_at) == (RunStatus.VALIDATED, coordinator, NOW)
    assert [event.what for event in run.events.order_by("pk")] == ["validated"]
    assert AuditEntry.objects.get(act="report.validate").thing_id == run.pk


@pytest.mark.parametrize("status", [s for s in RunStatus if s != RunStatus.DRAFT])
def test_only_a_draft_is_validated(coordinator, status):
    with pytest.raises(Refused, match="Only a draft is validated"):
        publishing.validate_report(run=draft(coordinator, status=status), by=coordinator, now=NOW)


def test_a_draft_is_not_published_before_it_is_validated(coordinator):
    with pytest.raises(Refused, match="Only a validated report is published"):
        publishing.publish_report(run=draft(coordinator), by=coordinator, now=NOW)
    assert not PublishedReport.objects.exists()


@pytest.mark.parametrize("factory", [UserFactory, AdministratorFactory, StateReaderFactory])
def test_only_a_coordinator_publishes(coordinator, factory):
    run = draft(coordinator, status=RunStatus.VALIDATED)
    with pytest.raises(Refused, match="Only a coordinator"):
        publishing.publish_report(run=run, by=factory(), now=NOW)


def test_a_coordinator_does_not_publish_for_another_operator(coordinator):
    with pytest.raises(Refused, match="another operator"):
        publish(draft(coordinator), CoordinatorFactory())
    assert ReportRun.objects.get().status == RunStatus.DRAFT


def test_a_published_version_is_frozen_with_its_fingerprint_and_four_files(coordinator):
    published = publish(draft(coordinator), coordinator)
    bundle = PublishedBundle.from_json(PublishedReport.objects.get().bundle)
    assert published.fingerprint == bundle.fingerprint()
    assert bundle.published_at == published.published_at == NOW
    assert [file.format for file in published.files.order_by("pk")] == ["pdf", "xlsx", "ods", "csv"]
    assert published.run.status == RunStatus.PUBLISHED
    assert AuditEntry.objects.get(act="report.publish").detail["fingerprint"] == published.fingerprint


def test_regenerating_from_the_frozen_bundle_gives_the_same_bytes(coordinator):
    publish(draft(coordinator), coordinator)
    again = {f.format: f.content for f in render_files(PublishedBundle.from_json(PublishedReport.objects.get().bundle))}
    for file in PublishedFile.objects.order_by("pk"):
        assert again[file.format] == bytes(file.content)
        assert file.sha256 == hashlib.sha256(again[file.format]).hexdigest()
        assert file.size == len(again[file.format])


def test_a_clock_with_microseconds_is_frozen_to_the_second(coordinator):
    published = publish(draft(coordinator), coordinator, NOW.replace(microsecond=123456))
    assert published.published_at == NOW
    assert published.files.count() == 4


def test_what_is_published_is_what_was_shown_before(coordinator):
    run = draft(coordinator)
    preview = publishing.preview_of(run)
    assert PublishedBundle.from_json(publish(run, coordinator).bundle).figures == preview.figures


def test_a_second_click_publishes_nothing_more(coordinator):
    run = draft(coordinator)
    first = publish(run, coordinator)
    assert publish(run, coordinator, NOW + timedelta(seconds=2)) == first
    assert publishing.publish_report(run=run, by=coordinator, now=NOW) == first
    assert (PublishedReport.objects.count(), PublishedFile.objects.count()) == (1, 4)
    assert AuditEntry.objects.filter(act="report.publish").count() == 1


def test_the_database_keeps_one_published_row_a_version(coordinator):
    first = publish(draft(coordinator), coordinator)
    other = ReportRunFactory(operator=first.operator, period_start=date(2020, 1, 1), period_end=date(2020, 2, 1))
    same = {"period_start": first.period_start, "period_end": first.period_end, "version": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedReportFactory(run=other, operator=first.operator, **same)


def test_a_file_that_cannot_be_made_leaves_nothing_published(coordinator, monkeypatch):
    monkeypatch.setattr(publishing, "render_files", lambda bundle: 1 / 0)
    run = draft(coordinator)
    with pytest.raises(ZeroDivisionError):
        publish(run, coordinator)
    run.refresh_from_db()
    assert (run.status, PublishedReport.objects.count()) == (RunStatus.DRAFT, 0)


def test_arrows_compare_with_the_newest_version_of_the_month_before(coordinator):
    september = Period.month(2026, 9)
    publish(draft(coordinator, september), coordinator)
    publish(draft(coordinator, september, version=2), coordinator)
    run = draft(coordinator)
    assert publishing.published_month_before(run).version == 2
    assert publishing.preview_of(run).figure("B1").movement == "same"


def test_the_first_month_has_no_arrow(coordinator):
    assert publishing.preview_of(draft(coordinator)).figure("B1").movement == ""


def test_a_new_version_replaces_the_former_which_stays_readable(coordinator):
    first = publish(draft(coordinator), coordinator)
    second = publish(draft(coordinator, version=2, erratum_reason="Counted twice."), coordinator)
    first.run.refresh_from_db()
    assert (first.run.status, second.run.status) == (RunStatus.SUPERSEDED, RunStatus.PUBLISHED)
    assert first.run.events.get(what="superseded").detail == "v2"
    assert PublishedReport.objects.with_replacement().get(pk=first.pk).replaced_by == 2
    assert second.erratum_reason == "Counted twice."


def test_another_month_or_operator_is_not_replaced(coordinator):
    other = CoordinatorFactory()
    runs = [draft(other), draft(coordinator, Period.month(2026, 9))]
    publish(runs[0], other)
    publish(runs[1], coordinator)
    publish(draft(coordinator, version=2), coordinator)
    assert {ReportRun.objects.get(pk=run.pk).status for run in runs} == {RunStatus.PUBLISHED}


def test_a_published_report_is_never_changed(coordinator):
    published = publish(draft(coordinator), coordinator)
    with pytest.raises(TypeError, match="append-only"):
        published.save()
    with pytest.raises(TypeError, match="append-only"):
        published.files.get(format="pdf").save()


def test_a_download_is_written_twice_over_in_the_log_and_in_the_trail():
    reader, published = StateReaderFactory(), PublishedReportFactory()
    publishing.record_download(published=published, file_format="pdf", user=reader, address="127.0.0.1")
    assert Download.objects.get().user == reader
    entry = AuditEntry.objects.get(act="report.download")
    assert (entry.kind, entry.address, entry.detail) == ("export", "127.0.0.1", {"format": "pdf"})


def test_an_administrator_takes_no_report_away():
    with pytest.raises(Refused):
        publishing.record_download(published=PublishedReportFactory(), file_format="pdf", user=AdministratorFactory())


def test_clicks_at_the_same_moment_publish_once(shared_database, coordinator):
    run = draft(coordinator)
    answers = at_once(lambda: publish(ReportRun.objects.get(pk=run.pk), coordinator).pk, times=4)
    assert set(answers) == {PublishedReport.objects.get().pk}
    assert PublishedFile.objects.count() == 4
