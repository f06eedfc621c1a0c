"""Reports: the job that makes one, the frozen version the State reads, and who downloaded it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from common.models import AppendOnly, Record
from common.period import Period
from reporting.enums import FileFormat, ReportKind, RunStatus
from reporting.querysets import DownloadQuerySet, PublishedQuerySet, RunQuerySet


class ReportRun(Record):
    """One report to make, as a row: the queue may lose its message, never the job."""

    operator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="report_runs")
    kind = models.CharField(_("kind"), max_length=10, choices=ReportKind)
    territory = models.CharField(_("territory"), max_length=8)
    period_start = models.DateField(_("first day"))
    period_end = models.DateField(_("day after the last"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    status = models.CharField(_("status"), max_length=10, choices=RunStatus, default=RunStatus.QUEUED)
    progress = models.PositiveSmallIntegerField(_("progress, in percent"), default=0)
    step = models.CharField(_("step"), max_length=80, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # Who holds the job: a worker that lost it must not write its result.
    claim = models.UUIDField(null=True, editable=False)
    heartbeat_at = models.DateTimeField(_("last sign of the worker"), null=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)
    error = models.TextField(_("what went wrong"), blank=True)
    # The exact figures, for the operator alone; see reporting/bundle.py.
    figures = models.JSONField(_("exact figures"), default=dict)
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    validated_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    validated_at = models.DateTimeField(_("validated at"), null=True)
    erratum_reason = models.CharField(_("reason of the correction"), max_length=300, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            # Twice asked, made once.
            models.UniqueConstraint(
                fields=["operator", "kind", "territory", "period_start", "period_end", "version"], name="report_made_once"
            ),
            models.CheckConstraint(condition=Q(period_end__gt=F("period_start")), name="report_period_in_order"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="report_progress_percent"),
        ]
        indexes = [models.Index(fields=["status", "heartbeat_at"], name="report_stale")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period.code} v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:run", args=[self.pk])

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)


class RunEvent(AppendOnly):
    """The story of a report: queued, taken by a worker, lost, taken again, made, validated."""

    run = models.ForeignKey(ReportRun, on_delete=models.PROTECT, related_name="events")
    what = models.CharField(_("what happened"), max_length=40)
    detail = models.CharField(_("detail"), max_length=300, blank=True)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.what


class PublishedReport(AppendOnly):
    """A frozen version: rounded figures, their definitions and a fingerprint. The State reads only these."""

    operator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="published_reports")
    run = models.OneToOneField(ReportRun, on_delete=models.PROTECT, related_name="published")
    kind = models.CharField(_("kind"), max_length=10, choices=ReportKind)
    territory = models.CharField(_("territory"), max_length=8)
    period_start = models.DateField(_("first day"))
    period_end = models.DateField(_("day after the last"))
    version = models.PositiveSmallIntegerField(_("version"))
    bundle = models.JSONField(_("published figures"))
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    erratum_reason = models.CharField(_("reason of the correction"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = PublishedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operator", "kind", "territory", "period_start", "period_end", "version"], name="published_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period.code} v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:library_report", args=[self.pk])

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)


class PublishedFile(AppendOnly):
    """One file of a published version, byte for byte as it was frozen."""

    published = models.ForeignKey(PublishedReport, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(_("format"), max_length=4, choices=FileFormat)
    name = models.CharField(_("file name"), max_length=120)
    content = models.BinaryField()
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["published", "format"], name="published_file_once")]

    def __str__(self) -> str:
        return self.name


class Download(AppendOnly):
    """Someone took a published file away."""

    published = models.ForeignKey(PublishedReport, on_delete=models.PROTECT, related_name="downloads")
    format = models.CharField(_("format"), max_length=4, choices=FileFormat)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = DownloadQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.published} {self.format}"


class WorkerHeartbeat(models.Model):
    """The last sign of life of the worker: one row."""

    name = models.CharField(primary_key=True, max_length=20)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
