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


def may_publish_report(user: User, run: ReportRun) -> Verdict:
    """A coordinator of the operator publishes a validated report, once."""
    if not user.is_coordinator:
        return ONLY_COORDINATORS
    if run.operator_id != user.organisation_id:
        return Verdict(_("This report belongs to another operator."))
    if run.status != RunStatus.VALIDATED:
        return Verdict(_("Only a validated report is published."))
    return ALLOWED


def may_see_preview(user: User, run: ReportRun) -> Verdict:
    """The page that shows what will be published opens for drafts and validated reports."""
    if not user.is_coordinator:
        return ONLY_COORDINATORS
    if run.status not in (RunStatus.DRAFT, RunStatus.VALIDATED):
        return Verdict(_("Only a draft is prepared for publication."))
    return ALLOWED


def may_read_library(user: User) -> Verdict:
    """Published reports are for the State's readers, and for the team that made them."""
    if user.is_state_reader or user.supports_families:
        return ALLOWED
    return Verdict(_("Published reports are for the State's readers and for the team."))


def may_download(user: User) -> Verdict:
    """Whoever reads the library may take its files away; each time is written down."""
    return may_read_library(user)


def may_see_downloads(user: User) -> Verdict:
    """A coordinator sees who took which file away, and when."""
    return ALLOWED if user.is_coordinator else Verdict(_("Only a coordinator sees who downloaded the reports."))
