"""Production refuses to start with anything of the demo, in words."""

import os
import subprocess
import sys

import pytest

from tests.architecture import ROOT

GOOD = {
    "ANCRAGE_ENV": "production",
    "DJANGO_SECRET_KEY": "k2Vw9TqLrY4mZp7XsB1nHd6GfJc3AeUo5RiKtMvC8yEbWzQx0S",
    "DJANGO_ALLOWED_HOSTS": "ancrage.example",
    "DATABASE_URL": "postgres://a:b@127.0.0.1/ancrage",
    "FIELD_ENCRYPTION_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
}


def start(tmp_path, **changes):
    """Load the settings in a process of its own."""
    environment = {"PATH": os.environ["PATH"], "ANCRAGE_VAR": str(tmp_path), **GOOD, **changes}
    command = [sys.executable, "-c", "import django; django.setup(); print('started')"]
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    return subprocess.run(command, cwd=ROOT, env={k: v for k, v in environment.items() if v}, capture_output=True, text=True)


def test_production_starts_when_everything_is_given(tmp_path):
    assert start(tmp_path).stdout.strip() == "started"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"DJANGO_SECRET_KEY": ""}, "DJANGO_SECRET_KEY is missing or is the demo's"),
        ({"DJANGO_SECRET_KEY": "short"}, "DJANGO_SECRET_KEY"),
        ({"DJANGO_DEBUG": "true"}, "DJANGO_DEBUG is on"),
        ({"DJANGO_ALLOWED_HOSTS": ""}, "DJANGO_ALLOWED_HOSTS is empty"),
        ({"DJANGO_ALLOWED_HOSTS": "*"}, "allows every host"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is missing"),
    ],
)
def test_production_refuses_what_is_missing_or_unsafe(tmp_path, changes, sentence):
    result = start(tmp_path, **changes)
    assert result.returncode != 0
    assert sentence in result.stderr


def test_the_deployment_check_finds_nothing(tmp_path):
    environment = {"PATH": os.environ["PATH"], "ANCRAGE_VAR": str(tmp_path), **GOOD}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
