"""Is it the same person, spelled otherwise? Likely ones are shown to a person, never decided here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from camps.enums import DatePrecision
from common.folding import fold, sound_key
from households.enums import Sex

# How far the true birth may lie from the one written, each way.
MARGINS = {DatePrecision.DAY: 0, DatePrecision.MONTH: 31, DatePrecision.YEAR: 366, DatePrecision.ABOUT: 550}


@dataclass(frozen=True)
class Identity:
    """What tells a person from another in a register: names, sex, birth, and where they belong."""

    family_name: str
    first_name: str
    sex: str
    born_on: date | None
    precision: str
    role: str = ""
    family: str = ""
    site: str = ""

    @classmethod
    def of_line(cls, values: dict, family: str) -> Identity:
        """The identity a line's values tell."""
        return cls(
            family_name=values["family_name"],
            first_name=values["first_name"],
            sex=values["sex"],
            born_on=date.fromisoformat(values["birth"]) if values["birth"] else None,
            precision=values["birth_precision"],
            role=values["role"],
            family=family,
            site=fold(values["site"]),
        )

    @property
    def folded(self) -> str:
        """Names without accent or capital."""
        return fold(f"{self.family_name} {self.first_name}")

    @property
    def sound(self) -> str:
        """Names as heard, in any order: family and first name are often swapped."""
        return " ".join(sorted(sound_key(f"{self.family_name} {self.first_name}").split()))


def births_meet(one: Identity, other: Identity) -> bool:
    """The two births may be the same day, given how precisely each is known. Unknown meets anything."""
    if one.born_on is None or other.born_on is None:
        return True
    margin = timedelta(days=MARGINS[DatePrecision(one.precision)] + MARGINS[DatePrecision(other.precision)])
    if {one.precision, other.precision} == {DatePrecision.YEAR}:
        return one.born_on.year == other.born_on.year
    return abs(one.born_on - other.born_on) <= margin


def sexes_meet(one: Identity, other: Identity) -> bool:
    """Equal, or one of them unknown."""
    return Sex.UNKNOWN in (one.sex, other.sex) or one.sex == other.sex


def same_exact_birth(one: Identity, other: Identity) -> bool:
    """Both births are known to the day, and it is the same day."""
    return one.born_on is not None and one.born_on == other.born_on and one.precision == other.precision == DatePrecision.DAY


def likely_same(one: Identity, other: Identity) -> bool:
    """Same names as heard, sexes and births that may agree, in one family; or anywhere, born the same exact day.

    Two unknown births in one family need the same place in it: a child often bears a parent's name.
    """
    if one.sound != other.sound or not sexes_meet(one, other) or not births_meet(one, other):
        return False
    if same_exact_birth(one, other):
        return True
    if not one.family or one.family != other.family:
        return False
    if one.born_on is None or other.born_on is None:
        return one.born_on is other.born_on and one.role == other.role
    return True


def written_twice(identities: list[Identity | None]) -> dict[int, int]:
    """For each line that looks like an earlier one, the index of that one. None stands for a line left out."""
    earlier: dict[str, list[tuple[int, Identity]]] = defaultdict(list)
    doubles: dict[int, int] = {}
    for index, identity in enumerate(identities):
        if identity is None:
            continue
        same = next((place for place, other in earlier[identity.sound] if likely_same(identity, other)), None)
        if same is not None:
            doubles[index] = same
        earlier[identity.sound].append((index, identity))
    return doubles
