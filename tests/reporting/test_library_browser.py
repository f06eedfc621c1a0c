"""The library, a report, the method and the last look in Chromium: sound on a phone and at a desk."""

from __future__ import annotations

import pytest
from django.urls import reverse

from common.period import Period
from reporting.models import ReportRun
from reporting.services.publishing import validate_and_publish
from tests.browser import PHONE, assert_page_is_sound, assert_targets, shoot, sign_in
from tests.factories.accounts import CoordinatorFactory, StateReaderFactory
from tests.factories.reporting import DownloadFactory, ReportRunFactory
from tests.reporting import samples

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def draft_of(coordinator, period: Period, **fields) -> ReportRun:
    figures = samples.exact(period=period, **fields).to_json()
    dates = {"period_start": period.start, "period_end": period.end}
    return ReportRunFactory(operator=coordinator.organisation, status="draft", figures=figures, **dates, **fields)


@pytest.fixture
def coordinator():
    return CoordinatorFactory(organisation__name="Association de démonstration")


@pytest.fixture
def october(coordinator):
    """Three months published, the last one corrected once."""
    for period in (Period.month(2026, 8), Period.month(2026, 9)):
        validate_and_publish(run=draft_of(coordinator, period), by=coordinator, now=samples.PUBLISHED_AT)
    run = draft_of(coordinator, Period.month(2026, 9), version=2, erratum_reason="Hotel stays were counted twice.")
    validate_and_publish(run=run, by=coordinator, now=samples.PUBLISHED_AT)
    run = draft_of(coordinator, Period.month(2026, 10))
    return validate_and_publish(run=run, by=coordinator, now=samples.PUBLISHED_AT)


def look(page, live_server, address: str, name: str) -> None:
    page.goto(live_server.url + address)
    assert_page_is_sound(page)
    shoot(page, f"{name}-desk")
    page.set_viewport_size(PHONE)
    assert_targets(page)
    shoot(page, f"{name}-phone")


def test_the_library_of_a_state_reader_is_sound(page, live_server, october):
    sign_in(page, live_server, StateReaderFactory())
    look(page, live_server, reverse("reporting:library"), "library")
    look(page, live_server, october.get_absolute_url(), "library-report")
    look(page, live_server, reverse("reporting:method"), "library-method")


def test_the_pages_of_the_coordinator_are_sound(page, live_server, coordinator, october):
    DownloadFactory(published=october)
    sign_in(page, live_server, coordinator)
    look(page, live_server, reverse("reporting:downloads"), "library-downloads")
    november = draft_of(coordinator, Period.month(2026, 11))
    look(page, live_server, reverse("reporting:publish", args=[november.pk]), "library-publish")


def test_a_reader_takes_a_file_in_two_clicks(page, live_server, october):
    sign_in(page, live_server, StateReaderFactory())
    page.goto(live_server.url + reverse("reporting:library"))
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the PDF file").first.click()
    assert download.value.suggested_filename == "ancrage_note-mensuelle_77_2026-10_v1.pdf"
