"""Every write of camps."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypedDict, TypeVar, Unpack
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import record_write
from accounts.models import Organisation, User
from camps import policies
from camps.enums import CampMove, CampStatus, Certainty, ClosureKind, CountSource, LegalBasis, LegalStepKind
from camps.models import Camp, CampEvent, Commune, EvacuationDate, Headcount, LegalStep, SiteSurvey, SiteVisit
from camps.moves import MOVES
from common.cleaning import clean_or_refuse
from common.verdict import Refused, Verdict

Part = TypeVar("Part", Headcount, SiteSurvey, LegalStep, EvacuationDate, SiteVisit)


class CampFacts(TypedDict, total=False):
    """What may be known of a camp besides its name, its commune and the day it was reported."""

    address: str
    access: str
    latitude: Any
    longitude: Any
    kind: str
    owner_kind: str
    settled_on: date | None
    settled_precision: str
    reported_by: str
    is_resettlement: str
    aims_at_resorption: str


class Place(TypedDict):
    """A commune by its INSEE code and its name."""

    code: str
    name: str


class Figures(TypedDict, total=False):
    """What a headcount may hold besides the best estimate of people."""

    people_low: int | None
    people_high: int | None
    households: int | None
    women: int | None
    minors: int | None
    minor_bands: dict[str, int]
    dwellings: dict[str, int]


class Conditions(TypedDict, total=False):
    """Living conditions, each yes, partly, no or unknown."""

    water: str
    toilets: str
    waste: str
    electricity: str
    fire_safety: str
    vermin: str
    danger: str


@transaction.atomic
def find_or_make_commune(*, code: str, name: str, department: str) -> Commune:
    """The commune of this INSEE code, made when it is new; the name of a known one is left as it is."""
    if known := Commune.objects.filter(code=code).first():
        return known
    facts = {"name": name.strip(), "department": department}
    clean_or_refuse(Commune(code=code, **facts))
    # Another team may be making it at this very moment.
    commune, _made = Commune.objects.get_or_create(code=code, defaults=facts)
    return commune


@transaction.atomic
def report_camp(
    *,
    by: User,
    name: str,
    reported_on: date,
    today: date,
    commune: Commune | None = None,
    place: Place | None = None,
    **facts: Unpack[CampFacts],
) -> Camp:
    """Add a camp to the register of the user's team, as reported; `place` names a commune not known yet."""
    policies.may_report_camp(by).or_refuse()
    # Two clicks at once become one after the other: the second is told that the camp is known.
    Organisation.objects.select_for_update().get(pk=by.organisation_id)
    commune = _commune(commune, place)
    camp = Camp(operator=by.organisation, name=name.strip(), commune=commune, reported_on=reported_on, **facts)
    _check_start(camp, today)
    clean_or_refuse(camp)
    camp.save()
    record_write(actor=by, act="camp.report", thing=camp, reported_on=reported_on.isoformat())
    return camp


@transaction.atomic
def edit_camp(
    *,
    camp: Camp,
    by: User,
    name: str,
    reported_on: date,
    today: date,
    commune: Commune | None = None,
    place: Place | None = None,
    **facts: Unpack[CampFacts],
) -> Camp:
    """Correct what is known of a camp; its status changes by moves only."""
    camp = _locked(camp)
    policies.may_edit_camp(by, camp).or_refuse()
    camp.name, camp.commune, camp.reported_on = name.strip(), _commune(commune, place), reported_on
    for field, value in facts.items():
        setattr(camp, field, value)
    _check_start(camp, today)
    clean_or_refuse(camp)
    camp.save()
    record_write(actor=by, act="camp.edit", thing=camp, fields=sorted(facts))
    return camp


@transaction.atomic
def move_camp(
    *,
    camp: Camp,
    move: CampMove,
    by: User,
    on: date,
    today: date,
    kind: ClosureKind | str = "",
    basis: LegalBasis | str = "",
) -> Camp:
    """Move a camp as the table of moves allows, keep the event, and give the camp as it is now."""
    camp = _locked(camp)
    policies.may_move(by, camp, move).or_refuse()
    _refuse_day_of_move(camp, move, on, today)
    closes = move == CampMove.CLOSE
    if closes and not kind:
        raise Refused(_("Say how this camp closed."), "kind")
    event = CampEvent(camp=camp, move=move, from_status=camp.status, to_status=MOVES[move].target, happened_on=on, actor=by)
    camp.status = event.to_status
    camp.closed_on = on if closes else None
    camp.closure_kind = event.closure_kind = kind if closes else ""
    camp.closure_basis = event.closure_basis = (basis or LegalBasis.UNKNOWN) if closes else ""
    clean_or_refuse(camp)
    camp.save(update_fields=["status", "closed_on", "closure_kind", "closure_basis"])
    event.save()
    record_write(actor=by, act=f"camp.{move}", thing=camp, on=on.isoformat(), to_status=camp.status)
    return camp


@transaction.atomic
def confirm_camp(*, camp: Camp, by: User, on: date, today: date) -> Camp:
    """Someone went and saw that people live there."""
    return move_camp(camp=camp, move=CampMove.CONFIRM, by=by, on=on, today=today)


@transaction.atomic
def follow_camp(*, camp: Camp, by: User, on: date, today: date) -> Camp:
    """The team follows the camp, or follows it again after a closing that was called off."""
    return move_camp(camp=camp, move=CampMove.FOLLOW, by=by, on=on, today=today)


@transaction.atomic
def start_closing(*, camp: Camp, by: User, on: date, today: date) -> Camp:
    """Families begin to leave for other places; the camp is still open."""
    return move_camp(camp=camp, move=CampMove.START_CLOSING, by=by, on=on, today=today)


@transaction.atomic
def close_camp(*, camp: Camp, by: User, on: date, kind: ClosureKind | str, basis: LegalBasis | str, today: date) -> Camp:
    """Nobody lives there since `on`: how it closed, and on which legal basis."""
    return move_camp(camp=camp, move=CampMove.CLOSE, by=by, on=on, today=today, kind=kind, basis=basis)


@transaction.atomic
def reopen_camp(*, camp: Camp, by: User, on: date, today: date) -> Camp:
    """People live there again since `on`; the closing stays in the camp's events."""
    return move_camp(camp=camp, move=CampMove.REOPEN, by=by, on=on, today=today)


@transaction.atomic
def record_headcount(
    *,
    camp: Camp,
    by: User,
    counted_on: date,
    people_best: int,
    today: date,
    source: CountSource | str = CountSource.TEAM,
    headcount_id: UUID | None = None,
    **figures: Unpack[Figures],
) -> Headcount:
    """Add a dated count; no earlier one is changed. The same `headcount_id` is kept once."""
    camp = _locked(camp)
    policies.may_observe(by, camp).or_refuse()
    if known := _already(Headcount, headcount_id, camp):
        return known
    _refuse_day(camp, counted_on, today, "counted_on")
    _refuse_bands(figures)
    count = Headcount(camp=camp, counted_on=counted_on, people_best=people_best, source=source, counted_by=by, **figures)
    return _add(count, headcount_id, by=by, act="headcount.record", on=counted_on)


@transaction.atomic
def confirm_headcount(*, camp: Camp, by: User, today: date) -> Headcount:
    """« Nothing has changed »: the latest count again, with today's date. Twice the same day is once."""
    camp = _locked(camp)
    policies.may_visit(by, camp).or_refuse()
    latest = camp.headcounts.order_by("-counted_on", "-id").first()
    if latest is None:
        raise Refused(_("Nobody has counted here yet."))
    if latest.counted_on >= today:
        return latest
    same = ("people_low", "people_best", "people_high", "households", "women", "minors", "minor_bands", "dwellings")
    count = Headcount(camp=camp, counted_on=today, source=CountSource.TEAM, nothing_changed=True, counted_by=by)
    for field in same:
        setattr(count, field, getattr(latest, field))
    return _add(count, None, by=by, act="headcount.confirm", on=today)


@transaction.atomic
def record_survey(
    *, camp: Camp, by: User, surveyed_on: date, today: date, survey_id: UUID | None = None, **conditions: Unpack[Conditions]
) -> SiteSurvey:
    """Add what was seen of the living conditions on a day. The same `survey_id` is kept once."""
    camp = _locked(camp)
    policies.may_observe(by, camp).or_refuse()
    if known := _already(SiteSurvey, survey_id, camp):
        return known
    _refuse_day(camp, surveyed_on, today, "surveyed_on")
    survey = SiteSurvey(camp=camp, surveyed_on=surveyed_on, surveyed_by=by, **conditions)
    return _add(survey, survey_id, by=by, act="survey.record", on=surveyed_on)


@transaction.atomic
def record_legal_step(
    *,
    camp: Camp,
    by: User,
    kind: LegalStepKind | str,
    happened_on: date,
    source: str,
    today: date,
    certainty: Certainty | str = Certainty.TOLD,
    note: str = "",
    step_id: UUID | None = None,
) -> LegalStep:
    """Add a dated fact of the legal track, with who told it. The same `step_id` is kept once."""
    camp = _locked(camp)
    policies.may_observe(by, camp).or_refuse()
    if known := _already(LegalStep, step_id, camp):
        return known
    _refuse_day(camp, happened_on, today, "happened_on")
    step = LegalStep(camp=camp, kind=kind, happened_on=happened_on, source=source, certainty=certainty, note=note, recorded_by=by)
    return _add(step, step_id, by=by, act="legal_step.record", on=happened_on, step=str(kind))


@transaction.atomic
def announce_evacuation(
    *,
    camp: Camp,
    by: User,
    planned_on: date,
    told_on: date,
    source: str,
    today: date,
    certainty: Certainty | str = Certainty.TOLD,
    date_id: UUID | None = None,
) -> EvacuationDate:
    """Add a planned date as it was told; the earlier ones stay. The same `date_id` is kept once."""
    camp = _locked(camp)
    policies.may_observe(by, camp).or_refuse()
    if known := _already(EvacuationDate, date_id, camp):
        return known
    _refuse_day(camp, told_on, today, "told_on")
    if planned_on < told_on:
        raise Refused(_("The planned date cannot be before the day it was told."), "planned_on")
    planned = EvacuationDate(
        camp=camp, planned_on=planned_on, told_on=told_on, source=source, certainty=certainty, recorded_by=by
    )
    return _add(planned, date_id, by=by, act="evacuation.announce", on=told_on, planned_on=planned_on.isoformat())


@transaction.atomic
def start_visit(
    *,
    camp: Camp,
    visited_on: date,
    by: User,
    today: date,
    with_interpreter: bool = False,
    visit_id: UUID | None = None,
) -> SiteVisit:
    """Open a round. The same `visit_id` is kept once; an unfinished round of that worker, camp and day is taken up."""
    camp = _locked(camp)
    policies.may_visit(by, camp).or_refuse()
    if known := _already(SiteVisit, visit_id, camp):
        return known
    _refuse_day(camp, visited_on, today, "visited_on")
    unfinished = SiteVisit.objects.filter(camp=camp, worker=by, visited_on=visited_on, validated_at=None)
    if taken_up := unfinished.order_by("id").first():
        return taken_up
    visit = SiteVisit(camp=camp, visited_on=visited_on, worker=by, with_interpreter=with_interpreter)
    return _add(visit, visit_id, by=by, act="visit.start", on=visited_on)


@transaction.atomic
def finish_visit(*, visit: SiteVisit, by: User, now: datetime) -> SiteVisit:
    """The round counts from now on, and a camp not yet followed is followed. Twice is once."""
    visit = SiteVisit.objects.select_for_update(of=("self",)).select_related("camp").get(pk=visit.pk)
    policies.may_edit_camp(by, visit.camp).or_refuse()
    if visit.validated_at:
        return visit
    visit.validated_at = now
    visit.save(update_fields=["validated_at"])
    record_write(actor=by, act="visit.finish", thing=visit, visited_on=visit.visited_on.isoformat())
    if visit.camp.status in (CampStatus.REPORTED, CampStatus.CONFIRMED):
        move_camp(camp=visit.camp, move=CampMove.FOLLOW, by=by, on=visit.visited_on, today=visit.visited_on)
    return visit


def _refuse_day_of_move(camp: Camp, move: CampMove, on: date, today: date) -> None:
    if move != CampMove.REOPEN:
        return _refuse_day(camp, on, today, "on")
    _beside("on", policies.day_is_past(on, today))
    if camp.closed_on and on < camp.closed_on:
        raise Refused(_("A camp is reopened after it closed."), "on")
    return None


def _commune(commune: Commune | None, place: Place | None) -> Commune:
    if place and place["code"]:
        code = place["code"].strip().upper()
        # Overseas departments take three characters of the code.
        return find_or_make_commune(code=code, name=place["name"], department=code[: 3 if code.startswith("97") else 2])
    if commune is None:
        raise Refused(_("Choose the commune, or give its code and its name."), "commune")
    return commune


def _locked(camp: Camp) -> Camp:
    """The camp as it is now, held until the end of the transaction: two clicks become one after the other."""
    return Camp.objects.select_for_update(of=("self",)).get(pk=camp.pk)


def _already(model: type[Part], key: UUID | None, camp: Camp) -> Part | None:
    """What was kept under this key before, when the same form arrives twice."""
    known = model._default_manager.filter(pk=key).first() if key else None
    if known and known.camp_id != camp.pk:
        raise Refused(_("This form was already used for another camp. Open it again."))
    return known


def _add(part: Part, key: UUID | None, *, by: User, act: str, on: date, **detail: Any) -> Part:
    if key:
        part.pk = key
    clean_or_refuse(part)
    part.save(force_insert=True)
    record_write(actor=by, act=act, thing=part, camp=str(part.camp_id), on=on.isoformat(), **detail)
    return part


def _check_start(camp: Camp, today: date) -> None:
    for field in ("reported_on", "settled_on"):
        if day := getattr(camp, field):
            _beside(field, policies.day_is_past(day, today))
    if camp.settled_on and camp.settled_on > camp.reported_on:
        raise Refused(_("People settle before the camp is reported."), "settled_on")


def _refuse_bands(figures: Figures) -> None:
    minors, banded = figures.get("minors"), sum((figures.get("minor_bands") or {}).values())
    if minors is not None and banded > minors:
        raise Refused(_("The ages add up to more than the minors counted."), "minors")


def _refuse_day(camp: Camp, day: date, today: date, field: str) -> None:
    _beside(field, policies.day_of_camp(camp, day, today))


def _beside(field: str, verdict: Verdict) -> None:
    if not verdict:
        raise Refused(verdict.reason, field)
