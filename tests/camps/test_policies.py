"""Who may touch a camp, and the days that make sense there."""

from datetime import date

import pytest

from camps import policies
from tests.factories.accounts import AdministratorFactory, CoordinatorFactory, StateReaderFactory, UserFactory
from tests.factories.camps import CampFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 20)


@pytest.mark.parametrize("factory", [UserFactory, CoordinatorFactory])
def test_those_who_support_families_write_on_their_own_camps(factory, camp):
    user = factory(organisation=camp.operator)
    assert policies.may_report_camp(user) and policies.may_edit_camp(user, camp) and policies.may_visit(user, camp)


@pytest.mark.parametrize("factory", [AdministratorFactory, StateReaderFactory])
def test_nobody_else_does_and_is_told_why(factory, camp):
    user = factory(organisation=camp.operator)
    assert "support families" in policies.may_see_camps(user).reason
    assert "support families" in policies.may_move(user, camp, "close").reason


def test_another_team_is_told_that_it_is_not_theirs(camp):
    assert policies.may_observe(UserFactory(), camp).reason == "Another team follows this camp."


def test_a_closed_camp_takes_no_round(worker):
    camp = CampFactory(operator=worker.organisation, status="closed", closed_on=date(2026, 1, 2))
    assert "Reopen it first" in policies.may_visit(worker, camp).reason


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 1, 20), ""),
        (date(2026, 1, 21), "still to come"),
        (date(2025, 1, 10), ""),
        (date(2025, 1, 9), "known since"),
    ],
)
def test_a_day_lies_between_the_first_and_today(camp, day, reason):
    verdict = policies.day_of_camp(camp, day, TODAY)
    assert reason in verdict.reason and bool(verdict) is not bool(reason)


def test_nothing_is_seen_after_the_camp_closed(worker):
    camp = CampFactory(operator=worker.organisation, status="closed", closed_on=date(2026, 1, 2))
    assert "closed on" in policies.day_of_camp(camp, date(2026, 1, 3), TODAY).reason
    assert policies.day_of_camp(camp, date(2026, 1, 2), TODAY)


@pytest.mark.parametrize(
    ("precision", "settled_on", "known_since"),
    [
        ("day", date(2024, 5, 7), date(2024, 5, 7)),
        ("month", date(2024, 5, 7), date(2024, 5, 1)),
        ("year", date(2024, 5, 7), date(2024, 1, 1)),
        ("about", date(2024, 5, 7), None),
        ("day", None, date(2025, 2, 1)),
    ],
)
def test_a_camp_is_known_since_as_far_as_its_date_is_precise(precision, settled_on, known_since):
    camp = CampFactory.build(settled_on=settled_on, settled_precision=precision)
    assert camp.known_since == known_since
