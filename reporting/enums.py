"""Words of reports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportKind(TextChoices):
    MONTHLY = "monthly", _("Monthly note")


class RunStatus(TextChoices):
    QUEUED = "queued", _("Waiting its turn")
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


class IndicatorKind(TextChoices):
    STOCK = "stock", _("On the last day")
    FLOW = "flow", _("During the period")
    RATE = "rate", _("Rate")
    RATIO = "ratio", _("Ratio")


class ListKind(TextChoices):
    """What the list behind a figure holds."""

    CAMPS = "camps", _("Camps")
    PERSONS = "persons", _("People")
    HOUSEHOLDS = "households", _("Households")
    VISITS = "visits", _("Visits")
    REFERRALS = "referrals", _("Referrals")


class SizeBand(TextChoices):
    """How many people live on a camp, by its latest count."""

    TINY = "000-009", _("Fewer than 10 people")
    SMALL = "010-050", _("10 to 50 people")
    MIDDLE = "051-100", _("51 to 100 people")
    LARGE = "101-", _("More than 100 people")
    UNKNOWN = "unknown", _("Size unknown")


class CampOrigin(TextChoices):
    NEW = "new", _("New settlement")
    RESETTLEMENT = "resettlement", _("Resettlement")
    UNKNOWN = "unknown", _("Origin unknown")


class EventKind(TextChoices):
    """The moments of a report's story."""

    ORDERED = "ordered", _("Ordered")
    TAKEN = "taken", _("Taken by the program")
    RESENT = "resent", _("Asked again")
    LOST = "lost", _("Program stopped")
    MADE = "made", _("Made")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    REDONE = "redone", _("Made again")
    CORRECTED = "corrected", _("Correction ordered")
    VALIDATED = "validated", _("Validated")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Replaced by a newer version")
