"""The two pages that belong to nobody: what the reader prefers, and what this program is."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from common.context import THEME_COOKIE, THEMES

ONE_YEAR = 365 * 24 * 3600


@login_not_required
@require_POST
def keep_preferences(request: HttpRequest) -> HttpResponse:
    """Keep the language or the theme asked for in a cookie, and go back to the page one was on."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    language, theme = request.POST.get("language"), request.POST.get("theme")
    if language in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language, httponly=True)
    if theme in THEMES:
        _keep(response, THEME_COOKIE, theme, httponly=False)
    return response


def _keep(response: HttpResponse, name: str, value: str, *, httponly: bool) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, value, max_age=ONE_YEAR, samesite="Lax", httponly=httponly, secure=secure)


@login_not_required
@require_GET
def about(request: HttpRequest) -> HttpResponse:
    """What Ancrage is, its licence, and how to use it with a keyboard or a screen reader."""
    return render(request, "common/about.html")
