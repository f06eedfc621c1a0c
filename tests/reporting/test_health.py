"""/healthz names the part that is down and tells nothing more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from reporting.services import beat
from reporting.views import health

pytestmark = pytest.mark.django_db
URL = "/healthz"


@pytest.fixture
def broker_up(monkeypatch):
    monkeypatch.setattr(health, "_broker", lambda: health.OK)


def test_all_is_well_and_says_which_version(client, broker_up):
    beat(now=timezone.now() - timedelta(seconds=30))
    answer = client.get(URL)
    assert answer.status_code == 200
    assert answer.json()["version"] == settings.VERSION
    assert answer.json()["worker_heartbeat_seconds"] in (30, 31)
    assert answer["Cache-Control"].startswith("max-age=0")


@pytest.mark.parametrize("ago", [None, timedelta(minutes=3)])
def test_a_silent_worker_is_named(client, broker_up, ago):
    if ago:
        beat(now=timezone.now() - ago)
    answer = client.get(URL)
    assert (answer.status_code, answer.json()["failing"]) == (503, ["worker"])


def test_a_broker_that_does_not_answer_is_named(client, monkeypatch):
    beat(now=timezone.now())

    def refused(**options):
        raise ConnectionError("redis://secret@inside:6379 refused")

    monkeypatch.setattr(health.current_app, "connection_for_write", refused, raising=False)
    answer = client.get(URL)
    assert (answer.status_code, answer.json()["failing"]) == (503, ["broker"])
    assert "secret" not in answer.text


def test_the_broker_of_these_settings_is_really_asked():
    assert health._broker() == health.OK


def test_a_message_folder_that_cannot_be_made_is_a_broker_down(monkeypatch, tmp_path):
    if not settings.CELERY_BROKER_URL.startswith("filesystem"):
        pytest.skip("The broker of these settings is not a folder.")
    (tmp_path / "file").touch()
    monkeypatch.setitem(health.current_app.conf.broker_transport_options, "data_folder_in", str(tmp_path / "file" / "in"))
    assert health._broker() == health.DOWN


def test_a_database_that_does_not_answer_is_named(client, broker_up, monkeypatch):
    def broken():
        raise DatabaseError("password wrong for ancrage@inside")

    monkeypatch.setattr(health.connection, "cursor", broken)
    answer = client.get(URL)
    assert (answer.status_code, answer.json()["failing"]) == (503, ["database", "worker"])
    assert "password" not in answer.text


def test_a_clock_slightly_ahead_is_not_negative(client, broker_up):
    beat(now=timezone.now() + timedelta(seconds=5))
    assert client.get(URL).json()["worker_heartbeat_seconds"] == 0
