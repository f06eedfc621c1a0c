"""The support of a household: entry, pause, exit with its reason, and back again."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import record_write
from accounts.models import User
from common.verdict import Refused
from households.models import Household
from households.services.shared import check_fields, check_not_future, lock_household, said
from support import policies
from support.enums import ExitReason
from support.models import Enrolment, SupportPlan


@transaction.atomic
def open_enrolment(*, household: Household, opened_on: date, by: User, today: date) -> Enrolment:
    """The household enters support that day. Opening twice on one day keeps one row.

    Raises Refused: already supported, a day in the future or before the last exit.
    """
    check_not_future(opened_on, today, "opened_on")
    latest = _latest(household)
    if latest and latest.closed_on is None and latest.opened_on == opened_on:
        return latest
    policies.may_open_enrolment(by, household, latest if latest and latest.closed_on is None else None).or_refuse()
    if latest and latest.closed_on and opened_on < latest.closed_on:
        raise Refused(_("The last support ended on %(day)s: choose a later day.") % {"day": said(latest.closed_on)}, "opened_on")
    enrolment = Enrolment(household=household, opened_on=opened_on, opened_by=by)
    enrolment.save(force_insert=True)
    record_write(actor=by, act="enrolment.open", thing=enrolment, household_id=household.pk)
    return enrolment


@transaction.atomic
def pause_enrolment(*, household: Household, paused_on: date, by: User, today: date) -> Enrolment:
    """Support stops for a while, from that day. Pausing twice on one day changes nothing."""
    check_not_future(paused_on, today, "paused_on")
    current = _current(household)
    if current and current.paused_on == paused_on:
        return current
    policies.may_pause(by, household, current).or_refuse()
    current = cast(Enrolment, current)
    _check_after_entry(current, paused_on, "paused_on")
    current.paused_on = paused_on
    current.save(update_fields=["paused_on"])
    record_write(actor=by, act="enrolment.pause", thing=current, household_id=household.pk)
    return current


@transaction.atomic
def close_enrolment(
    *, household: Household, closed_on: date, reason: str, by: User, today: date, destination: str = ""
) -> Enrolment:
    """Support ends that day, for a reason; the plan in force ends with it. Ending twice changes nothing."""
    check_not_future(closed_on, today, "closed_on")
    latest = _latest(household)
    if latest and latest.closed_on == closed_on and latest.exit_reason == reason:
        return latest
    current = latest if latest and latest.closed_on is None else None
    policies.may_close_enrolment(by, household, current).or_refuse()
    current = cast(Enrolment, current)
    if reason not in ExitReason.values:
        raise Refused(_("Say why the support ends."), field="reason")
    _check_after_entry(current, closed_on, "closed_on")
    current.closed_on, current.exit_reason, current.exit_destination = closed_on, reason, destination.strip()
    check_fields(current)
    current.save(update_fields=["closed_on", "exit_reason", "exit_destination"])
    SupportPlan.objects.filter(household=household, closed_on=None).update(closed_on=closed_on)
    record_write(actor=by, act="enrolment.close", thing=current, household_id=household.pk, reason=reason)
    return current


@transaction.atomic
def reopen_enrolment(*, household: Household, opened_on: date, by: User, today: date) -> Enrolment:
    """A paused support goes on; an ended one starts again as a new period, and history stays."""
    latest = _latest(household)
    if latest and latest.closed_on is None and latest.paused_on is None and latest.opened_on == opened_on:
        return latest
    policies.may_reopen(by, household, latest).or_refuse()
    latest = cast(Enrolment, latest)
    if latest.closed_on is not None:
        return open_enrolment(household=household, opened_on=opened_on, by=by, today=today)
    latest.paused_on = None
    latest.save(update_fields=["paused_on"])
    record_write(actor=by, act="enrolment.resume", thing=latest, household_id=household.pk)
    return latest


def _latest(household: Household) -> Enrolment | None:
    lock_household(household.pk)
    return Enrolment.objects.filter(household=household).order_by("-opened_on", "-pk").first()


def _current(household: Household) -> Enrolment | None:
    latest = _latest(household)
    return latest if latest and latest.closed_on is None else None


def _check_after_entry(enrolment: Enrolment, day: date, field: str) -> None:
    if day < enrolment.opened_on:
        raise Refused(_("The support opened on %(day)s: choose a later day.") % {"day": said(enrolment.opened_on)}, field=field)
