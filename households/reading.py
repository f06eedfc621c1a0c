"""Each reading of a household's file leaves a trace, written once the page is made."""

from __future__ import annotations

from django.http import HttpRequest

from accounts.audit import record_reading
from accounts.requests import client_address
from households.models import Household


def note_reading(request: HttpRequest, household: Household, act: str) -> None:
    """Hand the record of this reading to the request; forms sent back by POST are not a new reading."""
    if request.method != "GET":
        return
    address = client_address(request)
    after_reading: list = request.after_reading  # type: ignore[attr-defined]
    after_reading.append(
        lambda: record_reading(actor=request.user, act=act, thing=household, household_id=household.pk, address=address)
    )
