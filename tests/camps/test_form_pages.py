"""The pages that write about camps."""

from datetime import date

import pytest
from django.urls import reverse
from uuid_utils.compat import uuid7

from camps.models import Camp, Headcount
from tests.factories.accounts import AdministratorFactory, UserFactory
from tests.factories.camps import CampFactory, CommuneFactory, EvacuationDateFactory, HeadcountFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

COUNT = {"counted_on": "2026-01-19", "source": "team", "people_best": "40", "band_0-3": "2"}
PARTS = [
    ("headcount_new", COUNT),
    ("survey_new", {"surveyed_on": "2026-01-19", **dict.fromkeys(["water", "toilets", "waste", "electricity"], "no")}
     | dict.fromkeys(["fire_safety", "vermin", "danger"], "unknown")),
    ("legal_step_new", {"kind": "complaint", "happened_on": "2026-01-19", "source": "Town hall", "certainty": "told"}),
    ("evacuation_date_new",
     {"planned_on": "2026-03-01", "told_on": "2026-01-19", "source": "Prefecture", "certainty": "told"}),
]  # fmt: skip


def facts(**changes):
    known = {"name": "Rue Basse", "reported_on": "2026-01-15", "reported_by": "team", "kind": "land", "owner_kind": "public"}
    unknown = {"settled_precision": "day", "is_resettlement": "unknown", "aims_at_resorption": "unknown"}
    return known | unknown | changes


def url(name, camp, *more):
    return reverse(f"camps:{name}", args=[camp.pk, *more])


def test_a_camp_is_added_in_a_known_commune(sign_in, worker):
    commune = CommuneFactory()
    answer = sign_in(worker).post(reverse("camps:new"), facts(commune=commune.pk))
    camp = Camp.objects.get()
    assert answer.headers["Location"] == camp.get_absolute_url() and camp.operator == worker.organisation


def test_a_camp_is_added_in_a_commune_not_known_yet(sign_in, worker):
    sign_in(worker).post(reverse("camps:new"), facts(commune_code="77999", commune_name="Valbourg"))
    assert Camp.objects.get().commune.name == "Valbourg"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Choose the commune"),
        ({"commune_code": "77999"}, "both the code and the name"),
        ({"commune_code": "77999", "commune_name": "V", "reported_on": "2026-01-21"}, "still to come"),
        ({"commune_code": "77999", "commune_name": "V", "name": ""}, "required"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(sign_in, worker, changes, sentence):
    answer = sign_in(worker).post(reverse("camps:new"), facts(address="By the river") | changes)
    page = answer.content.decode()
    assert answer.status_code == 422 and sentence in page and "By the river" in page and not Camp.objects.exists()


def test_a_camp_alike_is_shown_before_saving(sign_in, worker, camp):
    client, typed = sign_in(worker), facts(name="chemin des carrieres", commune=camp.commune_id)
    answer = client.post(reverse("camps:new"), typed)
    assert "Is it one of these" in answer.content.decode() and Camp.objects.count() == 1
    client.post(reverse("camps:new"), typed | {"another": "on"})
    assert Camp.objects.count() == 2


def test_a_camp_alike_is_found_by_the_code_of_its_commune(sign_in, worker, camp):
    typed = facts(name="Chemin des Carrieres", commune_code=camp.commune.code, commune_name="x")
    assert "Is it one of these" in sign_in(worker).post(reverse("camps:new"), typed).content.decode()


def test_a_camp_is_corrected_without_being_its_own_double(sign_in, worker, camp):
    typed = facts(name="Chemin des Carrières nord", commune=camp.commune_id, reported_on="2025-02-01")
    assert sign_in(worker).post(url("edit", camp), typed).status_code == 302
    camp.refresh_from_db()
    assert camp.name == "Chemin des Carrières nord"


@pytest.mark.parametrize(("name", "typed"), PARTS, ids=lambda value: value if isinstance(value, str) else "")
def test_each_part_is_shown_saved_and_kept_once(sign_in, worker, camp, name, typed):
    client, typed = sign_in(worker), typed | {"once": str(uuid7())}
    assert client.get(url(name, camp)).status_code == 200
    for _ in range(2):
        assert client.post(url(name, camp), typed).headers["Location"] == camp.get_absolute_url()
    parts = {"headcount_new": "headcounts", "survey_new": "surveys", "legal_step_new": "legal_steps"}
    assert getattr(camp, parts.get(name, "evacuation_dates")).count() == 1


@pytest.mark.parametrize(("name", "typed"), PARTS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_day_to_come_is_refused_beside_its_field(sign_in, worker, camp, name, typed):
    field = {"headcount_new": "counted_on", "survey_new": "surveyed_on", "legal_step_new": "happened_on"}.get(name, "told_on")
    answer = sign_in(worker).post(url(name, camp), typed | {field: "2026-01-21"})
    assert answer.status_code == 422 and "still to come" in answer.context["form"].errors[field][0]


def test_the_ages_of_minors_are_kept(sign_in, worker, camp):
    sign_in(worker).post(url("headcount_new", camp), COUNT | {"minors": "5"})
    assert Headcount.objects.get().minor_bands == {"0-3": 2}


def test_a_date_brought_forward_is_said_at_once(sign_in, worker, camp):
    EvacuationDateFactory(camp=camp, planned_on=date(2026, 3, 10), told_on=date(2026, 1, 2))
    answer = sign_in(worker).post(url("evacuation_date_new", camp), dict(PARTS)["evacuation_date_new"], follow=True)
    assert "it is 9 days earlier" in answer.content.decode()


def test_nothing_has_changed_is_one_tap(sign_in, worker, camp):
    HeadcountFactory(camp=camp)
    answer = sign_in(worker).post(url("headcount_same", camp), follow=True)
    assert "confirmed today" in answer.content.decode() and camp.headcounts.count() == 2


def test_nothing_has_changed_needs_a_count(sign_in, worker, camp):
    assert "Nobody has counted" in sign_in(worker).post(url("headcount_same", camp), follow=True).content.decode()


def test_a_camp_is_closed_on_its_page(sign_in, worker, camp):
    client = sign_in(worker)
    assert "How it closed" in client.get(url("move", camp, "close")).content.decode()
    client.post(url("move", camp, "close"), {"on": "2026-01-19", "kind": "resorbed", "basis": "court"})
    camp.refresh_from_db()
    assert (camp.status, camp.closed_on) == ("closed", date(2026, 1, 19))


def test_a_closing_tomorrow_is_refused_beside_its_day(sign_in, worker, camp):
    answer = sign_in(worker).post(url("move", camp, "close"), {"on": "2026-01-21", "kind": "left", "basis": "none"})
    assert answer.status_code == 422 and "still to come" in answer.context["form"].errors["on"][0]


def test_an_impossible_move_is_forbidden_with_its_reason(sign_in, worker, camp):
    answer = sign_in(worker).get(url("move", camp, "reopen"))
    assert answer.status_code == 403 and "This camp is not closed." in answer.content.decode()


def test_a_move_that_does_not_exist_is_not_found(sign_in, worker, camp):
    assert sign_in(worker).get(url("move", camp, "burn")).status_code == 404


def test_nothing_has_changed_on_a_closed_camp_is_forbidden(sign_in, worker):
    camp = CampFactory(operator=worker.organisation, status="closed", closed_on=date(2026, 1, 2))
    assert sign_in(worker).post(url("headcount_same", camp)).status_code == 403


PAGES = ["edit", "headcount_new", "survey_new", "legal_step_new", "evacuation_date_new"]


@pytest.mark.parametrize("name", PAGES)
def test_another_team_s_camp_does_not_exist(sign_in, camp, name):
    assert sign_in(UserFactory()).get(url(name, camp)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_signs_in_first(client, camp, name):
    assert client.get(url(name, camp)).status_code == 302


def test_an_administrator_adds_no_camp(sign_in):
    assert sign_in(AdministratorFactory()).get(reverse("camps:new")).status_code == 403
