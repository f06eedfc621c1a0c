"""Birth dates as people tell them: a day, a month, a year, an age.

What is not told to the day becomes the middle of the days it may be: the age computed from it is then wrong
least often (docs/decisions/0008). A page and a register both read births by these rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from camps.enums import DatePrecision
from common.period import months_before, whole_years
from common.verdict import Refused
from households.models import Person

OLDEST = 115


def born_in(year: int, on: date, precision: str = DatePrecision.YEAR) -> tuple[date, str]:
    """A birth known by its year, told on a day: 1 July, or that day in a year still short of it."""
    middle = date(year, 7, 1)
    return (min(middle, on) if year == on.year else middle), precision


def born_in_month(year: int, month: int, on: date) -> tuple[date, str]:
    """A birth known by its month, told on a day: the 15th, or that day in a month still short of it."""
    middle = date(year, month, 15)
    return (min(middle, on) if (year, month) == (on.year, on.month) else middle), DatePrecision.MONTH


def born_about(age: int, on: date) -> tuple[date, str]:
    """A birth known by an age in years, told on a day: the middle of the year in which that age begins."""
    return months_before(on, 12 * age + 6), DatePrecision.ABOUT


def born_months_ago(months: int, on: date) -> tuple[date, str]:
    """A birth known by a baby's age in months, told on a day: likewise, to the half month."""
    return months_before(on, months) - timedelta(days=15), DatePrecision.ABOUT


def read_birth(text: str, today: date) -> tuple[date | None, str]:
    """What someone typed as a birth: `14/03/1990`, `1990-03-14`, `03/1990`, `1990`, `about 1990`, `35 ans`, `8 mois`.

    Raises ValueError when it cannot be read or is no day of the calendar.
    """
    told = text.strip().lower()
    if not told:
        return None, DatePrecision.UNKNOWN
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", told):
        year, month, day = map(int, found.groups())
        return date(year, month, day), DatePrecision.DAY
    if found := re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", told):
        day, month, year = map(int, found.groups())
        return date(year, month, day), DatePrecision.DAY
    if found := re.fullmatch(r"(\d{1,2})[/. -](\d{4})", told):
        month, year = map(int, found.groups())
        return born_in_month(year, month, today)
    return _read_year_or_age(told, today)


def _read_year_or_age(told: str, today: date) -> tuple[date, str]:
    found = re.fullmatch(r"(\D*?)\s*(\d{1,4})\s*(ans?|years?|mois|months?)?", told)
    if not found or (found[1] and not re.match(r"about|around|vers|env|~|c", found[1])):
        raise ValueError(told)
    number, unit = int(found[2]), found[3] or ""
    if unit.startswith("mo"):
        return born_months_ago(number, today)
    if number < 200:
        return born_about(number, today)
    return born_in(number, today, DatePrecision.ABOUT if found[1] else DatePrecision.YEAR)


def tell_birth(born_on: date | None, precision: str) -> str:
    """The birth as it would be typed, so that a form shows again what was said."""
    if born_on is None:
        return ""
    shapes = {DatePrecision.DAY: "d/m/Y", DatePrecision.MONTH: "m/Y", DatePrecision.YEAR: "Y"}
    if precision in shapes:
        return date_format(born_on, shapes[DatePrecision(precision)])
    return _("about %(year)d") % {"year": born_on.year}


def tell_age(born_on: date | None, precision: str, on: date) -> str:
    """The age with its certainty: `8`, `about 35`, `age unknown`; months for babies."""
    if born_on is None:
        return _("age unknown")
    years = whole_years(born_on, on)
    if precision in (DatePrecision.DAY, DatePrecision.MONTH):
        months = (on.year - born_on.year) * 12 + on.month - born_on.month - (on.day < born_on.day)
        return _("%(months)d months") % {"months": max(months, 0)} if years < 2 else str(years)
    return _("about %(years)d") % {"years": years}


def tell_apart(people: Iterable[Person]) -> list[tuple[str, str]]:
    """Each person's key and name to choose from, with the year of birth where two of them share a name."""
    listed = list(people)
    times = Counter(str(person) for person in listed)
    return [(str(person.pk), _with_year(person) if times[str(person)] > 1 else str(person)) for person in listed]


def _with_year(person: Person) -> str:
    if person.born_on is None:
        return str(person)
    return _("%(name)s, born in %(year)d") % {"name": person, "year": person.born_on.year}


def check_birth(born_on: date | None, today: date) -> None:
    """Refuse a birth in the future or more than 115 years ago."""
    if born_on is None:
        return
    if born_on > today:
        raise Refused(_("A birth date cannot be in the future."), field="born_on")
    if born_on.year < today.year - OLDEST:
        raise Refused(_("This birth date is more than 115 years ago."), field="born_on")


def earliest_day(born_on: date | None, precision: str) -> date | None:
    """The first day on which the person can have been alive, given how well the date is known."""
    if born_on is None or precision == DatePrecision.DAY:
        return born_on
    if precision == DatePrecision.MONTH:
        return born_on.replace(day=1)
    return date(born_on.year - (2 if precision == DatePrecision.ABOUT else 0), 1, 1)
