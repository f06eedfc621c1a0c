"""Letters about accounts."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Invitation

log = logging.getLogger(__name__)


def invitation_address(token: str) -> str:
    """The whole address of an invitation's page."""
    return settings.SITE_ADDRESS.rstrip("/") + reverse("accounts:accept_invitation", args=[token])


def send_invitation(invitation: Invitation, token: str) -> None:
    """Send the link, in French: a newcomer has chosen no language yet. The link is on the screen if the mail fails."""
    with translation.override(settings.LANGUAGE_CODE):
        words = {"invitation": invitation, "address": invitation_address(token)}
        subject, body = _("Your account on Ancrage"), render_to_string("accounts/mail_invitation.txt", words)
    try:
        send_mail(subject, body, None, [invitation.email])
    except (OSError, SMTPException):
        log.exception("An invitation could not be sent by mail.")
