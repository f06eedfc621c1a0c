"""Who may import, and when an import may still change."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.verdict import ALLOWED, Verdict
from exchange.enums import ImportStatus, LineOutcome
from exchange.models import ImportLine, RegisterImport


def may_import(user: User) -> Verdict:
    """Coordinators bring registers in: one person answers for what is taken."""
    if not user.is_coordinator:
        return Verdict(_("Only coordinators import registers."))
    return ALLOWED


def may_change(user: User, register_import: RegisterImport) -> Verdict:
    """Columns and cells change while the import is to check."""
    return _own(user, register_import) and _still_open(register_import)


def may_confirm(user: User, register_import: RegisterImport) -> Verdict:
    """An import is confirmed once."""
    return may_change(user, register_import)


def may_decide(user: User, line: ImportLine) -> Verdict:
    """Before the confirmation any line; after it, only one that was held back for a decision."""
    register_import = line.sheet.register_import
    own = _own(user, register_import)
    if not own or register_import.is_open:
        return own
    if register_import.is_confirmed and line.outcome == LineOutcome.DOUBT:
        return ALLOWED
    if register_import.is_confirmed:
        return Verdict(_("This line is settled already."))
    return _still_open(register_import)


def _own(user: User, register_import: RegisterImport) -> Verdict:
    verdict = may_import(user)
    if verdict and register_import.operator_id != user.organisation_id:
        return Verdict(_("This import belongs to another association."))
    return verdict


def _still_open(register_import: RegisterImport) -> Verdict:
    if register_import.status == ImportStatus.CONFIRMED:
        return Verdict(_("This import is already done."))
    if register_import.status == ImportStatus.CANCELLED:
        return Verdict(_("This import was given up."))
    return ALLOWED
