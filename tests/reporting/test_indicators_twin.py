"""Two ways to count, one answer: the statements of the registry against plain Python over the rows."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.indicators import INDICATORS, Scope, list_of, read
from tests.reporting.histories import PERIODS, History
from tests.reporting.twin import Count, count_again

pytestmark = pytest.mark.django_db
LISTED = {"sites", "persons", "households", "visits", "referrals"}


def compare(operator, territory, period):
    """Every cell agrees; a cell the twin does not name is empty; each list is as long as its figure."""
    expected = count_again(operator, territory, period)
    scope = Scope(operator, territory)
    for indicator in INDICATORS:
        for figure in read(indicator, scope, period):
            twin = expected.pop(figure.identity, None)
            found = Count(figure.value, figure.households, figure.numerator, figure.denominator, figure.unknown)
            assert found == twin if twin else is_empty(figure), (figure, twin)
            check_list(indicator, figure, scope, period)
    assert not expected


def is_empty(figure) -> bool:
    """Nothing is there: a known zero, except for a rate, which has nobody to be a share of."""
    return figure.value == 0 if figure.unit in LISTED else not (figure.value or figure.numerator)


def check_list(indicator, figure, scope, period):
    if figure.unit not in LISTED or figure.unit != indicator.unit:
        return
    cell = {"dimension": figure.key[0][0], "value": figure.key[0][1]} if figure.cuts else {}
    rows = list(list_of(indicator.code, scope, period, **cell))
    length = sum(camp.people_then or 0 for camp in rows) if indicator.code == "A5" else len(rows)
    assert length == (figure.value or 0), figure


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6), period=st.sampled_from(PERIODS), territory=st.sampled_from(["77", "FR"]))
def test_the_registry_and_its_twin_agree_on_random_histories(seed, period, territory):
    with transaction.atomic():
        operator = History(seed, period).make()
        compare(operator, territory, period)
        transaction.set_rollback(True)
