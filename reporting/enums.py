"""Words of reports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportKind(TextChoices):
    MONTHLY = "monthly", _("Monthly note")


class RunStatus(TextChoices):
    QUEUED = "queued", _("Waiting for the worker")
    RUNNING = "running", _("Being made")
    DRAFT = "draft", _("Draft to validate")
    VALIDATED = "validated", _("Validated")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Replaced by a newer version")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


class FileFormat(TextChoices):
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "XLSX"
    ODS = "ods", "ODS"
    CSV = "csv", "CSV"


class DisclosureClass(TextChoices):
    OPEN = "open", _("Fact about sites, published as it is")
    R5 = "R5", _("Rounded to 5")
    R5Q = "R5Q", _("Rounded to 5, quarterly only")
    INT = "INT", _("Never leaves the operator")
