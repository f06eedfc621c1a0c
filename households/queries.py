"""Reads across families: search, look-alikes, who is present."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, CharField, F, IntegerField, Q, Value, When

from accounts.models import User
from camps.models import Camp
from common.folding import fold, sound_key
from households.enums import HouseholdRole
from households.models import Household, Membership, Person
from households.search import LIKELY_SAME, NEAR, initials, nearness

# Names compared in one search: enough for a team, and a bound for a country.
CANDIDATES = 4000


@dataclass(frozen=True)
class Choice:
    """A line of a filter: a camp or a colleague."""

    pk: UUID
    label: str


def search_households(*, user: User, text: str, on: date, limit: int = 30) -> list[Household]:
    """Households of the user whose code or names are near what was typed, the nearest first.

    Two statements: names, then the rows shown, with `people`, `place_kind` and `camp_name`.
    """
    ranked = _ranked(user, text, NEAR)[:limit]
    rows = Household.objects.visible_to(user).with_people(on).with_place(on).select_related("referent")
    found = {household.pk: household for household in rows.filter(pk__in=ranked).order_by("pk")}
    return [found[pk] for pk in ranked if pk in found]


def look_alikes(*, user: User, names: Iterable[str], on: date, limit: int = 5) -> list[Household]:
    """Households that hold a name very near one of `names`: shown before saving, never merged."""
    best: dict[UUID, None] = {}
    for name in names:
        best.update(dict.fromkeys(_ranked(user, name, LIKELY_SAME)[:limit]))
    wanted = list(best)[:limit]
    rows = Household.objects.visible_to(user).with_people(on).with_place(on).filter(pk__in=wanted)
    found = {household.pk: household for household in rows.order_by("pk")} if wanted else {}
    return [found[pk] for pk in wanted if pk in found]


def filter_choices(user: User) -> tuple[list[Choice], list[Choice]]:
    """The open camps and the colleagues one may filter by, in one statement."""
    camps = Camp.objects.visible_to(user).open().values_list("pk", "name", Value("camp", CharField()))
    people = User.objects.visible_to(user).field_staff().filter(is_active=True)
    lines = camps.union(people.values_list("pk", "full_name", Value("user", CharField()))).order_by("name", "pk")
    sorted_out: dict[str, list[Choice]] = {"camp": [], "user": []}
    for pk, label, kind in lines:
        sorted_out[kind].append(Choice(pk if isinstance(pk, UUID) else UUID(str(pk)), label))
    return sorted_out["camp"], sorted_out["user"]


def _ranked(user: User, text: str, threshold: float) -> list[UUID]:
    """Keys of the user's households, best first, then by key so that the order never wavers."""
    asked = sound_key(text)
    if not asked and not fold(text):
        return []
    scores: dict[UUID, float] = defaultdict(float)
    code = fold(text).replace(" ", "").upper()
    for pk, names, its_code in _candidates(user, text, asked, code):
        key = pk if isinstance(pk, UUID) else UUID(str(pk))
        scores[key] = max(scores[key], 200.0 if its_code == code else nearness(asked, names))
    near = [(score, key) for key, score in scores.items() if score >= threshold]
    return [key for score, key in sorted(near, key=lambda pair: (-pair[0], pair[1]))]


def _candidates(user: User, text: str, asked: str, code: str) -> list[tuple]:
    """(household, names as heard, code) of people and households that share an initial, the likeliest first."""
    people = Membership.objects.visible_to(user).filter(_shares_initial("person__name_sound", text))
    named = Household.objects.visible_to(user).filter(Q(code=code) | _shares_initial("name_sound", text))
    likely = [
        rows.annotate(
            names=F(column),
            its_code=F(code_column),
            rank=Case(When(_holds(column, asked), then=0), default=1, output_field=IntegerField()),
        ).values_list(key, "names", "its_code", "rank")
        for rows, key, column, code_column in (
            (people, "household_id", "person__name_sound", "household__code"),
            (named, "pk", "name_sound", "code"),
        )
    ]
    lines = likely[0].union(likely[1]).order_by("rank", "names")[:CANDIDATES]
    return [(pk, names, its_code) for pk, names, its_code, _rank in lines]


def _holds(column: str, asked: str) -> Q:
    held = Q(pk__isnull=False)
    for word in asked.split():
        held &= Q(**{f"{column}__contains": word})
    return held


def _shares_initial(column: str, text: str) -> Q:
    shared = Q(pk=None)
    for letter in initials(text):
        shared |= Q(**{f"{column}__startswith": letter}) | Q(**{f"{column}__contains": f" {letter}"})
    return shared


def members_with_ages(household: Household, on: date) -> list[Person]:
    """The people who belong to the household that day, the contact person first, then by age."""
    current = Membership.objects.current(on).filter(household=household).select_related("person").order_by("pk")
    return [row.person for row in as_listed(current)]


def as_listed(memberships: Iterable[Membership]) -> list[Membership]:
    """The contact person first, then the partner, the others and the children, each by age."""
    ranks = [HouseholdRole.HEAD, HouseholdRole.PARTNER, HouseholdRole.OTHER, HouseholdRole.CHILD]
    return sorted(memberships, key=lambda m: (ranks.index(HouseholdRole(m.role)), m.person.born_on or date.max, m.pk))


def people_to_join(*, household: Household, user: User, text: str, on: date) -> list[Membership]:
    """People whose name or household is near what was typed and who are not of this household, with their last one."""
    near = search_households(user=user, text=text, on=on)
    rank = {home.pk: place for place, home in enumerate(near)}
    here = Membership.objects.current(on).filter(household=household).values("person")
    known = Membership.objects.filter(household__in=near, person__died_on=None).exclude(person__in=here)
    last: dict[UUID, Membership] = {}
    for membership in known.select_related("person", "household").order_by("since", "pk"):
        last[membership.person_id] = membership
    return sorted(last.values(), key=lambda m: (rank[m.household_id], str(m.person), m.pk))
