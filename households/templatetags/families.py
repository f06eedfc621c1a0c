"""Words about families that pages and sheets share: ages, how long ago, where."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from households.births import tell_age
from households.enums import StayKind
from households.models import Household, Person

register = template.Library()


@register.filter
def age(person: Person, today: date) -> str:
    """The age with its certainty: `8`, `about 35`, `7 months`, `age unknown`."""
    return tell_age(person.born_on, person.born_precision, today)


@register.filter
def days_ago(day: date | None, today: date) -> str:
    """How long ago, in words: `today`, `yesterday`, `12 days ago`, `never`."""
    if day is None:
        return _("never")
    days = (today - day).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}


@register.filter
def is_quiet(day: date | None, today: date) -> bool:
    """Whether the last contact is 30 days old or more."""
    return day is None or (today - day).days >= 30


@register.filter
def lives(household: Household) -> str:
    """Where most of the household lives: the camp's name, or the kind of place. Needs `with_place`."""
    kind, camp_name = getattr(household, "place_kind", None), getattr(household, "camp_name", None)
    if camp_name:
        return camp_name
    return str(StayKind(kind).label) if kind else _("Unknown")
