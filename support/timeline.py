"""The household's story, newest first: contacts, places, wishes, evaluation, agreements, referrals, plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from households.enums import Language, Outcome, SharingPurpose, StayKind, Topic, Wish
from households.models import Encounter, Stay
from partners.enums import ReferralStatus
from support.enums import ExitReason, RightKind, RightStatus, SchoolLevel, SchoolStatus
from support.queries import Fact, Sheet

TONES = {Outcome.SEEN: "ok", Outcome.ABSENT: "waiting", Outcome.REFUSED: "warning", Outcome.LEFT: "danger"}


@dataclass(frozen=True)
class Event:
    """A line of the timeline: its day, what it is, what happened, and the words kept."""

    day: date
    kind: str
    title: str
    text: str = ""
    tone: str = "info"


def timeline_of(sheet: Sheet) -> list[Event]:
    """Every event of the sheet that has a day, the newest first."""
    events = [_met(encounter) for encounter in sheet.encounters] + _moves(sheet.stays)
    for kind, tell in TELLERS.items():
        for fact in sheet.of(kind):
            events += tell(fact)
    return sorted(events, key=lambda event: event.day, reverse=True)


def _met(encounter: Encounter) -> Event:
    topics = ", ".join(str(Topic(topic).label) for topic in encounter.topics)
    parts = (str(encounter.get_outcome_display()), str(encounter.get_channel_display()), topics, _corrected(encounter))
    title = " · ".join(filter(None, parts))
    return Event(encounter.happened_on, _("Contact"), title, encounter.note, TONES[Outcome(encounter.outcome)])


def _corrected(encounter: Encounter) -> str:
    if encounter.replaces_id is None:
        return ""
    return _("corrected on %(day)s") % {"day": date_format(localdate(encounter.created_at), "SHORT_DATE_FORMAT")}


def _moves(stays: list[Stay]) -> list[Event]:
    """One line a day and place, with how many moved."""
    together: dict[tuple, list[Stay]] = {}
    for stay in stays:
        together.setdefault((stay.since, stay.kind, stay.camp_id, stay.place), []).append(stay)
    return [Event(since, _("Place"), place_of(group[0]), _moved(group)) for (since, *_rest), group in together.items()]


def place_of(stay: Stay) -> str:
    """The camp's name, or the kind of place with its name."""
    if stay.camp:
        return stay.camp.name
    return f"{StayKind(stay.kind).label} · {stay.place}" if stay.place else str(StayKind(stay.kind).label)


def _moved(group: list[Stay]) -> str:
    count = len({stay.person_id for stay in group})
    if count <= 2:
        return ", ".join(sorted({stay.person.first_name or stay.person.family_name for stay in group}))
    return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}


def _wish(fact: Fact) -> list[Event]:
    return _dated(fact.day, _("Wish"), str(Wish(fact.code).label), fact.text)


def _assessment(fact: Fact) -> list[Event]:
    return _dated(fact.day, _("Initial evaluation"), _("Started"), fact.text) + _dated(
        fact.until, _("Initial evaluation"), _("Validated"), tone="ok"
    )


def _notice(fact: Fact) -> list[Event]:
    return _dated(fact.day, _("Information given"), str(Language(fact.code).label))


def _consent(fact: Fact) -> list[Event]:
    words = f"{SharingPurpose(fact.code).label} · {fact.text}"
    given = _dated(fact.day, _("Agreement to share"), words)
    return given + _dated(fact.until, _("Agreement withdrawn"), words, tone="warning")


def _referral(fact: Fact) -> list[Event]:
    title = f"{fact.text} · {ReferralStatus(fact.code).label}"
    return _dated(fact.day, _("Referral"), title, str(SharingPurpose(fact.more).label))


def _enrolment(fact: Fact) -> list[Event]:
    opened = _dated(fact.day, _("Support"), _("Opened"), tone="ok")
    paused = _dated(date.fromisoformat(fact.text) if fact.text else None, _("Support"), _("Paused"), tone="waiting")
    if not fact.until:
        return opened + paused
    return opened + paused + _dated(fact.until, _("Support ended"), str(ExitReason(fact.code).label), fact.more, "warning")


def _plan(fact: Fact) -> list[Event]:
    return _dated(fact.day, _("Plan"), _("Started"), fact.more) + _dated(fact.until, _("Plan"), _("Closed"))


def _review(fact: Fact) -> list[Event]:
    return _dated(fact.day, _("Plan"), _("Reviewed"), fact.text)


def _goal(fact: Fact) -> list[Event]:
    return _dated(fact.day, _("Goal closed"), fact.text)


def _right(fact: Fact) -> list[Event]:
    title = f"{fact.text} · {RightKind(fact.more).label} · {RightStatus(fact.code).label}"
    until = _("until %(day)s") % {"day": date_format(fact.until, "SHORT_DATE_FORMAT")} if fact.until else ""
    return _dated(fact.day, _("Right"), title, until)


def _school(fact: Fact) -> list[Event]:
    return _dated(fact.day, _("School"), f"{fact.text} · {SchoolStatus(fact.code).label}", str(SchoolLevel(fact.more).label))


TELLERS = {
    "wish": _wish,
    "assessment": _assessment,
    "notice": _notice,
    "consent": _consent,
    "referral": _referral,
    "enrolment": _enrolment,
    "plan": _plan,
    "review": _review,
    "goal": _goal,
    "right": _right,
    "school": _school,
}


def _dated(day: date | None, kind: str, title: str, text: str = "", tone: str = "info") -> list[Event]:
    return [Event(day, kind, title, text, tone)] if day else []
