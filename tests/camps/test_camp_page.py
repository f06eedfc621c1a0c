"""The page of a camp."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from camps import queries
from tests.factories.accounts import AdministratorFactory, UserFactory
from tests.factories.camps import (
    CampEventFactory,
    CampFactory,
    EvacuationDateFactory,
    HeadcountFactory,
    LegalStepFactory,
    SiteSurveyFactory,
    SiteVisitFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def shown_page(sign_in, worker, camp):
    return lambda: sign_in(worker).get(camp.get_absolute_url()).content.decode()


def test_a_new_camp_says_what_is_missing(shown_page):
    shown = shown_page()
    for sentence in ("Never visited.", "Nobody has counted here yet.", "Living conditions were never described."):
        assert sentence in shown


def test_old_facts_say_their_age(shown_page, camp):
    HeadcountFactory(camp=camp, counted_on=date(2025, 12, 6))
    SiteSurveyFactory(camp=camp, surveyed_on=date(2025, 12, 11))
    assert "The count is 45 days old." in shown_page() and "The site survey is 40 days old." in shown_page()


def test_fresh_facts_ask_for_nothing(camp, today):
    HeadcountFactory(camp=camp)
    SiteSurveyFactory(camp=camp)
    SiteVisitFactory(camp=camp, validated_at=datetime(2026, 1, 12, tzinfo=UTC))
    assert not queries.camp_file(camp=camp, today=today).needs_something


def test_the_evacuation_stands_on_top_with_source_and_certainty(shown_page, camp):
    EvacuationDateFactory(camp=camp, planned_on=date(2026, 2, 1), told_on=date(2026, 1, 5), certainty="written")
    assert "in 12 days" in shown_page() and "source: Prefecture" in shown_page() and "Seen in writing" in shown_page()


def test_a_date_brought_forward_is_said_and_every_date_stays(shown_page, camp):
    EvacuationDateFactory(camp=camp, planned_on=date(2026, 2, 15), told_on=date(2026, 1, 5))
    EvacuationDateFactory(camp=camp, planned_on=date(2026, 2, 3), told_on=date(2026, 1, 15))
    EvacuationDateFactory(camp=camp, planned_on=date(2026, 2, 1), told_on=date(2026, 1, 1))
    shown = shown_page()
    assert "This date is 12 days earlier than the one told before." in shown
    assert "12 days earlier" in shown and "14 days later" in shown


def test_a_date_that_is_past_asks_what_became_of_it(shown_page, camp):
    EvacuationDateFactory(camp=camp, planned_on=date(2026, 1, 18), told_on=date(2026, 1, 5))
    assert "The planned date is past" in shown_page() and "2 days ago" in shown_page()


def test_counts_are_drawn_and_written_in_a_table(shown_page, camp):
    HeadcountFactory(camp=camp, counted_on=date(2025, 11, 10), people_best=20)
    HeadcountFactory(camp=camp, people_best=40, people_low=35, people_high=45, nothing_changed=True)
    shown = shown_page()
    assert "<polyline" in shown and "<desc" in shown and "All the counts" in shown
    assert "at least 35" in shown and "nothing has changed" in shown


def test_one_count_is_not_a_line(camp, today):
    HeadcountFactory(camp=camp)
    assert queries.camp_file(camp=camp, today=today).chart is None


def test_the_drawing_stays_in_its_box(camp, today):
    for month, people in ((9, 10), (10, 80), (11, 0)):
        HeadcountFactory(camp=camp, counted_on=date(2025, month, 1), people_best=people, households=None, minors=None)
    chart = queries.camp_file(camp=camp, today=today).chart
    assert [point.people for point in chart.points] == [10, 80, 0] and chart.top == 80
    assert all(40 <= p.x <= 410 and 20 <= p.y <= 170 for p in chart.points)


def test_the_legal_track_is_a_line_through_time(shown_page, camp):
    LegalStepFactory(camp=camp, kind="decision", happened_on=date(2026, 1, 9), note="Four months")
    LegalStepFactory(camp=camp, kind="complaint", happened_on=date(2026, 1, 2))
    shown = shown_page()
    assert shown.index("complaint") < shown.index("Court decision") and "Four months" in shown


def test_rounds_finished_and_not_are_told_apart(shown_page, camp):
    SiteVisitFactory(camp=camp, validated_at=datetime(2026, 1, 12, tzinfo=UTC), with_interpreter=True)
    SiteVisitFactory(camp=camp, visited_on=date(2026, 1, 19))
    shown = shown_page()
    assert "1 round" in shown and "with an interpreter" in shown and "is not finished" in shown


def test_a_closed_camp_says_how_it_closed_and_offers_no_round(sign_in, worker):
    camp = CampFactory(
        operator=worker.organisation, status="closed", closed_on=date(2026, 1, 2), closure_kind="resorbed", closure_basis="court"
    )
    CampEventFactory(camp=camp, move="close", to_status="closed", closure_kind="resorbed", closure_basis="court")
    EvacuationDateFactory(camp=camp)
    shown = sign_in(worker).get(camp.get_absolute_url()).content.decode()
    assert "Resorbed" in shown and "This camp is closed. Reopen it first." in shown and "Planned evacuation</h2>" not in shown


def test_the_page_leads_to_the_round_and_to_the_households(shown_page, camp):
    shown = shown_page()
    assert reverse("field:start", args=[camp.pk]) in shown and reverse("households:on_camp", args=[camp.pk]) in shown


def test_the_page_costs_nine_statements_however_much_it_holds(sign_in, worker, camp, queries):
    client, counts = sign_in(worker), []
    for _ in range(2):
        for part in (HeadcountFactory, SiteSurveyFactory, LegalStepFactory, EvacuationDateFactory, CampEventFactory):
            part.create_batch(3, camp=camp)
        SiteVisitFactory.create_batch(3, camp=camp, worker=worker)
        with queries() as seen:
            client.get(camp.get_absolute_url())
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 9


@pytest.mark.parametrize("factory", [UserFactory, AdministratorFactory])
def test_a_camp_that_is_not_theirs_does_not_exist(sign_in, camp, factory):
    assert sign_in(factory()).get(camp.get_absolute_url()).status_code == 404


def test_a_stranger_signs_in_first(client, camp):
    assert client.get(camp.get_absolute_url()).status_code == 302
