"""The hard harness: English, plain static files, undefined template variables fail, one clock."""

from __future__ import annotations

import os
from importlib.util import find_spec

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import translation

pytest_plugins = ["tests.browser"] if find_spec("tests.browser") else []

PLAIN_STATIC = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


class UndefinedVariable(str):
    """A template variable that does not exist is a defect, shown by name."""

    def __mod__(self, missing):
        raise AssertionError(f"Undefined template variable: {missing}")

    def __contains__(self, search):
        return search == "%s"


# Third-party templates test for missing variables on purpose.
FORGIVING = ("crispy_forms", "bootstrap5/", "account/", "mfa/", "usersessions/", "allauth/", "django/")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request):
    """Runs side by side use databases of their own; the workers of one run too."""
    if name := os.environ.get("ANCRAGE_TEST_DB"):
        connection.settings_dict["TEST"]["NAME"] = name
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Flushing between transactional tests deletes audit rows: that one trigger is lifted in tests."""
    if find_spec("accounts.audit_triggers"):
        from accounts import audit_triggers

        with django_db_blocker.unblock():
            audit_triggers.lift(connection)


@pytest.fixture(autouse=True)
def calm_settings(settings):
    """Fast hashes, plain static files, mail in memory, a cache of this process, no second factor unless asked."""
    settings.STORAGES = PLAIN_STATIC
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.SECOND_FACTOR_ENFORCED = False
    settings.WHITENOISE_AUTOREFRESH = True
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def english():
    """Assertions read English; French is held by the catalogue's own test and by the journeys."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def no_broker(monkeypatch):
    """A message for the worker is kept, not sent: tests that want the broker ask for it."""
    sent: list[tuple[str, dict]] = []

    def keep(self, args=None, kwargs=None, **options):
        sent.append((self.name, dict(kwargs or {})))

    def keep_named(self, name, args=None, kwargs=None, **options):
        sent.append((name, dict(kwargs or {})))

    monkeypatch.setattr("celery.app.task.Task.apply_async", keep)
    monkeypatch.setattr("celery.app.base.Celery.send_task", keep_named)
    return sent


@pytest.fixture
def sign_in(client):
    """Open a session for a user and give back the client."""

    def enter(user):
        client.force_login(user)
        return client

    return enter


@pytest.fixture
def queries():
    """Count SQL statements: `with queries() as seen: …; len(seen)`."""
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)
