"""What a register says of rights and school."""

from __future__ import annotations

from typing import Any

from exchange.services.scribe import Scribe, day_of
from households.models import Person
from support.enums import RightKind, RightStatus
from support.models import Right, Schooling


def write_rights(*, person: Person, values: dict[str, Any], scribe: Scribe) -> None:
    """Health cover and domiciliation, as the register has them on its day."""
    if cover := values["cover"]:
        scribe.add(
            Right(
                person=person,
                kind=RightKind.HEALTH_COVER,
                status=cover["status"],
                detail=cover["detail"],
                valid_until=day_of(cover["until"]),
                recorded_by=scribe.by,
            )
        )
    if until := day_of(values["domiciliation"]):
        domiciled = {"kind": RightKind.DOMICILIATION, "status": RightStatus.OPEN, "valid_until": until}
        scribe.add(Right(person=person, recorded_by=scribe.by, **domiciled))


def write_schooling(*, person: Person, values: dict[str, Any], scribe: Scribe) -> None:
    """Where a child stands with school: known since the last contact, for a register does not say since when."""
    if not values["school"]:
        return
    told_on = day_of(values["last_contact"]) or day_of(values["first_contact"]) or scribe.as_of
    since = max(told_on, person.born_on) if person.born_on else told_on
    scribe.add(Schooling(person=person, status=values["school"], since=since, recorded_by=scribe.by))
