"""Writes of camps: what is kept, what is refused, and that twice is once."""

from datetime import UTC, date, datetime

import pytest
from uuid_utils.compat import uuid7

from accounts.models import AuditEntry
from camps import services
from camps.models import Camp, CampEvent, Commune
from common.verdict import Refused
from tests.factories.accounts import AdministratorFactory
from tests.factories.camps import CampFactory, CommuneFactory

pytestmark = pytest.mark.django_db


def report(worker, today, **facts):
    facts = {"name": "Rue Basse", "reported_on": date(2026, 1, 10), "commune": CommuneFactory()} | facts
    return services.report_camp(by=worker, today=today, **facts)


def refused(act, **facts):
    with pytest.raises(Refused) as refusal:
        act(**facts)
    return refusal.value


def test_a_reported_camp_is_the_team_s_and_is_audited(worker, today):
    camp = report(worker, today, kind="land")
    assert (camp.operator, camp.status, camp.kind) == (worker.organisation, "reported", "land")
    assert AuditEntry.objects.get(act="camp.report").thing_id == camp.pk


def test_the_same_camp_is_not_reported_twice(worker, today):
    camp = report(worker, today)
    assert "already known" in str(refused(report, worker=worker, today=today, commune=camp.commune))


def test_a_commune_not_known_yet_is_made_with_its_department(worker, today):
    camp = report(worker, today, commune=None, place={"code": "77999", "name": " Valbourg "})
    assert (camp.commune.code, camp.commune.name, camp.commune.department) == ("77999", "Valbourg", "77")


def test_an_overseas_commune_has_three_characters_of_department(worker, today):
    assert report(worker, today, commune=None, place={"code": "97411", "name": "X"}).commune.department == "974"


def test_a_commune_is_made_once():
    first = services.find_or_make_commune(code="77001", name="Valbourg", department="77")
    assert services.find_or_make_commune(code="77001", name="Other", department="77") == first
    assert Commune.objects.get().name == "Valbourg"


def test_a_camp_needs_a_commune(worker, today):
    assert refused(report, worker=worker, today=today, commune=None).field == "commune"


def test_a_camp_is_not_reported_tomorrow(worker, today):
    assert refused(report, worker=worker, today=today, reported_on=date(2026, 1, 21)).field == "reported_on"


def test_people_settle_before_the_camp_is_reported(worker, today):
    assert refused(report, worker=worker, today=today, settled_on=date(2026, 1, 15)).field == "settled_on"


def test_an_administrator_reports_no_camp(today):
    assert "support families" in str(refused(report, worker=AdministratorFactory(), today=today))


def test_a_camp_is_corrected_and_keeps_its_status(worker, camp, today):
    services.edit_camp(
        camp=camp,
        by=worker,
        name="New name",
        commune=camp.commune,
        reported_on=camp.reported_on,
        today=today,
        access="Gate",
    )
    camp.refresh_from_db()
    assert (camp.name, camp.access, camp.status) == ("New name", "Gate", "active")


MOVES = [
    ("reported", services.confirm_camp, "confirmed"),
    ("confirmed", services.follow_camp, "active"),
    ("active", services.start_closing, "closing"),
]


@pytest.mark.parametrize(("status", "act", "target"), MOVES)
def test_each_move_changes_the_status_and_keeps_an_event(worker, today, status, act, target):
    camp = CampFactory(operator=worker.organisation, status=status)
    assert act(camp=camp, by=worker, on=today, today=today).status == target
    event = CampEvent.objects.get(camp=camp)
    assert (event.from_status, event.to_status, event.happened_on, event.actor) == (status, target, today, worker)


def close(camp, worker, today, **facts):
    facts = {"kind": "resorbed", "basis": "court", "on": date(2026, 1, 15)} | facts
    return services.close_camp(camp=camp, by=worker, today=today, **facts)


def test_a_camp_closes_with_how_when_and_on_what_basis(worker, camp, today):
    closed = close(camp, worker, today)
    assert (closed.status, closed.closed_on, closed.closure_kind, closed.closure_basis) == (
        "closed",
        date(2026, 1, 15),
        "resorbed",
        "court",
    )


def test_a_camp_closes_once(worker, camp, today):
    close(camp, worker, today)
    assert "closed already" in str(refused(close, camp=camp, worker=worker, today=today))


@pytest.mark.parametrize(
    ("facts", "field"), [({"kind": ""}, "kind"), ({"on": date(2026, 1, 21)}, "on"), ({"on": date(2024, 1, 1)}, "on")]
)
def test_a_closing_without_sense_is_refused_beside_its_field(worker, camp, today, facts, field):
    assert refused(close, camp=camp, worker=worker, today=today, **facts).field == field


def test_a_reopened_camp_keeps_the_history_of_its_closing(worker, camp, today):
    close(camp, worker, today)
    reopened = services.reopen_camp(camp=camp, by=worker, on=today, today=today)
    assert (reopened.status, reopened.closed_on, reopened.closure_kind) == ("confirmed", None, "")
    closing = CampEvent.objects.get(camp=camp, move="close")
    assert (closing.happened_on, closing.closure_kind, closing.closure_basis) == (date(2026, 1, 15), "resorbed", "court")


@pytest.mark.parametrize("day", [date(2026, 1, 14), date(2026, 1, 21)])
def test_a_camp_reopens_after_it_closed_and_not_tomorrow(worker, camp, today, day):
    close(camp, worker, today)
    assert refused(services.reopen_camp, camp=camp, by=worker, on=day, today=today).field == "on"


def test_start_visit_is_kept_once_by_its_id(worker, camp, today):
    key = uuid7()
    first = services.start_visit(camp=camp, visited_on=today, by=worker, today=today, with_interpreter=True, visit_id=key)
    services.finish_visit(visit=first, by=worker, now=datetime(2026, 1, 20, 15, tzinfo=UTC))
    again = services.start_visit(camp=camp, visited_on=today, by=worker, today=today, visit_id=key)
    assert again.pk == key == first.pk and again.with_interpreter


def test_an_unfinished_round_of_the_day_is_taken_up(worker, camp, today):
    first = services.start_visit(camp=camp, visited_on=today, by=worker, today=today)
    assert services.start_visit(camp=camp, visited_on=today, by=worker, today=today, visit_id=uuid7()) == first


def test_a_visit_id_of_another_camp_is_refused(worker, camp, today):
    visit = services.start_visit(camp=camp, visited_on=today, by=worker, today=today)
    other = CampFactory(operator=worker.organisation)
    sentence = refused(services.start_visit, camp=other, visited_on=today, by=worker, today=today, visit_id=visit.pk)
    assert "another camp" in str(sentence)


@pytest.mark.parametrize("day", [date(2026, 1, 21), date(2024, 12, 31)])
def test_a_round_is_not_tomorrow_nor_before_the_camp(worker, camp, today, day):
    assert refused(services.start_visit, camp=camp, visited_on=day, by=worker, today=today).field == "visited_on"


def test_a_finished_round_makes_a_reported_camp_a_followed_one(worker, today):
    camp = CampFactory(operator=worker.organisation, status="reported")
    visit = services.start_visit(camp=camp, visited_on=today, by=worker, today=today)
    now = datetime(2026, 1, 20, 15, tzinfo=UTC)
    done = services.finish_visit(visit=visit, by=worker, now=now)
    assert done.validated_at == now and Camp.objects.get(pk=camp.pk).status == "active"


def test_a_round_is_finished_once(worker, camp, today):
    visit = services.start_visit(camp=camp, visited_on=today, by=worker, today=today)
    first = services.finish_visit(visit=visit, by=worker, now=datetime(2026, 1, 20, 15, tzinfo=UTC))
    again = services.finish_visit(visit=visit, by=worker, now=datetime(2026, 1, 20, 16, tzinfo=UTC))
    assert first.validated_at == again.validated_at
    assert AuditEntry.objects.filter(act="visit.finish").count() == 1
