"""Every status × move of a referral, against the table of product.md written out here."""

from datetime import date

import pytest

from common.verdict import Refused
from partners import policies, services
from partners.enums import ReferralMove, ReferralResult, ReferralStatus
from partners.models import ReferralEvent
from partners.moves import ELSEWHERE, MOVES, Who, moves_from

OPEN = ["draft", "sent", "seen", "information_requested", "accepted", "scheduled", "attended", "no_show"]
TABLE = {
    ("draft", "send"): "sent",
    ("sent", "opened"): "seen",
    ("sent", "accept"): "accepted",
    ("seen", "accept"): "accepted",
    ("sent", "ask"): "information_requested",
    ("seen", "ask"): "information_requested",
    ("sent", "refuse"): "refused",
    ("seen", "refuse"): "refused",
    ("information_requested", "answer"): "sent",
    ("sent", "expire"): "expired",
    ("seen", "expire"): "expired",
    ("accepted", "schedule"): "scheduled",
    ("scheduled", "attend"): "attended",
    ("scheduled", "miss"): "no_show",
    ("no_show", "reschedule"): "scheduled",
    ("no_show", "close"): "closed",
    ("attended", "close"): "closed",
    **{(status, "cancel"): "cancelled" for status in OPEN},
    **{(status, "withdraw"): "withdrawn" for status in OPEN},
}
EVERY = [(status, move) for status in ReferralStatus.values for move in ReferralMove.values]
WHO = {
    "send": {"worker"},
    "opened": {"system"},
    "accept": {"partner"},
    "ask": {"partner"},
    "refuse": {"partner"},
    "answer": {"worker"},
    "expire": {"system"},
    "schedule": {"partner", "worker"},
    "attend": {"partner", "worker"},
    "miss": {"partner", "worker"},
    "reschedule": {"partner", "worker"},
    "close": {"partner", "worker"},
    "cancel": {"worker"},
    "withdraw": {"person"},
}


def at(referral, status):
    """The referral in that status, as the database would hold it."""
    referral.status = status
    if status in ("scheduled", "attended", "no_show"):
        referral.appointment_on = date(2026, 1, 12)
    referral.save()
    return referral


def make(referral, move, worker, today):
    facts = {"referral": referral, "by": worker, "today": today}
    if move == "send":
        return services.send_referral(**facts)
    result = ReferralResult.NOT_OBTAINED if move == "close" else ""
    appointment = date(2026, 2, 1) if move in ("schedule", "reschedule") else None
    return services.move_referral(
        move=ReferralMove(move), on=today, note="Said so.", result=result, appointment_on=appointment, **facts
    )


@pytest.mark.parametrize(("status", "move"), EVERY)
def test_a_move_is_allowed_only_where_the_table_says(worker, sent, status, move):
    verdict = policies.may_move(worker, at(sent, status), move)
    assert bool(verdict) is ((status, move) in TABLE)
    assert verdict or str(verdict.reason).endswith(".")


@pytest.mark.parametrize(("status", "move"), EVERY)
def test_a_service_moves_or_refuses_as_the_table_says(worker, sent, today, status, move):
    referral = at(sent, status)
    if (status, move) not in TABLE:
        with pytest.raises(Refused):
            make(referral, move, worker, today)
        assert not ReferralEvent.objects.exists()
        return
    moved = make(referral, move, worker, today)
    event = ReferralEvent.objects.get(referral=moved)
    assert moved.status == TABLE[status, move]
    assert (event.move, event.from_status, event.to_status, event.actor) == (move, status, moved.status, worker)


@pytest.mark.parametrize("status", ReferralStatus.values)
def test_the_moves_offered_are_those_of_the_table(status):
    assert {str(move) for move in moves_from(status)} == {move for origin, move in TABLE if origin == status}


@pytest.mark.parametrize("move", ReferralMove)
def test_each_move_says_whose_it_is(move):
    assert set(MOVES[move].who) == {Who(name) for name in WHO[move]}


@pytest.mark.parametrize("status", ReferralStatus.values)
def test_another_partner_is_asked_after_a_refusal_or_a_silence_only(worker, sent, status):
    verdict = policies.may_refer_elsewhere(worker, at(sent, status))
    assert bool(verdict) is (status in ELSEWHERE) is (status in {"refused", "expired"})
