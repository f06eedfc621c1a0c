"""The reports in the making in Chromium: sound on a phone and on a desk, and live without a reload."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from common.period import Period
from reporting.models import ReportRun
from reporting.services import run_report
from tests.browser import DESK, PHONE, assert_page_is_sound, assert_targets, shoot, sign_in
from tests.factories.accounts import CoordinatorFactory
from tests.factories.camps import CampFactory, HeadcountFactory
from tests.factories.households import AssessmentFactory, EncounterFactory, family
from tests.factories.reporting import ReportRunFactory
from tests.factories.support import EnrolmentFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def run():
    """Last month's note, still waiting, of an operator with one camp and one family."""
    coordinator = CoordinatorFactory()
    month = Period.month_of(date.today()).previous_month
    camp = CampFactory(operator=coordinator.organisation)
    HeadcountFactory(camp=camp)
    household = family(coordinator.organisation, camp)
    EnrolmentFactory(household=household)
    EncounterFactory(household=household, happened_on=month.start)
    AssessmentFactory(household=household, started_on=month.start, validated_on=month.start)
    return ReportRunFactory(
        operator=coordinator.organisation, period_start=month.start, period_end=month.end, requested_by=coordinator
    )


def made(run):
    run_report(run_id=run.pk, clock=timezone.now)


def test_the_months_a_draft_and_a_list_are_sound(page, live_server, run):
    sign_in(page, live_server, run.requested_by)
    made(run)
    addresses = {
        "runs": reverse("reporting:runs"),
        "draft": run.get_absolute_url(),
        "list": reverse("reporting:figure", args=[run.pk, "B1"]),
    }
    for name, address in addresses.items():
        page.goto(live_server.url + address)
        assert_page_is_sound(page)
        assert_targets(page)
        for device, size in (("phone", PHONE), ("desk", DESK)):
            page.set_viewport_size(size)
            shoot(page, f"reports-{name}-{device}")


def test_the_page_follows_the_worker_without_a_reload(page, live_server, run):
    sign_in(page, live_server, run.requested_by)
    page.goto(live_server.url + run.get_absolute_url())
    assert_page_is_sound(page)
    ReportRun.objects.update(status="running", progress=44, step="D1")
    page.get_by_text("44 % done").wait_for()
    shoot(page, "reports-live-desk")
    ReportRun.objects.update(status="queued", progress=0)
    made(run)
    page.get_by_role("heading", name="Exact figures").wait_for()
