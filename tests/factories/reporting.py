"""Reports in their states."""

from datetime import UTC, date, datetime

import factory

from reporting.enums import ReportKind
from reporting.models import Download, PublishedFile, PublishedReport, ReportRun, RunEvent
from tests.factories.accounts import CoordinatorFactory, OrganisationFactory, StateReaderFactory
from tests.reporting.samples import published


class ReportRunFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReportRun

    operator = factory.SubFactory(OrganisationFactory)
    kind = ReportKind.MONTHLY
    territory = "77"
    period_start = date(2026, 1, 1)
    period_end = date(2026, 2, 1)


class RunEventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RunEvent

    run = factory.SubFactory(ReportRunFactory)
    what = "queued"


class PublishedReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PublishedReport

    run = factory.SubFactory(ReportRunFactory)
    operator = factory.SelfAttribute("run.operator")
    kind = factory.SelfAttribute("run.kind")
    territory = factory.SelfAttribute("run.territory")
    period_start = factory.SelfAttribute("run.period_start")
    period_end = factory.SelfAttribute("run.period_end")
    version = factory.SelfAttribute("run.version")
    bundle = factory.LazyAttribute(lambda o: published(period=o.run.period, version=o.version).to_json())
    fingerprint = "0" * 64
    published_at = datetime(2026, 2, 3, 8, 0, tzinfo=UTC)
    published_by = factory.SubFactory(CoordinatorFactory, organisation=factory.SelfAttribute("..run.operator"))


class PublishedFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PublishedFile

    published = factory.SubFactory(PublishedReportFactory)
    format = "csv"
    name = "report.csv"
    content = b"x"
    size = 1
    sha256 = "0" * 64


class DownloadFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Download

    published = factory.SubFactory(PublishedReportFactory)
    format = "csv"
    user = factory.SubFactory(StateReaderFactory)
