"""Every page asks for a signed-in user, but a short public list; names ask for a second factor."""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from accounts.policies import may_sign_in, must_carry_second_factor

# They answer 401 in JSON themselves, never by a redirect, and check the second factor (field/views/doors.py).
SELF_GUARDED = {"field:api_session", "field:api_drafts", "field:api_sync"}
# The whole list of what a visitor reaches without signing in. A test holds it.
PUBLIC = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "accounts:accept_invitation",
    "accounts:change_language",
    "accounts:sign_in_demo",
    "about",
    "healthz",
    "theme",
    *SELF_GUARDED,
}
# Doors of allauth we do not open: accounts come from invitations, addresses are changed by whoever invites.
CLOSED = {
    "account_signup",
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_set_password",
}
LEAVING = {"account_logout", "accounts:change_language", "theme", "about", *SELF_GUARDED}
SETTING_UP = LEAVING | {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"}
PROVING = LEAVING | {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
PROVEN = "second_factor_set_up_here"


class Language:
    """The signed-in person's language, else the language cookie, else French. Never the browser's guess."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        wanted = request.user.language if request.user.is_authenticated else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response


class AccessUntil:
    """An account past its last day is signed out, with a sentence."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and (verdict := may_sign_in(request.user, on=timezone.localdate())).reason:
            logout(request)
            messages.warning(request, str(verdict.reason))
            return redirect(settings.LOGIN_URL)
        return self.get_response(request)


class LoginRequiredEverywhere(LoginRequiredMiddleware):
    """Only the names of `PUBLIC` answer a visitor, whatever a view's own marks say."""

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name
        if name in CLOSED:
            raise Http404(name)
        if name in PUBLIC or request.user.is_authenticated:
            return None
        if request.htmx:
            # A fragment of a page cannot hold the sign-in: the whole page is asked again.
            return HttpResponseClientRefresh()
        return self.handle_no_permission(request, view)


class SecondFactorRequired:
    """Roles that see names, or open accounts, work only in a session opened with their second factor."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        user = request.user
        if not settings.SECOND_FACTOR_ENFORCED or not user.is_authenticated or not must_carry_second_factor(user):
            return None
        if is_proven(request):
            return None
        carries_one = is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
        if request.resolver_match.view_name in (PROVING if carries_one else SETTING_UP):
            return None
        if carries_one:
            back = request.get_full_path() if request.method == "GET" else reverse("home")
            return redirect_to_login(back, reverse("mfa_reauthenticate"))
        messages.info(request, _("Set up your second factor first: these pages show families’ names."))
        return redirect("mfa_index")


def is_proven(request) -> bool:
    """Whether this session was opened with, or has itself set up, a second factor. Reads the session only."""
    records = get_authentication_records(request, request.user)
    return bool(request.session.get(PROVEN)) or any(record.get("method") == "mfa" for record in records)
