"""The acts of reports, in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

# One act an indicator, so that the trail tells which list was opened; a test holds it to the registry.
LISTED = ("A1", "A2", "A3", "A5", "B1", "B2", "C1", "C2", "D1", "D2", "D5", "E3", "F2", "G1", "I1", "I2", "K1", "O1")
WORDS = {
    "report.order": _("Ordered a report"),
    "report.redo": _("Had a report made again"),
    "report.cancel": _("Cancelled a report"),
    "report.validate": _("Validated a report"),
    "report.publish": _("Published a report"),
    "report.download": _("Downloaded a report"),
    **{f"report.list.{code}": _("Opened the list behind a figure") for code in LISTED},
}
