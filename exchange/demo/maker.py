"""Chance, dates and keys of the invented data: one seed and one day give the same rows."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

HISTORY_DAYS = 730
HOUSEHOLD_SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 9]
# Mean about 3.7, between the means of the public surveys (demo-data.md 5.1).
SIZE_WEIGHTS = [9, 15, 18, 19, 15, 11, 7, 4, 2]


class Maker:
    """What every part of the generator draws from."""

    def __init__(self, *, seed: int, today: date, persons: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311
        self.today = today
        self.start = today - timedelta(days=HISTORY_DAYS)
        self.persons = persons

    def id(self, day: date) -> UUID:
        """A UUIDv7 whose time lies on `day`."""
        moment = int(datetime.combine(day, time(8), tzinfo=UTC).timestamp() * 1000) + self.rng.randrange(30_000_000)
        value = (moment & (2**48 - 1)) << 80 | 0x7 << 76 | self.rng.getrandbits(12) << 64 | 0b10 << 62 | self.rng.getrandbits(62)
        return UUID(int=value)

    def between(self, first: date, last: date) -> date:
        """A day from `first` to `last`, both included; `first` when they cross."""
        return first + timedelta(days=self.rng.randint(0, max(0, (last - first).days)))

    def past(self, day: date) -> date:
        """`day`, or today when it would lie in the future."""
        return min(day, self.today)

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def size(self) -> int:
        return self.rng.choices(HOUSEHOLD_SIZES, SIZE_WEIGHTS)[0]

    def at(self, day: date) -> datetime:
        """An hour of work on that day."""
        return datetime.combine(day, time(9 + self.rng.randrange(8), self.rng.randrange(60)), tzinfo=UTC)
