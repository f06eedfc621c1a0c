"""Who may order, cancel, redo, correct and validate a report."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.verdict import ALLOWED, Verdict
from reporting.enums import RunStatus
from reporting.models import ReportRun

ONLY_COORDINATORS = Verdict(_("Only a coordinator orders and validates reports."))
AT_WORK = (RunStatus.QUEUED, RunStatus.RUNNING)
REMADE = (RunStatus.DRAFT, RunStatus.FAILED, RunStatus.CANCELLED)


def may_order_report(user: User) -> Verdict:
    """A coordinator orders the operator's reports."""
    return ALLOWED if user.is_coordinator else ONLY_COORDINATORS


def may_read_figures(user: User) -> Verdict:
    """Exact figures and the lists behind them are for those who support families."""
    if user.supports_families:
        return ALLOWED
    return Verdict(_("Exact figures are for the people who support families."))


def may_cancel_report(user: User, run: ReportRun) -> Verdict:
    """A report is cancelled while it waits or is being made."""
    if not user.is_coordinator:
        return ONLY_COORDINATORS
    if run.status not in AT_WORK:
        return Verdict(_("This report is no longer being made."))
    return ALLOWED


def may_redo_report(user: User, run: ReportRun) -> Verdict:
    """A draft, a failed or a cancelled report is made again from today's records."""
    if not user.is_coordinator:
        return ONLY_COORDINATORS
    if run.status in AT_WORK:
        return Verdict(_("This report is already on its way."))
    if run.status not in REMADE:
        return Verdict(_("A validated report is not made again: order a correction."))
    return ALLOWED


def may_correct_report(user: User, run: ReportRun) -> Verdict:
    """A published report is corrected by a new version, never changed."""
    if not user.is_coordinator:
        return ONLY_COORDINATORS
    if run.status != RunStatus.PUBLISHED:
        return Verdict(_("Only the published version is corrected."))
    return ALLOWED


def may_validate_report(user: User, run: ReportRun) -> Verdict:
    """A coordinator validates a draft."""
    if not user.is_coordinator:
        return ONLY_COORDINATORS
    if run.status != RunStatus.DRAFT:
        return Verdict(_("Only a draft is validated."))
    return ALLOWED
