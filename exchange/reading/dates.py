"""Dates and births in every style a register holds, each with its precision.

What an age or a year of birth becomes is the rule of families (`households/births.py`, docs/decisions/0008).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from camps.enums import DatePrecision
from common.folding import fold
from exchange.reading.cells import ERROR, WARNING, Reading, is_unknown, text_of
from exchange.reading.workbook import Cell
from households.births import OLDEST, born_about, born_in, born_in_month, born_months_ago

FIRST_SERIAL, LAST_SERIAL = 3_000, 80_000
MONTHS = {
    "janvier": 1, "janv": 1, "jan": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "avril": 4, "avr": 4, "mai": 5,
    "juin": 6, "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9, "octobre": 10, "oct": 10,
    "novembre": 11, "nov": 11, "decembre": 12, "dec": 12,
}  # fmt: skip

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
DAY = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})(?:\s+\d{1,2}[:h]\d{2}.*)?")
MONTH = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
WORDED = re.compile(r"(?:(\d{1,2})(?:er)? )?([a-z]+) (\d{4})")
YEAR = re.compile(r"(?:en |ne en |nee en )?((?:19|20)\d{2})")
ABOUT_YEAR = re.compile(
    r"(?:env|environ|vers|circa|ca|approx|autour de|peut etre)\W+((?:19|20)\d{2})|((?:19|20)\d{2}) ?(?:env|environ|approx)?"
)
AGE = re.compile(r"(env|environ|vers|approx)?\s*(\d{1,3})\s*(ans?|a|mois|m|yo|years?|semaines?)\b.*")


def read_date(raw: Cell, as_of: date) -> Reading:
    """A date of a fact: never after `as_of`. Two digits of a year are of this century, or of the last if far ahead."""
    if is_unknown(raw):
        return Reading(None, DatePrecision.UNKNOWN)
    reading = _any_date(raw, date(as_of.year + 10, 12, 31))
    if reading is None:
        return Reading(None, DatePrecision.UNKNOWN, (("not_a_date", WARNING),))
    if reading.value is not None and reading.value > as_of:
        return Reading(None, DatePrecision.UNKNOWN, (("future_date", WARNING),))
    return reading


def read_expiry(raw: Cell, as_of: date) -> Reading:
    """The last day something is valid: a month alone is its last day."""
    if is_unknown(raw):
        return Reading(None, DatePrecision.UNKNOWN)
    reading = _any_date(raw, date(as_of.year + 60, 12, 31))
    if reading is None or reading.value is None:
        return Reading(None, DatePrecision.UNKNOWN, (("not_a_date", WARNING),))
    day = reading.value
    if reading.precision == DatePrecision.MONTH:
        day = day.replace(day=monthrange(day.year, day.month)[1])
    elif reading.precision == DatePrecision.YEAR:
        day = date(day.year, 12, 31)
    return Reading(day, reading.precision)


def read_birth(raw: Cell, as_of: date) -> Reading:
    """A birth as a date, an age on `as_of`, a year, « env. 1982 » or unknown. Impossible and future dates are errors."""
    if is_unknown(raw):
        return Reading(None, DatePrecision.UNKNOWN)
    reading = _age(raw, as_of) or _year(raw, as_of) or _any_date(raw, as_of)
    if reading is None:
        return Reading(None, DatePrecision.UNKNOWN, (("not_a_birth", ERROR),))
    return _plausible(reading, as_of)


def _plausible(reading: Reading, as_of: date) -> Reading:
    born = reading.value
    if born is None:
        return Reading(None, DatePrecision.UNKNOWN, tuple((code, ERROR) for code, _level in reading.codes))
    latest = as_of if reading.precision != DatePrecision.YEAR else date(as_of.year, 12, 31)
    if born > latest:
        return Reading(None, DatePrecision.UNKNOWN, (("future_birth", ERROR),))
    if born.year < as_of.year - OLDEST:
        return Reading(None, DatePrecision.UNKNOWN, (("too_old", ERROR),))
    if reading.precision == DatePrecision.MONTH:
        return Reading(*born_in_month(born.year, born.month, as_of))
    return Reading(min(born, as_of), reading.precision)


def _age(raw: Cell, as_of: date) -> Reading | None:
    """An age in years, or a baby's in months or weeks."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _of_age(int(raw), as_of) if 0 <= raw <= OLDEST else None
    found = AGE.fullmatch(fold(text_of(raw)))
    bare = re.fullmatch(r"\d{1,3}", text_of(raw))
    if bare:
        return _of_age(int(bare.group()), as_of) if int(bare.group()) <= OLDEST else None
    if not found:
        return None
    count, unit = int(found.group(2)), found.group(3)
    if unit.startswith("semaine"):
        return Reading(as_of - timedelta(days=7 * count + 3), DatePrecision.ABOUT)
    if unit in ("mois", "m"):
        return Reading(*born_months_ago(count, as_of))
    return _of_age(count, as_of)


def _of_age(years: int, as_of: date) -> Reading:
    if years > OLDEST:
        return Reading(None, DatePrecision.UNKNOWN, (("too_old", ERROR),))
    return Reading(*born_about(years, as_of))


def _year(raw: Cell, as_of: date) -> Reading | None:
    text = text_of(raw)
    if year := YEAR.fullmatch(fold(text)):
        about = "?" in text or "~" in text
        return Reading(*born_in(int(year[1]), as_of, DatePrecision.ABOUT if about else DatePrecision.YEAR))
    if about_year := ABOUT_YEAR.fullmatch(fold(text)):
        return Reading(*born_in(int(about_year[1] or about_year[2]), as_of, DatePrecision.ABOUT))
    return None


def _any_date(raw: Cell, latest: date) -> Reading | None:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        if not FIRST_SERIAL <= raw <= LAST_SERIAL:
            return None
        # The day number of a spreadsheet whose cell lost its date format.
        return Reading(date(1899, 12, 30) + timedelta(days=int(raw)), DatePrecision.DAY)
    text = text_of(raw)
    if iso := ISO.fullmatch(text):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := DAY.fullmatch(text):
        return _written_day(int(numbers[1]), int(numbers[2]), numbers[3], latest)
    return _worded(text, latest)


def _worded(text: str, latest: date) -> Reading | None:
    if month := MONTH.fullmatch(text):
        return _day(_full_year(month[2], int(month[1]), 1, latest), int(month[1]), 1, DatePrecision.MONTH)
    if (words := WORDED.fullmatch(fold(text))) and words[2] in MONTHS:
        precision = DatePrecision.DAY if words[1] else DatePrecision.MONTH
        return _day(int(words[3]), MONTHS[words[2]], int(words[1] or 1), precision)
    if year := YEAR.fullmatch(fold(text)):
        return Reading(date(int(year[1]), 7, 1), DatePrecision.YEAR)
    if re.fullmatch(r"\d{4,5}", text) and FIRST_SERIAL <= int(text) <= LAST_SERIAL:
        return Reading(date(1899, 12, 30) + timedelta(days=int(text)), DatePrecision.DAY)
    return None


def _written_day(day: int, month: int, year: str, latest: date) -> Reading:
    return _day(_full_year(year, month, day, latest), month, day)


def _full_year(year: str, month: int, day: int, latest: date) -> int:
    """Two digits: this century, unless the date would then come after `latest`."""
    if len(year) == 4:
        return int(year)
    full = 2000 + int(year)
    return full - 100 if (full, month, day) > (latest.year, latest.month, latest.day) else full


def _day(year: int, month: int, day: int, precision: str = DatePrecision.DAY) -> Reading:
    try:
        return Reading(date(year, month, day), precision)
    except ValueError:
        return Reading(None, DatePrecision.UNKNOWN, (("impossible_date", WARNING),))
