"""The life of a referral: the one table of its moves (product.md, « Referral: states and moves »)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partners.enums import ReferralMove, ReferralStatus
from partners.querysets import ENDED


class Who(StrEnum):
    """Whose move it is; until partners answer by themselves, the worker writes down what they did."""

    WORKER = "worker"
    PARTNER = "partner"
    SYSTEM = "system"
    PERSON = "person"


@dataclass(frozen=True)
class Move:
    """From which statuses to which one, and who makes it; `otherwise` says why not from any other."""

    origins: frozenset[str]
    target: ReferralStatus
    who: tuple[Who, ...]
    otherwise: Promise


S = ReferralStatus
M = ReferralMove
OPEN = frozenset(set(ReferralStatus) - set(ENDED))
WAITING = frozenset({S.SENT, S.SEEN})
EITHER = (Who.PARTNER, Who.WORKER)
NOT_WAITING = _("The partner answers a referral that was sent and waits for an answer.")
SILENCE_DAYS = 14

MOVES: dict[ReferralMove, Move] = {
    M.SEND: Move(frozenset({S.DRAFT}), S.SENT, (Who.WORKER,), _("Only a draft can be sent.")),
    M.OPENED: Move(frozenset({S.SENT}), S.SEEN, (Who.SYSTEM,), _("Only a referral just sent can be opened.")),
    M.ACCEPT: Move(WAITING, S.ACCEPTED, (Who.PARTNER,), NOT_WAITING),
    M.ASK: Move(WAITING, S.INFORMATION_REQUESTED, (Who.PARTNER,), NOT_WAITING),
    M.REFUSE: Move(WAITING, S.REFUSED, (Who.PARTNER,), NOT_WAITING),
    M.ANSWER: Move(
        frozenset({S.INFORMATION_REQUESTED}), S.SENT, (Who.WORKER,), _("The partner is not waiting for an answer of ours.")
    ),
    M.EXPIRE: Move(WAITING, S.EXPIRED, (Who.SYSTEM,), _("Only a referral that waits for an answer can lapse.")),
    M.SCHEDULE: Move(frozenset({S.ACCEPTED}), S.SCHEDULED, EITHER, _("An appointment is set once the partner has accepted.")),
    M.ATTEND: Move(frozenset({S.SCHEDULED}), S.ATTENDED, EITHER, _("No appointment is set.")),
    M.MISS: Move(frozenset({S.SCHEDULED}), S.NO_SHOW, EITHER, _("No appointment is set.")),
    M.RESCHEDULE: Move(frozenset({S.NO_SHOW}), S.SCHEDULED, EITHER, _("Another appointment is set after one that was missed.")),
    M.CLOSE: Move(frozenset({S.ATTENDED, S.NO_SHOW}), S.CLOSED, EITHER, _("The result is recorded after the appointment.")),
    M.CANCEL: Move(OPEN, S.CANCELLED, (Who.WORKER,), _("This referral has already ended.")),
    M.WITHDRAW: Move(OPEN, S.WITHDRAWN, (Who.PERSON,), _("This referral has already ended.")),
}
# Not a move of the referral itself: a new draft to another partner, chained to this one.
ELSEWHERE = frozenset({S.REFUSED, S.EXPIRED})
# Moves without a sentence from whoever made them are worth nothing later.
WITH_REASON = frozenset({M.ASK, M.REFUSE, M.ANSWER, M.CANCEL})


def moves_from(status: str) -> list[ReferralMove]:
    """The moves the table offers from a status, in the order of a referral's life."""
    return [move for move, rule in MOVES.items() if status in rule.origins]
