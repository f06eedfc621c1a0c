"""The pages of an import in Chromium: sound on a small window and on a desk, and a correction typed there."""

import pytest
from playwright.sync_api import expect

from exchange.models import ImportLine
from tests.browser import DESK, PHONE, assert_page_is_sound, assert_targets, shoot, sign_in
from tests.exchange.given import shared_import

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def begun(live_server, page):
    register_import = shared_import()
    sign_in(page, live_server, register_import.user)
    page.goto(live_server.url + register_import.get_absolute_url())
    return register_import


def test_the_preview_reads_well_and_a_faulty_cell_is_corrected_there(page, begun):
    assert_page_is_sound(page)
    assert_targets(page)
    for name, size in (("phone", PHONE), ("desk", DESK)):
        page.set_viewport_size(size)
        shoot(page, f"import-{name}")
    page.get_by_label("Birth or age").first.fill("28/02/2019")
    page.get_by_role("button", name="Correct").first.click()
    expect(page.get_by_text("Line 488 is corrected.")).to_be_visible()
    expect(page.get_by_role("button", name="Import 8 sites, 118 families, 471 people")).to_be_visible()


def test_the_list_and_a_line_read_well(page, begun, live_server):
    line = ImportLine.objects.filter(sheet__kind="register", outcome="doubt").first()
    for address in ("/import/", f"{begun.get_absolute_url()}lines/{line.pk}/"):
        page.goto(live_server.url + address)
        assert_page_is_sound(page)
