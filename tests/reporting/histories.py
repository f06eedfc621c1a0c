"""Random histories of a small operator, in which the awkward days are the likely ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from accounts.enums import Role, StaffFunction
from accounts.models import Organisation, Post, User
from camps.enums import CampKind, CampStatus, ClosureKind, LegalBasis, ReportSource, YesNo
from camps.models import Camp, Commune, Headcount, Sector, SiteVisit
from common.period import Period
from households.enums import ContactChannel, Outcome, StayKind, Wish
from households.models import Assessment, Encounter, Household, Membership, Person, SharingConsent, Stay, SupportWish
from partners.enums import PartnerKind
from partners.models import Partner, Referral
from support.enums import ExitReason, RightKind, RightStatus, SchoolLevel, SchoolStatus
from support.models import Enrolment, Right, Schooling

PERIODS = [Period.month(2024, 2), Period.month(2025, 2), Period.month(2025, 12), Period.month(2026, 3)]
PARIS = ZoneInfo("Europe/Paris")


@dataclass
class History:
    """Makes everything from one seed; nothing else is random."""

    seed: int
    period: Period
    rows: list = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        start, end = self.period.start, self.period.end
        near = [start, end, start - timedelta(days=1), end - timedelta(days=1), start + timedelta(days=9)]
        far = [end - timedelta(days=n) for n in (60, 61, 62, 89, 90, 91, 200, 400)] + [end + timedelta(days=20)]
        self.days = near * 3 + far

    def day(self) -> date:
        return self.random.choice(self.days)

    def maybe(self, value, chance=0.5):
        return value if self.random.random() < chance else None

    def after(self, since: date, chance=0.5) -> date | None:
        """A later day, or open."""
        later = [day for day in self.days if day > since]
        return self.random.choice(later) if later and self.random.random() < chance else None

    def pick(self, choices):
        return self.random.choice(list(choices))

    def save(self, thing):
        thing.save(force_insert=True)
        return thing

    def make(self) -> Organisation:
        self.operator = self.save(Organisation(name=f"Operator {self.seed}", kind="operator", territory="77"))
        self.worker = self.save(
            User(email=f"w{self.seed}@x.example", full_name="W", organisation=self.operator, role=Role.SOCIAL_WORKER)
        )
        self.camps = [self.camp(n) for n in range(4)]
        self.partners = [self.save(Partner(operator=self.operator, name=f"P{n}", kind=self.pick(PartnerKind))) for n in range(2)]
        self.people: list[Person] = []
        for number in range(6):
            self.family(number)
        for function in (StaffFunction.SOCIAL_WORKER, StaffFunction.INTERPRETER):
            since = self.day()
            self.save(Post(organisation=self.operator, function=function, share="0.60", since=since, until=self.after(since)))
        return self.operator

    def camp(self, number: int) -> Camp:
        department = self.pick(["77", "77", "77", "94"])
        name = f"{department}-{number % 2}-{self.seed}"
        sector = Sector.objects.get_or_create(name=name, department=department)[0] if number else None
        commune = self.save(
            Commune(code=f"{number}{self.seed % 9999}"[:5], name=f"C{number}", department=department, sector=sector)
        )
        reported = self.day()
        closed = self.after(reported)
        camp = self.save(
            Camp(
                operator=self.operator,
                name=f"Camp {number}",
                commune=commune,
                kind=self.pick(CampKind),
                settled_on=self.maybe(min(reported, self.day())),
                reported_on=reported,
                reported_by=self.pick(ReportSource),
                is_resettlement=self.pick(YesNo),
                closed_on=closed,
                status=CampStatus.CLOSED if closed else CampStatus.ACTIVE,
                closure_kind=self.pick(ClosureKind) if closed and self.maybe(True) else "",
                closure_basis=self.pick(LegalBasis) if closed and self.maybe(True) else "",
            )
        )
        for _ in range(self.random.randrange(3)):
            self.save(
                Headcount(
                    camp=camp,
                    counted_on=self.period.end - timedelta(days=self.pick([-1, 1, 61, 62, 62, 63])),
                    people_best=self.pick([0, 9, 10, 50, 51, 100, 101]),
                    households=self.maybe(0),
                )
            )
            self.save(
                SiteVisit(
                    camp=camp,
                    visited_on=self.day(),
                    worker=self.worker,
                    with_interpreter=bool(self.maybe(True)),
                    validated_at=self.maybe(datetime(2026, 1, 1, tzinfo=PARIS), 0.8),
                )
            )
        return camp

    def family(self, number: int) -> None:
        household = self.save(Household(operator=self.operator, code=f"H{number}", name=f"F{number}", name_fold=f"f{number}"))
        opened = self.day()
        closed = self.maybe(self.after(opened), 0.6) or self.maybe(opened, 0.1)
        self.save(
            Enrolment(
                household=household,
                opened_on=opened,
                closed_on=closed,
                exit_reason=ExitReason.NEED_ENDED if closed else "",
                opened_by=self.worker,
            )
        )
        for _ in range(self.random.randrange(1, 4)):
            self.member(household)
        if self.people and self.maybe(True, 0.4):
            self.moved(household)
        self.contacts(household)

    def birth(self) -> date | None:
        last = self.period.last_day
        ages = [0, 2, 3, 5, 6, 12, 15, 16, 17, 18, 19, 40]
        near = [date(2008, 2, 29), date(2020, 2, 29), date(2006, 2, 28), date(2006, 3, 1), last]
        around = [last - timedelta(days=round(365.25 * age) + self.pick([-1, 0, 1, 2])) for age in ages]
        return self.maybe(self.pick(near + [day for day in around if day <= last]), 0.85)

    def member(self, household: Household) -> None:
        born = self.birth()
        since = self.day()
        died = self.maybe(self.day(), 0.15)
        person = Person(operator=self.operator, first_name="A", name_sound="a", born_on=born)
        person.born_precision = "day" if born else "unknown"
        person.died_on = died if died and died >= (born or died) else None
        self.save(person)
        self.people.append(person)
        self.save(Membership(household=household, person=person, since=since, until=self.after(since, 0.4)))
        self.stays(person)
        self.facts(person)

    def moved(self, household: Household) -> None:
        """Someone of an earlier household lives in this one from the day they left."""
        person = self.pick(self.people)
        left = Membership.objects.filter(person=person).order_by("-since", "-pk").first()
        if left.until:
            self.save(Membership(household=household, person=person, since=left.until))

    def stays(self, person: Person) -> None:
        since = self.day()
        while since:
            until = self.after(since, 0.7)
            kind = self.pick([StayKind.CAMP, StayKind.CAMP, StayKind.HOTEL, StayKind.ADAPTED_HOUSING, StayKind.ORDINARY_HOUSING])
            camp = self.pick(self.camps) if kind == StayKind.CAMP else None
            self.save(Stay(person=person, kind=kind, camp=camp, since=since, until=until))
            since = until

    def facts(self, person: Person) -> None:
        if self.maybe(True, 0.7):
            start = self.maybe(self.day())
            until = self.after(start or self.period.start)
            status = self.pick([RightStatus.OPEN, RightStatus.OPEN, RightStatus.UNKNOWN, RightStatus.REFUSED])
            kind = self.pick([RightKind.DOMICILIATION, RightKind.DOMICILIATION, RightKind.HEALTH_COVER])
            self.save(Right(person=person, kind=kind, status=status, valid_from=start, valid_until=until))
        since = self.maybe(self.day(), 0.7)
        while since:
            until = self.after(since)
            level, status = self.pick(SchoolLevel), self.pick([*SchoolStatus, SchoolStatus.ENROLLED, SchoolStatus.ATTENDING])
            self.save(Schooling(person=person, level=level, status=status, since=since, until=until))
            since = self.maybe(until)

    def contacts(self, household: Household) -> None:
        previous = None
        for _ in range(self.random.randrange(4)):
            previous = self.save(
                Encounter(
                    household=household,
                    happened_on=self.day(),
                    occurred_at=datetime(2026, 1, 1, tzinfo=PARIS),
                    channel=self.pick(ContactChannel),
                    place_kind=self.pick([StayKind.CAMP, StayKind.HOTEL, StayKind.UNKNOWN]),
                    outcome=self.pick([Outcome.SEEN, Outcome.SEEN, Outcome.ABSENT, Outcome.REFUSED]),
                    worker=self.worker,
                    replaces=self.maybe(previous, 0.3),
                )
            )
        for _ in range(self.random.randrange(3)):
            day = self.day()
            self.save(
                Assessment(
                    household=household, started_on=day, validated_on=self.maybe(day, 0.8), place_kind="camp", worker=self.worker
                )
            )
            self.save(SupportWish(household=household, value=self.pick(Wish), stated_on=self.day(), recorded_by=self.worker))
        consent = self.save(
            SharingConsent(
                household=household, purpose="health", shared_with="P", form="oral", given_on=self.day(), recorded_by=self.worker
            )
        )
        for _ in range(self.random.randrange(2)):
            self.save(
                Referral(
                    household=household,
                    partner=self.pick(self.partners),
                    purpose="health",
                    request="x",
                    consent=consent,
                    status="sent",
                    sent_on=self.day(),
                    worker=self.worker,
                )
            )
