"""Every write of reporting: orders, the making, the publication."""

from reporting.services.making import beat, requeue_stale, run_report, silent_since
from reporting.services.publishing import (
    preview_of,
    publish_report,
    published_month_before,
    record_download,
    validate_and_publish,
    validate_report,
)
from reporting.services.runs import cancel_report, correct_report, order_monthly_notes, order_report, redo_report

__all__ = [
    "beat",
    "cancel_report",
    "correct_report",
    "order_monthly_notes",
    "order_report",
    "preview_of",
    "publish_report",
    "published_month_before",
    "record_download",
    "redo_report",
    "requeue_stale",
    "run_report",
    "silent_since",
    "validate_and_publish",
    "validate_report",
]
