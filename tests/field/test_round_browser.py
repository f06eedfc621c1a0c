"""The round in Chromium: taps and keys counted, faults survived, nothing lost, nothing twice."""

from __future__ import annotations

import json

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from camps.models import SiteVisit
from field.models import InboundItem, RoundDraft
from households.models import Encounter
from tests.browser import DESK, PHONE, assert_no_csp_fault, assert_page_is_sound, assert_targets, shoot, sign_in
from tests.field.conftest import world_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOUSEHOLDS = 12
NARROW = {"width": 360, "height": 740}
COUNT = """() => {
  const add = (name) => sessionStorage.setItem(name, Number(sessionStorage.getItem(name) ?? 0) + 1);
  addEventListener("pointerdown", () => add("taps"), true);
  addEventListener("keydown", () => add("keys"), true);
}"""


@pytest.fixture
def round_page(page, live_server, transactional_db):
    """A round of twelve households, open on a phone; `page.world` is what stands behind it."""
    page.world = world_of(HOUSEHOLDS, visited_on=timezone.localdate())
    page.address = f"{live_server.url}/field/rounds/{page.world.visit.pk}/"
    page.add_init_script(f"({COUNT})()")
    page.add_init_script("Math.random = () => 0.02")
    page.set_viewport_size(PHONE)
    sign_in(page, live_server, page.world.worker)
    return page


def opened(page):
    page.goto(page.address)
    expect(page.locator("#round")).to_be_visible()
    return page


def row(page, number):
    return page.locator(".round-row").nth(number)


def tap(page, number, word):
    row(page, number).get_by_role("radio", name=word, exact=True).check()


def tap_all(page, word="Seen", numbers=range(HOUSEHOLDS)):
    for number in numbers:
        tap(page, number, word)


def finish(page):
    page.get_by_role("button", name="Finish the round").click()


def expect_saved(page):
    expect(page.locator("[data-status-word]")).to_have_text("Everything is saved")


def wait_for_drafts(page, number):
    with page.expect_response(lambda answer: "drafts" in answer.url and answer.ok):
        pass
    assert RoundDraft.objects.count() == number


def expect_finished(page, logged=HOUSEHOLDS):
    expect(page.get_by_role("heading", level=1)).to_contain_text("finished")
    assert Encounter.objects.count() == logged
    assert SiteVisit.objects.get(pk=page.world.visit.pk).validated_at


def counted(page, name):
    return int(page.evaluate("(name) => sessionStorage.getItem(name)", name) or 0)


def fail(page, path, times, status=500):
    """Answer `times` requests to that door with a server's error page."""
    left = [times]

    def answer(route):
        left[0] -= 1
        if left[0] < 0:
            return route.continue_()
        return route.fulfill(status=status, content_type="text/html", body="<h1>Server Error</h1>")

    page.route(f"**/field/api/v1/{path}", answer)
    return left


def unstick(page):
    """A control half under a sticky bar, one scroll away, is no fault: axe reads the page with the bars laid flat."""
    page.evaluate("document.querySelectorAll('.round-bar, .round-status').forEach((bar) => (bar.style.position = 'static'))")


def test_twelve_households_take_at_most_fourteen_taps(round_page, live_server):
    page = round_page
    SiteVisit.objects.all().delete()
    page.goto(f"{live_server.url}/field/camps/{page.world.camp.pk}/start/")
    page.get_by_role("button", name="Start the round").click()
    expect(page.locator("#round")).to_be_visible()
    tap_all(page)
    finish(page)
    page.world.visit = SiteVisit.objects.get()
    expect_finished(page)
    assert counted(page, "taps") == HOUSEHOLDS + 2
    assert not InboundItem.objects.filter(clock_suspect=True).exists()
    assert_no_csp_fault(page)


def test_twelve_households_take_at_most_thirty_eight_keys(round_page):
    page = round_page
    page.set_viewport_size(DESK)
    opened(page)
    for number in range(HOUSEHOLDS):
        page.keyboard.press("Space")
        if number < HOUSEHOLDS - 1:
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Finish the round")).to_be_focused()
    page.keyboard.press("Enter")
    expect_finished(page)
    assert counted(page, "keys") <= 38


def test_under_a_finger_no_answer_looks_given_when_the_round_opens(round_page):
    page = round_page
    page.context.new_cdp_session(page).send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    opened(page)
    expect(page.locator("[data-count]")).to_have_text("0/12 logged")
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_on_a_phone_a_round_is_one_line_of_the_list(round_page, live_server):
    page = round_page
    page.goto(f"{live_server.url}/field/rounds/")
    assert page.locator("tbody tr").first.bounding_box()["height"] < 60
    expect(page.locator("tbody tr").first).to_contain_text("To finish")


def test_arrows_change_the_answer_and_escape_closes_the_detail(round_page):
    page = opened(round_page)
    page.keyboard.press("ArrowRight")
    expect(row(page, 0).get_by_role("radio", name="Absent", exact=True)).to_be_checked()
    detail = row(page, 0).get_by_role("button", name="Detail")
    detail.focus()
    page.keyboard.press("Enter")
    expect(row(page, 0).get_by_label("Note")).to_be_focused()
    page.keyboard.press("Escape")
    expect(detail).to_be_focused()


def test_the_rest_is_absent_and_can_be_undone(round_page):
    page = opened(round_page)
    tap_all(page, numbers=range(8))
    page.get_by_role("button", name="The rest: absent").click()
    expect(page.get_by_text("Set to absent: 4.")).to_be_visible()
    expect(page.get_by_text("12/12 logged")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("8/12 logged")).to_be_visible()
    page.get_by_role("button", name="The rest: absent").click()
    finish(page)
    expect_finished(page)
    assert Encounter.objects.filter(outcome="absent").count() == 4
    assert counted(page, "taps") == 11


def test_households_not_logged_are_asked_about_once(round_page):
    page = opened(round_page)
    tap_all(page, numbers=range(10))
    finish(page)
    expect(page.get_by_text("Not logged yet: 2.")).to_be_visible()
    page.get_by_role("button", name="Finish without them").click()
    expect_finished(page, logged=10)


def test_a_reload_in_the_middle_keeps_every_row(round_page):
    page = opened(round_page)
    left = fail(page, "drafts", 99)
    tap_all(page, numbers=range(5))
    row(page, 0).get_by_role("button", name="Detail").click()
    row(page, 0).get_by_label("Note").fill("école lundi")
    page.reload()
    expect(page.get_by_text("5/12 logged")).to_be_visible()
    expect(row(page, 0).locator("textarea")).to_have_value("école lundi")
    left[0] = 0
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect_saved(page)
    assert RoundDraft.objects.count() == 5
    assert "field:" not in json.dumps(page.evaluate("Object.entries(sessionStorage).filter(([, v]) => v.includes('école'))"))


def test_what_is_saved_is_found_again_in_another_tab(round_page):
    page = opened(round_page)
    tap(page, 0, "Seen")
    row(page, 0).get_by_role("button", name="Detail").click()
    row(page, 0).get_by_label("Note").fill("kept")
    row(page, 0).get_by_role("checkbox", name="School", exact=True).check()
    expect_saved(page)
    page.wait_for_function("() => !Object.values(sessionStorage).some((value) => value.includes('kept'))")
    other = page.context.new_page()
    other.goto(page.address)
    expect(other.locator("textarea").first).to_have_value("kept")
    expect(other.get_by_text("1/12 logged")).to_be_visible()


def test_an_expired_session_keeps_all_and_sends_after_signing_in(round_page, live_server):
    page = opened(round_page)
    tap_all(page, numbers=range(4))
    expect_saved(page)
    Session.objects.all().delete()
    tap(page, 4, "Absent")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Nothing is lost")
    page.keyboard.press("Escape")
    tap_all(page, numbers=range(5, HOUSEHOLDS))
    expect(page.locator("[data-status-word]")).to_contain_text("nothing is lost")
    expect(dialog).to_be_hidden()
    sign_in(page, live_server, page.world.worker)
    finish(page)
    expect_finished(page)


def test_another_person_signed_in_sends_nothing_of_mine(round_page, live_server):
    page = opened(round_page)
    sign_in(page, live_server, world_of(0).worker)
    tap(page, 0, "Seen")
    expect(page.get_by_text("Another person is signed in here")).to_be_visible()
    assert not RoundDraft.objects.exists()


def test_three_server_errors_then_everything_arrives(round_page):
    page = opened(round_page)
    fail(page, "sync", 3)
    tap_all(page)
    finish(page)
    expect_finished(page)
    assert Encounter.objects.values("household").distinct().count() == HOUSEHOLDS


def test_an_answer_lost_on_the_way_creates_nothing_twice(round_page):
    page = opened(round_page)
    lost = [True]

    def lose(route):
        answer = route.fetch()
        if lost.pop() if lost else False:
            return route.abort()
        return route.fulfill(response=answer)

    page.route("**/field/api/v1/sync", lose)
    tap_all(page)
    finish(page)
    expect_finished(page)
    assert InboundItem.objects.count() == HOUSEHOLDS + 1


@pytest.mark.parametrize("portal", ["page", "redirect"])
def test_a_portal_is_not_taken_for_our_server(round_page, portal):
    page = opened(round_page)
    headers = {"Location": "/about/"} if portal == "redirect" else {}
    caught = [2]

    def answer(route):
        caught[0] -= 1
        if caught[0] < 0:
            return route.continue_()
        return route.fulfill(status=302 if headers else 200, headers=headers, content_type="text/html", body="Welcome")

    page.route("**/field/api/v1/sync", answer)
    tap_all(page)
    finish(page)
    expect_finished(page)


def test_a_double_click_on_finish_makes_one_set(round_page):
    page = opened(round_page)
    tap_all(page)
    page.get_by_role("button", name="Finish the round").dblclick()
    expect_finished(page)
    assert InboundItem.objects.filter(kind="round.finish").count() == 1
    page.goto(page.address)
    expect(page.get_by_role("heading", level=1)).to_contain_text("finished")
    assert Encounter.objects.count() == HOUSEHOLDS


def test_a_row_changed_after_it_was_sent_is_a_correction(round_page):
    page = opened(round_page)
    fail(page, "sync", 1)
    page.add_init_script("Math.random = () => 1")
    page.reload()
    tap_all(page)
    finish(page)
    expect(page.get_by_role("button", name="Send now")).to_be_visible()
    tap(page, 0, "Absent")
    finish(page)
    expect_finished(page, logged=HOUSEHOLDS + 1)
    assert Encounter.objects.standing().filter(outcome="absent").count() == 1


def test_what_the_server_cannot_apply_is_corrected_on_the_page(round_page):
    page = opened(round_page)
    home, ours = page.world.homes[2], page.world.camp.operator
    home.operator = world_of(0).camp.operator
    home.save()
    tap_all(page)
    finish(page)
    expect(page.locator("[data-status-word]")).to_have_text("1 to correct")
    expect(row(page, 2).locator("[data-fault]")).to_have_text("This household is not known.")
    home.operator = ours
    home.save()
    tap(page, 2, "Absent")
    finish(page)
    expect_finished(page)
    assert InboundItem.objects.get(kind="visit.correct").body["data"]["outcome"] == "absent"


def test_a_change_left_behind_by_a_finished_round_still_arrives(round_page):
    page = opened(round_page)
    home = page.world.homes[2]
    home.operator = world_of(0).camp.operator
    home.save()
    tap_all(page)
    finish(page)
    expect(page.locator("[data-status-word]")).to_have_text("1 to correct")
    tap(page, 0, "Absent")
    page.goto(page.address)
    expect(page.get_by_text("1 entry to correct")).to_be_visible()
    page.wait_for_function("() => !Object.keys(sessionStorage).some((key) => key.startsWith('field:'))")
    assert Encounter.objects.standing().filter(outcome="absent").count() == 1


def test_two_tabs_on_one_round_keep_one_contact_a_household(round_page):
    page = opened(round_page)
    other = page.context.new_page()
    other.world, other.address = page.world, page.address
    opened(other)
    tap(page, 0, "Seen")
    expect_saved(page)
    tap(other, 0, "Absent")
    tap_all(other, numbers=range(1, HOUSEHOLDS))
    finish(other)
    expect_finished(other)
    assert Encounter.objects.get(household=page.world.homes[0]).outcome == "absent"


def test_a_tap_after_the_round_was_finished_elsewhere_corrects_it(round_page):
    page = opened(round_page)
    other = page.context.new_page()
    other.world, other.address = page.world, page.address
    opened(other)
    tap_all(page)
    finish(page)
    expect_finished(page)
    tap(other, 0, "Absent")
    expect(other.locator("[data-status-word]")).to_have_text("1 to send")
    other.get_by_role("button", name="Send now").click()
    expect_finished(other, logged=HOUSEHOLDS + 1)
    assert Encounter.objects.standing().get(household=page.world.homes[0]).outcome == "absent"


def test_too_heavy_a_delivery_is_halved(round_page):
    page = opened(round_page)
    sizes = []

    def weigh(route):
        sizes.append(len(route.request.post_data_json["items"]))
        if sizes[-1] <= 7:
            return route.continue_()
        heavy = json.dumps({"marker": "ancrage-field", "code": "too_large"})
        return route.fulfill(status=413, content_type="application/json", headers={"X-Field": "1"}, body=heavy)

    page.route("**/field/api/v1/sync", weigh)
    tap_all(page)
    finish(page)
    expect_finished(page)
    assert sizes == [13, 7, 6]


def test_a_next_step_without_its_date_is_asked_for_before_finishing(round_page):
    page = opened(round_page)
    tap_all(page)
    row(page, 3).get_by_role("button", name="Detail").click()
    row(page, 3).get_by_role("radio", name="Appointment", exact=True).check()
    finish(page)
    summary = page.locator("#round-errors")
    expect(summary).to_be_focused()
    assert page.title().startswith("Error: ")
    assert_page_is_sound(page, widths=(PHONE,))
    summary.get_by_role("link").click()
    expect(row(page, 3).get_by_label("On which day")).to_be_focused()
    row(page, 3).get_by_label("On which day").fill("2027-01-10")
    finish(page)
    expect_finished(page)


def test_the_filter_forgives_accents_and_the_order_can_change(round_page):
    page = round_page
    page.world.homes[4].name, page.world.homes[4].name_fold = "Aurèle", "aurele"
    page.world.homes[4].save()
    opened(page)
    page.get_by_label("Find a household").fill("AURÈ")
    expect(page.locator(".round-row:visible")).to_have_count(1)
    page.get_by_label("Find a household").fill("nobody")
    expect(page.get_by_text("No household matches.")).to_be_visible()
    page.get_by_label("Find a household").fill("")
    page.get_by_label("Sort").select_option("name")
    expect(row(page, 0)).to_contain_text("Aurèle")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_round_is_sound_at_each_size(round_page, live_server, theme):
    page = round_page
    page.context.add_cookies([{"name": "theme", "value": theme, "url": live_server.url}])
    opened(page)
    tap(page, 0, "Seen")
    tap(page, 1, "Left")
    row(page, 1).get_by_role("button", name="Detail").click()
    row(page, 1).get_by_role("radio", name="Task", exact=True).check()
    assert_targets(page)
    page.set_viewport_size(DESK)
    shoot(page, f"round-desk-{theme}", full_page=False)
    page.set_viewport_size(PHONE)
    shoot(page, f"round-phone-{theme}", full_page=False)
    unstick(page)
    assert_page_is_sound(page, widths=(PHONE, NARROW, DESK))


def test_the_dialog_the_list_and_the_summary_are_sound(round_page, live_server):
    page = opened(round_page)
    tap_all(page, "Left")
    Session.objects.all().delete()
    tap(page, 0, "Seen")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert_page_is_sound(page, widths=(PHONE, NARROW))
    page.keyboard.press("Escape")
    sign_in(page, live_server, page.world.worker)
    finish(page)
    expect_finished(page)
    assert_page_is_sound(page, widths=(PHONE, NARROW, DESK))
    page.goto(f"{live_server.url}/field/rounds/")
    assert_page_is_sound(page, widths=(PHONE, NARROW, DESK))
