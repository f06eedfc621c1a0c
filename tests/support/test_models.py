"""What the database refuses of a household's support."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.factories.support import (
    EnrolmentFactory,
    GoalFactory,
    PlanReviewFactory,
    RightFactory,
    SchoolingFactory,
    SupportPlanFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "make",
    [
        lambda: EnrolmentFactory(household=EnrolmentFactory().household),
        lambda: EnrolmentFactory(closed_on=date(2026, 1, 1)),
        lambda: EnrolmentFactory(closed_on=date(2020, 1, 1), exit_reason="death"),
        lambda: SupportPlanFactory(household=SupportPlanFactory().household),
        lambda: SupportPlanFactory(agreement="oral"),
        lambda: GoalFactory(status="reached"),
        lambda: GoalFactory(closed_on=date(2026, 1, 1)),
        lambda: RightFactory(valid_from=date(2026, 1, 2), valid_until=date(2026, 1, 1)),
        lambda: SchoolingFactory(person=SchoolingFactory().person),
        lambda: SchoolingFactory(until=date(2025, 9, 1)),
    ],
)
def test_database_refuses_what_cannot_be(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_review_is_never_changed():
    review = PlanReviewFactory()
    with pytest.raises(TypeError, match="append-only"):
        review.save()


def test_records_of_support_read_as_words():
    plan = SupportPlanFactory()
    assert str(plan) == f"{plan.household} 2026-01-12"
    assert (str(GoalFactory()), str(RightFactory())) == ("Ana goes to school", "Domiciliation: Open")
    assert (str(SchoolingFactory()), str(EnrolmentFactory()), str(PlanReviewFactory())) == (
        "Primary school: Enrolled",
        "2025-04-01",
        "2026-02-12",
    )
