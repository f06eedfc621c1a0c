"""What a browser may send, read without trusting it: shape, words and dates, no database."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from field.enums import Destination
from households.enums import NextStep, Outcome, Topic

SCHEMAS = (1,)
SCHEMA_MAX = 32767
CLOCK_BEHIND = timedelta(days=90)
CLOCK_AHEAD = timedelta(hours=24)
YEARS = range(2000, 2101)
LABEL_LENGTH = 160

MESSAGES = {
    "unknown_kind": _("This kind of entry is not known."),
    "unknown_schema": _("This version of the entry is not known."),
    "unknown_choice": _("This answer is not known."),
    "unreadable_date": _("This date cannot be read."),
    "missing": _("This is missing."),
    "unknown_household": _("This household is not known."),
    "unknown_round": _("This round is not known."),
}


class NotAnItem(ValueError):
    """The browser is at fault: without an id and a content nothing can be stored."""


@dataclass(frozen=True)
class Incoming:
    """One item as it came, ready to be stored before anything in it is judged."""

    id: UUID
    kind: str
    schema: int
    occurred_at: datetime | None
    content_hash: str
    body: dict[str, Any]
    clock_suspect: bool


@dataclass(frozen=True)
class Fault:
    """Why an item cannot be applied: the field and a code, never the text that was typed."""

    field: str
    code: str
    phrase: str = ""

    def as_dict(self) -> dict[str, str]:
        return {"field": self.field, "code": self.code, "phrase": self.phrase}


@dataclass(frozen=True)
class VisitFacts:
    """One household's row of a round."""

    round: UUID | None
    site: UUID | None
    household: UUID
    outcome: str
    met_persons: list[UUID]
    topics: list[str]
    note: str
    next_step: str
    next_on: date | None
    next_label: str
    destination: str
    replaces: UUID | None


def fault_phrase(fault: dict[str, str]) -> str:
    """The sentence of a stored fault, in the reader's language."""
    return fault.get("phrase") or str(MESSAGES.get(fault["code"], _("This cannot be taken as it is.")))


def as_uuid(value: Any) -> UUID | None:
    """The identifier written in `value`, or None."""
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def clean_text(value: Any) -> Any:
    """The same JSON value without what a database cannot keep: NUL characters, broken surrogates."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [clean_text(part) for part in value]
    if isinstance(value, dict):
        return {clean_text(key): clean_text(part) for key, part in value.items()}
    return value


def read_instant(value: Any) -> datetime | None:
    """An ISO instant of our century; without an offset it is Paris time. None when unreadable."""
    try:
        instant = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if instant is None or instant.year not in YEARS:
        return None
    return instant if timezone.is_aware(instant) else timezone.make_aware(instant)


def is_clock_suspect(item_id: UUID, now: datetime) -> bool:
    """Whether the id is no UUIDv7, or was made more than 90 days ago or 24 hours ahead of the server."""
    if item_id.version != 7:
        return True
    made_at = int.from_bytes(item_id.bytes[:6]) / 1000
    return not (now - CLOCK_BEHIND).timestamp() <= made_at <= (now + CLOCK_AHEAD).timestamp()


def read_incoming(raw: Any, *, now: datetime) -> Incoming:
    """Read the envelope of an item; raise NotAnItem when it has no id or no content."""
    if not isinstance(raw, dict) or not isinstance(raw.get("data"), dict):
        raise NotAnItem("An item has an id and data.")
    item_id = as_uuid(raw.get("id"))
    if item_id is None:
        raise NotAnItem("An item has an id.")
    body = clean_text(raw)
    schema = raw.get("schema", 1)
    known = isinstance(schema, int) and not isinstance(schema, bool) and 0 <= schema <= SCHEMA_MAX
    return Incoming(
        id=item_id,
        kind=str(body.get("kind", ""))[:24],
        schema=schema if known else 0,
        occurred_at=read_instant(raw.get("occurred_at")),
        content_hash=content_hash(body),
        body=body,
        clock_suspect=is_clock_suspect(item_id, now),
    )


def content_hash(body: dict[str, Any]) -> str:
    """SHA-256 of what the item says; its number in the sending line is not part of it."""
    told = {name: body.get(name) for name in ("kind", "schema", "occurred_at", "data")}
    return hashlib.sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def read_visit(data: dict[str, Any]) -> tuple[VisitFacts | None, list[Fault]]:
    """Read a household's row: the facts, or the few faults that keep it from being applied."""
    faults: list[Fault] = []
    household = as_uuid(data.get("household"))
    if household is None:
        faults.append(Fault("household", "unknown_household"))
    outcome = _choice(data.get("outcome"), Outcome, "outcome", faults)
    topics = [_choice(word, Topic, "topics", faults) for word in _list(data.get("topics"))]
    destination = _choice(data.get("destination") or "", Destination, "destination", faults, empty=True)
    step, step_on, label = _read_next(data.get("next"), faults)
    if faults or household is None:
        return None, faults
    note = _text(data.get("note"))
    facts = VisitFacts(
        round=as_uuid(data.get("round")),
        site=as_uuid(data.get("site")),
        household=household,
        outcome=outcome,
        met_persons=[pk for pk in map(as_uuid, _list(data.get("met_persons"))) if pk],
        topics=sorted(set(topics)),
        # A label too long for its box goes on in the note: nothing typed is cut off.
        note="\n".join(part for part in (note, label[LABEL_LENGTH:]) if part),
        next_step=step,
        next_on=step_on,
        next_label=label[:LABEL_LENGTH],
        destination=destination,
        replaces=as_uuid(data.get("replaces")),
    )
    return facts, []


def _read_next(value: Any, faults: list[Fault]) -> tuple[str, date | None, str]:
    """The next step: its kind, its day and its words; « see again » may leave its day to the server."""
    told = value if isinstance(value, dict) else {}
    step = _choice(told.get("kind") or NextStep.NONE, NextStep, "next", faults)
    if step == NextStep.NONE:
        return step, None, ""
    label = _text(told.get("label"))
    due = told.get("due") or ""
    if not due:
        if step != NextStep.REVISIT:
            faults.append(Fault("next_on", "missing"))
        return step, None, label
    day = _day(due)
    if day is None:
        faults.append(Fault("next_on", "unreadable_date"))
    return step, day, label


def _choice(value: Any, words: Any, name: str, faults: list[Fault], *, empty: bool = False) -> str:
    if isinstance(value, str) and (value in words.values or (empty and not value)):
        return value
    faults.append(Fault(name, "unknown_choice"))
    return ""


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _day(value: Any) -> date | None:
    try:
        day = parse_date(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day and day.year in YEARS else None


def paris_day(instant: datetime) -> date:
    """The day of an instant, in Paris."""
    return timezone.localdate(instant)


def trusted_instant(told: datetime | None, *, visited_on: date | None, now: datetime) -> datetime:
    """When it was logged: the browser's word, unless it is before the visit or ahead of the server."""
    if told is None or told > now or (visited_on and paris_day(told) < visited_on):
        return now
    return told
