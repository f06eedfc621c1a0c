"""What is seen or told of a camp is added, dated and never overwritten."""

from datetime import date

import pytest
from uuid_utils.compat import uuid7

from camps import queries, services
from camps.models import EvacuationDate, Headcount
from common.verdict import Refused
from tests.factories.camps import CampFactory, EvacuationDateFactory, HeadcountFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 15)


def count(camp, worker, today, **facts):
    facts = {"counted_on": DAY, "people_best": 40} | facts
    return services.record_headcount(camp=camp, by=worker, today=today, **facts)


def refused(act, *args, **facts):
    with pytest.raises(Refused) as refusal:
        act(*args, **facts)
    return refusal.value


def test_a_count_is_added_and_the_earlier_one_stays(worker, camp, today):
    HeadcountFactory(camp=camp)
    saved = count(camp, worker, today, people_low=35, people_high=50, households=12, minors=16, minor_bands={"0-3": 4})
    assert saved.counted_by == worker and Headcount.objects.filter(camp=camp).count() == 2


def test_the_same_form_sent_twice_is_one_count(worker, camp, today):
    key = uuid7()
    assert count(camp, worker, today, headcount_id=key) == count(camp, worker, today, headcount_id=key)
    assert Headcount.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"people_low": 50}, "between the lowest and the highest"),
        ({"people_high": 30}, "between the lowest and the highest"),
        ({"minors": 41}, "more minors than people"),
        ({"households": 41}, "more households than people"),
        ({"minors": 3, "minor_bands": {"0-3": 4}}, "add up to more"),
        ({"counted_on": date(2026, 1, 21)}, "still to come"),
        ({"counted_on": date(2024, 1, 1)}, "known since"),
    ],
)
def test_impossible_figures_are_refused_in_a_sentence(worker, camp, today, facts, sentence):
    assert sentence in str(refused(count, camp, worker, today, **facts))


def test_a_count_of_before_the_closing_is_still_taken(worker, today):
    camp = CampFactory(operator=worker.organisation, status="closed", closed_on=date(2026, 1, 16))
    assert count(camp, worker, today).counted_on == DAY


def test_nothing_has_changed_repeats_the_latest_count_today(worker, camp, today):
    HeadcountFactory(camp=camp, counted_on=date(2025, 12, 1), people_best=31, households=9, minors=11, minor_bands={"0-3": 2})
    same = services.confirm_headcount(camp=camp, by=worker, today=today)
    assert (same.counted_on, same.people_best, same.minor_bands, same.nothing_changed) == (today, 31, {"0-3": 2}, True)


def test_nothing_has_changed_twice_a_day_is_once(worker, camp, today):
    HeadcountFactory(camp=camp)
    first = services.confirm_headcount(camp=camp, by=worker, today=today)
    assert services.confirm_headcount(camp=camp, by=worker, today=today) == first


def test_nothing_can_be_the_same_where_nobody_counted(worker, camp, today):
    assert "Nobody has counted" in str(refused(services.confirm_headcount, camp=camp, by=worker, today=today))


def test_a_survey_is_added_once(worker, camp, today):
    key = uuid7()
    facts = {"camp": camp, "by": worker, "surveyed_on": DAY, "today": today, "survey_id": key, "water": "no"}
    assert services.record_survey(**facts).water == services.record_survey(**facts).water == "no"
    assert camp.surveys.count() == 1


def test_a_legal_step_says_who_told_it_and_how_sure(worker, camp, today):
    facts = {"camp": camp, "by": worker, "kind": "complaint", "happened_on": DAY, "source": "Town hall", "today": today}
    step = services.record_legal_step(**facts, certainty="rumour", step_id=uuid7())
    assert services.record_legal_step(**facts, step_id=step.pk) == step
    assert (step.source, step.certainty, step.recorded_by) == ("Town hall", "rumour", worker)


def test_a_legal_step_is_not_in_the_future(worker, camp, today):
    facts = {"kind": "complaint", "happened_on": date(2026, 2, 1), "source": "Town hall"}
    assert refused(services.record_legal_step, camp=camp, by=worker, today=today, **facts).field == "happened_on"


def announce(camp, worker, today, **facts):
    facts = {"planned_on": date(2026, 3, 1), "told_on": DAY, "source": "Prefecture"} | facts
    return services.announce_evacuation(camp=camp, by=worker, today=today, **facts)


def test_a_planned_date_may_be_in_the_future_and_overwrites_none(worker, camp, today):
    EvacuationDateFactory(camp=camp, planned_on=date(2026, 3, 11), told_on=date(2026, 1, 2))
    planned = announce(camp, worker, today)
    assert EvacuationDate.objects.filter(camp=camp).count() == 2
    assert queries.days_brought_forward(planned) == 10


def test_a_date_put_back_is_not_brought_forward(worker, camp, today):
    EvacuationDateFactory(camp=camp, planned_on=date(2026, 2, 1), told_on=date(2026, 1, 2))
    assert queries.days_brought_forward(announce(camp, worker, today)) == 0


def test_the_same_announcement_sent_twice_is_one(worker, camp, today):
    key = uuid7()
    assert announce(camp, worker, today, date_id=key) == announce(camp, worker, today, date_id=key)


@pytest.mark.parametrize(
    ("facts", "field"), [({"told_on": date(2026, 1, 21)}, "told_on"), ({"planned_on": date(2026, 1, 14)}, "planned_on")]
)
def test_an_announcement_without_sense_is_refused_beside_its_field(worker, camp, today, facts, field):
    assert refused(announce, camp, worker, today, **facts).field == field
