"""Facts of a request that the audit trail and the guards need."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """The request of a page behind the sign-in, for the type checker: its user is a person, never a visitor."""

    user: User
    after_reading: list[Callable[[], object]]


def client_address(request: HttpRequest) -> str | None:
    """The visitor's network address; behind our proxy, the last one it wrote down. None when it cannot be known."""
    written = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        written = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or written
    try:
        return str(ip_address(written))
    except ValueError:
        return None
