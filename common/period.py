"""Half-open periods of days, in the calendar of Europe/Paris."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Period:
    """The days from `start` (included) to `end` (excluded)."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"A period ends after it starts: {self.start} to {self.end}.")

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """The calendar month."""
        return cls(date(year, month, 1), date(year + month // 12, month % 12 + 1, 1))

    @classmethod
    def month_of(cls, day: date) -> Period:
        """The calendar month that holds `day`."""
        return cls.month(day.year, day.month)

    @property
    def last_day(self) -> date:
        """D: the last day of the period, on which stocks are counted."""
        return self.end - timedelta(days=1)

    @property
    def previous_month(self) -> Period:
        """The calendar month before the one that holds `start`."""
        return Period.month_of(self.start.replace(day=1) - timedelta(days=1))

    @property
    def code(self) -> str:
        """`2026-10` for a month, `2026-10-03_2026-11-01` for any other period."""
        if self == Period.month_of(self.start):
            return f"{self.start:%Y-%m}"
        return f"{self.start}_{self.end}"

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day < self.end


def whole_years(since: date, on: date) -> int:
    """Whole years from one day to another: an age, at the end of `on`."""
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
