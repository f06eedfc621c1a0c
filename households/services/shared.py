"""What the services of families have in common: validation in sentences, and days that make sense."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.cleaning import clean_or_refuse
from common.verdict import Refused
from households.models import Household


def check_fields(thing: models.Model, *, exclude: tuple[str, ...] = ()) -> None:
    """Run the model's own checks; the first fault becomes a refusal beside its field.

    Foreign keys are given as records by the caller and are not fetched again.
    """
    links = [field.name for field in thing._meta.fields if field.is_relation or not field.editable]
    clean_or_refuse(thing, exclude=[*links, *exclude], unique=False)


def check_not_future(day: date, today: date, field: str) -> None:
    """Refuse a day after today."""
    if day > today:
        raise Refused(_("This day is in the future."), field=field)


def lock_household(household_id: UUID) -> Household:
    """The household's row, locked until the end of the transaction."""
    return Household.objects.select_for_update().get(pk=household_id)


def said(day: date) -> str:
    """A day in the reader's language, for a sentence."""
    return date_format(day, "DATE_FORMAT")


def day_of(now: datetime) -> date:
    """The day it is in Europe/Paris at that instant."""
    return now.astimezone(timezone.get_default_timezone()).date()
