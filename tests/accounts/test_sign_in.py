"""The ways in and out, with allauth's own pages."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.urls import reverse

from accounts import services
from accounts.models import AuditEntry, User
from accounts.sealing import unseal
from tests.factories.accounts import AdministratorFactory, StateReaderFactory, UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["django_language"] = "en"


def sign_in_as(client, user, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": user.email, "password": password}, REMOTE_ADDR="192.0.2.7")


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))


def test_a_password_opens_a_session_and_the_trail_says_so(client):
    user = UserFactory()
    assert sign_in_as(client, user).url == reverse("home")
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.kind, entry.actor, entry.address) == ("signed_in", "sign_in", user, "192.0.2.7")


def test_capital_letters_in_an_address_do_not_matter(client):
    user = UserFactory(email="ana@operator.example")
    user.email = "Ana@Operator.example"
    assert sign_in_as(client, user).status_code == 302


def test_a_wrong_password_is_written_without_opening_anything(client):
    user = UserFactory()
    assert sign_in_as(client, user, "wrong").status_code == 200
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.actor, entry.organisation) == ("sign_in_failed", user, user.organisation)


def test_an_unknown_address_is_counted_and_not_kept(client):
    client.post(reverse("account_login"), {"login": "nobody@x.example", "password": "x"})
    entry = AuditEntry.objects.get()
    assert entry.act == "sign_in_failed" and entry.actor is None and entry.detail == {}


def test_five_failures_close_the_door_for_a_while(client):
    user = UserFactory()
    for _ in range(5):
        sign_in_as(client, user, "wrong")
    response = sign_in_as(client, user)
    assert response.status_code == 200 and "Too many failed login attempts" in response.content.decode()


def test_a_closed_account_is_told_so(client):
    user = UserFactory(is_active=False)
    assert sign_in_as(client, user).url == reverse("account_inactive")
    assert acts() == []


def test_an_ended_access_is_told_so(client):
    user = UserFactory(access_until="2020-01-01")
    page = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD}, follow=True)
    assert "Your access has ended" in page.content.decode()
    assert not page.context["user"].is_authenticated


def test_leaving_is_written(client):
    user = UserFactory()
    sign_in_as(client, user)
    client.post(reverse("account_logout"))
    assert acts() == ["signed_in", "signed_out"]
    assert client.get(reverse("accounts:me")).status_code == 302


def test_nobody_signs_up(client):
    assert client.get(reverse("account_signup")).status_code == 404
    assert (
        client.post(reverse("account_signup"), {"email": "a@x.example", "password1": PASSWORD, "password2": PASSWORD}).status_code
        == 404
    )
    assert not User.objects.exists()


def test_passwords_are_hashed_with_argon2(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert UserFactory().password.startswith("argon2$argon2id$")


def reauthenticated(client, user):
    sign_in_as(client, user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def set_up_app(client, user):
    reauthenticated(client, user)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    return client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}), secret


def test_setting_up_an_app_seals_its_secret_and_shows_recovery_codes(client):
    user = UserFactory()
    response, secret = set_up_app(client, user)
    assert response.url == reverse("mfa_view_recovery_codes")
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in kept and unseal(kept) == secret
    assert "10 codes are left" in client.get(response.url).content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_set_up_is_written_and_told_by_mail(client):
    set_up_app(client, UserFactory())
    assert acts() == ["signed_in", "totp_activated"]
    assert mail.outbox[0].subject.startswith("[Ancrage]")


def test_signing_in_then_asks_for_the_code(client):
    user = UserFactory()
    TOTP.activate(user, SECRET)
    assert sign_in_as(client, user).url == reverse("mfa_authenticate")
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(SECRET)}).url == reverse("home")
    assert acts() == ["signed_in"]


def test_a_wrong_code_is_written_and_opens_nothing(client):
    user = UserFactory()
    TOTP.activate(user, SECRET)
    sign_in_as(client, user)
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert acts() == ["second_factor_failed"]
    assert client.get(reverse("accounts:me")).status_code == 302


def test_a_recovery_code_opens_the_session_once(client):
    user = UserFactory()
    TOTP.activate(user, SECRET)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    sign_in_as(client, user)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    client.post(reverse("account_logout"))
    sign_in_as(client, user)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


def test_where_it_is_enforced_names_wait_for_the_second_factor(client, settings):
    settings.SECOND_FACTOR_ENFORCED = True
    user = UserFactory()
    sign_in_as(client, user)
    page = client.get(reverse("accounts:me"), follow=True)
    assert page.redirect_chain[-1][0] == reverse("mfa_index")
    assert "Set up your second factor first" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_setting_it_up_opens_the_pages_in_the_same_session(client, settings):
    settings.SECOND_FACTOR_ENFORCED = True
    set_up_app(client, UserFactory())
    assert client.get(reverse("accounts:me")).status_code == 200


def test_a_session_opened_before_the_second_factor_must_prove_it(client, settings):
    settings.SECOND_FACTOR_ENFORCED = True
    user = UserFactory()
    sign_in_as(client, user)
    TOTP.activate(user, SECRET)
    for name in ("mfa_add_webauthn", "mfa_index", "accounts:me"):
        asked = client.get(reverse(name)).url
        assert asked == f"{reverse('mfa_reauthenticate')}?next={reverse(name)}"
    assert client.post(reverse("accounts:me"), {"language": "fr"}).url.startswith(reverse("mfa_reauthenticate"))
    assert client.post(asked, {"code": code_of(SECRET), "next": "/me/"}).url == reverse("accounts:me")
    assert client.get(reverse("accounts:me")).status_code == 200


def test_administrators_carry_it_too_and_state_readers_need_not(client, settings):
    settings.SECOND_FACTOR_ENFORCED = True
    sign_in_as(client, AdministratorFactory())
    assert client.get(reverse("accounts:me")).url == reverse("mfa_index")
    client.post(reverse("account_logout"))
    sign_in_as(client, StateReaderFactory())
    assert client.get(reverse("accounts:me")).status_code == 200


def test_a_proven_session_pays_no_statement_for_it(client, settings, queries):
    settings.SECOND_FACTOR_ENFORCED = True
    user = UserFactory()
    TOTP.activate(user, SECRET)
    sign_in_as(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code_of(SECRET)})
    with queries() as seen:
        client.get(reverse("about"))
    assert len(seen) == 2


@pytest.mark.parametrize(("enforced", "left"), [(True, 1), (False, 0)])
def test_the_last_second_factor_of_a_role_that_needs_it_stays(client, settings, enforced, left):
    settings.SECOND_FACTOR_ENFORCED = enforced
    user = UserFactory()
    TOTP.activate(user, SECRET)
    sign_in_as(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code_of(SECRET)})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.count() == left


def test_changing_the_password_is_written_and_ends_the_other_sessions(client):
    user = UserFactory()
    sign_in_as(client, user)
    other = type(client)()
    sign_in_as(other, user)
    fresh = "three calm herons at dawn"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh})
    assert acts()[-1] == "password_changed"
    assert client.get(reverse("accounts:me")).status_code == 200
    assert other.get(reverse("accounts:me")).status_code == 302


def test_the_other_sessions_are_listed_and_closed(client):
    user = UserFactory()
    other = type(client)()
    sign_in_as(other, user)
    sign_in_as(client, user)
    assert client.get(reverse("usersessions_list")).context["session_count"] == 2
    client.post(reverse("usersessions_list"))
    assert other.get(reverse("accounts:me")).status_code == 302
    assert client.get(reverse("accounts:me")).status_code == 200


def test_a_reset_second_factor_ends_the_sessions_of_the_lost_telephone(client):
    user = UserFactory()
    sign_in_as(client, user)
    services.reset_second_factor(by=AdministratorFactory(), person=user)
    assert client.get(reverse("accounts:me")).status_code == 302


def test_a_fragment_asked_after_the_session_ended_reloads_its_page(client, db):
    response = client.get(reverse("accounts:me"), headers={"hx-request": "true"})
    assert response.headers["HX-Refresh"] == "true" and response.content == b""


def test_a_forgotten_password_is_chosen_again_by_a_link(client):
    user = UserFactory()
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    form = client.get(link.partition("testserver")[2], follow=True)
    fresh = "three calm herons at dawn"
    client.post(form.redirect_chain[-1][0], {"password1": fresh, "password2": fresh})
    assert sign_in_as(client, user, fresh).status_code == 302
    assert "password_reset" in acts()


def test_an_address_nobody_has_receives_nothing(client):
    assert client.post(reverse("account_reset_password"), {"email": "nobody@x.example"}).status_code == 302
    assert mail.outbox == []


def test_a_mail_server_that_is_down_stops_nobody(client, monkeypatch):
    def down(*args, **kwargs):
        raise OSError("no mail")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", down)
    assert client.post(reverse("account_reset_password"), {"email": UserFactory().email}).status_code == 302


WAYS_OUT = ["account_change_password", "usersessions_list", "account_logout", "account_reauthenticate"]
PAGES = [
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "account_change_password",
    "usersessions_list",
]


@pytest.mark.parametrize("name", [*PAGES, *WAYS_OUT])
def test_the_pages_of_a_person_are_ours_and_hold_the_strict_policy(client, name):
    reauthenticated(client, UserFactory())
    response = client.get(reverse(name))
    page = response.content.decode()
    assert response.status_code == 200 and 'class="site-header"' in page
    assert "style=" not in page and "onclick" not in page and "<style" not in page
    assert "'unsafe-inline'" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive"])
def test_the_pages_of_a_visitor_are_ours(client, name):
    assert 'class="site-header"' in client.get(reverse(name)).content.decode()


@pytest.mark.parametrize("name", ["mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"])
def test_the_pages_of_a_second_factor_in_place_are_ours(client, name):
    user = UserFactory()
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    sign_in_as(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code_of(SECRET)})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert 'class="site-header"' in client.get(reverse(name)).content.decode()
