"""The acts of the trail in words. A code without words is shown as it is; a test names it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WORDS = {
    "signed_in": _("Signed in"),
    "signed_out": _("Signed out"),
    "sign_in_failed": _("Failed to sign in"),
    "second_factor_failed": _("Gave a wrong second factor"),
    "password_changed": _("Changed the password"),
    "password_set": _("Set a password"),
    "password_reset": _("Chose a new password by mail"),
    "totp_activated": _("Set up an authenticator app"),
    "totp_deactivated": _("Removed the authenticator app"),
    "recovery_codes_generated": _("Made recovery codes"),
    "webauthn_added": _("Added a passkey"),
    "webauthn_removed": _("Removed a passkey"),
    "invitation.send": _("Invited someone"),
    "invitation.resend": _("Sent an invitation again"),
    "invitation.revoke": _("Withdrew an invitation"),
    "invitation.accept": _("Accepted an invitation"),
    "account.close": _("Closed an account"),
    "account.reopen": _("Opened an account again"),
    "account.role": _("Changed a role"),
    "account.access": _("Changed the last day of access"),
    "account.second_factor_reset": _("Reset a second factor"),
    "account.language": _("Changed the language"),
    "post.set": _("Changed working time"),
    "organisation.add": _("Added an organisation"),
    "organisation.edit": _("Changed an organisation"),
}


def words_of(act: str) -> str:
    """The act in words, for a reader."""
    return str(WORDS.get(act, act))
