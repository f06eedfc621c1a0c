"""The pages of camps in Chromium: sound on a phone and on a desk."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from tests.browser import assert_page_is_sound, assert_targets, shoot, sign_in
from tests.factories.accounts import UserFactory
from tests.factories.camps import (
    CampFactory,
    EvacuationDateFactory,
    HeadcountFactory,
    LegalStepFactory,
    SiteSurveyFactory,
    SiteVisitFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lived_in_camp():
    """A camp with all that can be known of one."""
    worker, today = UserFactory(), date.today()
    camp = CampFactory(operator=worker.organisation, name="Chemin des Carrières", address="12 chemin des Carrières")
    for months, people in ((9, 30), (6, 62), (3, 55), (2, 41)):
        HeadcountFactory(camp=camp, counted_on=today - timedelta(days=30 * months), people_best=people, people_low=people - 5)
    EvacuationDateFactory(camp=camp, told_on=today - timedelta(days=30), planned_on=today + timedelta(days=20))
    EvacuationDateFactory(camp=camp, told_on=today - timedelta(days=3), planned_on=today + timedelta(days=9))
    LegalStepFactory(camp=camp, note="The owner went to the police.")
    SiteSurveyFactory(camp=camp, water="no", toilets="partial")
    SiteVisitFactory(camp=camp, worker=worker, validated_at=datetime.now(UTC))
    CampFactory(operator=worker.organisation, name="Rue Basse", status="reported")
    return camp, worker


def test_the_pages_of_camps_are_sound(page, live_server, lived_in_camp):
    camp, worker = lived_in_camp
    sign_in(page, live_server, worker)
    names = ["edit", "headcount_new", "survey_new", "legal_step_new", "evacuation_date_new"]
    pages = {"list": reverse("camps:list"), "new": reverse("camps:new"), "detail": camp.get_absolute_url()}
    pages |= {name: reverse(f"camps:{name}", args=[camp.pk]) for name in names}
    pages["close"] = reverse("camps:move", args=[camp.pk, "close"])
    for name, url in pages.items():
        page.goto(live_server.url + url)
        assert_page_is_sound(page)
        assert_targets(page)
        shoot(page, f"camps-{name}-desk")
        page.set_viewport_size({"width": 390, "height": 844})
        shoot(page, f"camps-{name}-phone")


def test_a_form_sent_back_with_errors_is_sound(page, live_server, lived_in_camp):
    camp, worker = lived_in_camp
    sign_in(page, live_server, worker)
    page.goto(live_server.url + reverse("camps:headcount_new", args=[camp.pk]))
    page.click("main [type=submit]")
    assert_page_is_sound(page)
    shoot(page, "camps-headcount-error")
