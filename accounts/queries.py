"""Reads across accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from accounts.acts import thing_of, words_of
from accounts.enums import AuditKind
from accounts.models import AuditEntry, User


@dataclass(frozen=True)
class Opening:
    """Someone read, printed or took away a file: when, who (with the organisation), in which words, what kind."""

    when: datetime
    who: str
    organisation: str
    act: str
    kind: str


@dataclass(frozen=True)
class Line:
    """One line of the trail, as it is read: never a name of a family, the end of a key instead."""

    when: datetime
    who: str
    kind: str
    act: str
    thing: str
    key: str
    address: str


def line_of(entry: AuditEntry) -> Line:
    """The entry in words; its actor must have been fetched with it."""
    return Line(
        when=entry.created_at,
        who=entry.actor.full_name if entry.actor else "",
        kind=entry.get_kind_display(),
        act=words_of(entry.act),
        thing=thing_of(entry.thing_kind),
        key=str(entry.thing_id)[-6:] if entry.thing_id else "",
        address=entry.address or "",
    )


def openings_of(household_id: UUID, *, limit: int = 50) -> list[Opening]:
    """Who opened this file: its latest readings, printings and exports, newest first. One statement."""
    entries = (
        AuditEntry.objects.about_household(household_id)
        .filter(kind__in=[AuditKind.READ, AuditKind.PRINT, AuditKind.EXPORT])
        .select_related("actor__organisation")
        .order_by("-created_at", "-pk")[:limit]
    )
    return [
        Opening(
            when=entry.created_at,
            who=entry.actor.full_name if entry.actor else "",
            organisation=entry.actor.organisation.name if entry.actor else "",
            act=words_of(entry.act),
            kind=entry.get_kind_display(),
        )
        for entry in entries
    ]


def accounts_seen_by(user: User) -> QuerySet[User]:
    """The accounts a person sees on the team page, each saying whether it carries a second factor."""
    second_factors = Authenticator.objects.filter(
        user_id=OuterRef("pk"), type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    )
    return User.objects.visible_to(user).select_related("organisation").annotate(has_second_factor=Exists(second_factors))
