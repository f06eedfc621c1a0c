"""The small guards: addresses, sealing, languages, the last day of access."""

import subprocess
import sys

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.adapters import InvitationOnlyAdapter
from accounts.requests import client_address
from accounts.sealing import seal, unseal
from tests.factories.accounts import UserFactory


@pytest.mark.parametrize(
    ("behind", "facts", "address"),
    [
        (False, {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}, "192.0.2.1"),
        (True, {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.2"}, "198.51.100.2"),
        (True, {"REMOTE_ADDR": "10.0.0.1"}, "10.0.0.1"),
        (False, {"REMOTE_ADDR": ""}, None),
        (True, {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "nonsense"}, None),
    ],
)
def test_only_our_proxys_own_word_on_an_address_is_taken(rf, settings, behind, facts, address):
    settings.BEHIND_PROXY = behind
    assert client_address(rf.get("/", **facts)) == address


def test_a_visitor_without_an_address_does_not_sign_in(rf):
    with pytest.raises(PermissionDenied):
        InvitationOnlyAdapter().get_client_ip(rf.get("/", REMOTE_ADDR=""))


def test_a_new_key_seals_and_the_former_ones_still_open(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FIELD_ENCRYPTION_KEYS = [old]
    sealed = seal("secret")
    settings.FIELD_ENCRYPTION_KEYS = [new, old]
    assert unseal(sealed) == "secret" and "secret" not in sealed
    settings.FIELD_ENCRYPTION_KEYS = [new]
    with pytest.raises(InvalidToken):
        unseal(sealed)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({}, "FIELD_ENCRYPTION_KEYS is missing or holds the demo's key"),
        ({"FIELD_ENCRYPTION_KEYS": "short"}, "FIELD_ENCRYPTION_KEYS holds something that is not a Fernet key"),
    ],
)
def test_production_does_not_start_without_keys_of_its_own(given, fault):
    command = [sys.executable, "-c", "import config.settings"]
    done = subprocess.run(command, env={"ANCRAGE_ENV": "production", "PATH": "", **given}, capture_output=True, text=True)
    assert fault in done.stderr


@pytest.mark.parametrize(("cookie", "language"), [(None, "fr"), ("en", "en"), ("xx", "fr")])
def test_a_visitor_reads_the_language_of_the_cookie_else_french(client, db, cookie, language):
    if cookie:
        client.cookies["django_language"] = cookie
    response = client.get(reverse("account_login"), headers={"accept-language": "en"})
    assert f'<html lang="{language}"' in response.content.decode()
    assert response.headers["Content-Language"] == language


@pytest.mark.django_db
def test_a_persons_own_language_comes_before_the_browsers_cookie(client):
    client.cookies["django_language"] = "fr"
    client.force_login(UserFactory(language="en"))
    assert '<html lang="en"' in client.get(reverse("accounts:me")).content.decode()


@pytest.mark.django_db
def test_an_access_that_ends_signs_out_with_a_sentence(client):
    client.cookies["django_language"] = "en"
    client.force_login(UserFactory(access_until="2020-01-01"))
    page = client.get(reverse("accounts:me"), follow=True)
    assert page.redirect_chain[-1][0] == reverse("account_login")
    assert "Your access has ended" in page.content.decode()
