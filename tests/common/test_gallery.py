"""The look in a real browser: every part, in each colour scheme, from 320 to 1280 pixels."""

import pytest

from tests.browser import DESK, PHONE, SMALL, assert_no_csp_fault, assert_page_is_sound, assert_targets, shoot, sign_in
from tests.factories.accounts import CoordinatorFactory, StateReaderFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.common.gallery")]


@pytest.fixture
def desk(page, live_server):
    """The gallery's address, signed in as a worker."""
    sign_in(page, live_server, UserFactory())
    return f"{live_server.url}/gallery/"


@pytest.mark.parametrize("theme", ["light", "dark", "sun"])
def test_every_part_is_sound_in_every_colour_scheme(page, desk, theme):
    page.context.add_cookies([{"name": "theme", "value": theme, "url": desk}])
    page.goto(f"{desk}?say")
    assert page.locator("html").get_attribute("data-bs-theme") == theme
    assert_page_is_sound(page, widths=(SMALL, PHONE, DESK))
    shoot(page, f"gallery-{theme}-desk")
    page.set_viewport_size(PHONE)
    shoot(page, f"gallery-{theme}-phone")


def test_the_refused_form_is_sound_and_its_summary_has_the_focus(page, desk):
    page.goto(desk)
    page.get_by_role("button", name="Save the visit").click()
    page.wait_for_selector(".error-summary:focus")
    assert page.title() == "Error: Gallery · Ancrage"
    shoot(page, "gallery-errors")
    page.get_by_role("link", name="Name – This field is required.").click()
    assert page.evaluate("document.activeElement.id") == "id_name"
    assert_page_is_sound(page)


def test_controls_are_as_large_as_a_thumb(page, desk):
    page.set_viewport_size(PHONE)
    page.goto(desk)
    assert_targets(page)


def test_the_colours_follow_the_device_until_one_chooses(page, desk):
    page.emulate_media(color_scheme="dark")
    page.goto(desk)
    root = page.locator("html")
    assert root.get_attribute("data-bs-theme") == "dark"
    page.locator(".site-header summary").click()
    shoot(page, "menu-dark", full_page=False)
    page.get_by_role("button", name="Full sun").click()
    page.reload()
    assert root.get_attribute("data-bs-theme") == "sun"
    assert_no_csp_fault(page)


def test_a_menu_closes_with_escape_and_gives_the_focus_back(page, desk):
    page.goto(desk)
    summary = page.locator(".site-header summary")
    summary.click()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator("details.menu[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("factory", [CoordinatorFactory, StateReaderFactory])
def test_each_role_has_a_sound_page(page, live_server, factory):
    sign_in(page, live_server, factory())
    page.goto(f"{live_server.url}/gallery/")
    assert_page_is_sound(page)
    shoot(page, f"role-{factory.__name__}", full_page=False)


def test_pages_work_without_a_script(browser, live_server):
    context = browser.new_context(java_script_enabled=False, viewport=SMALL)
    page = context.new_page()
    sign_in(page, live_server, UserFactory())
    page.goto(f"{live_server.url}/gallery/")
    page.locator(".bottom-bar summary").click()
    shoot(page, "no-script-more", full_page=False)
    page.locator(".bottom-bar summary").click()
    page.locator(".site-header summary").click()
    page.get_by_role("button", name="Dark").click()
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    context.close()


def test_no_focus_is_hidden_under_the_bar(page, desk):
    page.set_viewport_size(PHONE)
    page.goto(desk)
    hidden = """() => { const e = document.activeElement.closest(".choice") ?? document.activeElement;
      const bar = document.querySelector(".bottom-bar");
      return !bar.contains(e) && e !== document.body
        && e.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1 && e.outerHTML.slice(0, 90); }"""
    for _ in range(30):
        page.keyboard.press("Tab")
        assert not page.evaluate(hidden)


def test_at_400_percent_the_menu_of_the_header_takes_over(page, desk):
    page.set_viewport_size({"width": 320, "height": 225})
    page.goto(desk)
    assert not page.locator(".bottom-bar").is_visible()
    assert page.locator(".site-nav").is_visible()
    assert_page_is_sound(page, widths=({"width": 320, "height": 225},))


def test_paper_is_black_on_white_whatever_the_screen(page, desk):
    page.context.add_cookies([{"name": "theme", "value": "dark", "url": desk}])
    page.goto(desk)
    page.emulate_media(media="print")
    shown = page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
    assert shown == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert not page.locator(".site-header").is_visible()
