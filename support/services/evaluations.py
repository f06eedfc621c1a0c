"""The initial evaluation with the wish said during it, in one act."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from households.models import Assessment, Household
from households.services import record_assessment, record_wish, validate_assessment


@transaction.atomic
def save_evaluation(
    *,
    household: Household,
    by: User,
    today: date,
    started_on: date,
    validated_on: date | None = None,
    wish: str = "",
    words: str = "",
    **fields: Any,
) -> Assessment:
    """Save the evaluation, keep the wish when one was said, and validate when a day is given."""
    assessment = record_assessment(household=household, started_on=started_on, by=by, today=today, **fields)
    if wish:
        record_wish(household=household, value=wish, words=words, stated_on=started_on, by=by, today=today)
    if validated_on:
        assessment = validate_assessment(assessment=assessment, validated_on=validated_on, by=by, today=today)
    return assessment
