"""Reads of camps for their pages: the register's lines, a camp's file, likely duplicates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import zip_longest

from django.db.models import DateField, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower
from rapidfuzz import fuzz

from accounts.models import User
from camps.enums import CampStatus, LegalStepKind
from camps.models import Camp, CampEvent, Commune, EvacuationDate, Headcount, LegalStep, SiteSurvey, SiteVisit
from common.folding import fold
from common.keyset import Slice, slice_of

# A count or a survey is renewed every 30 days (domain.md 1.2).
STALE_AFTER_DAYS = 30
LIKELY_SAME = 82
NO_DATE, NEVER = Value(date(9999, 12, 31), DateField()), Value(date(1900, 1, 1), DateField())
SHOWN = ("open", "closed", "all")
# Each order a reader may ask for; the first is the default: the dated threat first, then the oldest count.
ORDERS: dict[str, tuple[str, ...]] = {
    "urgency": ("due_key", "count_key", "id"),
    "name": ("name_key", "id"),
    "commune": ("commune_key", "name_key", "id"),
    "people": ("-people_key", "id"),
    "visit": ("visit_key", "id"),
}


STATUS_TONES = {
    CampStatus.REPORTED: "waiting",
    CampStatus.CONFIRMED: "info",
    CampStatus.ACTIVE: "ok",
    CampStatus.CLOSING: "warning",
    CampStatus.CLOSED: "info",
}


@dataclass(frozen=True)
class RegisterLine:
    """One camp in the register, on a day."""

    camp: Camp
    people: int | None
    households: int | None
    counted_on: date | None
    count_age: int | None
    visited_on: date | None
    legal_state: str
    evacuation_on: date | None
    days_left: int | None

    @property
    def is_stale(self) -> bool:
        return self.count_age is None or self.count_age > STALE_AFTER_DAYS

    @property
    def status_tone(self) -> str:
        return STATUS_TONES[CampStatus(self.camp.status)]


def register(*, user: User, today: date, shown: str = "open", text: str = "", order: str = "urgency", after: str = "") -> Slice:
    """A page of the register, as lines; `text` is looked for in names and communes, whatever the accents."""
    camps = Camp.objects.visible_to(user).select_related("commune__sector")
    if shown == "open":
        camps = camps.open()
    elif shown == "closed":
        camps = camps.filter(status=CampStatus.CLOSED)
    if text.strip():
        camps = camps.filter(pk__in=_named(camps, text))
    found = slice_of(_keyed(camps), keys=ORDERS.get(order, ORDERS["urgency"]), after=after)
    return Slice([_line(camp, today) for camp in found.rows], found.after)


def _named(camps: QuerySet[Camp], text: str) -> list:
    """Keys of the camps whose name or commune holds `text`: a team has tens of camps, folded here and not in a column."""
    sought = fold(text)
    rows = camps.order_by("pk").values_list("pk", "name", "commune__name")
    return [pk for pk, name, commune in rows if sought and sought in f"{fold(name)} | {fold(commune)}"]


def _keyed(camps: QuerySet[Camp]) -> QuerySet[Camp]:
    facts = camps.with_evacuation_date().with_latest_headcount().with_last_visit().with_legal_state()  # type: ignore[attr-defined]
    return facts.annotate(
        due_key=Coalesce(F("evacuation_on"), NO_DATE),
        count_key=Coalesce(F("counted_on"), NEVER),
        visit_key=Coalesce(F("visited_on"), NEVER),
        people_key=Coalesce(F("people_now"), Value(0), output_field=IntegerField()),
        name_key=Lower("name"),
        commune_key=Lower("commune__name"),
    )


def _line(camp, today: date) -> RegisterLine:
    counted_on, planned_on = camp.counted_on, camp.evacuation_on if camp.is_open else None
    return RegisterLine(
        camp=camp,
        people=camp.people_now,
        households=camp.households_now,
        counted_on=counted_on,
        count_age=(today - counted_on).days if counted_on else None,
        visited_on=camp.visited_on,
        legal_state=str(LegalStepKind(camp.legal_kind).label) if camp.legal_kind else "",
        evacuation_on=planned_on,
        days_left=(planned_on - today).days if planned_on else None,
    )


def likely_same(*, user: User, name: str, commune: Commune, apart_from: Camp | None = None) -> list[Camp]:
    """Camps of the same commune whose name is alike: to be looked at before adding another one."""
    near = Camp.objects.visible_to(user).filter(commune=commune).select_related("commune").order_by("name", "pk")
    sought = fold(name)
    return [
        camp for camp in near if camp != apart_from and sought and fuzz.token_set_ratio(sought, fold(camp.name)) >= LIKELY_SAME
    ]


@dataclass(frozen=True)
class Planned:
    """A planned evacuation date, and by how many days it moved the one told before (negative: brought forward)."""

    fact: EvacuationDate
    moved_days: int | None

    @property
    def brought_forward(self) -> int:
        return -self.moved_days if self.moved_days and self.moved_days < 0 else 0

    @property
    def put_back(self) -> int:
        return self.moved_days if self.moved_days and self.moved_days > 0 else 0


@dataclass(frozen=True)
class ChartPoint:
    """A count on the drawing, in whole units of its 420 × 200 box."""

    x: int
    y: int
    people: int
    day: date


@dataclass(frozen=True)
class Chart:
    """The people of a camp over time, ready to be drawn."""

    points: list[ChartPoint]
    top: int

    @property
    def line(self) -> str:
        return " ".join(f"{point.x},{point.y}" for point in self.points)

    @property
    def first(self) -> ChartPoint:
        return self.points[0]

    @property
    def last(self) -> ChartPoint:
        return self.points[-1]


def chart_of(headcounts: Iterable[Headcount]) -> Chart | None:
    """The line of the best estimates, oldest first; None under two different days."""
    counts = sorted(headcounts, key=lambda c: (c.counted_on, str(c.pk)))
    if len({c.counted_on for c in counts}) < 2:
        return None
    start, span = counts[0].counted_on, (counts[-1].counted_on - counts[0].counted_on).days
    top = max(max(c.people_best for c in counts), 1)
    points = [
        ChartPoint(
            x=40 + round(370 * (c.counted_on - start).days / span),
            y=170 - round(150 * c.people_best / top),
            people=c.people_best,
            day=c.counted_on,
        )
        for c in counts
    ]
    return Chart(points, top)


@dataclass(frozen=True)
class CampFile:
    """All that is known of a camp on its own, latest first, read on `today`."""

    camp: Camp
    today: date
    headcounts: list[Headcount]
    surveys: list[SiteSurvey]
    legal_steps: list[LegalStep]
    planned: list[Planned]
    visits: list[SiteVisit]
    events: list[CampEvent]

    @cached_property
    def chart(self) -> Chart | None:
        return chart_of(self.headcounts)

    @property
    def latest_count(self) -> Headcount | None:
        return self.headcounts[0] if self.headcounts else None

    @property
    def evacuation(self) -> Planned | None:
        """The date told last, while the camp is open."""
        return self.planned[0] if self.planned and self.camp.is_open else None

    @property
    def days_left(self) -> int | None:
        return self.evacuation.fact.days_left(self.today) if self.evacuation else None

    @property
    def days_past(self) -> int:
        return -self.days_left if self.days_left is not None else 0

    @property
    def status_tone(self) -> str:
        return STATUS_TONES[CampStatus(self.camp.status)]

    @property
    def finished_visits(self) -> list[SiteVisit]:
        return [visit for visit in self.visits if visit.validated_at]

    @property
    def unfinished_visits(self) -> list[SiteVisit]:
        return [visit for visit in self.visits if not visit.validated_at]

    @property
    def days_since_visit(self) -> int | None:
        finished = self.finished_visits
        return (self.today - finished[0].visited_on).days if finished else None

    @property
    def count_age(self) -> int | None:
        return (self.today - self.latest_count.counted_on).days if self.latest_count else None

    @property
    def survey_age(self) -> int | None:
        return (self.today - self.surveys[0].surveyed_on).days if self.surveys else None

    @property
    def count_is_stale(self) -> bool:
        return self.count_age is not None and self.count_age > STALE_AFTER_DAYS

    @property
    def survey_is_stale(self) -> bool:
        return self.survey_age is not None and self.survey_age > STALE_AFTER_DAYS

    @property
    def needs_something(self) -> bool:
        """Something is due on this camp, today."""
        late = self.count_is_stale or self.survey_is_stale or self.days_past > 0
        missing = not self.headcounts or not self.surveys or not self.finished_visits
        return self.camp.is_open and bool(late or missing or self.unfinished_visits)


def camp_file(*, camp: Camp, today: date) -> CampFile:
    """Read a camp's file in six statements, each part latest first; the last 200 rounds."""
    told = list(EvacuationDate.objects.filter(camp=camp).order_by("-told_on", "-id"))
    return CampFile(
        camp=camp,
        today=today,
        headcounts=list(Headcount.objects.filter(camp=camp).select_related("counted_by").order_by("-counted_on", "-id")),
        surveys=list(SiteSurvey.objects.filter(camp=camp).order_by("-surveyed_on", "-id")),
        legal_steps=list(LegalStep.objects.filter(camp=camp).order_by("happened_on", "id")),
        planned=_moved(told),
        visits=list(SiteVisit.objects.filter(camp=camp).select_related("worker").order_by("-visited_on", "-id")[:200]),
        events=list(CampEvent.objects.filter(camp=camp).select_related("actor").order_by("-happened_on", "-id")),
    )


def _moved(told: list[EvacuationDate]) -> list[Planned]:
    """Each date, latest told first, beside the one told before it."""
    return [
        Planned(fact, (fact.planned_on - before.planned_on).days if before else None)
        for fact, before in zip_longest(told, told[1:])
    ]


def days_brought_forward(planned: EvacuationDate) -> int:
    """By how many days this date is earlier than the one told before it; 0 when it is not."""
    told_before = Q(told_on__lt=planned.told_on) | Q(told_on=planned.told_on, id__lt=planned.pk)
    before = EvacuationDate.objects.filter(told_before, camp_id=planned.camp_id).order_by("-told_on", "-id").first()
    return max((before.planned_on - planned.planned_on).days, 0) if before else 0
