"""What every door of the API keeps: JSON, no redirect, no page, the table of codes."""

import pytest

from field.models import InboundItem
from field.views import api, doors
from tests.factories.accounts import AdministratorFactory, StateReaderFactory, UserFactory
from tests.field.conftest import Browser

SYNC = "/field/api/v1/sync"
DRAFTS = "/field/api/v1/drafts"


def test_every_answer_carries_the_marker_and_is_kept_by_nobody(phone):
    response = phone.session()
    assert response.json()["marker"] == "ancrage-field"
    assert (response["X-Field"], response["Cache-Control"]) == ("1", "no-store")


def test_the_session_gives_who_and_a_token(world, phone):
    told = phone.session().json()
    assert told["authenticated"] is True
    assert told["user"] == doors.user_hash(world.worker)
    assert told["csrf"] and told["server_time"] and told["store_epoch"] == 1


def test_signed_out_is_an_answer_not_an_error(db):
    response = Browser().session()
    assert response.status_code == 200
    told = response.json()
    assert (told["authenticated"], told["user"], told["csrf"]) == (False, None, None)


@pytest.mark.parametrize("address", [SYNC, DRAFTS])
def test_an_expired_session_is_401_in_json_never_a_redirect(db, address):
    response = Browser().send(address, {"items": []})
    assert (response.status_code, response.json()["code"]) == (401, "session_expired")


@pytest.mark.parametrize("address", [SYNC, DRAFTS])
def test_a_missing_token_is_403_in_json(phone, address):
    response = phone.send(address, {"items": []}, token=False)
    assert (response.status_code, response.json()["code"]) == (403, "csrf_failed")


def test_what_one_person_logged_is_not_sent_in_anothers_session(phone, world, visit_item):
    response = phone.sync(visit_item(world), headers={"X-Field-User": "someone-else"})
    assert response.status_code == 401
    assert not InboundItem.objects.exists()


@pytest.mark.parametrize("factory", [AdministratorFactory, StateReaderFactory])
def test_roles_that_support_no_family_send_nothing(world, visit_item, factory):
    response = Browser(factory()).sync(visit_item(world))
    assert (response.status_code, response.json()["code"]) == (403, "not_allowed")


def test_without_the_second_factor_the_session_is_not_open(world, visit_item, settings):
    settings.SECOND_FACTOR_ENFORCED = True
    phone = Browser(world.worker)
    assert phone.session().json()["authenticated"] is False
    assert phone.sync(visit_item(world)).status_code == 401


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_405(phone, method):
    response = phone.send(SYNC, {}, method=method)
    assert (response.status_code, response["Allow"]) == (405, "POST")


def test_a_page_that_posts_a_form_is_not_our_browser_code(phone):
    assert phone.client.post(SYNC, {"items": "[]"}, headers={"X-Field": "1"}).status_code == 400
    assert phone.client.post(SYNC, "{}", content_type="application/json").status_code == 400
    assert phone.client.get("/field/api/v1/session").status_code == 400


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "{}", '{"items": 3}', '{"items": [3]}', '{"items": [{"id": "x", "data": {}}]}', '{"items": [NaN]}',
     '{"items": [{"id": "01890000-0000-7000-8000-000000000000"}]}', "[" * 100000],
)  # fmt: skip
def test_what_cannot_be_read_is_400(phone, body):
    response = phone.send(SYNC, body)
    assert (response.status_code, response.json()["code"]) == (400, "bad_request")


def test_too_many_items_or_too_heavy_a_body_is_413(phone, monkeypatch):
    monkeypatch.setattr(api, "MAX_ITEMS", 1)
    assert phone.sync({}, {}).status_code == 413
    monkeypatch.setattr(api, "MAX_ROWS", 0)
    assert phone.send(DRAFTS, {"rows": [{}]}).status_code == 413
    monkeypatch.setattr(doors, "MAX_BODY", 10)
    assert phone.sync({}, {}).json()["code"] == "too_large"


@pytest.mark.parametrize("schema", [0, "old", None])
def test_a_browser_too_old_is_426(phone, schema):
    response = phone.send(SYNC, {"client": {"schema": schema}, "items": []})
    assert (response.status_code, response.json()["code"]) == (426, "client_too_old")


def test_two_users_have_two_marks(db):
    assert doors.user_hash(UserFactory()) != doors.user_hash(UserFactory())
