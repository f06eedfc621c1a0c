"""What matters first on a household's page, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from households.enums import NEXT_IN_A_LIST, NextStep, Wish
from households.models import Encounter
from support.queries import Sheet

QUIET_DAYS = 30


@dataclass(frozen=True)
class Alert:
    """One sentence with its tone, and the page where it is answered when there is one."""

    tone: str
    text: str
    link_url: str = ""
    link_word: str = ""


@dataclass(frozen=True)
class Due:
    """Something to do for the household: a step said at a contact, or an action of the plan."""

    kind: str
    key: object
    text: str
    more: str
    due_on: date | None
    late: bool


def alerts_of(sheet: Sheet, today: date) -> list[Alert]:
    """Evacuation, silence, plan missing or to review, wish to ask again, information and evaluation missing."""
    found = [*_evacuation(sheet, today), *_silence(sheet, today), *_plan(sheet, today), *_wish(sheet, today)]
    if not sheet.of("notice"):
        found.append(Alert("info", _("Nobody has told them yet what is written here and their rights.")))
    if not any(fact.until for fact in sheet.of("assessment")):
        found.append(Alert("info", _("The initial evaluation is not validated yet.")))
    return found


def due_of(sheet: Sheet, today: date) -> list[Due]:
    """Next steps and dated actions not done, the earliest first, undated actions last."""
    steps = [
        Due("step", encounter.pk, _step(encounter), "", encounter.next_on, bool(encounter.next_on and encounter.next_on < today))
        for encounter in sheet.encounters
        if _is_open(encounter, sheet)
    ]
    actions = [
        Due("action", fact.key, fact.text, fact.more, fact.day, bool(fact.day and fact.day < today))
        for fact in sheet.of("action")
    ]
    return sorted([*steps, *actions], key=lambda due: (due.due_on or date.max, str(due.key)))


def _is_open(encounter: Encounter, sheet: Sheet) -> bool:
    if encounter.next_step == NextStep.NONE or encounter.next_done_on:
        return False
    met = sheet.household.last_contact_on
    return not (encounter.next_step == NextStep.REVISIT and met and met > encounter.happened_on)


def _step(encounter: Encounter) -> str:
    return encounter.next_label or str(NEXT_IN_A_LIST[NextStep(encounter.next_step)])


def _evacuation(sheet: Sheet, today: date) -> list[Alert]:
    stays = cast(list[Any], sheet.stays)  # each carries the date annotated by the query
    dates = {stay.evacuation_on: stay.camp for stay in stays if stay.until is None and stay.camp and stay.evacuation_on}
    found = []
    for planned, camp in sorted(dates.items(), key=lambda pair: pair[0]):
        days = (planned - today).days
        if days >= 0:
            words = ngettext("%(camp)s: evacuation planned in %(days)d day, on %(day)s.",
                             "%(camp)s: evacuation planned in %(days)d days, on %(day)s.", days)  # fmt: skip
            text = words % {"camp": camp.name, "days": days, "day": date_format(planned, "SHORT_DATE_FORMAT")}
            found.append(Alert("danger" if days <= 30 else "warning", text))
    return found


def _silence(sheet: Sheet, today: date) -> list[Alert]:
    last = sheet.household.last_contact_on
    if last is None:
        return [Alert("warning", _("Never met yet."))]
    days = (today - last).days
    if days < QUIET_DAYS:
        return []
    return [Alert("warning", ngettext("Not seen for %(days)d day.", "Not seen for %(days)d days.", days) % {"days": days})]


def _plan(sheet: Sheet, today: date) -> list[Alert]:
    if not sheet.plan:
        return _no_plan(sheet)
    review_on = date.fromisoformat(sheet.plan.text)
    if review_on > today:
        return []
    return [Alert("warning", _("The plan was to be reviewed on %(day)s.") % {"day": date_format(review_on, "SHORT_DATE_FORMAT")})]


def _no_plan(sheet: Sheet) -> list[Alert]:
    """A support that is open, not paused, begins with the family's words."""
    support = sheet.enrolment
    if not support or support.until or support.text:
        return []
    words_url = reverse("support:plan_words", args=[sheet.household.pk])
    return [Alert("warning", _("The support is open without a plan."), words_url, _("Write their words"))]


def _wish(sheet: Sheet, today: date) -> list[Alert]:
    wish = sheet.wish
    if not wish or wish.code != Wish.LATER or not wish.until or wish.until > today:
        return []
    return [Alert("info", _("They said: not ready yet. It is time to propose again."))]
