"""Chainable reads of imports."""

from __future__ import annotations

from django.db.models import QuerySet


class ImportQuerySet(QuerySet):
    def visible_to(self, user) -> ImportQuerySet:
        """The imports of the coordinator's own operator."""
        if not user.is_coordinator:
            return self.none()
        return self.filter(operator_id=user.organisation_id)
