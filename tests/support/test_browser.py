"""The pages of families in a real browser: accessible, no wider than the window, targets large enough."""

import pytest
from django.urls import reverse

from tests.browser import assert_page_is_sound, assert_targets, sign_in
from tests.factories.accounts import CoordinatorFactory
from tests.support.test_pages import full_file

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pages_of_a_file_read_well_on_a_phone_and_at_a_desk(page, live_server):
    coordinator = CoordinatorFactory()
    home = full_file(coordinator, times=2)
    sign_in(page, live_server, coordinator)
    places = [reverse("households:list"), reverse("households:new"), reverse("support:my_day")]
    places += [reverse(f"support:{name}", args=[home.pk]) for name in ("household", "plan", "contact_new", "household_openings")]
    for place in places:
        page.goto(live_server.url + place)
        assert_page_is_sound(page)
        assert_targets(page, 24)
