"""The journal: named constructors of audit entries. Services call them inside their transaction."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models

from accounts.enums import AuditKind
from accounts.models import AuditEntry, User


def record_write(
    *, actor: User | None, act: str, thing: models.Model, household_id: UUID | None = None, **detail: Any
) -> AuditEntry:
    """A service changed `thing`. `detail` holds codes, counts and dates only, never free text."""
    return _record(AuditKind.WRITE, actor=actor, act=act, thing=thing, household_id=household_id, detail=detail)


def record_reading(
    *, actor: User, act: str, thing: models.Model, household_id: UUID | None = None, address: str | None = None
) -> AuditEntry:
    """Someone opened a page that shows `thing`."""
    return _record(AuditKind.READ, actor=actor, act=act, thing=thing, household_id=household_id, address=address)


def record_export(
    *, actor: User, act: str, thing: models.Model, household_id: UUID | None = None, address: str | None = None, **detail: Any
) -> AuditEntry:
    """Someone took a copy of `thing` away, as a file."""
    return _record(AuditKind.EXPORT, actor=actor, act=act, thing=thing, household_id=household_id, address=address, detail=detail)


def record_printing(
    *, actor: User, act: str, thing: models.Model, household_id: UUID | None = None, address: str | None = None
) -> AuditEntry:
    """Someone made a sheet of `thing` to print."""
    return _record(AuditKind.PRINT, actor=actor, act=act, thing=thing, household_id=household_id, address=address)


def record_sign_in(*, act: str, user: User | None, address: str | None) -> AuditEntry:
    """Someone came in, went out, failed to come in, or changed their way in. `user` is the account concerned."""
    return _record(AuditKind.SIGN_IN, actor=user, act=act, thing=user, address=address)


def _record(kind: str, *, actor, act, thing=None, household_id=None, detail=None, address=None) -> AuditEntry:
    entry = AuditEntry(
        kind=kind,
        act=act,
        actor=actor,
        organisation_id=actor.organisation_id if actor else None,
        thing_kind=thing._meta.label_lower if thing else "",
        thing_id=thing.pk if thing else None,
        household_id=household_id,
        detail=detail or {},
        address=address,
    )
    entry.save(force_insert=True)
    return entry
