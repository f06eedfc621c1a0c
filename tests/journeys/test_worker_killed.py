"""Real processes: a double click, the worker killed in the middle of the report, the broker wiped; it is made once."""

from __future__ import annotations

import json
import os
import re

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
# Slow enough to be caught in the middle; stale only well after the slowest step of a busy machine.
SLOW = {"ANCRAGE_REPORT_PAUSE": "0.5", "ANCRAGE_JOB_STALE_SECONDS": "8"}


@pytest.fixture
def installation(tmp_path):
    place = Installation(tmp_path, f"ancrage_killed_{os.getpid()}", SLOW, redis_database=11)
    try:
        place.prepare()
        place.shell(CAMP)
        place.start_web()
        place.start_worker()
        yield place
    finally:
        place.stop()


def only(place: Installation) -> dict:
    """The one report of the month, as its row tells it."""
    (run,) = json.loads(place.shell(LOOK).strip().splitlines()[-1])
    return run


def progress(page: str) -> int:
    """What the live part of a report's page shows, in percent; 100 once the bar is gone."""
    bar = re.search(r'<progress id="done" max="100" value="(\d+)"', page)
    return int(bar[1]) if bar else 100


def test_a_report_clicked_twice_whose_worker_is_killed_and_whose_broker_is_wiped_is_made_once(installation):
    coordinator = installation.sign_in("coordinator@tilleuls.example")
    installation.wipe_broker()
    answers = coordinator.send_at_once("/reports/order/", month="2026-01")
    assert len(set(answers)) == 1, answers
    installation.wait(lambda: progress(coordinator.read(answers[0])) >= 10, "the worker is in the middle of the report", 90)
    installation.kill("worker")
    installation.wipe_broker()
    assert only(installation)["status"] == "running"
    installation.start_worker()
    installation.wait(lambda: progress(coordinator.read(answers[0])) == 100, "the second worker makes the report", 180)
    made = only(installation)
    assert (made["status"], made["attempts"]) == ("draft", 2)
    assert made["figures"] > 18
    assert (made["story"][0], made["story"].count("Ordered.")) == ("Ordered.", 1)
    assert sum("started again" in sentence for sentence in made["story"]) == 1
    assert made["story"][-1] == "Made: the draft can be validated."
