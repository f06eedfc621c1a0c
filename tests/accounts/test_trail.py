"""The audit trail as it is written, read and searched."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.template.loader import render_to_string
from django.urls import reverse

from accounts import audit, queries
from accounts.acts import words_of
from accounts.models import AuditEntry
from tests.factories.accounts import AdministratorFactory, AuditEntryFactory, CoordinatorFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return CoordinatorFactory()


@pytest.fixture
def signed_in(client, coordinator):
    client.force_login(coordinator)
    return client


def shown(response) -> list[str]:
    return [line.act for line in response.context["lines"]]


def test_each_way_to_touch_a_file_has_its_kind():
    user, household = UserFactory(), uuid4()
    audit.record_write(actor=user, act="household.edit", thing=user, household_id=household, fields=["phone"])
    audit.record_reading(actor=user, act="household.open", thing=user, household_id=household, address="192.0.2.1")
    audit.record_printing(actor=user, act="plan.print", thing=user, household_id=household)
    audit.record_export(actor=user, act="file.export", thing=user, household_id=household, rows=3)
    entries = AuditEntry.objects.about_household(household).order_by("pk")
    assert [entry.kind for entry in entries] == ["write", "read", "print", "export"]
    assert entries[0].detail == {"fields": ["phone"]} and entries[1].address == "192.0.2.1"
    assert {entry.organisation for entry in entries} == {user.organisation}


def test_who_opened_a_file_leaves_out_those_who_wrote_in_it(django_assert_num_queries):
    household, user = uuid4(), UserFactory(full_name="Ana Pop")
    for kind in ("read", "write", "print"):
        AuditEntryFactory(kind=kind, act="household.open", actor=user, household_id=household)
    AuditEntryFactory(kind="read", household_id=uuid4())
    with django_assert_num_queries(1):
        openings = queries.openings_of(household)
    assert [(opening.who, opening.kind) for opening in openings] == [("Ana Pop", "Printing"), ("Ana Pop", "Reading")]
    assert openings[0].organisation == user.organisation.name


def test_who_opened_a_file_stops_at_its_limit():
    household = uuid4()
    AuditEntryFactory.create_batch(3, kind="read", household_id=household)
    assert len(queries.openings_of(household, limit=2)) == 2


def test_the_list_of_openings_is_drawn():
    household = uuid4()
    AuditEntryFactory(kind="read", act="household.open", actor=UserFactory(full_name="Ana Pop"), household_id=household)
    assert "Ana Pop" in render_to_string("accounts/_openings.html", {"openings": queries.openings_of(household)})
    assert "Nobody has opened it yet" in render_to_string("accounts/_openings.html", {"openings": []})


def test_a_trail_is_read_by_its_own_organisation(signed_in, coordinator):
    AuditEntryFactory(act="mine", actor=coordinator)
    AuditEntryFactory(act="theirs")
    assert shown(signed_in.get(reverse("accounts:audit"))) == ["mine"]


def test_failed_sign_ins_of_nobody_are_the_administrators(client):
    audit.record_sign_in(act="sign_in_failed", user=None, address="192.0.2.9")
    client.force_login(AdministratorFactory())
    response = client.get(reverse("accounts:audit"))
    assert shown(response) == ["Failed to sign in"] and "192.0.2.9" in response.content.decode()


def test_a_worker_does_not_read_the_trail(client):
    client.force_login(UserFactory())
    assert client.get(reverse("accounts:audit")).status_code == 403


@pytest.mark.parametrize(
    ("asked", "expected"),
    [({"kind": "read"}, ["opened"]), ({"day": "2020-01-01"}, []), ({"day": "nonsense"}, ["changed", "opened"])],
)
def test_the_trail_is_searched_by_kind_and_day(signed_in, coordinator, asked, expected):
    AuditEntryFactory(act="opened", kind="read", actor=coordinator)
    AuditEntryFactory(act="changed", kind="write", actor=coordinator)
    assert shown(signed_in.get(reverse("accounts:audit"), asked)) == expected


def test_the_trail_is_searched_by_person_and_by_today(signed_in, coordinator):
    ana = UserFactory(organisation=coordinator.organisation)
    AuditEntryFactory(act="hers", actor=ana)
    AuditEntryFactory(act="mine", actor=coordinator)
    day = AuditEntry.objects.first().created_at.astimezone().date().isoformat()
    assert shown(signed_in.get(reverse("accounts:audit"), {"person": ana.pk, "day": day})) in (["hers"], [])
    assert shown(signed_in.get(reverse("accounts:audit"), {"person": ana.pk})) == ["hers"]


def test_the_trail_names_the_thing_and_the_end_of_its_key(signed_in, coordinator):
    entry = audit.record_write(actor=coordinator, act="account.close", thing=coordinator)
    page = signed_in.get(reverse("accounts:audit")).content.decode()
    assert "Closed an account" in page and f"<code>{str(entry.thing_id)[-6:]}</code>" in page


@pytest.mark.parametrize("how_many", [1, 30])
def test_the_trail_costs_four_statements_whatever_its_length(signed_in, coordinator, queries, how_many):
    AuditEntryFactory.create_batch(how_many, actor=coordinator)
    with queries() as seen:
        signed_in.get(reverse("accounts:audit"))
    assert len(seen) == 4


def test_a_long_trail_goes_on_the_next_page_with_the_same_questions(signed_in, coordinator):
    AuditEntryFactory.create_batch(60, actor=coordinator, kind="read")
    response = signed_in.get(reverse("accounts:audit"), {"kind": "read"})
    assert len(response.context["lines"]) == 50 and "kind=read" in response.context["next_url"]
    following = signed_in.get(reverse("accounts:audit") + response.context["next_url"])
    assert len(following.context["lines"]) == 10 and following.context["next_url"] == ""


@pytest.mark.parametrize(("written_at", "counted"), [("22:59:59", 0), ("23:00:00", 1)])
def test_a_day_of_the_trail_starts_at_midnight_in_paris(written_at, counted):
    with time_machine.travel(f"2026-03-28T{written_at}Z", tick=False):
        AuditEntryFactory()
    assert AuditEntry.objects.on_day(date(2026, 3, 29)).count() == counted


@pytest.mark.parametrize(("written_at", "counted"), [("21:59:59", 1), ("22:00:00", 0)])
def test_a_day_of_the_trail_ends_at_midnight_in_paris(written_at, counted):
    with time_machine.travel(f"2026-03-29T{written_at}Z", tick=False):
        AuditEntryFactory()
    assert AuditEntry.objects.on_day(date(2026, 3, 29)).count() == counted


def test_an_act_without_words_is_shown_as_it_is():
    assert words_of("nothing.known") == "nothing.known"
