"""Birth dates as people tell them: a day, a year, an age."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from camps.enums import DatePrecision
from common.verdict import Refused
from households.models import Person

OLDEST = 115


def born_in(year: int) -> tuple[date, str]:
    """A birth known by its year: kept as the first of January, precision `year`."""
    return date(year, 1, 1), DatePrecision.YEAR


def born_about(age: int, on: date) -> tuple[date, str]:
    """A birth known by an age said on a day: kept as a first of January, precision `about`."""
    return date(on.year - age, 1, 1), DatePrecision.ABOUT


def read_birth(text: str, today: date) -> tuple[date | None, str]:
    """What someone typed as a birth: `14/03/1990`, `1990-03-14`, `03/1990`, `1990`, `about 1990`, `35`, `35 ans`.

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
        return date(year, month, 1), DatePrecision.MONTH
    return _read_year_or_age(told, today)


def _read_year_or_age(told: str, today: date) -> tuple[date, str]:
    found = re.fullmatch(r"(\D*?)\s*(\d{1,4})\s*(ans?|years?)?", told)
    if not found or (found[1] and not re.match(r"about|around|vers|env|~|c", found[1])):
        raise ValueError(told)
    number = int(found[2])
    if number < 200:
        return born_about(number, today)
    return (date(number, 1, 1), DatePrecision.ABOUT) if found[1] else born_in(number)


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
    years = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
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
