"""A policy's answer: yes, or no with the reason a person reads."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


class Refused(Exception):
    """A service refuses: the phrase says why, in the user's words; `field` is the form field it is about."""

    def __init__(self, phrase: str | Promise, field: str | None = None) -> None:
        super().__init__(phrase)
        self.phrase = phrase
        self.field = field

    def __str__(self) -> str:
        return str(self.phrase)


@dataclass(frozen=True)
class Verdict:
    """True when the act is allowed; otherwise `reason` says why not.

    The view (403), the button (off, with the reason) and the service (Refused) ask the same verdict.
    """

    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return not self.reason

    def or_refuse(self) -> None:
        """Raise Refused with the reason when the answer is no."""
        if self.reason:
            raise Refused(self.reason)

    def or_forbid(self) -> None:
        """Raise PermissionDenied (a 403 page that shows the reason) when the answer is no."""
        if self.reason:
            raise PermissionDenied(str(self.reason))


ALLOWED = Verdict()
