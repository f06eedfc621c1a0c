"""The independent twin: every indicator counted again in plain Python, from rows held in memory.

It shares no condition with reporting.indicators: dates are compared one by one, ages come from
`Person.age`, and nothing is asked of the database but `Model.objects.all()`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from accounts.models import Post
from camps.models import Camp, Commune, Headcount, SiteVisit
from common.period import Period
from households.models import Assessment, Encounter, Household, Membership, Person, Stay, SupportWish
from partners.models import Partner, Referral
from support.models import Enrolment, Right, Schooling

FOREVER = date(9999, 1, 1)
Key = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Count:
    """What the twin finds for one cell."""

    value: object
    households: int | None = None
    numerator: int | None = None
    denominator: object = None
    unknown: int | None = None


class World:
    """All rows, by kind, and the small questions asked of them."""

    def __init__(self, operator, territory: str, period: Period) -> None:
        self.operator, self.territory, self.period, self.day = operator, territory, period, period.last_day
        self.communes = {c.pk: c for c in Commune.objects.all()}
        self.camps = {c.pk: c for c in Camp.objects.all() if c.operator_id == operator.pk and self._here(c)}
        self.households = {h.pk: h for h in Household.objects.all() if h.operator_id == operator.pk}
        self.persons = {p.pk: p for p in Person.objects.all() if p.operator_id == operator.pk}
        self.members = [m for m in Membership.objects.all() if m.household_id in self.households]
        self.stays = [s for s in Stay.objects.all() if s.person_id in self.persons]
        self.enrolments = [e for e in Enrolment.objects.all() if e.household_id in self.households]
        corrected = {e.replaces_id for e in Encounter.objects.all() if e.replaces_id}
        self.contacts = [
            e
            for e in Encounter.objects.all()
            if e.household_id in self.households and e.pk not in corrected and e.outcome in ("seen", "refused")
        ]
        self.assessments = [a for a in Assessment.objects.all() if a.household_id in self.households]
        self.counts, self.visits = list(Headcount.objects.all()), list(SiteVisit.objects.all())
        self.wishes, self.rights, self.schools = (
            list(SupportWish.objects.all()),
            list(Right.objects.all()),
            list(Schooling.objects.all()),
        )
        self.referrals, self.partners = list(Referral.objects.all()), {p.pk: p for p in Partner.objects.all()}
        self.posts = [p for p in Post.objects.all() if p.organisation_id == operator.pk]

    def _here(self, camp: Camp) -> bool:
        return self.territory in ("FR", self.communes[camp.commune_id].department)

    def sector(self, camp_id) -> str:
        return str(self.communes[self.camps[camp_id].commune_id].sector_id or "unknown")

    def covers(self, since: date, until: date | None, day: date) -> bool:
        return since <= day < (until or FOREVER)

    def alive(self, person_id) -> bool:
        died = self.persons[person_id].died_on
        return died is None or died > self.day

    def open_camps(self) -> list[Camp]:
        return [
            camp
            for camp in self.camps.values()
            if (camp.settled_on or camp.reported_on) <= self.day < (camp.closed_on or FOREVER)
        ]

    def latest_count(self, camp: Camp) -> Headcount | None:
        seen = [c for c in self.counts if c.camp_id == camp.pk and c.counted_on <= self.day]
        return max(seen, key=lambda c: (c.counted_on, c.pk), default=None)

    def enrolled(self) -> set[tuple]:
        """(person, household) pairs with a day of the period lived in an enrolled household: day by day."""
        pairs = set()
        for member in self.members:
            died = self.persons[member.person_id].died_on
            for enrolment in (e for e in self.enrolments if e.household_id == member.household_id):
                first = max(member.since, enrolment.opened_on, self.period.start)
                days = (first + timedelta(days=n) for n in range((self.period.end - first).days))
                if any(
                    self.covers(member.since, member.until, day)
                    and self.covers(enrolment.opened_on, enrolment.closed_on, day)
                    and (died is None or day <= died)
                    for day in days
                ):
                    pairs.add((member.person_id, member.household_id))
        return pairs

    def heard_of(self, household_id) -> bool:
        first = self.period.end - timedelta(days=90)
        return any(e.household_id == household_id and first <= e.happened_on < self.period.end for e in self.contacts)

    def followed(self) -> set[tuple]:
        return {pair for pair in self.enrolled() if self.heard_of(pair[1])}

    def supported(self) -> set[tuple]:
        open_households = {e.household_id for e in self.enrolments if self.covers(e.opened_on, e.closed_on, self.day)}
        return {
            (m.person_id, m.household_id)
            for m in self.members
            if m.household_id in open_households and self.covers(m.since, m.until, self.day) and self.alive(m.person_id)
        }

    def age(self, person_id) -> int | None:
        return self.persons[person_id].age(self.day)

    def home(self, person_id, day: date):
        held = [m for m in self.members if m.person_id == person_id and self.covers(m.since, m.until, day)]
        latest = max(held, key=lambda m: (m.since, m.pk), default=None)
        return latest.household_id if latest else None


def _people(pairs: Iterable[tuple]) -> Count:
    pairs = list(pairs)
    return Count(len({p for p, _ in pairs}), len({h for _, h in pairs if h}))


def _percent(part: Iterable[tuple], whole: Iterable[tuple], unknown: int | None = None) -> Count:
    part, among = list(part), {p for p, _ in whole}
    n = len({p for p, _ in part})
    value = (Decimal(100 * n) / len(among)).quantize(Decimal("0.1"), ROUND_HALF_UP) if among else None
    return Count(value, len({h for _, h in part if h}), n, len(among), unknown)


def _tables(code: str, unit: str, rows: list, cuts: dict[str, Callable], count: Callable) -> dict:
    """The total and every cell that has a row."""
    found = {(code, unit, ()): count(rows)}
    for dimension, value_of in cuts.items():
        groups = defaultdict(list)
        for row in rows:
            for value in value_of(row):
                groups[value].append(row)
        found |= {(code, unit, ((dimension, value),)): count(group) for value, group in groups.items()}
    return found


def _band(bands) -> Callable:
    def of(age: int | None) -> list[str]:
        return [f"{low:02}-{high - 1:02}" for low, high in bands if age is not None and low <= age < high]

    return of


def _size(count: Headcount | None) -> str:
    if count is None:
        return "unknown"
    people = count.people_best
    return "000-009" if people < 10 else "010-050" if people <= 50 else "051-100" if people <= 100 else "101-"


def camps_twin(w: World) -> dict:
    just = lambda rows: Count(len(rows))  # noqa: E731
    size = lambda c: [_size(w.latest_count(c))]  # noqa: E731
    sector = lambda c: [w.sector(c.pk)]  # noqa: E731
    origin = {"yes": "resettlement", "partial": "resettlement", "no": "new", "unknown": "unknown"}
    opened = w.open_camps()
    found = _tables("A1", "sites", opened, {"sector": sector, "size_band": size, "camp_kind": lambda c: [c.kind]}, just)
    reported = [c for c in w.camps.values() if c.reported_on in w.period]
    by = {"source": lambda c: [c.reported_by], "camp_origin": lambda c: [origin[c.is_resettlement]]}
    found |= _tables("A2", "sites", reported, by, just)
    closed = [c for c in w.camps.values() if c.closed_on in w.period]
    by = {"closure_kind": lambda c: [c.closure_kind or "unknown"], "legal_basis": lambda c: [c.closure_basis or "unknown"]}
    found |= _tables("A3", "sites", closed, by, just)
    for unit, name in (("persons", "people_best"), ("households", "households")):

        def summed(rows, name=name):
            known = [getattr(w.latest_count(c), name) for c in rows if w.latest_count(c)]
            known = [k for k in known if k is not None]
            return Count(sum(known) if known or not rows else None)

        found |= _tables("A5", unit, opened, {"sector": sector, "size_band": size}, summed)
    counted = [c for c in opened if w.latest_count(c)]
    old = [c for c in counted if (w.day - w.latest_count(c).counted_on).days > 60]
    share = _percent([(c.pk, None) for c in old], [(c.pk, None) for c in counted], len(opened) - len(counted))
    found["A5", "percent", ()] = Count(share.value, None, share.numerator, share.denominator, share.unknown)
    visits = [v for v in w.visits if v.camp_id in w.camps and v.validated_at and v.visited_on in w.period]
    by = {"sector": lambda v: [w.sector(v.camp_id)], "interpreter": lambda v: ["yes" if v.with_interpreter else "no"]}
    return found | _tables("C1", "visits", visits, by, just)


def people_twin(w: World) -> dict:
    followed, enrolled, supported = w.followed(), w.enrolled(), w.supported()
    persons, households = _people(followed), len({h for _, h in followed})
    lost = len({p for p, _ in enrolled}) - persons.value
    found = {
        ("B1", "persons", ()): Count(persons.value, households, unknown=lost),
        ("B1", "households", ()): Count(households, households, unknown=len({h for _, h in enrolled}) - households),
    }
    aged = lambda pair: w.age(pair[0])  # noqa: E731
    minors = [p for p in followed if aged(p) is not None and 0 <= aged(p) < 18]
    unborn = len({p for p, _ in followed if w.age(p) is None})
    bands = _band([(0, 3), (3, 6), (6, 12), (12, 16), (16, 18)])
    found |= _with_unknown(_tables("B2", "persons", minors, {"age_band": lambda p: bands(aged(p))}, _people), unborn)
    found["B2", "percent", ()] = _percent(minors, followed, unborn)
    pupils = [p for p in supported if aged(p) is not None and 3 <= aged(p) < 16]
    bands = _band([(3, 6), (6, 12), (12, 16)])
    tables = _tables("I1", "persons", pupils, {"age_band": lambda p: bands(aged(p))}, _people)
    found |= _with_unknown(tables, len({p for p, _ in supported if w.age(p) is None}))
    return found | _school(w, pupils) | _rights(w, [p for p in supported if (aged(p) or 0) >= 18]) | _stays(w)


def _with_unknown(tables: dict, unknown: int) -> dict:
    return {key: (Count(c.value, c.households, unknown=unknown) if key[2] == () else c) for key, c in tables.items()}


def _school(w: World, pupils: list[tuple]) -> dict:
    now = [s for s in w.schools if w.covers(s.since, s.until, w.day)]
    told = {s.person_id for s in now}
    level = {}
    for school in sorted(now, key=lambda s: (s.since, s.pk)):
        if school.status in ("enrolled", "attending"):
            level[school.person_id] = school.level
    there = [p for p in pupils if p[0] in level]
    untold = len({p for p, _ in pupils} - told)
    tables = _tables("I2", "persons", there, {"school_level": lambda p: [level[p[0]]]}, _people)
    return {**_with_unknown(tables, untold), ("I2", "percent", ()): _percent(there, pupils, untold)}


def _rights(w: World, adults: list[tuple]) -> dict:
    known = [r for r in w.rights if r.kind == "domiciliation" and r.status != "unknown"]
    valid = {
        r.person_id for r in known if r.status == "open" and (r.valid_from or date.min) <= w.day <= (r.valid_until or FOREVER)
    }
    there = [p for p in adults if p[0] in valid]
    untold = len({p for p, _ in adults} - {r.person_id for r in known})
    tables = _with_unknown({("G1", "persons", ()): _people(there)}, untold)
    return {**tables, ("G1", "percent", ()): _percent(there, adults, untold)}


def _stays(w: World) -> dict:
    now = [s for s in w.stays if s.kind in ("hotel", "emergency_shelter") and w.covers(s.since, s.until, w.day)]
    now = [s for s in now if w.alive(s.person_id)]
    homes = lambda day: lambda rows: _people((s.person_id, w.home(s.person_id, day(s))) for s in rows)  # noqa: E731
    found = _tables("E3", "persons", now, {"shelter_type": lambda s: [s.kind]}, homes(lambda s: w.day))
    housed = [s for s in w.stays if s.kind in ("adapted_housing", "ordinary_housing")]
    first = {p: min(s.since for s in housed if s.person_id == p) for p in {s.person_id for s in housed}}
    entered = [s for s in housed if s.since == first[s.person_id] and s.since in w.period]
    by = {"accompanied": lambda s: ["yes" if s.kind == "adapted_housing" else "no"]}
    found |= _tables("F2", "persons", entered, by, homes(lambda s: s.since))
    households = len({w.home(s.person_id, s.since) for s in entered} - {None})
    return found | {("F2", "households", ()): Count(households, households)}


def families_twin(w: World) -> dict:
    distinct = lambda rows: Count(*[len({r.household_id for r in rows})] * 2)  # noqa: E731
    place = {"place_type": lambda r: [r.place_kind]}
    met = [e for e in w.contacts if e.channel in ("face_to_face", "office") and e.happened_on in w.period]
    found = _tables("C2", "households", met, place, distinct)
    found |= _tables("D1", "households", [a for a in w.assessments if a.validated_on in w.period], place, distinct)
    diagnosed = {a.household_id for a in w.assessments if a.validated_on and a.validated_on <= w.day}
    found |= _coverage(w, diagnosed)
    said = {}
    for wish in sorted(w.wishes, key=lambda x: (x.stated_on, x.pk)):
        if wish.stated_on <= w.day:
            said[wish.household_id] = wish.value
    wishes = {"wish": lambda h: [said.get(h, "unknown")]}
    same = lambda rows: Count(len(rows), len(rows))  # noqa: E731
    found |= _with_unknown(_tables("D5", "households", list(diagnosed), wishes, same), len(diagnosed - said.keys()))
    sent = [r for r in w.referrals if r.household_id in w.households and r.sent_on in w.period]
    acts = lambda rows: Count(len(rows), len({r.household_id for r in rows}))  # noqa: E731
    return found | _tables("K1", "referrals", sent, {"partner_type": lambda r: [w.partners[r.partner_id].kind]}, acts)


def _coverage(w: World, diagnosed: set) -> dict:
    opened = {c.pk for c in w.open_camps()}
    there = [
        (m.household_id, w.sector(s.camp_id))
        for m in w.members
        for s in w.stays
        if s.person_id == m.person_id and s.camp_id in opened and w.alive(m.person_id)
        if w.covers(m.since, m.until, w.day) and w.covers(s.since, s.until, w.day)
    ]

    def share(rows) -> Count:
        return _percent([(h, h) for h, _ in rows if h in diagnosed], [(h, h) for h, _ in rows])

    return _tables("D2", "percent", there, {"sector": lambda row: [row[1]]}, share)


def workload_twin(w: World) -> dict:
    days = [w.period.start + timedelta(days=n) for n in range((w.period.end - w.period.start).days)]
    held: dict[str, Decimal] = defaultdict(Decimal)
    for post in w.posts:
        held[post.function] += post.share * sum(w.covers(post.since, post.until, day) for day in days)
    mean = {f: (total / len(days)).quantize(Decimal("0.01"), ROUND_HALF_UP) for f, total in held.items() if total}
    found = {("O1", "fte", (("function", f),)): Count(value) for f, value in mean.items()}
    followed = w.followed()
    households = len({h for _, h in followed})
    posts = mean.get("social_worker")
    for unit, n in (("persons", len({p for p, _ in followed})), ("households", households)):
        value = (Decimal(n) / posts).quantize(Decimal("0.1"), ROUND_HALF_UP) if posts else None
        found["O1", f"{unit}_per_fte", ()] = Count(value, households, n, posts)
    return found


def count_again(operator, territory: str, period: Period) -> dict:
    """Every cell that holds something, by (code, unit, key)."""
    world = World(operator, territory, period)
    return camps_twin(world) | people_twin(world) | families_twin(world) | workload_twin(world)
