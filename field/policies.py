"""Who may log a round."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from camps.models import SiteVisit
from common.verdict import ALLOWED, Verdict


def may_deliver(user: User) -> Verdict:
    """Those who support families send what they logged; nobody else has anything to send."""
    if not user.supports_families:
        return Verdict(_("Only those who support families log rounds."))
    return ALLOWED


def may_log_round(user: User, visit: SiteVisit) -> Verdict:
    """A round is logged by the person who started it; a colleague starts their own."""
    if not may_deliver(user):
        return may_deliver(user)
    if visit.worker_id != user.pk:
        return Verdict(_("This round is a colleague's. Start your own."))
    return ALLOWED
