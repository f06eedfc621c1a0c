"""The work done with families: rounds, evaluations, wishes, plans, rights, school, referrals."""

from __future__ import annotations

from datetime import date, timedelta

from exchange.demo import words
from exchange.demo.maker import Maker
from exchange.demo.people import Family
from exchange.demo.places import World
from households.enums import ConsentForm, ContactChannel, NextStep, Outcome, StayKind, Topic, Wish
from households.models import Assessment, Encounter, Household, InformationNotice, SharingConsent, SupportWish
from partners.enums import ReferralMove, ReferralResult, ReferralStatus
from partners.models import Referral, ReferralEvent
from support.enums import ActionOwner, Agreement, ExitReason, GoalStatus, RightKind, RightStatus, SchoolLevel, SchoolStatus
from support.models import Enrolment, Goal, PlanAction, Right, Schooling, SupportPlan

OUTCOME_WEIGHTS = [68, 24, 5]
SETTLED = {StayKind.ADAPTED_HOUSING, StayKind.ORDINARY_HOUSING}


def make_work(maker: Maker, world: World, families: list[Family]) -> None:
    """Write everything the team did, in the order it happened for each family."""
    rows: dict[type, list] = {}
    for family in families:
        for row in _story(maker, world, family):
            rows.setdefault(type(row), []).append(row)
    # Parents before their parts.
    for model in (
        Encounter,
        Assessment,
        SupportWish,
        InformationNotice,
        SharingConsent,
        Enrolment,
        SupportPlan,
        Goal,
        PlanAction,
        Right,
        Schooling,
        Referral,
        ReferralEvent,
    ):
        model.objects.bulk_create(rows.get(model, []), batch_size=500)
    Household.objects.bulk_update([family.household for family in families], ["last_contact_on"], batch_size=500)


def _story(maker: Maker, world: World, family: Family) -> list:
    rows = _encounters(maker, world, family)
    rows += _evaluation(maker, world, family)
    rows += _rights_and_school(maker, world, family)
    return rows


def _encounters(maker: Maker, world: World, family: Family) -> list:
    """One row a round on each camp it lived on, then a call or a visit every three weeks elsewhere."""
    rows = []
    for camp, since, until in family.camps_lived_in():
        for visit in world.visits[camp.pk]:
            if max(since, family.first_contact) <= visit.visited_on < (until or maker.today + timedelta(days=1)):
                outcome = maker.rng.choices([Outcome.SEEN, Outcome.ABSENT, Outcome.REFUSED], OUTCOME_WEIGHTS)[0]
                rows.append(_encounter(maker, family, visit.visited_on, outcome, visit.worker, StayKind.CAMP, visit=visit))
    for kind, elsewhere, since, until in family.places:
        if elsewhere is None and kind != StayKind.UNKNOWN:
            rows += _follow_up(maker, world, family, kind, since, until)
    contacts = [row.happened_on for row in rows if row.outcome in (Outcome.SEEN, Outcome.REFUSED)]
    family.household.last_contact_on = max([family.first_contact, *contacts])
    return rows


def _follow_up(maker: Maker, world: World, family: Family, kind: str, since: date, until: date | None) -> list:
    rows, day = [], since + timedelta(days=maker.rng.randint(3, 15))
    while day < (until or maker.today):
        channel = maker.rng.choice([ContactChannel.FACE_TO_FACE, ContactChannel.PHONE, ContactChannel.OFFICE])
        rows.append(_encounter(maker, family, day, Outcome.SEEN, family.household.referent, kind, channel=channel))
        day += timedelta(days=maker.rng.randint(16, 32))
    return rows


def _encounter(
    maker: Maker, family: Family, day: date, outcome: str, worker, kind: str, *, visit=None, channel=ContactChannel.FACE_TO_FACE
) -> Encounter:
    seen = outcome == Outcome.SEEN
    follow = seen and maker.chance(0.18)
    due = day + timedelta(days=7)
    old = due < maker.today - timedelta(days=12)
    return Encounter(
        id=maker.id(day),
        household=family.household,
        visit=visit,
        happened_on=day,
        occurred_at=maker.at(day),
        channel=channel,
        place_kind=kind,
        outcome=outcome,
        topics=maker.rng.sample(Topic.values, maker.rng.randint(0, 2)) if seen else [],
        note=maker.rng.choice(words.NOTES) if seen and maker.chance(0.3) else "",
        worker=worker,
        next_step=NextStep.REVISIT if follow else NextStep.NONE,
        next_on=due if follow else None,
        next_done_on=due if follow and (old or maker.chance(0.6)) and due <= maker.today else None,
    )


def _evaluation(maker: Maker, world: World, family: Family) -> list:
    household, worker = family.household, family.household.referent
    started = family.first_contact + timedelta(days=maker.rng.randint(2, 50))
    if started >= maker.today or not maker.chance(0.82):
        return []
    done = min(maker.today, started + timedelta(days=maker.rng.randint(0, 14)))
    wish = maker.rng.choices(Wish.values, [62, 20, 8, 10])[0]
    rows = [
        _assessment(maker, family, started, done),
        SupportWish(
            id=maker.id(done),
            household=household,
            value=wish,
            stated_on=done,
            recorded_by=worker,
            words=maker.rng.choice(words.WORDS)[1],
            ask_again_on=maker.today + timedelta(days=maker.rng.randint(-5, 60)) if wish == Wish.LATER else None,
        ),
        InformationNotice(
            id=maker.id(started),
            household=household,
            given_on=started,
            language=household.language or "ro",
            form=ConsentForm.ORAL,
            given_by=worker,
        ),
    ]
    return [*rows, *_support(maker, world, family, done)] if wish == Wish.WANTS else rows


def _assessment(maker: Maker, family: Family, started: date, done: date) -> Assessment:
    return Assessment(
        id=maker.id(started),
        household=family.household,
        started_on=started,
        validated_on=done if maker.chance(0.92) else None,
        with_interpreter=maker.chance(0.6),
        adults_present=min(2, len(family.people)),
        place_kind=family.place_on(done)[0],
        worker=family.household.referent,
        summary=maker.rng.choice(words.NOTES),
    )


def _support(maker: Maker, world: World, family: Family, since: date) -> list:
    household, worker = family.household, family.household.referent
    opened = min(maker.today, since + timedelta(days=maker.rng.randint(0, 10)))
    last_kind, _, moved_on, _ = family.places[-1]
    closed, reason = None, ""
    if last_kind in SETTLED and moved_on + timedelta(days=150) < maker.today:
        closed, reason = max(opened, moved_on + timedelta(days=150)), ExitReason.NEED_ENDED
    elif last_kind == StayKind.UNKNOWN and moved_on + timedelta(days=90) < maker.today:
        closed, reason = max(opened, moved_on + timedelta(days=90)), ExitReason.NO_NEWS
    rows = [
        Enrolment(
            id=maker.id(opened), household=household, opened_on=opened, closed_on=closed, exit_reason=reason, opened_by=worker
        )
    ]
    rows += _plan(maker, family, opened, closed)
    for _ in range(maker.rng.choice([0, 1, 2, 2, 3])):
        rows += _referral(maker, world, family, maker.between(opened, closed or maker.today))
    return rows


def _plan(maker: Maker, family: Family, started: date, closed: date | None) -> list:
    original, french = maker.rng.choice(words.WORDS)
    agreed = maker.rng.choices([Agreement.SIGNED, Agreement.ORAL, Agreement.NONE, Agreement.REFUSED], [45, 40, 12, 3])[0]
    plan = SupportPlan(
        id=maker.id(started),
        household=family.household,
        words=original,
        words_language="ro",
        words_french=french,
        agreement=agreed,
        agreed_on=None if agreed == Agreement.NONE else started,
        started_on=started,
        closed_on=closed,
        review_on=maker.today + timedelta(days=maker.rng.randint(-2, 60)),
        worker=family.household.referent,
    )
    rows: list = [plan]
    for rank, domain in enumerate(maker.rng.sample(sorted(words.GOALS), maker.rng.randint(1, 4)), start=1):
        statement, steps = maker.rng.choice(words.GOALS[domain])
        reached = maker.between(started, closed or maker.today) if maker.chance(0.35) else None
        goal = Goal(
            id=maker.id(started),
            plan=plan,
            domain=domain,
            statement=statement,
            rank=rank,
            closed_on=reached,
            status=GoalStatus.REACHED
            if reached
            else maker.rng.choice([GoalStatus.PLANNED, GoalStatus.ONGOING, GoalStatus.BLOCKED]),
        )
        rows.append(goal)
        rows += [_action(maker, goal, step, started, reached, family) for step in steps]
    return rows


def _action(maker: Maker, goal: Goal, step: str, started: date, reached: date | None, family: Family) -> PlanAction:
    done = reached or (maker.between(started, maker.today) if maker.chance(0.45) else None)
    due = done or maker.today + timedelta(days=round(maker.rng.triangular(-4, 60, 30)))
    owner = maker.rng.choices([ActionOwner.WORKER, ActionOwner.FAMILY, ActionOwner.PARTNER], [55, 30, 15])[0]
    return PlanAction(
        id=maker.id(started),
        goal=goal,
        statement=step,
        owner=owner,
        due_on=due,
        done_on=done,
        done_by=family.household.referent if done else None,
    )


def _rights_and_school(maker: Maker, world: World, family: Family) -> list:
    rows: list[Right | Schooling] = []
    months = (maker.today - family.first_contact).days / 30
    for person in family.people:
        age = person.age(maker.today) if person.born_on else None
        if age is None or age >= 18:
            rows += _right(maker, family, person, RightKind.DOMICILIATION, min(0.75, 0.3 + months * 0.03))
        rows += _right(maker, family, person, RightKind.HEALTH_COVER, min(0.85, 0.3 + months * 0.03))
        if age is not None and 3 <= age < 18:
            rows.append(_schooling(maker, family, person, age, min(0.75, 0.45 + months * 0.015)))
    return rows


def _right(maker: Maker, family: Family, person, kind: str, share: float) -> list[Right]:
    if not maker.chance(0.9):
        return []
    since = maker.between(family.first_contact, maker.today)
    if maker.chance(share):
        detail = maker.rng.choice(["AME", "PUMa", "CSS"]) if kind == RightKind.HEALTH_COVER else ""
        return [
            Right(
                id=maker.id(since),
                person=person,
                kind=kind,
                status=RightStatus.OPEN,
                detail=detail,
                valid_from=since,
                valid_until=since + timedelta(days=365),
                recorded_by=family.household.referent,
            )
        ]
    status = maker.rng.choice([RightStatus.NONE, RightStatus.PENDING, RightStatus.PENDING, RightStatus.REFUSED])
    return [
        Right(
            id=maker.id(since),
            person=person,
            kind=kind,
            status=status,
            recorded_by=family.household.referent,
            requested_on=None if status == RightStatus.NONE else since,
        )
    ]


def _schooling(maker: Maker, family: Family, person, age: int, share: float) -> Schooling:
    since = maker.between(family.first_contact, maker.today)
    level = (
        SchoolLevel.NURSERY
        if age < 6
        else SchoolLevel.PRIMARY
        if age < 11
        else SchoolLevel.LOWER_SECONDARY
        if age < 15
        else SchoolLevel.UPPER_SECONDARY
    )
    if maker.chance(share):
        status = maker.rng.choice([SchoolStatus.ENROLLED, SchoolStatus.ATTENDING, SchoolStatus.ATTENDING])
    else:
        status = maker.rng.choice([SchoolStatus.REQUESTED, SchoolStatus.WAITING, SchoolStatus.REFUSED, SchoolStatus.NONE])
    return Schooling(
        id=maker.id(since),
        person=person,
        level=level,
        status=status,
        since=since,
        recorded_by=family.household.referent,
        requested_on=None if status == SchoolStatus.NONE else since,
    )


def _referral(maker: Maker, world: World, family: Family, sent: date) -> list:
    partner = maker.rng.choice(world.partners)
    worker, purpose = family.household.referent, words.PURPOSES[partner.kind]
    consent = SharingConsent(
        id=maker.id(sent),
        household=family.household,
        purpose=purpose,
        shared_with=partner.name,
        form=maker.rng.choice(ConsentForm.values),
        given_on=sent,
        recorded_by=worker,
    )
    referral = Referral(
        id=maker.id(sent),
        household=family.household,
        partner=partner,
        purpose=purpose,
        consent=consent,
        worker=worker,
        sent_on=sent,
        request=words.REFERRAL_REQUESTS[partner.kind],
        snapshot={"household_code": family.household.code, "people": len(family.people)},
    )
    return [consent, referral, *_moves(maker, referral, sent)]


def _moves(maker: Maker, referral: Referral, sent: date) -> list[ReferralEvent]:
    """Walk the table of product.md as far as time allows; 12 % are never answered."""
    path = [(ReferralMove.SEND, ReferralStatus.SENT, sent)]
    answer = sent + timedelta(days=round(maker.rng.triangular(2, 35, 9)))
    if not maker.chance(0.12) and answer <= maker.today:
        referral.answered_on = answer
        if maker.chance(0.25):
            path.append((ReferralMove.REFUSE, ReferralStatus.REFUSED, answer))
        else:
            path.append((ReferralMove.ACCEPT, ReferralStatus.ACCEPTED, answer))
            path += _after_acceptance(maker, referral, answer)
    elif sent + timedelta(days=14) <= maker.today:
        path.append((ReferralMove.EXPIRE, ReferralStatus.EXPIRED, sent + timedelta(days=14)))
    referral.status = path[-1][1]
    states = [ReferralStatus.DRAFT, *(status for _, status, _ in path)]
    return [
        ReferralEvent(
            id=maker.id(day),
            referral=referral,
            move=move,
            from_status=before,
            to_status=after,
            happened_on=day,
            actor=referral.worker,
        )
        for before, (move, after, day) in zip(states, path, strict=False)
    ]


def _after_acceptance(maker: Maker, referral: Referral, answer: date) -> list:
    meeting = answer + timedelta(days=maker.rng.randint(4, 25))
    if not maker.chance(0.85):
        return []
    referral.appointment_on = meeting
    path = [(ReferralMove.SCHEDULE, ReferralStatus.SCHEDULED, answer)]
    if meeting <= maker.today and maker.chance(0.85):
        path.append((ReferralMove.ATTEND, ReferralStatus.ATTENDED, meeting))
        if maker.chance(0.75):
            referral.result = maker.rng.choices(ReferralResult.values, [70, 20, 10])[0]
            path.append((ReferralMove.CLOSE, ReferralStatus.CLOSED, meeting))
    elif meeting <= maker.today:
        path.append((ReferralMove.MISS, ReferralStatus.NO_SHOW, meeting))
    return path
