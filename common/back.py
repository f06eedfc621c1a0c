"""Where a page goes back to, when its address says so."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def path_back(request: HttpRequest, told: str, otherwise: str) -> str:
    """The address `told` when it is one of this site, else `otherwise`: nobody is sent away by a forged link."""
    ours = url_has_allowed_host_and_scheme(told, {request.get_host()}, require_https=request.is_secure())
    return told if ours else otherwise
