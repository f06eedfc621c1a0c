"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up: accounts come from invitations."""

    def is_open_for_signup(self, request) -> bool:
        return False


class SealedMFAAdapter(DefaultMFAAdapter):
    """Secrets of the second factor, encrypted at rest."""
