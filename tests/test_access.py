"""Every address of the project, for every role and method, against one table."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, path, reverse

from accounts.middleware import CLOSED, PUBLIC
from tests import access_objects
from tests.access_table import ROLES, TABLE, Row
from tests.factories.accounts import (
    AdministratorFactory,
    CoordinatorFactory,
    OrganisationFactory,
    StateFactory,
    StateReaderFactory,
    UserFactory,
)

METHODS = ("get", "post")
# Allauth's own addresses: reached by anyone (PUBLIC), by nobody (CLOSED), or signed in.
THIRD_PARTY = ("account_", "mfa_", "usersessions_")


def patterns(resolver=None, spaces: tuple[str, ...] = ()) -> list[tuple[str, URLPattern]]:
    """Every address of the tree with its full name; "" when it has none."""
    found = []
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            found.append((":".join([*spaces, entry.name]) if entry.name else "", entry))
        else:
            found += patterns(entry, (*spaces, entry.namespace) if entry.namespace else spaces)
    return found


def offences(resolver=None) -> list[str]:
    """Addresses without a name, and ours without a row."""
    rows = {row.name for row in TABLE}
    found = patterns(resolver)
    nameless = [f"no name: {pattern.pattern}" for name, pattern in found if not name]
    return nameless + [f"no row: {name}" for name, _ in found if name and not name.startswith(THIRD_PARTY) and name not in rows]


NAMES = sorted({name for name, _ in patterns() if name})
OURS = [name for name in NAMES if not name.startswith(THIRD_PARTY)]


@pytest.fixture
def world(db) -> access_objects.World:
    operator, state = OrganisationFactory(), StateFactory()
    return access_objects.World(
        operator=operator,
        state=state,
        elsewhere=OrganisationFactory(),
        worker=UserFactory(organisation=operator),
        coordinator=CoordinatorFactory(organisation=operator),
        administrator=AdministratorFactory(organisation=operator),
        state_reader=StateReaderFactory(organisation=state),
    )


def made(world, name: str) -> dict:
    return getattr(access_objects, name)(world) if name else {}


def answer(world, row: Row, method: str, role: str, arguments: dict) -> str:
    """What `role` is answered, in the words of the table; what was written is taken back."""
    client = Client(raise_request_exception=True)
    with transaction.atomic():
        client.force_login(getattr(world, role))
        response = getattr(client, method)(
            reverse(row.name, kwargs=arguments), made(world, row.data) if method == "post" else None
        )
        transaction.set_rollback(True)
    status = response.status_code
    return "ok" if status < 400 or status == 422 else str(status)


def test_every_address_has_a_name_and_its_row():
    assert offences() == []


class Planted:
    """The project's addresses and two that nobody put in the table."""

    urlpatterns = [
        *get_resolver().url_patterns,
        path("planted/", lambda request: HttpResponse("open"), name="planted"),
        path("nameless/", lambda request: HttpResponse("open")),
    ]


def test_a_planted_address_is_found():
    assert offences(get_resolver(Planted)) == ["no name: nameless/", "no row: planted"]


@pytest.mark.parametrize("address", ["/planted/", "/nameless/"])
def test_a_planted_address_is_closed_to_visitors_all_the_same(address, db, settings):
    settings.ROOT_URLCONF = Planted
    assert Client().get(address).status_code == 302


def test_every_row_has_its_address_once():
    names = [row.name for row in TABLE]
    assert [name for name in names if name not in OURS or names.count(name) > 1] == []


def test_the_public_list_holds_only_addresses_that_exist_and_say_so():
    ours = {name for name in PUBLIC if not name.startswith(THIRD_PARTY)}
    assert sorted(ours & set(NAMES)) == sorted(row.name for row in TABLE if row.public)
    assert [name for name in PUBLIC | CLOSED if name.startswith(THIRD_PARTY) and name not in NAMES] == []


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_each_role_is_answered_what_the_table_says(row, world):
    arguments = made(world, row.args)
    found = {m: {role: answer(world, row, m, role, arguments) for role in ROLES} for m in METHODS}
    assert found == {m: row.answers(m) for m in METHODS}


@pytest.mark.parametrize("row", [row for row in TABLE if row.hidden], ids=lambda row: row.name)
def test_what_belongs_elsewhere_is_not_found(row, world):
    arguments = made(world, row.hidden)
    for method in (m for m in METHODS if getattr(row, m)):
        expected = {role: "404" if word == "ok" else word for role, word in row.answers(method).items()}
        assert {role: answer(world, row, method, role, arguments) for role in ROLES} == expected


@pytest.mark.parametrize("row", [row for row in TABLE if not row.public], ids=lambda row: row.name)
def test_a_visitor_is_sent_to_the_sign_in_page(row, world):
    address = reverse(row.name, kwargs=made(world, row.args))
    for method in METHODS:
        response = getattr(Client(), method)(address)
        assert (response.status_code, response.url.partition("?")[0]) == (302, reverse(settings.LOGIN_URL))


def test_a_view_that_says_it_is_public_is_not_for_that(client, db, monkeypatch):
    monkeypatch.setattr("accounts.middleware.PUBLIC", PUBLIC - {"about"})
    assert client.get(reverse("about")).status_code == 302


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith(THIRD_PARTY)])
def test_the_doors_of_allauth_are_public_closed_or_behind_the_sign_in(name, db):
    needed = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    address = reverse(name, kwargs={key: {"pk": 1, "key": "a-b", "uidb36": "1"}[key] for key in needed})
    response = Client().get(address)
    sent_to_sign_in = response.status_code == 302 and response.url.startswith(reverse(settings.LOGIN_URL))
    assert (response.status_code == 404) == (name in CLOSED)
    assert sent_to_sign_in or name in CLOSED | PUBLIC
