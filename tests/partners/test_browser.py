"""The pages of partners and referrals in Chromium: sound on a phone and on a desk."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from partners.models import Referral
from tests.browser import PHONE, assert_page_is_sound, assert_targets, shoot, sign_in
from tests.factories.accounts import UserFactory
from tests.factories.households import family
from tests.factories.partners import PartnerFactory, ReferralEventFactory, SentReferralFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world():
    """A household, two partners, a referral that waits and one not accepted."""
    worker = UserFactory()
    household = family(worker.organisation, code="E07", name="Ionescu", language="ro")
    partner = PartnerFactory(operator=worker.organisation, name="City-hospital network", services="Care", territory="North")
    PartnerFactory(operator=worker.organisation, name="The school", kind="school")
    facts = {"household": household, "partner": partner, "worker": worker, "sent_on": date.today() - timedelta(days=20)}
    sent = SentReferralFactory(**facts, snapshot={"first_name": "Ana", "age": 37})
    ReferralEventFactory(referral=sent, actor=worker, happened_on=sent.sent_on)
    refused = SentReferralFactory(**facts, status="refused", purpose="school", answered_on=date.today())
    return {"worker": worker, "household": household, "partner": partner, "sent": sent, "refused": refused}


def test_the_pages_of_partners_are_sound(page, live_server, world):
    sign_in(page, live_server, world["worker"])
    pages = {name: reverse(f"partners:{name}") for name in ("list", "new", "referrals")}
    pages |= {name: world[name].get_absolute_url() for name in ("partner", "sent", "refused")}
    pages["refer"] = reverse("partners:refer", args=[world["household"].pk])
    pages["elsewhere"] = reverse("partners:elsewhere", args=[world["refused"].pk])
    for name, url in pages.items():
        page.goto(live_server.url + url)
        assert_page_is_sound(page)
        assert_targets(page)
        shoot(page, f"partners-{name}-desk")
        page.set_viewport_size(PHONE)
        shoot(page, f"partners-{name}-phone")


def test_a_referral_is_seen_then_sent_on_a_phone(page, live_server, world):
    sign_in(page, live_server, world["worker"])
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("partners:refer", args=[world["household"].pk]))
    page.select_option("#id_partner", str(world["partner"].pk))
    page.select_option("#id_purpose", "rights")
    page.fill("#id_request", "A postal address.")
    page.check("input[name=shared][value=people]")
    page.check("input[name=consent_form][value=oral]")
    page.click("button[name=look]")
    assert_page_is_sound(page, widths=(PHONE,))
    shoot(page, "partners-preview-phone")
    page.click("button[name=send]")
    page.wait_for_url("**/referrals/*/")
    sent = Referral.objects.get(purpose="rights")
    assert (sent.status, sent.snapshot) == ("sent", {"people": 3})
    page.click("summary:has-text('The partner accepts')")
    shoot(page, "partners-moves-phone")
