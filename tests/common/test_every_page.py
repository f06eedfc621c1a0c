"""Every page of the access table, read by axe on a small phone in light colours and on a desk in dark ones."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.access_table import ROLES, TABLE
from tests.browser import DESK, PHONE, SMALL, assert_accessible, assert_page_is_sound, assert_targets, shoot, sign_in
from tests.test_access import made, world  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
READ = [row for row in TABLE if "ok" in row.answers("get").values()]
THEIRS = ["mfa_index", "usersessions_list", "account_change_password", "account_reauthenticate", "mfa_activate_totp"]


def is_a_page(user, address) -> bool:
    """Whether the address answers a page: not a file, a redirection or data."""
    client = Client()
    client.force_login(user)
    response = client.get(address)
    return response.status_code == 200 and response["Content-Type"].startswith("text/html")


def read(page, live_server, address, name) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{live_server.url}{address}")
    assert_page_is_sound(page, widths=(SMALL,))
    page.set_viewport_size(PHONE)
    shoot(page, f"page-{name}-phone")
    assert_targets(page, least=24)
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="dark")
    assert_accessible(page)
    shoot(page, f"page-{name}-desk")


@pytest.mark.parametrize("row", READ, ids=lambda row: row.name)
def test_a_page_is_sound(row, page, live_server, world):  # noqa: F811
    role = next(role for role in ROLES if row.answers("get")[role] == "ok")
    user = getattr(world, role)
    address = reverse(row.name, kwargs=made(world, row.args))
    if not is_a_page(user, address):
        return
    sign_in(page, live_server, user)
    read(page, live_server, address, row.name.replace(":", "-"))


@pytest.mark.parametrize("name", THEIRS)
def test_a_page_of_the_sign_in_is_sound(name, page, live_server, world):  # noqa: F811
    sign_in(page, live_server, world.worker)
    read(page, live_server, reverse(name), name)


@pytest.mark.parametrize("name", ["account_login", "account_reset_password"])
def test_a_page_of_visitors_is_sound(name, page, live_server):
    read(page, live_server, reverse(name), name)
