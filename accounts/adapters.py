"""How allauth behaves here."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone

from accounts.audit import record_sign_in
from accounts.middleware import PROVEN
from accounts.models import User
from accounts.policies import may_sign_in, must_carry_second_factor
from accounts.requests import client_address
from accounts.sealing import seal, unseal

log = logging.getLogger(__name__)

SET_UP = {"totp_activated", "webauthn_added"}


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up: accounts come from invitations. Every way in and out is written in the trail."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_client_ip(self, request) -> str:
        if address := client_address(request):
            return address
        raise PermissionDenied("The visitor's network address is not known.")

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        """Signing in and out shows on the page itself: no message for it."""
        if message_template not in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            super().add_message(request, level, message_template, message_context, extra_tags, message)

    def pre_login(self, request, user, **kwargs):
        verdict = may_sign_in(user, on=timezone.localdate())
        if verdict or not user.is_active:
            return super().pre_login(request, user, **kwargs)
        messages.warning(request, str(verdict.reason))
        return redirect("account_inactive")

    def login(self, request, user) -> None:
        super().login(request, user)
        record_sign_in(act="signed_in", user=user, address=client_address(request))

    def logout(self, request) -> None:
        user = request.user
        super().logout(request)
        record_sign_in(act="signed_out", user=user, address=client_address(request))

    def authentication_failed(self, request, **credentials) -> None:
        """A wrong password. An address nobody has is counted without being kept."""
        user = User.objects.filter(email=credentials.get("email", "").lower()).first()
        record_sign_in(act="sign_in_failed", user=user, address=client_address(request))

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        """The one place allauth tells of every change of a password or of a second factor."""
        event = template_prefix.rpartition("/")[2]
        record_sign_in(act=event, user=user, address=client_address(self.request))
        if event in SET_UP and self.request.user == user:
            self.request.session[PROVEN] = True
        super().send_notification_mail(template_prefix, user, context, email)

    def send_mail(self, template_prefix, email, context) -> None:
        """A mail server that is down stops nobody from working."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            log.exception("A mail could not be sent: %s", template_prefix)


class SealedMFAAdapter(DefaultMFAAdapter):
    """Secrets of the second factor, encrypted at rest; the last one of a role that needs it stays."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def _get_site_name(self) -> str:
        return "Ancrage"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not settings.SECOND_FACTOR_ENFORCED or not must_carry_second_factor(context.request.user):
            return True
        second_factors = Authenticator.objects.filter(
            user_id=authenticator.user_id, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        )
        return second_factors.exclude(pk=authenticator.pk).exists()
