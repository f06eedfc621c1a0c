"""Who writes an import, on which days, and the people of hundreds of lines written together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from accounts.models import User
from camps.models import Camp
from common.verdict import Refused
from households.models import Membership, Person, Stay
from support.models import Right, Schooling

# A record comes after what it points at.
ORDER = (Person, Membership, Stay, Right, Schooling)


@dataclass
class Scribe:
    """Who imports, the day it is done, the day of the files, and what waits to be written.

    Everything here is about people who did not exist a second ago: no stay, right or household of theirs can be in
    the way. So their records are checked field by field and written together, under the constraints of the database;
    a service for each of them would ask the database forty times a line.
    """

    by: User
    today: date
    as_of: date
    met_camps: set[Camp] = field(default_factory=set)
    waiting: dict[type[models.Model], list[Any]] = field(default_factory=lambda: defaultdict(list))

    def add(self, record: models.Model) -> None:
        """Check a record and keep it for `write`. Raises Refused with the first fault."""
        links = [one.name for one in record._meta.fields if one.is_relation or not one.editable]
        try:
            record.clean_fields(exclude=links)
        except ValidationError as fault:
            raise Refused(next(iter(fault.message_dict.values()))[0]) from fault
        self.waiting[type(record)].append(record)

    def write(self) -> None:
        """Write all that waits, in a few statements."""
        for model in ORDER:
            model._default_manager.bulk_create(self.waiting.pop(model, []), batch_size=200)


def day_of(text: str | None) -> date | None:
    """A kept day back as a date."""
    return date.fromisoformat(text) if text else None
