"""Each reading of a household's file leaves a trace, written once the page is made."""

from __future__ import annotations

from accounts.audit import record_reading
from accounts.requests import SignedInRequest, client_address
from households.models import Household


def note_reading(request: SignedInRequest, household: Household, act: str) -> None:
    """Hand the record of this reading to the request; forms sent back by POST are not a new reading."""
    if request.method != "GET":
        return
    address = client_address(request)
    request.after_reading.append(
        lambda: record_reading(actor=request.user, act=act, thing=household, household_id=household.pk, address=address)
    )
