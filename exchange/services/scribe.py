"""Who writes an import, and on which days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from accounts.models import User
from camps.models import Camp


@dataclass
class Scribe:
    """Who imports, the day it is done, the day of the files, and the camps where families were written."""

    by: User
    today: date
    as_of: date
    met_camps: set[Camp] = field(default_factory=set)


def day_of(text: str | None) -> date | None:
    """A kept day back as a date."""
    return date.fromisoformat(text) if text else None
