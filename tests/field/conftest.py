"""A camp, its worker, a round, and a browser that speaks the contract."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from tests.factories.accounts import UserFactory
from tests.factories.camps import CampFactory, SiteVisitFactory
from tests.factories.households import family
from tests.races import shared_database

__all__ = ["shared_database"]

AT = "2026-01-12T09:12:31+01:00"


@pytest.fixture
def now():
    """The server's clock when items arrive."""
    return datetime(2026, 1, 12, 11, 0, tzinfo=UTC)


def world_of(households: int = 2, **visit) -> SimpleNamespace:
    """A worker's unfinished round on a camp of `households` families."""
    worker = UserFactory()
    camp = CampFactory(operator=worker.organisation)
    homes = [family(camp.operator, camp, spot=f"E{n + 1}", name=f"Family {n + 1}") for n in range(households)]
    return SimpleNamespace(
        worker=worker, camp=camp, homes=homes, home=homes[0] if homes else None,
        visit=SiteVisitFactory(camp=camp, worker=worker, **visit),
    )  # fmt: skip


@pytest.fixture
def world(db):
    return world_of()


@pytest.fixture
def visit_item():
    """An item as a browser makes it; keywords change its data."""

    def make(world, home=None, /, *, id=None, kind="visit", at=AT, **data):
        told = {"round": str(world.visit.pk), "site": str(world.camp.pk), "outcome": "seen", "met_persons": [], "topics": []}
        told |= {"household": str((home or world.home).pk), "note": "", "next": {"kind": "none"}}
        return {"id": str(id or uuid7()), "kind": kind, "schema": 1, "occurred_at": at, "data": told | data}

    return make


def finish_item(world, visits=(), **extra):
    """The end of the round, naming the rows it waits for."""
    data = {"round": str(world.visit.pk), "visits": [str(pk) for pk in visits]}
    return {"id": str(uuid7()), "kind": "round.finish", "schema": 1, "occurred_at": AT, "data": data} | extra


class Browser:
    """Calls the API the way `sender.js` does, token and headers included."""

    def __init__(self, user=None):
        self.client = Client(enforce_csrf_checks=True)
        if user:
            self.client.force_login(user)

    def session(self, **headers):
        return self.client.get("/field/api/v1/session", headers={"X-Field": "1"} | headers)

    def send(self, address, body, *, method="post", token=True, headers=None):
        told = {"X-Field": "1"} | (headers or {})
        if token:
            told["X-CSRFToken"] = self.session().json()["csrf"] or ""
        text = body if isinstance(body, str) else json.dumps(body)
        return getattr(self.client, method)(address, text, content_type="application/json", headers=told)

    def sync(self, *items, **options):
        body = {"client": {"bundle": "0.1.0", "schema": 1}, "items": list(items)}
        return self.send("/field/api/v1/sync", body, **options)

    def drafts(self, visit, *rows, **options):
        return self.send("/field/api/v1/drafts", {"visit": str(visit.pk), "rows": list(rows)}, **options)


@pytest.fixture
def phone(world):
    return Browser(world.worker)


def statuses(response):
    """One word an item."""
    return [result["status"] for result in response.json()["results"]]
