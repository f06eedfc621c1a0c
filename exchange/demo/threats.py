"""The legal track of camps and the evacuation dates that were announced, some of which slipped."""

from __future__ import annotations

from datetime import date, timedelta

from accounts.models import User
from camps.enums import Certainty, ClosureKind, LegalStepKind
from camps.models import Camp, EvacuationDate, LegalStep
from exchange.demo.maker import Maker

STEPS = [LegalStepKind.COMPLAINT, LegalStepKind.COURT_REFERRAL, LegalStepKind.DECISION, LegalStepKind.ORDER_TO_LEAVE]
SOURCE = "Préfecture (fictive)"
# Days left before the evacuations to come.
TO_COME = [12, 26, 41, 75]


def make_threats(maker: Maker, camps: list[Camp], teller: User) -> None:
    """A track for each camp that was evacuated, and for one open camp in three a date to come."""
    steps: list[LegalStep] = []
    dates: list[EvacuationDate] = []
    for rank, camp in enumerate(camps):
        if camp.closed_on and camp.closure_kind != ClosureKind.LEFT:
            steps += [*_track(maker, camp, camp.closed_on, teller), _carried_out(maker, camp, camp.closed_on, teller)]
            dates += _announced(maker, camp, camp.closed_on, teller)
        elif not camp.closed_on and rank % 3 == 0:
            day = maker.today + timedelta(days=TO_COME[rank // 3 % len(TO_COME)])
            steps += _track(maker, camp, day, teller)
            dates += _announced(maker, camp, day, teller)
    LegalStep.objects.bulk_create(steps)
    EvacuationDate.objects.bulk_create(dates)


def _track(maker: Maker, camp: Camp, end: date, teller: User) -> list[LegalStep]:
    """From the complaint to the order to leave, over six weeks to eight months; steps to come are not known."""
    length = maker.rng.randint(45, 240)
    made = []
    for rank, kind in enumerate(STEPS):
        day = max(camp.reported_on, end - timedelta(days=length * (4 - rank) // 4))
        if day <= maker.today:
            certainty = Certainty.WRITTEN if rank > 1 else Certainty.TOLD
            made.append(_step(maker, camp, kind, day, certainty, teller))
    return made


def _carried_out(maker: Maker, camp: Camp, day: date, teller: User) -> LegalStep:
    return _step(maker, camp, LegalStepKind.CARRIED_OUT, day, Certainty.WRITTEN, teller)


def _step(maker: Maker, camp: Camp, kind: str, day: date, certainty: str, teller: User) -> LegalStep:
    row = LegalStep(id=maker.id(day), camp=camp, kind=kind, happened_on=day, source=SOURCE)
    row.certainty, row.recorded_by = certainty, teller
    return row


def _announced(maker: Maker, camp: Camp, day: date, teller: User) -> list[EvacuationDate]:
    """The date, told two weeks to two months before; one in three slips twice before it holds."""
    told = max(camp.reported_on, min(day, maker.today) - timedelta(days=maker.rng.randint(15, 60)))
    slips = [21, 9] if maker.chance(0.33) else []
    early = [(day - timedelta(days=slip), max(camp.reported_on, told - timedelta(days=slip))) for slip in slips]
    return [
        EvacuationDate(
            id=maker.id(told_on),
            camp=camp,
            planned_on=planned_on,
            told_on=told_on,
            source=SOURCE,
            certainty=Certainty.TOLD if planned_on == day else Certainty.RUMOUR,
            recorded_by=teller,
        )
        for planned_on, told_on in [*early, (day, told)]
    ]
