"""The two doors that belong to nobody: the colours of the page, and what this program is."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from common.back import path_back
from common.context import THEME_COOKIE, THEMES

ONE_YEAR = 365 * 24 * 3600


@login_not_required
@require_POST
def keep_theme(request: HttpRequest) -> HttpResponse:
    """Keep the colours asked for in a cookie, and go back to the page one was on."""
    theme = request.POST.get("theme")
    response = HttpResponseRedirect(path_back(request, request.POST.get("next", ""), "/"))
    if theme in THEMES:
        # The page's own script reads and writes it too: it says nothing of the person.
        response.set_cookie(THEME_COOKIE, theme, max_age=ONE_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response


@login_not_required
@require_GET
def about(request: HttpRequest) -> HttpResponse:
    """What Ancrage is, its licence, and how to use it with a keyboard or a screen reader."""
    return render(request, "common/about.html")
