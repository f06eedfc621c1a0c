"""The register: what it shows, in which order, at what cost."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from camps import queries
from tests.factories.accounts import AdministratorFactory
from tests.factories.camps import (
    CampFactory,
    CommuneFactory,
    EvacuationDateFactory,
    HeadcountFactory,
    LegalStepFactory,
    SiteVisitFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
URL = reverse("camps:list")


def full_camp(worker, **facts):
    camp = CampFactory(operator=worker.organisation, **facts)
    HeadcountFactory(camp=camp, people_best=41, households=12)
    EvacuationDateFactory(camp=camp, planned_on=date(2026, 2, 1), told_on=date(2026, 1, 5))
    LegalStepFactory(camp=camp)
    SiteVisitFactory(camp=camp, worker=worker, validated_at=datetime(2026, 1, 12, tzinfo=UTC))
    return camp


def names(worker, today, **asked):
    return [line.camp.name for line in queries.register(user=worker, today=today, **asked).rows]


def test_a_line_says_all_that_matters(sign_in, worker):
    full_camp(worker, name="Rue Basse", commune=CommuneFactory(name="Valbourg"))
    page = sign_in(worker).get(URL).content.decode()
    for fact in ("Rue Basse", "Valbourg", "41", "10 days ago", "12", "complaint", "in 12 days", "Followed"):
        assert fact in page, fact


def test_an_old_count_says_its_age_in_words(sign_in, worker):
    HeadcountFactory(camp=CampFactory(operator=worker.organisation), counted_on=date(2025, 12, 6))
    assert "45 days old" in sign_in(worker).get(URL).content.decode()


def test_a_camp_never_counted_says_so(sign_in, worker, camp):
    assert "Never counted" in sign_in(worker).get(URL).content.decode()


def test_the_dated_threat_comes_first_then_the_oldest_count(worker, today):
    fresh = CampFactory(operator=worker.organisation, name="fresh")
    HeadcountFactory(camp=fresh, counted_on=date(2026, 1, 18))
    stale = CampFactory(operator=worker.organisation, name="stale")
    HeadcountFactory(camp=stale, counted_on=date(2025, 9, 1))
    CampFactory(operator=worker.organisation, name="never")
    EvacuationDateFactory(camp=CampFactory(operator=worker.organisation, name="later"), planned_on=date(2026, 5, 1))
    EvacuationDateFactory(camp=CampFactory(operator=worker.organisation, name="soon"), planned_on=date(2026, 2, 1))
    assert names(worker, today) == ["soon", "later", "never", "stale", "fresh"]


def test_the_date_told_last_is_the_one_that_counts(worker, today, camp):
    EvacuationDateFactory(camp=camp, planned_on=date(2026, 2, 1), told_on=date(2026, 1, 2))
    EvacuationDateFactory(camp=camp, planned_on=date(2026, 3, 1), told_on=date(2026, 1, 8))
    line = queries.register(user=worker, today=today).rows[0]
    assert (line.evacuation_on, line.days_left) == (date(2026, 3, 1), 40)


@pytest.mark.parametrize(("shown", "found"), [("open", ["b"]), ("closed", ["a"]), ("all", ["a", "b"]), ("x", ["a", "b"])])
def test_open_closed_or_all(worker, today, shown, found):
    CampFactory(operator=worker.organisation, name="a", status="closed", closed_on=date(2026, 1, 2))
    CampFactory(operator=worker.organisation, name="b")
    assert sorted(names(worker, today, shown=shown, order="name")) == found


@pytest.mark.parametrize(("text", "found"), [("carrieres", 1), ("CARRIÈRES", 1), ("saint", 1), ("zzz", 0), ("!!", 0)])
def test_a_camp_is_found_by_name_or_commune_whatever_the_accents(worker, today, text, found):
    CampFactory(operator=worker.organisation, name="Chemin des Carrières", commune=CommuneFactory(name="Sâint-Aubin"))
    CampFactory(operator=worker.organisation, name="Autre")
    assert len(names(worker, today, text=text)) == found


@pytest.mark.parametrize("order", ["name", "commune", "people", "visit", "urgency", "nonsense"])
def test_each_order_shows_every_camp(worker, today, order):
    full_camp(worker, name="A")
    CampFactory(operator=worker.organisation, name="B")
    assert sorted(names(worker, today, order=order)) == ["A", "B"]


def test_another_team_s_camp_is_not_shown(worker, today, camp):
    CampFactory(name="Elsewhere")
    assert names(worker, today) == [camp.name]


def test_the_list_costs_the_same_for_one_and_thirty_rows(sign_in, worker, queries):
    client, counts = sign_in(worker), []
    for more in (1, 29):
        for _ in range(more):
            full_camp(worker)
        with queries() as seen:
            assert client.get(URL).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 4


def test_searching_stays_within_four_statements(sign_in, worker, queries):
    full_camp(worker, name="Rue Basse")
    client = sign_in(worker)
    with queries() as seen:
        client.get(URL, {"q": "basse"})
    assert len(seen) <= 4


def test_the_next_page_continues_where_this_one_ends(sign_in, worker):
    CampFactory.create_batch(35, operator=worker.organisation)
    client = sign_in(worker)
    first = client.get(URL)
    second = client.get(URL + first.context["next_url"])
    shown = {line.camp.pk for page in (first, second) for line in page.context["lines"]}
    assert len(shown) == 35 and second.context["next_url"] == ""


def test_an_empty_register_says_what_to_do(sign_in, worker):
    page = sign_in(worker).get(URL).content.decode()
    assert "No site here" in page and reverse("camps:new") in page


def test_an_administrator_is_told_why_not(sign_in):
    page = sign_in(AdministratorFactory()).get(URL)
    assert page.status_code == 403 and "support families" in page.content.decode()


def test_a_stranger_signs_in_first(client, db):
    assert client.get(URL).status_code == 302
