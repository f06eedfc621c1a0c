"""Every status × move of a camp, against the table written out here."""

import pytest

from camps import policies
from camps.enums import CampMove, CampStatus
from camps.moves import MOVES, moves_from
from tests.factories.camps import CampFactory

ALLOWED = {
    ("reported", "confirm"): "confirmed",
    ("reported", "follow"): "active",
    ("reported", "close"): "closed",
    ("confirmed", "follow"): "active",
    ("confirmed", "start_closing"): "closing",
    ("confirmed", "close"): "closed",
    ("active", "start_closing"): "closing",
    ("active", "close"): "closed",
    ("closing", "follow"): "active",
    ("closing", "close"): "closed",
    ("closed", "reopen"): "confirmed",
}


@pytest.mark.parametrize("status", CampStatus.values)
@pytest.mark.parametrize("move", CampMove.values)
def test_a_move_is_possible_only_where_the_table_says(worker, status, move):
    camp = CampFactory.build(operator=worker.organisation, status=status)
    verdict = policies.may_move(worker, camp, move)
    assert bool(verdict) is ((status, move) in ALLOWED)
    assert verdict or str(verdict.reason).endswith(".")


@pytest.mark.parametrize(("origin", "target"), ALLOWED.items())
def test_a_move_leads_where_the_table_says(origin, target):
    status, move = origin
    assert MOVES[CampMove(move)].target == target
    assert CampMove(move) in moves_from(status)


def test_every_move_has_its_rule():
    assert set(MOVES) == set(CampMove)
