"""The life of a camp: the one table of its moves."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from camps.enums import CampMove, CampStatus


@dataclass(frozen=True)
class Move:
    """From which statuses to which one; `otherwise` says why not from any other."""

    origins: frozenset[str]
    target: CampStatus
    otherwise: Promise


S = CampStatus
MOVES: dict[CampMove, Move] = {
    CampMove.CONFIRM: Move(frozenset({S.REPORTED}), S.CONFIRMED, _("Only a camp just reported is to be confirmed.")),
    CampMove.FOLLOW: Move(
        frozenset({S.REPORTED, S.CONFIRMED, S.CLOSING}), S.ACTIVE, _("This camp is followed already, or it is closed.")
    ),
    CampMove.START_CLOSING: Move(
        frozenset({S.CONFIRMED, S.ACTIVE}), S.CLOSING, _("Only a confirmed or followed camp can start closing.")
    ),
    CampMove.CLOSE: Move(frozenset({S.REPORTED, S.CONFIRMED, S.ACTIVE, S.CLOSING}), S.CLOSED, _("This camp is closed already.")),
    CampMove.REOPEN: Move(frozenset({S.CLOSED}), S.CONFIRMED, _("This camp is not closed.")),
}


def moves_from(status: str) -> list[CampMove]:
    """The moves that are possible from a status, in the order of a camp's life."""
    return [move for move, rule in MOVES.items() if status in rule.origins]
