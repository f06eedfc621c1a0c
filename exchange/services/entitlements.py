"""What a register says of rights and school, through the services of support."""

from __future__ import annotations

from typing import Any

from exchange.services.scribe import Scribe, day_of
from households.models import Household, Person
from support.enums import RightKind, RightStatus
from support.services import record_right, record_schooling


def write_rights(*, person: Person, household: Household, values: dict[str, Any], scribe: Scribe) -> None:
    """Health cover and domiciliation, as the register has them on its day."""
    who = {"person": person, "household": household, "by": scribe.by, "today": scribe.today}
    if cover := values["cover"]:
        until = day_of(cover["until"])
        record_right(kind=RightKind.HEALTH_COVER, status=cover["status"], detail=cover["detail"], valid_until=until, **who)
    if until := day_of(values["domiciliation"]):
        record_right(kind=RightKind.DOMICILIATION, status=RightStatus.OPEN, valid_until=until, **who)


def write_schooling(*, person: Person, household: Household, values: dict[str, Any], scribe: Scribe) -> None:
    """Where a child stands with school: known since the last contact, for a register does not say since when."""
    if not values["school"]:
        return
    told_on = day_of(values["last_contact"]) or day_of(values["first_contact"]) or scribe.as_of
    since = max(told_on, person.born_on) if person.born_on else told_on
    record_schooling(person=person, household=household, status=values["school"], since=since, by=scribe.by, today=scribe.today)
