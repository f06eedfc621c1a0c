"""Who may do what with partners and referrals, and why not."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from common.verdict import ALLOWED, Verdict
from households.models import Household, SharingConsent
from partners.enums import ReferralMove
from partners.models import Partner, Referral
from partners.moves import ELSEWHERE, MOVES, SILENCE_DAYS

# Moves that give the partner something more about the household.
SHARING = (ReferralMove.SEND, ReferralMove.ANSWER)


def may_see_partners(user: User) -> Verdict:
    """The directory and the referrals are the field team's."""
    if not user.supports_families:
        return Verdict(_("Only those who support families see the partners."))
    return ALLOWED


def may_add_partner(user: User) -> Verdict:
    """Anyone of the field team adds a partner to the directory."""
    return may_see_partners(user)


def may_edit_partner(user: User, partner: Partner) -> Verdict:
    """The team whose directory it is corrects it."""
    if not user.supports_families:
        return may_see_partners(user)
    if partner.operator_id != user.organisation_id:
        return Verdict(_("This partner is in another team's directory."))
    return ALLOWED


def may_refer(user: User, household: Household) -> Verdict:
    """The team that supports the household refers it."""
    if not user.supports_families:
        return Verdict(_("Only those who support families refer them to partners."))
    if household.operator_id != user.organisation_id:
        return Verdict(_("Another team supports this household."))
    return ALLOWED


def takes_referrals(household: Household, partner: Partner) -> Verdict:
    """An active partner of the household's own team."""
    if partner.operator_id != household.operator_id:
        return Verdict(_("This partner is in another team's directory."))
    if not partner.is_active:
        return Verdict(_("This partner takes no referrals at present."))
    return ALLOWED


def may_move(user: User, referral: Referral, move: str) -> Verdict:
    """The table of moves decides, for the team that supports the household."""
    verdict = may_refer(user, referral.household)
    if not verdict:
        return verdict
    rule = MOVES[ReferralMove(move)]
    return ALLOWED if referral.status in rule.origins else Verdict(rule.otherwise)


def may_refer_elsewhere(user: User, referral: Referral) -> Verdict:
    """Another partner is asked once this one has not accepted, or has not answered."""
    verdict = may_refer(user, referral.household)
    if verdict and referral.status not in ELSEWHERE:
        return Verdict(_("Another partner is asked once this one refused or did not answer."))
    return verdict


def consent_covers(consent: SharingConsent | None, referral: Referral) -> Verdict:
    """The household agreed, for this purpose and this partner, and has not taken it back."""
    if consent is None:
        return Verdict(_("The household has not agreed to share this with this partner."))
    if consent.withdrawn_on:
        return Verdict(_("The household withdrew its agreement: nothing more is shared."))
    agreed = (consent.household_id, consent.purpose, consent.shared_with)
    if agreed != (referral.household_id, referral.purpose, referral.partner.name):
        return Verdict(_("This agreement is for another purpose or another partner."))
    return ALLOWED


def day_fits(referral: Referral, move: str, on: date, today: date) -> Verdict:
    """What is recorded has happened, after the sending, and not before its appointment or its 14 days."""
    if on > today:
        return Verdict(_("This day is still to come."))
    if referral.sent_on and on < referral.sent_on:
        return Verdict(_("The referral was sent on %(day)s.") % {"day": _said(referral.sent_on)})
    if move in (ReferralMove.ATTEND, ReferralMove.MISS) and referral.appointment_on and on < referral.appointment_on:
        return Verdict(_("The appointment is on %(day)s.") % {"day": _said(referral.appointment_on)})
    if move == ReferralMove.EXPIRE:
        return _silent_long_enough(referral, on)
    return ALLOWED


def _silent_long_enough(referral: Referral, on: date) -> Verdict:
    lapses_on = referral.sent_on + timedelta(days=SILENCE_DAYS) if referral.sent_on else on
    if on >= lapses_on:
        return ALLOWED
    return Verdict(_("The partner has until %(day)s to answer.") % {"day": _said(lapses_on)})


def _said(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
