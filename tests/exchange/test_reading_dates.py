"""Dates and births in the styles of real registers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.reading.dates import read_birth, read_date, read_expiry

AS_OF = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("cell", "born", "precision"),
    [
        ("2011-06-27", date(2011, 6, 27), "day"),
        ("17/05/2000", date(2000, 5, 17), "day"),
        ("27.08.1966", date(1966, 8, 27), "day"),
        ("16-07-2023", date(2023, 7, 16), "day"),
        (" 3 / 4 / 1999 ", date(1999, 4, 3), "day"),
        ("17/05/00", date(2000, 5, 17), "day"),
        ("13/12/79", date(1979, 12, 13), "day"),
        ("20/11/26", date(2026, 11, 20), "day"),
        ("21/11/26", date(1926, 11, 21), "day"),
        ("12 mars 2019", date(2019, 3, 12), "day"),
        ("1er août 2019", date(2019, 8, 1), "day"),
        (43535, date(2019, 3, 11), "day"),
        ("43535", date(2019, 3, 11), "day"),
        ("2019-03-11T00:00:00", date(2019, 3, 11), "day"),
        ("03/2019", date(2019, 3, 15), "month"),
        ("mars 2019", date(2019, 3, 15), "month"),
        ("1999", date(1999, 7, 1), "year"),
        (1999, date(1999, 7, 1), "year"),
        (2026, date(2026, 7, 1), "year"),
        ("né en 1999", date(1999, 7, 1), "year"),
        ("env. 1982", date(1982, 7, 1), "about"),
        ("vers 1982", date(1982, 7, 1), "about"),
        ("1982 ?", date(1982, 7, 1), "about"),
        ("6 ans", date(2020, 5, 20), "about"),
        (6, date(2020, 5, 20), "about"),
        ("6", date(2020, 5, 20), "about"),
        ("env 40 ans", date(1986, 5, 20), "about"),
        ("1 an", date(2025, 5, 20), "about"),
        ("8 mois", date(2026, 3, 5), "about"),
        ("3 semaines", date(2026, 10, 27), "about"),
        ("?", None, "unknown"),
        ("", None, "unknown"),
        ("NC", None, "unknown"),
        ("inconnu", None, "unknown"),
    ],
)
def test_a_birth_is_read_in_every_style(cell, born, precision):
    reading = read_birth(cell, AS_OF)
    assert (reading.value, reading.precision, reading.codes) == (born, precision, ())


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31/02/2019", "impossible_date"),
        ("2019-02-31", "impossible_date"),
        ("00/00/2001", "impossible_date"),
        ("2031-05-04", "future_birth"),
        ("04/05/2031", "future_birth"),
        ("2027", "future_birth"),
        ("01/01/1890", "too_old"),
        ("140 ans", "too_old"),
        ("tout petit", "not_a_birth"),
        (-3, "not_a_birth"),
        (True, "not_a_birth"),
    ],
)
def test_an_impossible_birth_is_an_error_and_no_value(cell, code):
    reading = read_birth(cell, AS_OF)
    assert (reading.value, reading.precision, reading.codes) == (None, "unknown", ((code, "error"),))


@pytest.mark.parametrize("age", range(0, 100, 7))
def test_the_age_computed_from_an_age_is_that_age(age):
    born = read_birth(f"{age} ans", AS_OF).value
    assert AS_OF.year - born.year - ((AS_OF.month, AS_OF.day) < (born.month, born.day)) == age


def test_a_year_in_the_middle_gives_wrong_ages_half_as_often_as_its_first_day():
    def wrong(chosen):
        days = [date(1999, month, 15) for month in range(1, 13)]
        return sum(
            ((now.month, now.day) < (born.month, born.day)) != ((now.month, now.day) < (chosen.month, chosen.day))
            for now in days
            for born in days
        )

    assert wrong(read_birth("1999", AS_OF).value) <= wrong(date(1999, 1, 1)) * 0.6


@pytest.mark.parametrize(
    ("cell", "day", "codes"),
    [
        ("27/12/25", date(2025, 12, 27), ()),
        ("16.01.2026", date(2026, 1, 16), ()),
        ("2026-01-16", date(2026, 1, 16), ()),
        ("05/2026", date(2026, 5, 1), ()),
        ("21/11/26", None, (("future_date", "warning"),)),
        ("31/02/2026", None, (("impossible_date", "warning"),)),
        ("bientôt", None, (("not_a_date", "warning"),)),
        ("", None, ()),
    ],
)
def test_the_date_of_a_fact_is_never_after_the_file(cell, day, codes):
    reading = read_date(cell, AS_OF)
    assert (reading.value, reading.codes) == (day, codes)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("05/2026", date(2026, 5, 31)),
        ("02/28", date(2028, 2, 29)),
        ("15/03/2027", date(2027, 3, 15)),
        ("2027", date(2027, 12, 31)),
        ("non", None),
        ("", None),
    ],
)
def test_an_expiry_is_the_last_day_of_its_month(cell, day):
    assert read_expiry(cell, AS_OF).value == day


CELLS = st.one_of(
    st.text(max_size=30),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.from_regex(r"\A\d{1,4}[/. -]\d{1,4}[/. -]\d{1,5}\Z"),
    st.from_regex(r"\A(env|vers|ne en)? ?\d{1,5} ?(ans|mois|a|semaines|\?)?\Z"),
)


@given(cell=CELLS, as_of=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_no_cell_makes_a_reader_raise_and_no_birth_is_in_the_future(cell, as_of):
    for reader in (read_date, read_expiry, read_birth):
        reading = reader(cell, as_of)
        assert reading.value is None or isinstance(reading.value, date)
    assert read_birth(cell, as_of).value is None or read_birth(cell, as_of).value <= as_of
