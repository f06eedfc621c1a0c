"""Rows of a round not finished yet, kept at each tap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from camps.models import SiteVisit
from field import policies
from field.models import RoundDraft
from households.models import Encounter, Household


@dataclass(frozen=True)
class DraftAnswer:
    """What the server holds for a row now: `saved`, or `older` with the row it kept, or `finished`."""

    status: str
    draft: RoundDraft | None = None
    # The contact already sent for the household, when the round is finished: what comes now corrects it.
    delivered: UUID | None = None


@transaction.atomic
def save_draft(
    *, visit: SiteVisit, household: Household, encounter_id: UUID, sequence: int, state: dict[str, Any], by: User
) -> DraftAnswer:
    """Keep one row as it stands; a lower or equal sequence changes nothing, and the first id is kept.

    Raises Refused when the round is a colleague's.
    """
    policies.may_log_round(by, visit).or_refuse()
    if visit.validated_at is not None:
        sent = Encounter.objects.standing().filter(visit=visit, household=household).order_by("-id").first()
        return DraftAnswer("finished", delivered=sent.pk if sent else None)
    draft, is_new = _open_draft(visit, household, encounter_id, sequence, state)
    if draft is None:
        return DraftAnswer("rejected")
    if is_new or (draft.sequence == sequence and draft.state == state):
        return DraftAnswer("saved", draft)
    if sequence <= draft.sequence:
        return DraftAnswer("older", draft)
    draft.sequence, draft.state = sequence, state
    draft.save(update_fields=["sequence", "state", "updated_at"])
    return DraftAnswer("saved", draft)


def _open_draft(visit, household, encounter_id, sequence, state) -> tuple[RoundDraft | None, bool]:
    """The locked row of the household, made now if it is the first; None when the id is already another row's."""
    try:
        with transaction.atomic():
            return RoundDraft.objects.select_for_update().get_or_create(
                visit=visit,
                household=household,
                defaults={"encounter_id": encounter_id, "sequence": sequence, "state": state},
            )
    except IntegrityError:
        return None, False
