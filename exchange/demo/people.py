"""Families, who belongs to them and where each person lived over two years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from camps.enums import ClosureKind, DatePrecision
from camps.models import Camp
from common.folding import fold, sound_key
from exchange.demo import words
from exchange.demo.maker import Maker
from exchange.demo.places import World
from households.enums import HouseholdRole, Nationality, Sex, StayKind
from households.models import Household, Membership, Person, Stay

SHELTER = [StayKind.HOTEL, StayKind.HOTEL, StayKind.HOTEL, StayKind.EMERGENCY_SHELTER, StayKind.INSERTION_SHELTER]
HOUSING = [StayKind.ADAPTED_HOUSING, StayKind.ORDINARY_HOUSING]
CONSONANTS, VOWELS = "BDFGLMNPRSTV", "AEIOU"

# Kind, camp or None, since, until or None.
Place = tuple[str, Camp | None, date, date | None]


@dataclass
class Family:
    """One household with its people and the places it went through, in order."""

    household: Household
    people: list[Person]
    first_contact: date
    # Each until the day the next one starts.
    places: list[Place] = field(default_factory=list)

    def place_on(self, day: date) -> tuple[str, Camp | None]:
        """Where the family lived at the end of `day`."""
        for kind, camp, since, until in self.places:
            if since <= day and (until is None or until > day):
                return kind, camp
        return StayKind.UNKNOWN, None

    def camps_lived_in(self) -> list[tuple[Camp, date, date | None]]:
        return [(camp, since, until) for _, camp, since, until in self.places if camp]


def make_families(maker: Maker, world: World) -> list[Family]:
    """Households until the wanted number of persons is reached, with their stays."""
    weights = [maker.rng.choices([30, 70, 140], [65, 26, 9])[0] for _ in world.camps]
    families: list[Family] = []
    codes: set[str] = set()
    persons = 0
    while persons < maker.persons:
        camp = maker.rng.choices(world.camps, weights)[0]
        size = 11 if len(families) == 7 else min(maker.size(), maker.persons - persons)
        family = _make_family(maker, world, camp, size, _code(maker, codes))
        persons += len(family.people)
        families.append(family)
    _plant_edge_cases(maker, families)
    _write(maker, families)
    return families


def present(families: list[Family], camp: Camp) -> Callable[[date], tuple[int, int]]:
    """People and households of the register living on the camp at the end of a day."""
    mine = [family for family in families if any(place[1] is camp for place in family.places)]

    def on(day: date) -> tuple[int, int]:
        there = [family for family in mine if family.place_on(day)[1] is camp]
        return sum(len(family.people) for family in there), len(there)

    return on


def _code(maker: Maker, taken: set[str]) -> str:
    while True:
        letters = (
            maker.rng.choice(CONSONANTS) + maker.rng.choice(VOWELS) + maker.rng.choice(CONSONANTS) + maker.rng.choice(VOWELS)
        )
        code = f"{letters}{maker.rng.randint(10, 99)}"
        if code not in taken:
            taken.add(code)
            return code


def _make_family(maker: Maker, world: World, camp: Camp, size: int, code: str) -> Family:
    settled = camp.settled_on or maker.start
    arrival = maker.between(settled, min(settled + timedelta(days=160), (camp.closed_on or maker.today) - timedelta(days=20)))
    contact = maker.between(max(arrival, camp.reported_on), max(arrival, camp.reported_on) + timedelta(days=35))
    contact = min(contact, (camp.closed_on or maker.today) - timedelta(days=1))
    bulgarian = maker.chance(0.05)
    family_name = (
        maker.rng.choice(words.FAMILY_BG)[1 if maker.chance(0.8) else 0] if bulgarian else maker.rng.choice(words.FAMILY_RO)
    )
    household = Household(
        id=maker.id(contact),
        operator=world.operator,
        code=code,
        name=f"Famille {family_name}",
        name_fold=fold(f"Famille {family_name}"),
        spot=f"E{maker.rng.randint(1, 60):02d}",
        language="bg" if bulgarian else "ro",
        needs_interpreter=maker.chance(0.5),
        referent=maker.rng.choices(world.workers, [70, 30])[0],
        first_contact_on=contact,
    )
    people = [_make_person(maker, world, contact, family_name, rank, size, bulgarian) for rank in range(size)]
    family = Family(household, people, contact)
    family.places = _itinerary(maker, world, camp, max(arrival, maker.start))
    return family


def _make_person(maker: Maker, world: World, contact: date, family_name: str, rank: int, size: int, bulgarian: bool) -> Person:
    adult = rank == 0 or (rank == 1 and size > 1 and not maker.chance(0.15)) or (rank > 1 and maker.chance(0.22))
    sex = maker.rng.choice([Sex.FEMALE, Sex.MALE])
    names = (words.FEMALE_BG if sex == Sex.FEMALE else words.MALE_BG) if bulgarian else None
    first = maker.rng.choice(names)[1] if names else maker.rng.choice(words.FEMALE_RO if sex == Sex.FEMALE else words.MALE_RO)
    age_days = round(365.25 * maker.rng.triangular(18.5, 62, 27)) if adult else maker.rng.randint(20, 17 * 365)
    birthday = maker.today - timedelta(days=age_days)
    born: date | None = birthday
    precision = DatePrecision.DAY
    if maker.chance(0.04):
        born, precision = None, DatePrecision.UNKNOWN
    elif maker.chance(0.12):
        born, precision = birthday.replace(month=7, day=1), DatePrecision.ABOUT
    nationality = (
        Nationality.BULGARIA
        if bulgarian
        else maker.rng.choices([Nationality.ROMANIA, Nationality.NON_EU, Nationality.UNKNOWN], [96, 2, 2])[0]
    )
    return Person(
        id=maker.id(contact),
        operator=world.operator,
        family_name=family_name,
        first_name=first,
        sex=sex,
        born_on=born,
        born_precision=precision,
        nationality=nationality,
        name_sound=sound_key(f"{family_name} {first}"),
        # Numbers of the range kept for fiction.
        phone=f"06 39 98 {maker.rng.randint(0, 99):02d} {maker.rng.randint(0, 99):02d}"
        if rank == 0 and maker.chance(0.8)
        else "",
    )


def _itinerary(maker: Maker, world: World, camp: Camp, since: date) -> list[Place]:
    """Where the family went: on the camp, then shelter, housing, another camp, or out of sight."""
    leaves = camp.closed_on
    if leaves is None and maker.chance(0.24):
        leaves = maker.between(since + timedelta(days=30), maker.today)
    if leaves is None or leaves <= since or leaves > maker.today:
        return [(StayKind.CAMP, camp, since, None)]
    if camp.closed_on and maker.chance(0.45):
        # Most leave before the evacuation day.
        leaves = max(since + timedelta(days=1), leaves - timedelta(days=maker.rng.randint(1, 25)))
    places: list[Place] = [(StayKind.CAMP, camp, since, leaves)]
    good_end = camp.closure_kind == ClosureKind.RESORBED
    fate = maker.rng.choices(["shelter", "camp", "unknown"], [75, 10, 15] if good_end else [42, 32, 26])[0]
    if fate == "shelter":
        places += _shelter(maker, world, leaves)
    elif fate == "camp":
        places += _resettle(maker, world, leaves)
    else:
        places.append((StayKind.UNKNOWN, None, leaves, None))
    return places


def _shelter(maker: Maker, world: World, since: date) -> list[Place]:
    kind = maker.rng.choice(SHELTER)
    until = since + timedelta(days=round(maker.rng.triangular(40, 320, 120)))
    if until >= maker.today:
        return [(kind, None, since, None)]
    if maker.chance(0.15):
        return [(kind, None, since, until), *_resettle(maker, world, until)]
    return [(kind, None, since, until), (maker.rng.choice(HOUSING), None, until, None)]


def _resettle(maker: Maker, world: World, since: date) -> list[Place]:
    options = [camp for camp in world.camps if camp.closed_on is None and camp.settled_on and camp.settled_on <= since]
    if not options:
        return [(StayKind.UNKNOWN, None, since, None)]
    return [(StayKind.CAMP, maker.rng.choice(options), since, None)]


def _plant_edge_cases(maker: Maker, families: list[Family]) -> None:
    """Cases that break naive code, planted on purpose (demo-data.md 5.2)."""
    large = [family for family in families if len(family.people) >= 5]
    if len(large) >= 3:
        twin, other = large[0].people[-1], large[0].people[-2]
        twin.born_on = other.born_on = maker.today - timedelta(days=2500)
        twin.born_precision = other.born_precision = DatePrecision.DAY
        # Sixteen and eighteen within the month; born on a 29 February.
        large[1].people[-1].born_on = (maker.today.replace(day=1) - timedelta(days=3)).replace(year=maker.today.year - 16)
        large[1].people[-2].born_on = (maker.today.replace(day=1) - timedelta(days=5)).replace(year=maker.today.year - 18)
        large[2].people[-1].born_on = date(2016, 2, 29)
        for person in (large[1].people[-1], large[1].people[-2], large[2].people[-1]):
            person.born_precision = DatePrecision.DAY


def _write(maker: Maker, families: list[Family]) -> None:
    Household.objects.bulk_create([family.household for family in families], batch_size=500)
    Person.objects.bulk_create([person for family in families for person in family.people], batch_size=500)
    members, stays = [], []
    for rank, family in enumerate(families):
        for place, person in enumerate(family.people):
            since = max(family.places[0][2], person.born_on or family.places[0][2])
            members.append(
                Membership(
                    id=maker.id(since), household=family.household, person=person, role=_role(maker, person, place), since=since
                )
            )
            apart = rank % 40 == 3 and place == 0 and family.places[-1][0] in SHELTER
            stays += _stays(maker, person, family.places[:-1] if apart else family.places, since, open_ended=apart)
    Membership.objects.bulk_create(members, batch_size=500)
    Stay.objects.bulk_create(stays, batch_size=500)


def _role(maker: Maker, person: Person, place: int) -> str:
    if place == 0:
        return HouseholdRole.HEAD
    age = person.age(maker.today)
    minor = age is not None and age < 18
    return HouseholdRole.CHILD if minor else HouseholdRole.PARTNER if place == 1 else HouseholdRole.OTHER


def _stays(maker: Maker, person: Person, places: list, born_or_since: date, *, open_ended: bool) -> list[Stay]:
    """One row a place; the father of a split family stays where it was (`open_ended`)."""
    rows = []
    for rank, (kind, camp, since, until) in enumerate(places):
        end = None if open_ended and rank == len(places) - 1 else until
        if end and end <= born_or_since:
            continue
        name = "Hôtel fictif des Tilleuls" if kind == StayKind.HOTEL else ""
        rows.append(
            Stay(id=maker.id(since), person=person, kind=kind, camp=camp, place=name, since=max(since, born_or_since), until=end)
        )
    return rows
