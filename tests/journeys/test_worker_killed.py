"""Real processes: the worker is killed in the middle of a report, the broker is wiped, and it is made once."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.journeys.servers import Installation

CAMP = """
from camps.models import Camp, Commune
from accounts.models import Organisation
from datetime import date
place = Commune.objects.create(code="77999", name="Les Tilleuls", department="77")
operator = Organisation.objects.get(kind="operator")
Camp.objects.create(operator=operator, name="Camp", commune=place, reported_on=date(2025, 1, 1), settled_on=date(2025, 1, 1))
"""
ORDER = """
from django.utils import timezone
from accounts.models import User
from common.period import Period
from reporting.services import order_report
by = User.objects.get(email="coordinator@tilleuls.example")
for click in range(2):
    order_report(operator=by.organisation, period=Period.month(2026, 1), by=by, now=timezone.now())
"""
LOOK = """
import json
from django.utils import translation
from reporting.models import ReportRun
from reporting.story import sentence
translation.activate("en")
runs = [
    {"status": r.status, "progress": r.progress, "attempts": r.attempts, "figures": len(r.figures.get("figures", [])),
     "story": [sentence(e) for e in r.events.order_by("created_at", "pk")]}
    for r in ReportRun.objects.filter(period_start="2026-01-01")
]
print(json.dumps(runs))
"""
QUICK = {"ANCRAGE_REPORT_PAUSE": "0.5", "ANCRAGE_JOB_STALE_SECONDS": "3"}


@pytest.fixture
def installation(tmp_path_factory):
    folder = tmp_path_factory.mktemp("killed")
    place = Installation(Path(folder), f"test_killed_{os.getpid()}", QUICK)
    place.prepare()
    place.shell(CAMP)
    yield place
    place.stop()


def look(place: Installation) -> list[dict]:
    return json.loads(place.shell(LOOK).strip().splitlines()[-1])


def only(place: Installation) -> dict:
    (run,) = look(place)
    return run


def test_a_report_whose_worker_is_killed_and_whose_broker_is_wiped_is_made_once(installation):
    installation.start_worker()
    shutil.rmtree(installation.folder / "broker")
    installation.shell(ORDER)
    installation.wait(lambda: only(installation)["progress"] >= 10, "the worker is in the middle of the report", 60)
    installation.kill("worker")
    shutil.rmtree(installation.folder / "broker", ignore_errors=True)
    assert only(installation)["status"] == "running"
    installation.start_worker()
    installation.wait(lambda: only(installation)["status"] == "draft", "the second worker makes the report", 120)
    made = only(installation)
    assert made["attempts"] == 2
    assert made["figures"] > 18
    assert made["story"][0] == "Ordered."
    assert "started again" in made["story"][2]
    assert made["story"][-1] == "Made: the draft can be validated."
