"""Organisations, people who sign in, partners, communes, camps and what is known of them over two years."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from accounts.enums import OrganisationKind, Role, StaffFunction
from accounts.models import Organisation, Post, User
from camps.enums import CampKind, CampStatus, ClosureKind, LegalBasis, OwnerKind, ReportSource, YesNo
from camps.models import Camp, Commune, Headcount, Sector, SiteSurvey, SiteVisit
from exchange.demo import words
from exchange.demo.maker import Maker
from exchange.demo.threats import make_threats
from partners.models import Partner

ACCOUNTS = [
    ("sociale@demo.ancrage.example", "Sonia Travers (fictive)", Role.SOCIAL_WORKER),
    ("sociale2@demo.ancrage.example", "Marc Delaune (fictif)", Role.SOCIAL_WORKER),
    ("coordination@demo.ancrage.example", "Claire Vasseur (fictive)", Role.COORDINATOR),
    ("administration@demo.ancrage.example", "Hugo Perrin (fictif)", Role.ADMINISTRATOR),
    ("prefecture@demo.ancrage.example", "Lecture préfecture (fictive)", Role.STATE_READER),
    ("national@demo.ancrage.example", "Lecture nationale (fictive)", Role.STATE_READER),
]
OPERATOR_NAME = "Association La Halte (fictive)"


@dataclass
class World:
    """What the parts of the generator hand to one another."""

    operator: Organisation
    workers: list[User]
    coordinator: User
    partners: list[Partner]
    camps: list[Camp] = field(default_factory=list)
    visits: dict[object, list[SiteVisit]] = field(default_factory=dict)


def make_world(maker: Maker) -> World:
    """The operator, its people, its partners."""
    operator = Organisation.objects.create(name=OPERATOR_NAME, kind=OrganisationKind.OPERATOR, territory="77")
    state = Organisation.objects.create(
        name="Préfecture du département 77 (fictive)", kind=OrganisationKind.STATE, territory="77"
    )
    national = Organisation.objects.create(name="Délégation nationale (fictive)", kind=OrganisationKind.NATIONAL, territory="FR")
    homes = {"prefecture": state, "national": national}
    users = [
        User.objects.create_user(email, full_name=name, role=role, organisation=homes.get(email.split("@")[0], operator))
        for email, name, role in ACCOUNTS
    ]
    workers, coordinator = users[:2], users[2]
    _make_posts(maker, operator, workers, coordinator)
    partners = Partner.objects.bulk_create(
        Partner(
            id=maker.id(maker.start),
            operator=operator,
            name=f"{name} (fictif)",
            kind=kind,
            services=services,
            languages="français, roumain" if maker.chance(0.4) else "français",
            territory="77",
            email=f"contact{rank}@partenaire.example",
            phone=f"01 99 00 {rank:02d} 10",
        )
        for rank, (name, kind, services) in enumerate(words.PARTNERS)
    )
    return World(operator, workers, coordinator, partners)


def _make_posts(maker: Maker, operator: Organisation, workers: list[User], coordinator: User) -> None:
    Post.objects.bulk_create(
        [
            Post(organisation=operator, user=workers[0], function=StaffFunction.SOCIAL_WORKER, share=1, since=maker.start),
            # The second worker comes late: the load per post is seen before and after.
            Post(
                organisation=operator,
                user=workers[1],
                function=StaffFunction.SOCIAL_WORKER,
                share="0.80",
                since=maker.today - timedelta(days=120),
            ),
            Post(organisation=operator, user=coordinator, function=StaffFunction.COORDINATOR, share="0.50", since=maker.start),
        ]
    )


def make_camps(maker: Maker, world: World) -> None:
    """Camps over two years: about eight in thirteen open today, the others evacuated or left."""
    communes = _make_communes()
    total = max(3, round(13 * maker.persons / 500))
    for rank in range(total):
        world.camps.append(_make_camp(maker, world, rank, closed=rank < total * 5 // 13, commune=communes[rank % len(communes)]))
    Camp.objects.bulk_create(world.camps)
    make_threats(maker, world.camps, world.coordinator)


def _make_communes() -> list[Commune]:
    communes = []
    for sector_rank, (name, members) in enumerate(words.SECTORS.items()):
        sector, _ = Sector.objects.get_or_create(name=name, department="77")
        for rank, commune in enumerate(members):
            code = f"7799{sector_rank * 3 + rank}"
            communes.append(
                Commune.objects.get_or_create(code=code, defaults={"name": commune, "department": "77", "sector": sector})[0]
            )
    return communes


def _make_camp(maker: Maker, world: World, rank: int, *, closed: bool, commune: Commune) -> Camp:
    settled = maker.start + timedelta(days=maker.rng.randint(5, 200 if closed else 640))
    reported = settled + timedelta(days=maker.rng.randint(2, 28))
    camp = Camp(
        id=maker.id(reported),
        operator=world.operator,
        commune=commune,
        name=words.CAMP_NAMES[rank % len(words.CAMP_NAMES)] + (f" {rank // 16 + 1}" if rank >= 16 else ""),
        address=f"{maker.rng.randint(2, 90)} chemin fictif",
        access="Suivre la voie, 300 m" if maker.chance(0.4) else "",
        latitude=f"{48.55 + maker.rng.random() * 0.4:.5f}",
        longitude=f"{2.60 + maker.rng.random() * 0.5:.5f}",
        kind=maker.rng.choices([CampKind.LAND, CampKind.BUILDING], [70, 28])[0],
        owner_kind=maker.rng.choice([OwnerKind.PUBLIC, OwnerKind.PRIVATE, OwnerKind.STATE, OwnerKind.UNKNOWN]),
        settled_on=settled,
        reported_on=reported,
        reported_by=maker.rng.choice(ReportSource.values[:6]),
        is_resettlement=maker.rng.choice([YesNo.YES, YesNo.NO, YesNo.UNKNOWN]),
        status=CampStatus.ACTIVE,
    )
    if closed:
        camp.status = CampStatus.CLOSED
        camp.closed_on = maker.today - timedelta(days=maker.rng.randint(20, 380))
        camp.closure_kind = [
            ClosureKind.EVACUATED,
            ClosureKind.PARTIAL,
            ClosureKind.RESORBED,
            ClosureKind.PARTIAL,
            ClosureKind.LEFT,
        ][rank % 5]
        camp.closure_basis = LegalBasis.NONE if camp.closure_kind == ClosureKind.LEFT else LegalBasis.COURT
    return camp


def make_observations(maker: Maker, world: World, people_on: dict) -> None:
    """Monthly headcounts, surveys every other month and a visit every week or so; the rounds are finished."""
    counts, surveys, visits = [], [], []
    for camp in world.camps:
        last = camp.closed_on or maker.today
        world.visits[camp.pk] = _visits(maker, world, camp, last)
        visits += world.visits[camp.pk]
        day, rank = camp.reported_on + timedelta(days=4), 0
        while day < last:
            people, households = people_on[camp.pk](day)
            if people:
                counts.append(_headcount(maker, world, camp, day, people, households))
            if rank % 2 == 0:
                surveys.append(_survey(maker, world, camp, day))
            day, rank = day + timedelta(days=maker.rng.randint(25, 38)), rank + 1
    Headcount.objects.bulk_create(counts, batch_size=500)
    SiteSurvey.objects.bulk_create(surveys, batch_size=500)
    SiteVisit.objects.bulk_create(visits, batch_size=500)


def _visits(maker: Maker, world: World, camp: Camp, last: date) -> list[SiteVisit]:
    made, day = [], camp.reported_on + timedelta(days=maker.rng.randint(1, 12))
    while day < last:
        if day.weekday() < 5:
            recent = day > maker.today - timedelta(days=120)
            worker = world.workers[1] if recent and maker.chance(0.4) else world.workers[0]
            made.append(
                SiteVisit(
                    id=maker.id(day),
                    camp=camp,
                    visited_on=day,
                    worker=worker,
                    with_interpreter=maker.chance(0.6),
                    validated_at=maker.at(day),
                )
            )
        day += timedelta(days=maker.rng.randint(6, 12))
    return made


def _headcount(maker: Maker, world: World, camp: Camp, day: date, people: int, households: int) -> Headcount:
    # A count is never quite the register: some are away, some are not known yet.
    best = max(households, people + maker.rng.randint(-2, 5), 1)
    minors = round(best * (0.36 + maker.rng.random() * 0.08))
    return Headcount(
        id=maker.id(day),
        camp=camp,
        counted_on=day,
        people_low=max(1, households, best - 4),
        people_best=best,
        people_high=best + 6,
        households=max(1, min(households, best)),
        women=round(best * 0.48),
        minors=minors,
        counted_by=world.workers[0],
    )


def _survey(maker: Maker, world: World, camp: Camp, day: date) -> SiteSurvey:
    answers = {
        name: maker.rng.choice(YesNo.values)
        for name in ("water", "toilets", "waste", "electricity", "fire_safety", "vermin", "danger")
    }
    return SiteSurvey(id=maker.id(day), camp=camp, surveyed_on=day, surveyed_by=world.workers[0], **answers)
