"""What browsers send: stored first, judged after, applied once (field.md 2.7)."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.audit import record_write
from accounts.models import User
from common.verdict import Refused
from field import policies
from field.enums import Answer, ItemKind, ItemState
from field.items import SCHEMAS, Fault, Incoming
from field.models import InboundItem
from field.services.visits import Deferred, Rejected, finish_round, log_household

logger = logging.getLogger(__name__)

REPLAY_AFTER = timedelta(minutes=1)
REPLAY_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Result:
    """The answer given for one item."""

    id: UUID
    status: str
    record: UUID | None = None
    errors: list[dict[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def receive_item(*, by: User, incoming: Incoming, now: datetime) -> Result:
    """Store the item, then apply it: two transactions, so that a refusal or a crash never loses the text.

    The same id and content is a duplicate however often it comes; the same id with another content is set aside.
    """
    policies.may_deliver(by).or_refuse()
    item = _store(by, incoming, incoming.id, ItemState.RECEIVED)
    if item.user_id != by.pk or item.content_hash != incoming.content_hash:
        return _set_aside(by, incoming)
    if item.status != ItemState.RECEIVED:
        return _settled(item)
    return _apply_or_keep(item.pk, now)


@transaction.atomic
def apply_item(*, item_id: UUID, now: datetime) -> Result:
    """Apply one stored item under its lock; applied already, it is a duplicate. Its parent missing, it waits."""
    item = InboundItem.objects.select_for_update(of=("self",)).select_related("user").get(pk=item_id)
    if item.status != ItemState.RECEIVED:
        return _settled(item)
    try:
        with transaction.atomic():
            record, warnings = _act(item, now)
    except Deferred:
        return Result(item.pk, Answer.DEFERRED)
    except (Rejected, Refused, ValidationError) as error:
        return _reject(item, _faults(error))
    _settle(item, ItemState.APPLIED)
    return Result(item.pk, Answer.CREATED, record=record, warnings=warnings)


def replay_left_behind(*, now: datetime) -> int:
    """Apply what a crash left between storing and applying; the number applied. Safe to run twice."""
    left = InboundItem.objects.left_behind(since=now - REPLAY_FOR, before=now - REPLAY_AFTER).order_by("received_at", "pk")
    results = [_apply_or_keep(pk, now) for pk in left.values_list("pk", flat=True)]
    return sum(result.status == Answer.CREATED for result in results)


def _apply_or_keep(item_id: UUID, now: datetime) -> Result:
    """A fault of ours keeps the item stored: the browser sends again, the replay tries again."""
    try:
        return apply_item(item_id=item_id, now=now)
    except Exception:
        logger.exception("Item %s is stored and could not be applied.", item_id)
        return Result(item_id, Answer.DEFERRED)


def _act(item: InboundItem, now: datetime) -> tuple[UUID, list[str]]:
    if item.schema not in SCHEMAS:
        raise Rejected([Fault("schema", "unknown_schema")])
    if item.kind in (ItemKind.VISIT, ItemKind.VISIT_CORRECT):
        return log_household(item=item, now=now)
    if item.kind == ItemKind.ROUND_FINISH:
        return finish_round(item=item, now=now), []
    raise Rejected([Fault("kind", "unknown_kind")])


@transaction.atomic
def _store(by: User, incoming: Incoming, item_id: UUID, status: str) -> InboundItem:
    """Insert or ignore, then read what stands under the id: never check, then insert."""
    row = InboundItem(
        id=item_id,
        user=by,
        kind=incoming.kind,
        schema=incoming.schema,
        occurred_at=incoming.occurred_at,
        content_hash=incoming.content_hash,
        body=incoming.body,
        status=status,
        clock_suspect=incoming.clock_suspect,
    )
    InboundItem.objects.bulk_create([row], ignore_conflicts=True)
    return InboundItem.objects.get(pk=item_id)


def _set_aside(by: User, incoming: Incoming) -> Result:
    """Keep the second content under an id drawn from both, once however often it comes."""
    aside = uuid5(NAMESPACE_OID, f"{by.pk} {incoming.id} {incoming.content_hash}")
    if not InboundItem.objects.filter(pk=aside).exists():
        item = _store(by, incoming, aside, ItemState.QUARANTINED)
        _audit(item, Answer.ID_CONFLICT)
    return Result(incoming.id, Answer.ID_CONFLICT)


def _reject(item: InboundItem, faults: list[Fault]) -> Result:
    item.errors = [fault.as_dict() for fault in faults]
    _settle(item, ItemState.REJECTED)
    return Result(item.pk, Answer.REJECTED, errors=item.errors)


def _settle(item: InboundItem, status: str) -> None:
    item.status = status
    item.save(update_fields=["status", "errors"])
    _audit(item, status)


def _settled(item: InboundItem) -> Result:
    if item.status == ItemState.REJECTED:
        return Result(item.pk, Answer.REJECTED, errors=item.errors)
    return Result(item.pk, Answer.DUPLICATE, record=item.pk)


def _faults(error: Exception) -> list[Fault]:
    if isinstance(error, Rejected):
        return error.faults
    if isinstance(error, Refused):
        return [Fault(error.field or "", "refused", str(error))]
    return [Fault("", "refused", " ".join(error.messages))]  # type: ignore[attr-defined]


def _audit(item: InboundItem, status: str) -> None:
    record_write(actor=item.user, act="field.receive", thing=item, kind=item.kind, status=str(status))
