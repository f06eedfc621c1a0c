"""Half-open periods of days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.period import Period

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


def test_a_period_ends_after_it_starts():
    with pytest.raises(ValueError, match="ends after it starts"):
        Period(date(2026, 1, 1), date(2026, 1, 1))


def test_december_ends_on_new_year_s_day():
    assert Period.month(2025, 12) == Period(date(2025, 12, 1), date(2026, 1, 1))


def test_january_follows_december():
    assert Period.month(2026, 1).previous_month == Period.month(2025, 12)


def test_the_end_is_not_part_of_the_period():
    month = Period.month(2026, 10)
    assert date(2026, 10, 1) in month
    assert date(2026, 10, 31) in month
    assert date(2026, 11, 1) not in month
    assert "2026-10-05" not in month


def test_a_month_has_a_short_code_and_other_periods_both_ends():
    assert Period.month(2026, 10).code == "2026-10"
    assert Period(date(2026, 10, 3), date(2026, 11, 1)).code == "2026-10-03_2026-11-01"


@given(DAYS)
def test_a_day_is_in_its_month_and_in_no_neighbour(day):
    month = Period.month_of(day)
    assert day in month
    assert day not in month.previous_month
    assert month.previous_month.end == month.start
    assert month.last_day + timedelta(days=1) == month.end
