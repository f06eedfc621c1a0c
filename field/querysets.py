"""Chainable reads of what browsers send."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from field.enums import ItemState


class InboundItemQuerySet(QuerySet):
    def visible_to(self, user) -> InboundItemQuerySet:
        """What the user sent: another's items are never shown, whatever the role."""
        if not user.supports_families:
            return self.none()
        return self.filter(user=user)

    def of_round(self, visit_id: UUID) -> InboundItemQuerySet:
        """The items that name this round."""
        return self.filter(body__data__round=str(visit_id))

    def left_behind(self, *, since: datetime, before: datetime) -> InboundItemQuerySet:
        """Items stored in `[since, before)` and not applied: a crash came in between, or their parent is missing."""
        return self.filter(status=ItemState.RECEIVED, received_at__gte=since, received_at__lt=before)
