"""Where the support of a household stands, and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from common.verdict import Verdict
from support import policies
from support.models import Enrolment
from support.queries import Sheet


@dataclass(frozen=True)
class Standing:
    """Where the support of a household stands, in a word, and what may be done with it."""

    word: str
    tone: str
    since: date | None
    may_open: Verdict
    may_pause: Verdict
    may_close: Verdict
    may_reopen: Verdict


def standing_of(user: User, sheet: Sheet) -> Standing:
    """The support as the sheet tells it, without another statement."""
    latest = _enrolment_of(sheet)
    current = latest if latest and latest.closed_on is None else None
    word, tone, since = _word_of(latest)
    return Standing(
        word=word,
        tone=tone,
        since=since,
        may_open=policies.may_open_enrolment(user, sheet.household, current),
        may_pause=policies.may_pause(user, sheet.household, current),
        may_close=policies.may_close_enrolment(user, sheet.household, current),
        may_reopen=policies.may_reopen(user, sheet.household, latest),
    )


def _enrolment_of(sheet: Sheet) -> Enrolment | None:
    fact = sheet.enrolment
    if fact is None:
        return None
    paused_on = date.fromisoformat(fact.text) if fact.text else None
    return Enrolment(
        pk=fact.key, opened_on=fact.day or date.min, closed_on=fact.until, paused_on=paused_on, exit_reason=fact.code
    )


def _word_of(latest: Enrolment | None) -> tuple[str, str, date | None]:
    if latest is None:
        return _("Not supported yet"), "neutral", None
    if latest.closed_on:
        return _("Support ended"), "neutral", latest.closed_on
    if latest.paused_on:
        return _("Support paused"), "waiting", latest.paused_on
    return _("Supported"), "ok", latest.opened_on
