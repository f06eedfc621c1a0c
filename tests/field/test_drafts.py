"""Rows of a round not finished yet: kept at each tap, never stepping back."""

import pytest
from django.utils import timezone
from uuid_utils.compat import uuid7

from common.verdict import Refused
from field.models import RoundDraft
from field.services import save_draft
from tests.factories.camps import SiteVisitFactory
from tests.factories.households import EncounterFactory, HouseholdFactory


def row(household, sequence=1, encounter=None, **state):
    told = {"household": str(household.pk), "encounter": str(encounter or uuid7()), "sequence": sequence}
    return told | {"state": {"outcome": "seen"} | state}


def answers(response):
    return [row["status"] for row in response.json()["rows"]]


@pytest.mark.parametrize("method", ["put", "post"])
def test_a_row_is_kept_under_the_browsers_id(world, phone, method):
    told = row(world.home)
    assert answers(phone.drafts(world.visit, told, method=method)) == ["saved"]
    draft = RoundDraft.objects.get()
    assert (str(draft.encounter_id), draft.state) == (told["encounter"], {"outcome": "seen"})


def test_an_older_row_changes_nothing_and_is_told_what_stands(world, phone):
    told = row(world.home, 5, note="new")
    phone.drafts(world.visit, told)
    answer = phone.drafts(world.visit, row(world.home, 4, note="old")).json()["rows"][0]
    assert (answer["status"], answer["sequence"], answer["encounter"]) == ("older", 5, told["encounter"])
    assert answer["state"]["note"] == RoundDraft.objects.get().state["note"] == "new"


def test_a_newer_row_replaces_the_state_and_keeps_the_first_id(world, phone):
    first = row(world.home, 1)
    answer = phone.drafts(world.visit, first, row(world.home, 2, note="b")).json()["rows"][1]
    assert (answer["status"], answer["encounter"]) == ("saved", first["encounter"])
    assert RoundDraft.objects.get().state["note"] == "b"


def test_the_same_row_again_is_saved_already(world, phone):
    told = row(world.home)
    assert answers(phone.drafts(world.visit, told, told)) == ["saved", "saved"]
    assert answers(phone.drafts(world.visit, row(world.home, 1, note="other"))) == ["older"]


def test_an_id_already_another_rows_is_rejected(world, phone):
    told = row(world.home)
    other = row(world.homes[1], encounter=told["encounter"])
    assert answers(phone.drafts(world.visit, told, other)) == ["saved", "rejected"]


def test_another_operators_household_is_rejected(world, phone):
    assert answers(phone.drafts(world.visit, row(HouseholdFactory()))) == ["rejected"]
    assert not RoundDraft.objects.exists()


def test_a_finished_round_takes_no_draft(world, phone):
    world.visit.validated_at = timezone.now()
    world.visit.save()
    sent = EncounterFactory(visit=world.visit, household=world.home)
    told = phone.drafts(world.visit, row(world.home), row(world.homes[1])).json()["rows"]
    assert [line["status"] for line in told] == ["finished", "finished"]
    assert [line.get("delivered") for line in told] == [str(sent.pk), None]


def test_another_operators_round_is_404_and_a_colleagues_403(world, phone):
    assert phone.drafts(SiteVisitFactory(), row(world.home)).json()["code"] == "unknown_round"
    theirs = phone.drafts(SiteVisitFactory(camp=world.camp), row(world.home))
    assert (theirs.status_code, theirs.json()["code"]) == (403, "not_allowed")


def test_the_service_refuses_a_colleagues_round(world):
    with pytest.raises(Refused, match="colleague"):
        save_draft(
            visit=SiteVisitFactory(camp=world.camp), household=world.home, encounter_id=uuid7(), sequence=1, state={},
            by=world.worker,
        )  # fmt: skip


@pytest.mark.parametrize("bad", [{"sequence": -1}, {"sequence": "1"}, {"state": []}, {"household": 3}, {"encounter": ""}])
def test_a_row_that_cannot_be_read_is_400(world, phone, bad):
    assert phone.drafts(world.visit, row(world.home) | bad).status_code == 400
