"""Chainable reads of imports."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from exchange.enums import Decision, LineOutcome


class ImportQuerySet(QuerySet):
    def visible_to(self, user) -> ImportQuerySet:
        """The imports of the coordinator's own operator."""
        if not user.is_coordinator:
            return self.none()
        return self.filter(operator_id=user.organisation_id)


class ImportPartQuerySet(QuerySet):
    def visible_to(self, user) -> ImportPartQuerySet:
        """A sheet follows its import."""
        if not user.is_coordinator:
            return self.none()
        return self.filter(register_import__operator_id=user.organisation_id)


class ImportLineQuerySet(QuerySet):
    def visible_to(self, user) -> ImportLineQuerySet:
        """A line follows its sheet."""
        if not user.is_coordinator:
            return self.none()
        return self.filter(sheet__register_import__operator_id=user.organisation_id)

    def problems(self) -> ImportLineQuerySet:
        """Lines that cannot be taken as they are, whether still to correct or left out for that."""
        return self.filter(outcome=LineOutcome.FAULTY)

    def doubts(self) -> ImportLineQuerySet:
        """Lines that look like someone already there, decided or not."""
        return self.filter(Q(outcome=LineOutcome.DOUBT) | Q(decision__in=[Decision.SAME, Decision.DIFFERENT]))

    def telling(self) -> ImportLineQuerySet:
        """All but empty and total lines."""
        return self.exclude(outcome=LineOutcome.EMPTY)

    def in_file_order(self) -> ImportLineQuerySet:
        """Sites first, then the register, each in the order of its file."""
        first = Case(When(sheet__kind="sites", then=Value(0)), default=Value(1), output_field=IntegerField())
        return self.annotate(place=first).order_by("place", "number", "pk")
