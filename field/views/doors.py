"""What every door of the field's API keeps: JSON only, never a redirect, never a page."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.crypto import salted_hmac
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt

from accounts.middleware import is_proven
from accounts.models import User
from accounts.policies import must_carry_second_factor
from accounts.requests import SignedInRequest
from field import policies

MARKER = "ancrage-field"
MAX_BODY = 512 * 1024


class BadRequest(ValueError):
    """The browser's code is at fault: it keeps everything and asks for an update."""


def answer(status: int = 200, *, headers: dict[str, str] | None = None, **body: Any) -> JsonResponse:
    """A JSON answer that carries our marker and is kept by nobody."""
    response = JsonResponse({"marker": MARKER, **body}, status=status, headers=headers)
    response["Cache-Control"] = "no-store"
    response["X-Field"] = "1"
    return response


def user_hash(user: User) -> str:
    """Twelve characters that tell two users apart in a browser, and say nothing of who they are."""
    return salted_hmac("field.user", str(user.pk)).hexdigest()[:12]


def is_signed_in(request: HttpRequest) -> bool:
    """Whether the session may work here: signed in and, where it is asked, with the second factor."""
    user = request.user
    if not user.is_authenticated:
        return False
    asked = settings.SECOND_FACTOR_ENFORCED and must_carry_second_factor(user)
    return not asked or is_proven(request)


class JsonCsrf(CsrfViewMiddleware):
    """Django's own check, answered in JSON."""

    def _reject(self, request, reason):
        return answer(403, code="csrf_failed")


json_csrf = decorator_from_middleware(JsonCsrf)


def door(*methods: str) -> Callable:
    """A view of the API: these methods, our header, JSON; and to write, a session, a role and a token."""

    def around(view: Callable) -> Callable:
        checked = json_csrf(view)

        @csrf_exempt
        @wraps(view)
        def guarded(request: SignedInRequest) -> HttpResponseBase:
            if request.method not in methods:
                return answer(405, code="method_not_allowed", headers={"Allow": ", ".join(methods)})
            if fault := _fault(request):
                return fault
            try:
                return checked(request)
            except BadRequest:
                return answer(400, code="bad_request")

        return guarded

    return around


def _fault(request: SignedInRequest) -> JsonResponse | None:
    if request.headers.get("X-Field") != "1":
        return answer(400, code="bad_request")
    if request.method == "GET":
        return None
    if request.content_type != "application/json":
        return answer(400, code="bad_request")
    if not is_signed_in(request) or _is_another(request):
        return answer(401, code="session_expired")
    if not policies.may_deliver(request.user):
        return answer(403, code="not_allowed")
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY:
        return answer(413, code="too_large")
    return None


def _is_another(request: SignedInRequest) -> bool:
    """What one person logged is never sent in another's session."""
    told = request.headers.get("X-Field-User")
    return told is not None and told != user_hash(request.user)


def read_json(request: HttpRequest) -> dict[str, Any]:
    """The body as an object; raise BadRequest otherwise."""
    try:
        body = json.loads(request.body, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BadRequest from error
    if not isinstance(body, dict):
        raise BadRequest
    return body


def _no_constant(name: str) -> None:
    raise ValueError(name)
