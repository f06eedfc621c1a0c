"""The README's pictures, taken in a small invented world on a day that does not pass.

`ANCRAGE_SHOTS=docs/images pytest tests/journeys/test_pictures.py` writes them again.
"""

from datetime import UTC, datetime, time, timedelta
from functools import partial

import pytest
import time_machine
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import expect

from accounts.enums import Role
from accounts.models import User
from camps.models import Camp
from camps.services import start_visit
from common.period import Period
from exchange.demo.services import make_demo
from households.models import Household
from reporting.services import order_report, run_report, validate_and_publish
from support.models import SupportPlan
from tests.browser import DESK, PHONE, assert_no_csp_fault, shoot, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 10, 20, 8, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def world(page):
    """Two hundred invented persons, everybody reads French, and the browser's clock shows the same day."""
    with time_machine.travel(NOW, tick=False):
        make_demo(persons=200, seed=7, today=TODAY)
        User.objects.update(language="fr")
        page.clock.set_fixed_time(NOW)
        yield User.objects.filter(role=Role.SOCIAL_WORKER).order_by("-email").first()


def french(words):
    with translation.override("fr"):
        return gettext(words)


def picture(page, live_server, name, place, heading, size):
    """Open the place, see its heading, keep what the window shows."""
    page.set_viewport_size(size)
    page.goto(live_server.url + place)
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    assert_no_csp_fault(page)
    return partial(shoot, page, name, full_page=False)


def publish_notes(months):
    """The notes of the last closed months, published three days after each month, the oldest first."""
    coordinator = User.objects.filter(role=Role.COORDINATOR).order_by("email").first()
    periods = [Period.month_of(TODAY).previous_month]
    while len(periods) < months:
        periods.insert(0, periods[0].previous_month)
    with translation.override("fr"):
        for period in periods:
            ordered = datetime.combine(period.end, time(6), tzinfo=UTC)
            run = order_report(operator=coordinator.organisation, period=period, by=None, now=ordered)
            run_report(run_id=run.pk, clock=partial(_stopped_at, ordered))
            validate_and_publish(run=run, by=coordinator, now=ordered + timedelta(days=2))


def _stopped_at(moment):
    return moment


def test_the_round_half_logged(page, live_server, world):
    camps = Camp.objects.visible_to(world).open().order_by("name")
    fullest = max(camps, key=lambda camp: Household.objects.present_on_camp(camp, TODAY).count())
    visit = start_visit(camp=fullest, visited_on=TODAY, by=world, today=TODAY)
    sign_in(page, live_server, world)
    shot = picture(page, live_server, "round", f"/field/rounds/{visit.pk}/", visit.camp.name, PHONE)
    rows = page.locator(".round-row")
    for number in (0, 1):
        rows.nth(number).locator("[data-field=outcome]").first.check()
    rows.nth(1).locator("[data-open]").click()
    rows.nth(0).scroll_into_view_if_needed()
    shot()


def test_the_day(page, live_server, world):
    sign_in(page, live_server, world)
    picture(page, live_server, "my-day", "/support/day/", french("Today"), PHONE)()


def test_the_file_of_a_household(page, live_server, world):
    plan = SupportPlan.objects.visible_to(world).filter(closed_on=None, goals__isnull=False).order_by("started_on").first()
    sign_in(page, live_server, world)
    picture(page, live_server, "household", plan.household.get_absolute_url(), plan.household.name, DESK)()


def test_the_library_of_the_state(page, live_server, world):
    publish_notes(3)
    reader = User.objects.filter(role=Role.STATE_READER).order_by("email").first()
    sign_in(page, live_server, reader)
    picture(page, live_server, "library", "/reports/library/", french("Published reports"), DESK)()
