"""Who may do what with camps, and why not."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from camps.enums import CampMove
from camps.models import Camp
from camps.moves import MOVES
from common.verdict import ALLOWED, Verdict


def may_see_camps(user: User) -> Verdict:
    """Camps are the field team's."""
    if not user.supports_families:
        return Verdict(_("Only those who support families see the camps."))
    return ALLOWED


def may_report_camp(user: User) -> Verdict:
    """Anyone of the field team adds a camp."""
    return may_see_camps(user)


def may_edit_camp(user: User, camp: Camp) -> Verdict:
    """The team that follows the camp corrects what is known of it, closed or not."""
    if not user.supports_families:
        return may_see_camps(user)
    if camp.operator_id != user.organisation_id:
        return Verdict(_("Another team follows this camp."))
    return ALLOWED


def may_observe(user: User, camp: Camp) -> Verdict:
    """The team writes what was seen or told; a closed camp still takes what happened before it closed."""
    return may_edit_camp(user, camp)


def may_visit(user: User, camp: Camp) -> Verdict:
    """Rounds, and what is true today, need an open camp."""
    verdict = may_edit_camp(user, camp)
    if verdict and not camp.is_open:
        return Verdict(_("This camp is closed. Reopen it first."))
    return verdict


def may_move(user: User, camp: Camp, move: str) -> Verdict:
    """The table of moves decides, for the team that follows the camp."""
    verdict = may_edit_camp(user, camp)
    if not verdict:
        return verdict
    rule = MOVES[CampMove(move)]
    return ALLOWED if camp.status in rule.origins else Verdict(rule.otherwise)


def day_is_past(day: date, today: date) -> Verdict:
    """What was seen or told has happened."""
    return Verdict(_("This day is still to come.")) if day > today else ALLOWED


def day_of_camp(camp: Camp, day: date, today: date) -> Verdict:
    """A day on which something can have been seen there: not to come, not before the camp, not after its end."""
    if day > today:
        return day_is_past(day, today)
    if camp.known_since and day < camp.known_since:
        since = date_format(camp.known_since, "DATE_FORMAT")
        return Verdict(_("This camp is known since %(day)s only. Correct that first if it is older.") % {"day": since})
    if camp.closed_on and day > camp.closed_on:
        return Verdict(_("This camp closed on %(day)s.") % {"day": date_format(camp.closed_on, "DATE_FORMAT")})
    return ALLOWED
