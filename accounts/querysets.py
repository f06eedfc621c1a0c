"""Chainable reads of accounts."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from accounts.enums import Role


class UserQuerySet(QuerySet):
    def visible_to(self, user) -> UserQuerySet:
        """The colleagues of one organisation; an administrator or coordinator sees their organisation's."""
        return self.filter(organisation_id=user.organisation_id)

    def working(self, on: date) -> UserQuerySet:
        """Accounts that may sign in that day."""
        return self.filter(is_active=True).filter(Q(access_until=None) | Q(access_until__gte=on))

    def field_staff(self) -> UserQuerySet:
        """Those who support families."""
        return self.filter(role__in=[Role.SOCIAL_WORKER, Role.COORDINATOR])


class PostQuerySet(QuerySet):
    def within(self, period) -> PostQuerySet:
        """Posts held at least one day of the half-open period."""
        return self.filter(since__lt=period.end).filter(Q(until=None) | Q(until__gt=period.start))


class AuditQuerySet(QuerySet):
    def about_household(self, household_id) -> AuditQuerySet:
        """All that was done with, or read in, one household's file."""
        return self.filter(household_id=household_id)

    def visible_to(self, user) -> AuditQuerySet:
        """The trail of one's own organisation."""
        return self.filter(organisation_id=user.organisation_id)
