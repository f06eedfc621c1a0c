"""Pages of a list by key."""

import pytest

from camps.models import Camp
from common.keyset import slice_of
from tests.factories.camps import CampFactory

pytestmark = pytest.mark.django_db


def walk(keys, size=2):
    """Every row, page after page."""
    seen, after = [], ""
    while True:
        page = slice_of(Camp.objects.all(), keys=keys, after=after, size=size)
        seen += page.rows
        after = page.after
        if not after:
            return seen


@pytest.mark.parametrize("keys", [("reported_on", "id"), ("-reported_on", "id"), ("name", "-id")])
def test_every_row_is_shown_once_in_order(keys):
    camps = CampFactory.create_batch(5)
    assert walk(keys) == list(Camp.objects.order_by(*keys)) and len(camps) == 5


def test_the_last_page_has_no_cursor():
    CampFactory.create_batch(2)
    assert slice_of(Camp.objects.all(), keys=("id",), size=2).after == ""


@pytest.mark.parametrize("after", ["x", "[]", "[1,2,3]", '["x","y"]', '[{"a":1},"b"]', "3", '["2026-01-01","no"]'])
def test_a_cursor_that_is_not_ours_gives_the_first_rows(after):
    camp = CampFactory()
    assert slice_of(Camp.objects.all(), keys=("reported_on", "id"), after=after).rows == [camp]
