"""The contract of /sync: one result an item, whatever happens to the others."""

import json
from uuid import uuid4

import pytest
from uuid_utils.compat import uuid7

from accounts.models import AuditEntry
from camps.models import SiteVisit
from field.models import InboundItem, RoundDraft
from households.models import Encounter
from tests.factories.camps import CampFactory, SiteVisitFactory
from tests.factories.field import RoundDraftFactory
from tests.factories.households import HouseholdFactory, family
from tests.field.conftest import Browser, finish_item, statuses


def test_a_visit_is_created_under_the_browsers_id(world, phone, visit_item):
    item = visit_item(world, note="school", topics=["school"])
    assert statuses(phone.sync(item)) == ["created"]
    encounter = Encounter.objects.get(pk=item["id"])
    assert (encounter.note, encounter.topics, encounter.happened_on) == ("school", ["school"], world.visit.visited_on)
    assert (encounter.visit, encounter.worker, encounter.outcome) == (world.visit, world.worker, "seen")


def test_the_same_item_again_is_a_duplicate(world, phone, visit_item):
    item = visit_item(world)
    assert statuses(phone.sync(item, item)) == ["created", "duplicate"]
    assert statuses(phone.sync(item)) == ["duplicate"]
    assert Encounter.objects.count() == 1


def test_its_number_in_the_line_does_not_make_it_another(world, phone, visit_item):
    item = visit_item(world)
    assert statuses(phone.sync(item | {"seq": 1}, item | {"seq": 2})) == ["created", "duplicate"]


def test_the_same_id_with_other_content_is_set_aside_and_kept(world, phone, visit_item):
    item = visit_item(world)
    other = visit_item(world, id=item["id"], note="another")
    assert statuses(phone.sync(item, other, other)) == ["created", "id_conflict", "id_conflict"]
    assert Encounter.objects.get().note == ""
    assert InboundItem.objects.get(status="quarantined").body["data"]["note"] == "another"


def test_a_colleagues_id_is_never_answered_for(world, phone, visit_item):
    item = visit_item(world)
    phone.sync(item)
    colleague = Browser(SiteVisitFactory(camp=world.camp).worker)
    assert statuses(colleague.sync(item)) == ["id_conflict"]


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"outcome": "gone"}, "outcome", "unknown_choice"),
        ({"topics": ["weather"]}, "topics", "unknown_choice"),
        ({"destination": "moon"}, "destination", "unknown_choice"),
        ({"next": {"kind": "call"}}, "next", "unknown_choice"),
        ({"next": {"kind": "appointment", "due": "soon"}}, "next_on", "unreadable_date"),
        ({"next": {"kind": "appointment", "due": "2026-02-31"}}, "next_on", "unreadable_date"),
        ({"next": {"kind": "task"}}, "next_on", "missing"),
        ({"household": "nobody"}, "household", "unknown_household"),
        ({"household": str(uuid4())}, "household", "unknown_household"),
    ],
)
def test_what_cannot_be_applied_is_kept_and_says_why(world, phone, visit_item, change, field, code):
    item = visit_item(world, note="keep me", **change)
    result = phone.sync(item).json()["results"][0]
    assert (result["status"], result["errors"][0]["field"], result["errors"][0]["code"]) == ("rejected", field, code)
    assert result["errors"][0]["message"]
    assert InboundItem.objects.get().body["data"]["note"] == "keep me"


def test_a_rejected_item_stays_rejected_when_it_comes_again(world, phone, visit_item):
    item = visit_item(world, outcome="gone")
    assert statuses(phone.sync(item, item)) == ["rejected", "rejected"]


def test_an_unreadable_instant_is_rejected(world, phone, visit_item):
    assert statuses(phone.sync(visit_item(world, at="yesterday"))) == ["rejected"]


def test_an_unknown_kind_or_schema_is_rejected(world, phone, visit_item):
    late = visit_item(world) | {"schema": 99}
    assert statuses(phone.sync(visit_item(world, kind="dance"), late)) == ["rejected", "rejected"]


def test_one_bad_item_does_not_stop_the_others(world, phone, visit_item):
    items = [visit_item(world), visit_item(world, outcome="gone"), visit_item(world, world.homes[1])]
    assert statuses(phone.sync(*items)) == ["created", "rejected", "created"]


def test_what_a_service_refuses_is_rejected_with_its_phrase(world, phone, visit_item, monkeypatch):
    item = visit_item(world)
    Encounter.objects.create(
        pk=item["id"], household=world.homes[1], happened_on="2026-01-01", occurred_at=item["occurred_at"],
        outcome="absent", worker=world.worker,
    )  # fmt: skip
    result = phone.sync(item).json()["results"][0]
    assert result["status"] == "rejected"
    assert "already recorded" in result["errors"][0]["message"]


def test_another_operators_household_is_unknown(world, phone, visit_item):
    assert statuses(phone.sync(visit_item(world, HouseholdFactory()))) == ["rejected"]


def test_a_household_that_moved_since_is_accepted_in_good_faith(world, phone, visit_item):
    elsewhere = family(world.camp.operator, CampFactory(operator=world.camp.operator))
    assert statuses(phone.sync(visit_item(world, elsewhere))) == ["created"]


def test_a_camp_closed_since_does_not_refuse_the_visit(world, phone, visit_item):
    world.camp.status, world.camp.closed_on, world.camp.closure_kind = "closed", world.visit.visited_on, "left"
    world.camp.save()
    assert statuses(phone.sync(visit_item(world))) == ["created"]


def test_an_unknown_round_is_opened_from_its_site(world, phone, visit_item):
    SiteVisit.objects.all().delete()
    key = uuid7()
    assert statuses(phone.sync(visit_item(world, round=str(key)))) == ["created"]
    assert Encounter.objects.get().visit_id == SiteVisit.objects.get().pk == key


def test_without_a_round_or_site_the_contact_is_kept_with_a_warning(world, phone, visit_item):
    result = phone.sync(visit_item(world, round=None, site=None)).json()["results"][0]
    assert (result["status"], result["warnings"]) == ("created", [{"code": "unknown_round"}])
    assert Encounter.objects.get().visit is None


def test_another_operators_round_is_not_entered(world, phone, visit_item):
    foreign = SiteVisitFactory()
    phone.sync(visit_item(world, round=str(foreign.pk)))
    assert Encounter.objects.get().visit is None


def test_a_closed_site_opens_no_round_but_keeps_the_contact(world, phone, visit_item):
    closed = CampFactory(operator=world.camp.operator, status="closed", closed_on="2026-01-01", closure_kind="left")
    assert statuses(phone.sync(visit_item(world, round=str(uuid7()), site=str(closed.pk)))) == ["created"]


def test_a_colleagues_round_is_accepted_with_a_warning(world, phone, visit_item):
    theirs = SiteVisitFactory(camp=world.camp)
    result = phone.sync(visit_item(world, round=str(theirs.pk))).json()["results"][0]
    assert result["warnings"] == [{"code": "colleague_round"}]


def test_people_met_are_the_households_own(world, phone, visit_item):
    ours = world.home.memberships.first().person
    theirs = world.homes[1].memberships.first().person
    phone.sync(visit_item(world, met_persons=[str(ours.pk), str(theirs.pk), "nobody"]))
    assert list(Encounter.objects.get().met_persons.all()) == [ours]


def test_see_again_defaults_to_seven_days(world, phone, visit_item):
    phone.sync(visit_item(world, next={"kind": "revisit"}))
    assert (Encounter.objects.get().next_on - world.visit.visited_on).days == 7


def test_a_label_too_long_goes_on_in_the_note(world, phone, visit_item):
    step = {"kind": "task", "due": "2026-02-01", "label": "a" * 160 + "tail"}
    phone.sync(visit_item(world, next=step, note="first"))
    assert Encounter.objects.get().note == "first\ntail"


@pytest.mark.parametrize(("destination", "first"), [("known", "Destination known."), ("unknown", "Destination unknown.")])
def test_a_household_that_left_says_whether_its_destination_is_known(world, phone, visit_item, destination, first):
    phone.sync(visit_item(world, outcome="left", destination=destination, note="cousins"))
    assert Encounter.objects.get().note == f"{first} cousins"


def test_text_a_database_cannot_keep_is_cleaned_not_lost(world, phone, visit_item):
    body = json.dumps({"items": [visit_item(world, note="a~b")]}).replace("~", "\\u0000\\ud800")
    assert statuses(phone.send("/field/api/v1/sync", body)) == ["created"]
    assert Encounter.objects.get().note == "a?b"


def test_a_correction_replaces_and_keeps_the_first(world, phone, visit_item):
    first = visit_item(world, note="first")
    second = visit_item(world, kind="visit.correct", replaces=first["id"], outcome="absent", note="second")
    assert statuses(phone.sync(first, second, second)) == ["created", "created", "duplicate"]
    assert Encounter.objects.standing().get().note == "second"
    assert Encounter.objects.count() == 2


def test_a_second_correction_of_the_same_row_follows_the_first(world, phone, visit_item):
    first = visit_item(world)
    again = [visit_item(world, kind="visit.correct", replaces=first["id"], note=note) for note in ("b", "c")]
    assert statuses(phone.sync(first, *again)) == ["created"] * 3
    assert Encounter.objects.standing().get().note == "c"


def test_a_correction_without_its_parent_waits(world, phone, visit_item):
    first = visit_item(world)
    second = visit_item(world, kind="visit.correct", replaces=first["id"])
    assert statuses(phone.sync(second)) == ["deferred"]
    assert statuses(phone.sync(first, second)) == ["created", "created"]


def test_a_rejected_item_is_corrected_by_a_new_one(world, phone, visit_item):
    bad = visit_item(world, next={"kind": "task"})
    good = visit_item(world, kind="visit.correct", replaces=bad["id"], next={"kind": "task", "due": "2026-01-20"})
    assert statuses(phone.sync(bad, good)) == ["rejected", "created"]
    assert InboundItem.objects.get(pk=bad["id"]).status == "corrected"


def test_the_round_finishes_after_its_rows_and_drops_their_drafts(world, phone, visit_item):
    row = visit_item(world)
    RoundDraftFactory(visit=world.visit, household=world.home, encounter_id=row["id"])
    unanswered = RoundDraftFactory(visit=world.visit, household=world.homes[1])
    assert statuses(phone.sync(row, finish_item(world, [row["id"]]))) == ["created", "created"]
    world.visit.refresh_from_db()
    assert world.visit.validated_at
    assert list(RoundDraft.objects.all()) == [unanswered]


def test_the_round_waits_for_the_rows_it_names(world, phone, visit_item):
    row = visit_item(world)
    end = finish_item(world, [row["id"]])
    assert statuses(phone.sync(end)) == ["deferred"]
    assert statuses(phone.sync(end, row, end)) == ["deferred", "created", "created"]


def test_a_round_finished_twice_is_finished_once(world, phone):
    assert statuses(phone.sync(finish_item(world), finish_item(world))) == ["created", "created"]
    before = SiteVisit.objects.get().validated_at
    assert statuses(phone.sync(finish_item(world))) == ["created"]
    assert SiteVisit.objects.get().validated_at == before


def test_a_colleagues_round_is_not_finished(world, phone):
    world.visit = SiteVisitFactory(camp=world.camp)
    assert statuses(phone.sync(finish_item(world))) == ["rejected"]


def test_each_result_is_in_the_journal_without_the_text(world, phone, visit_item):
    phone.sync(visit_item(world, note="secret words"))
    entry = AuditEntry.objects.get(act="field.receive")
    assert (entry.actor, entry.detail) == (world.worker, {"kind": "visit", "status": "applied"})
