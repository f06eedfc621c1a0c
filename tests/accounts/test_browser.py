"""The second factor in a real browser, and the look of the pages of accounts."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from accounts import services
from accounts.models import Organisation
from tests.accounts.test_sign_in import PASSWORD, code_of
from tests.browser import PHONE, assert_no_csp_fault, assert_page_is_sound, assert_targets, shoot
from tests.factories.accounts import AdministratorFactory, InvitationFactory, PostFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


PHONE_KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def enforced(settings):
    settings.SECOND_FACTOR_ENFORCED = True


def address(live_server, name: str, *args) -> str:
    # A passkey belongs to a name, never to a number.
    return live_server.url.replace("127.0.0.1", "localhost") + reverse(name, args=args)


def enter(page, live_server, user) -> None:
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": address(live_server, "home")}])
    page.goto(address(live_server, "account_login"))
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def confirm(page) -> None:
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def test_an_app_is_set_up_and_opens_the_next_session(page, live_server):
    user = AdministratorFactory()
    enter(page, live_server, user)
    page.get_by_role("link", name="Set up an app").click()
    confirm(page)
    secret = page.locator("#authenticator_secret").inner_text()
    assert_page_is_sound(page)
    shoot(page, "accounts-totp")
    page.get_by_label("Authenticator code").fill(code_of(secret))
    page.get_by_role("button", name="Set up").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    page.goto(address(live_server, "accounts:team"))
    page.get_by_role("heading", name="Team").wait_for()
    assert_no_csp_fault(page)


def test_a_passkey_is_added_and_signs_in_without_a_password(page, live_server):
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    tools.send(
        "WebAuthn.addVirtualAuthenticator", {"options": {**key, "isUserVerified": True, "automaticPresenceSimulation": True}}
    )
    user = AdministratorFactory()
    enter(page, live_server, user)
    page.get_by_role("link", name="Add a passkey").click()
    confirm(page)
    assert_page_is_sound(page)
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add the key").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()
    page.context.clear_cookies()
    page.goto(address(live_server, "account_login"))
    page.locator("#passkey_login").click()
    page.wait_for_url(address(live_server, "accounts:team"))
    assert_no_csp_fault(page)


def test_the_pages_of_accounts_read_well_on_every_screen(page, live_server, settings):
    settings.SECOND_FACTOR_ENFORCED = False
    administrator = AdministratorFactory(full_name="Mireille Aubry")
    person = UserFactory(organisation=administrator.organisation, full_name="Ana Pop", access_until="2030-01-31")
    PostFactory(user=person, organisation=administrator.organisation)
    InvitationFactory(organisation=administrator.organisation, token_hash=services.hash_of("token"))
    UserFactory(full_name="Lina Demo", email="lina@demo.ancrage.example")
    enter(page, live_server, administrator)
    names = ["team", "invite", "me", "audit", "organisations", "organisation_add"]
    pages = [(f"accounts:{name}",) for name in names] + [("accounts:person", person.pk), ("usersessions_list",), ("mfa_index",)]
    pages += [("accounts:organisation", Organisation.objects.first().pk), ("account_change_password",), ("account_logout",)]
    for name, *args in pages:
        page.goto(address(live_server, name, *args))
        assert_page_is_sound(page)
        assert_targets(page)
        shoot(page, name.replace(":", "-"))
    page.context.clear_cookies()
    for name, *args in [("account_login",), ("accounts:accept_invitation", "token"), ("account_reset_password",)]:
        page.goto(address(live_server, name, *args))
        assert_page_is_sound(page)
        page.set_viewport_size(PHONE)
        assert_targets(page)
        shoot(page, name.replace(":", "-"))
