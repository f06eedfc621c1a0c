"""Session, drafts, synchronisation: what the round's browser code calls (field.md 2.7)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone

from accounts.requests import SignedInRequest
from camps.models import SiteVisit
from field import policies
from field.items import NotAnItem, as_uuid, clean_text, fault_phrase, read_incoming
from field.queries import visible_households
from field.services import DraftAnswer, Result, receive_item, save_draft
from field.views.doors import BadRequest, answer, door, is_signed_in, read_json, user_hash

STORE_EPOCH = 1
MIN_SCHEMA = 1
MAX_ITEMS = 100
MAX_ROWS = 200
MAX_SEQUENCE = 2**31 - 1


@door("GET")
def session(request: SignedInRequest) -> JsonResponse:
    """Who is signed in, a fresh token, and the server's clock; signed out is an answer, not an error."""
    known = is_signed_in(request)
    return answer(
        authenticated=known,
        user=user_hash(request.user) if known else None,
        csrf=get_token(request) if known else None,
        server_time=timezone.now().isoformat(timespec="milliseconds"),
        store_epoch=STORE_EPOCH,
        min_client=settings.VERSION,
        latest_client=settings.VERSION,
    )


@door("PUT", "POST")
def drafts(request: SignedInRequest) -> JsonResponse:
    """Keep the rows ticked so far; each row has its own answer."""
    body = read_json(request)
    rows = _list_of(body, "rows", MAX_ROWS)
    if rows is None:
        return answer(413, code="too_large")
    visit = SiteVisit.objects.visible_to(request.user).filter(pk=as_uuid(body.get("visit"))).first()
    if visit is None:
        return answer(404, code="unknown_round")
    if not policies.may_log_round(request.user, visit):
        return answer(403, code="not_allowed")
    told = [_draft_row(row) for row in rows]
    households = visible_households(request.user, [row["household"] for row in told])
    return answer(rows=[_save(request, visit, households.get(row["household"]), row) for row in told])


@door("POST")
def sync(request: SignedInRequest) -> JsonResponse:
    """Take what was logged: one result an item, in the same order, whatever happens to the others."""
    body = read_json(request)
    items = _list_of(body, "items", MAX_ITEMS)
    if items is None:
        return answer(413, code="too_large")
    if _is_too_old(body.get("client")):
        return answer(426, code="client_too_old")
    now = timezone.now()
    try:
        incoming = [read_incoming(raw, now=now) for raw in items]
    except NotAnItem as error:
        raise BadRequest from error
    results = [receive_item(by=request.user, incoming=item, now=now) for item in incoming]
    told = [_result(result) for result in results]
    return answer(received_at=now.isoformat(timespec="milliseconds"), store_epoch=STORE_EPOCH, results=told)


def _is_too_old(client: Any) -> bool:
    schema = client.get("schema", MIN_SCHEMA) if isinstance(client, dict) else MIN_SCHEMA
    return not isinstance(schema, int) or schema < MIN_SCHEMA


def _list_of(body: dict[str, Any], name: str, most: int) -> list[Any] | None:
    """The list under `name`; None when it is longer than we take at once."""
    rows = body.get(name)
    if not isinstance(rows, list):
        raise BadRequest
    return rows if len(rows) <= most else None


def _draft_row(row: Any) -> dict[str, Any]:
    if not isinstance(row, dict) or not isinstance(row.get("state"), dict):
        raise BadRequest
    household, encounter = as_uuid(row.get("household")), as_uuid(row.get("encounter"))
    sequence = row.get("sequence")
    if not (household and encounter and isinstance(sequence, int) and 0 <= sequence <= MAX_SEQUENCE):
        raise BadRequest
    return {"household": household, "encounter": encounter, "sequence": sequence, "state": clean_text(row["state"])}


def _save(request: SignedInRequest, visit: SiteVisit, household: Any, row: dict[str, Any]) -> dict[str, Any]:
    if household is None:
        return _draft_answer(row["household"], DraftAnswer("rejected"))
    kept = save_draft(
        visit=visit,
        household=household,
        encounter_id=row["encounter"],
        sequence=row["sequence"],
        state=row["state"],
        by=request.user,
    )
    return _draft_answer(row["household"], kept)


def _draft_answer(household: UUID, kept: DraftAnswer) -> dict[str, Any]:
    told: dict[str, Any] = {"household": str(household), "status": kept.status}
    if kept.draft:
        told |= {"encounter": str(kept.draft.encounter_id), "sequence": kept.draft.sequence}
    if kept.delivered:
        told["delivered"] = str(kept.delivered)
    if kept.draft and kept.status == "older":
        told["state"] = kept.draft.state
    return told


def _result(result: Result) -> dict[str, Any]:
    told: dict[str, Any] = {"id": str(result.id), "status": str(result.status)}
    if result.record:
        told["record"] = str(result.record)
    if result.errors:
        told["errors"] = [
            {"field": fault["field"], "code": fault["code"], "message": fault_phrase(fault)} for fault in result.errors
        ]
    if result.warnings:
        told["warnings"] = [{"code": code} for code in result.warnings]
    return told
