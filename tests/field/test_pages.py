"""The round's pages: start, log, finish, find again; allowed, refused, hidden, anonymous."""

from datetime import timedelta

import pytest
from django.utils import timezone
from uuid_utils.compat import uuid7

from camps.models import SiteVisit
from field.models import InboundItem
from field.queries import natural_key, round_rows
from tests.factories.accounts import AdministratorFactory, CoordinatorFactory, StateReaderFactory
from tests.factories.camps import CampFactory, SiteVisitFactory
from tests.factories.field import RoundDraftFactory
from tests.factories.households import EncounterFactory, family
from tests.field.conftest import world_of


def page(client, name, thing=None):
    paths = {"start": "camps/{}/start/", "round": "rounds/{}/", "finished": "rounds/{}/finished/", "rounds": "rounds/"}
    return client.get("/field/" + paths[name].format(thing and thing.pk))


def finish(visit):
    visit.validated_at = timezone.now()
    visit.save()


def test_starting_asks_the_day_prefilled_today(world, sign_in):
    answer = page(sign_in(world.worker), "start", world.camp)
    assert answer.status_code == 200
    assert f'value="{timezone.localdate():%Y-%m-%d}"' in answer.text


def test_starting_opens_the_round_once(world, sign_in):
    told = {"visited_on": timezone.localdate(), "with_interpreter": "on"}
    first, second = (sign_in(world.worker).post(f"/field/camps/{world.camp.pk}/start/", told) for _ in range(2))
    visit = SiteVisit.objects.get(visited_on=timezone.localdate())
    assert first.url == second.url == f"/field/rounds/{visit.pk}/"
    assert visit.with_interpreter


@pytest.mark.parametrize("day", ["", "never", "2199-01-01"])
def test_a_day_that_cannot_be_is_sent_back(world, sign_in, day):
    answer = sign_in(world.worker).post(f"/field/camps/{world.camp.pk}/start/", {"visited_on": day})
    assert answer.status_code == 422


def test_a_closed_camp_says_why_no_round_starts(world, sign_in):
    closed = CampFactory(operator=world.camp.operator, status="closed", closed_on="2026-01-01", closure_kind="left")
    answer = page(sign_in(world.worker), "start", closed)
    assert answer.status_code == 403
    assert "closed" in answer.text


@pytest.mark.parametrize("factory", [AdministratorFactory, StateReaderFactory])
@pytest.mark.parametrize("name", ["start", "round", "finished", "rounds"])
def test_other_roles_are_told_why_not(world, sign_in, factory, name):
    thing = world.camp if name == "start" else world.visit
    assert page(sign_in(factory(organisation=world.camp.operator)), name, thing).status_code == 403


@pytest.mark.parametrize("name", ["start", "round", "finished"])
def test_another_operators_round_does_not_exist(world, sign_in, name):
    foreign = SiteVisitFactory()
    assert page(sign_in(world.worker), name, foreign.camp if name == "start" else foreign).status_code == 404


@pytest.mark.parametrize("name", ["start", "round", "finished", "rounds"])
def test_a_visitor_signs_in_first(world, client, name):
    answer = page(client, name, world.camp if name == "start" else world.visit)
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/login/")


def test_a_colleague_starts_their_own_round(world, sign_in):
    answer = page(sign_in(CoordinatorFactory(organisation=world.camp.operator)), "round", world.visit)
    assert answer.status_code == 403
    assert "colleague" in answer.text


def test_a_row_says_who_lives_there_and_when_they_were_seen(world, sign_in):
    EncounterFactory(household=world.home, happened_on=world.visit.visited_on - timedelta(days=8), next_step="revisit",
                     next_on=world.visit.visited_on)  # fmt: skip
    text = " ".join(page(sign_in(world.worker), "round", world.visit).text.split())
    assert "E1 · Family 1" in text
    assert "3 people · seen on 04/01 · <strong>to see again</strong>" in text
    assert "3 people · never seen" in text


def test_the_round_is_kept_by_no_cache(world, sign_in):
    assert "no-store" in page(sign_in(world.worker), "round", world.visit)["Cache-Control"]


def test_without_javascript_the_page_says_so(world, sign_in):
    text = page(sign_in(world.worker), "round", world.visit).text
    assert "<noscript>" in text
    assert "needs JavaScript" in text


def test_opening_a_round_is_in_the_journal(world, sign_in, django_assert_num_queries):
    page(sign_in(world.worker), "round", world.visit)
    entry = world.worker.audit_entries.get(act="round.read")
    assert (entry.thing_id, entry.kind) == (world.visit.pk, "read")


def test_rows_stand_in_the_order_of_their_spots(world):
    for spot in ("E10", "", "E2b"):
        family(world.camp.operator, world.camp, spot=spot)
    assert [row.household.spot for row in round_rows(world.visit, world.worker)] == ["", "E1", "E2", "E2b", "E10"]


def test_spots_sort_as_people_count():
    assert sorted(["B1", "A10", "a2", "12", "3"], key=natural_key) == ["3", "12", "a2", "A10", "B1"]


def test_a_household_already_logged_stays_though_it_left(world):
    gone = family(world.camp.operator)
    RoundDraftFactory(visit=world.visit, household=gone)
    EncounterFactory(visit=world.visit, household=family(world.camp.operator))
    assert len(round_rows(world.visit, world.worker)) == 4


@pytest.mark.parametrize("households", [1, 30])
def test_the_round_costs_the_same_whatever_the_rows(db, sign_in, queries, households):
    world = world_of(households)
    client = sign_in(world.worker)
    page(client, "rounds")
    with queries() as seen:
        page(client, "round", world.visit)
    reads = [query["sql"] for query in seen if query["sql"].startswith("SELECT")]
    assert len(reads) == 8


@pytest.mark.parametrize("rounds", [1, 30])
def test_my_rounds_cost_the_same_whatever_their_number(world, sign_in, queries, rounds):
    SiteVisitFactory.create_batch(rounds, camp=world.camp, worker=world.worker)
    client = sign_in(world.worker)
    with queries() as seen:
        page(client, "rounds")
    assert len(seen) <= 4


def test_rounds_to_finish_come_first_with_what_they_hold(world, sign_in):
    RoundDraftFactory(visit=world.visit, household=world.home, state={"outcome": "seen"})
    RoundDraftFactory(visit=world.visit, household=world.homes[1], state={"outcome": ""})
    finish(SiteVisitFactory(camp=world.camp, worker=world.worker, visited_on="2026-03-01"))
    rounds = page(sign_in(world.worker), "rounds").context["rounds"]
    assert [(visit.is_open, visit.drafted) for visit in rounds] == [(True, 1), (False, None)]


def test_no_round_yet_shows_the_way(world, sign_in):
    SiteVisit.objects.all().delete()
    assert "No round yet" in page(sign_in(world.worker), "rounds").text


def test_a_finished_round_shows_its_summary_and_what_to_do(world, sign_in):
    for home, fields in zip(world.homes, ({"outcome": "left"}, {"next_step": "task", "next_on": "2026-01-20"}), strict=True):
        EncounterFactory(visit=world.visit, household=home, **fields)
    finish(world.visit)
    client = sign_in(world.worker)
    assert page(client, "round", world.visit).url == f"/field/rounds/{world.visit.pk}/finished/"
    text = page(client, "finished", world.visit).text
    assert "2 households logged" in text
    assert "2 things to do" in text
    assert "They left" in text


def test_an_unfinished_round_has_no_summary(world, sign_in):
    assert page(sign_in(world.worker), "finished", world.visit).url == f"/field/rounds/{world.visit.pk}/"


def test_entries_to_correct_are_shown_with_their_text(world, sign_in):
    data = {"round": str(world.visit.pk), "household": str(world.home.pk), "note": "the words typed"}
    InboundItem.objects.create(
        id=uuid7(), user=world.worker, kind="visit", content_hash="0", body={"data": data}, status="rejected",
        errors=[{"field": "next_on", "code": "missing", "phrase": ""}, {"field": "", "code": "refused", "phrase": "No."}],
    )  # fmt: skip
    finish(world.visit)
    text = page(sign_in(world.worker), "finished", world.visit).text
    for words in ("1 entry to correct", "Family 1", "This is missing.", "No.", "the words typed"):
        assert words in text


def test_the_page_starts_from_what_is_kept(world, sign_in):
    draft = RoundDraftFactory(visit=world.visit, household=world.home, sequence=4, state={"outcome": "seen"})
    sent = EncounterFactory(visit=world.visit, household=world.home)
    rows = page(sign_in(world.worker), "round", world.visit).context["setup"]["rows"]
    assert rows[0] == {
        "household": str(world.home.pk), "encounter": str(draft.encounter_id), "sequence": 4,
        "state": {"outcome": "seen"}, "delivered": str(sent.pk),
    }  # fmt: skip
    assert rows[1] == {"household": str(world.homes[1].pk)}
