"""The initial evaluation: one draft at a time, which counts once validated."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import record_write
from accounts.models import User
from common.verdict import Refused
from households import policies
from households.models import Assessment, Household
from households.services.encounters import place_kind_on
from households.services.shared import check_fields, check_not_future, lock_household

EDITABLE = ("with_interpreter", "adults_present", "summary")


@transaction.atomic
def record_assessment(*, household: Household, started_on: date, by: User, today: date, **fields: Any) -> Assessment:
    """Start the household's evaluation, or go on with the one that is not validated yet.

    `fields`: with_interpreter, adults_present, summary.
    """
    policies.may_change_household(by, household).or_refuse()
    check_not_future(started_on, today, "started_on")
    lock_household(household.pk)
    draft = Assessment.objects.select_for_update().filter(household=household, validated_on=None).order_by("pk").first()
    if draft is None and (known := _already_validated(household, started_on, fields)):
        return known
    assessment = draft or Assessment(household=household, worker=by)
    assessment.started_on = started_on
    for name, value in fields.items():
        if name not in EDITABLE:
            raise TypeError(f"An evaluation's {name} is not given here.")
        setattr(assessment, name, value)
    assessment.place_kind = place_kind_on(household, started_on)
    check_fields(assessment)
    assessment.save()
    record_write(actor=by, act="assessment.record", thing=assessment, household_id=household.pk)
    return assessment


def _already_validated(household: Household, started_on: date, fields: dict[str, Any]) -> Assessment | None:
    """The same evaluation sent twice, validated the first time."""
    return (
        Assessment.objects.filter(household=household, started_on=started_on, **fields).order_by("pk").first() if fields else None
    )


@transaction.atomic
def validate_assessment(*, assessment: Assessment, validated_on: date, by: User, today: date) -> Assessment:
    """The evaluation is finished and counts from that day. Validating twice on one day changes nothing."""
    assessment = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if assessment.validated_on == validated_on:
        return assessment
    policies.may_validate_assessment(by, assessment).or_refuse()
    check_not_future(validated_on, today, "validated_on")
    if validated_on < assessment.started_on:
        raise Refused(_("An evaluation is validated after it starts."), field="validated_on")
    assessment.validated_on = validated_on
    assessment.place_kind = place_kind_on(assessment.household, validated_on)
    assessment.save(update_fields=["validated_on", "place_kind"])
    record_write(actor=by, act="assessment.validate", thing=assessment, household_id=assessment.household_id)
    return assessment
