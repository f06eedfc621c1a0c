"""Chainable reads of support."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from households.querysets import HouseholdPartQuerySet, PersonPartQuerySet
from support.enums import RightStatus, SchoolStatus


class EnrolmentQuerySet(HouseholdPartQuerySet):
    def open_on(self, day: date) -> EnrolmentQuerySet:
        """Enrolments open at the end of `day`."""
        return self.filter(opened_on__lte=day).filter(Q(closed_on=None) | Q(closed_on__gt=day))

    def open_within(self, period) -> EnrolmentQuerySet:
        """Enrolments with at least one open day in the half-open period."""
        return self.filter(opened_on__lt=period.end).filter(Q(closed_on=None) | Q(closed_on__gt=period.start))


class PlanPartQuerySet(QuerySet):
    def visible_to(self, user) -> PlanPartQuerySet:
        """What hangs from a plan follows the plan's household."""
        if not user.supports_families:
            return self.none()
        return self.filter(plan__household__operator_id=user.organisation_id)


class ActionQuerySet(QuerySet):
    def visible_to(self, user) -> ActionQuerySet:
        """Actions of the plans of the user's families."""
        if not user.supports_families:
            return self.none()
        return self.filter(goal__plan__household__operator_id=user.organisation_id)

    def to_do(self) -> ActionQuerySet:
        return self.filter(done_on=None, dropped_on=None)


class RightQuerySet(PersonPartQuerySet):
    def valid_on(self, day: date) -> RightQuerySet:
        """Rights open at the end of `day`: an open one without an end date is valid."""
        return (
            self.filter(status=RightStatus.OPEN)
            .filter(Q(valid_from=None) | Q(valid_from__lte=day))
            .filter(Q(valid_until=None) | Q(valid_until__gte=day))
        )


class SchoolQuerySet(PersonPartQuerySet):
    def enrolled_on(self, day: date) -> SchoolQuerySet:
        """Enrolments in a school at the end of `day`."""
        return self.filter(status__in=[SchoolStatus.ENROLLED, SchoolStatus.ATTENDING], since__lte=day).filter(
            Q(until=None) | Q(until__gt=day)
        )
