"""Chainable reads of accounts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from accounts.enums import Role

DEMO_DOMAIN = "@demo.ancrage.example"


class UserQuerySet(QuerySet):
    def visible_to(self, user) -> UserQuerySet:
        """The colleagues of one's own organisation; for an administrator, everyone."""
        return self if user.is_administrator else self.filter(organisation_id=user.organisation_id)

    def demo(self) -> UserQuerySet:
        """The accounts one click opens in the demo; their addresses exist nowhere."""
        return self.filter(email__endswith=DEMO_DOMAIN)

    def working(self, on: date) -> UserQuerySet:
        """Accounts that may sign in that day."""
        return self.filter(is_active=True).filter(Q(access_until=None) | Q(access_until__gte=on))

    def field_staff(self) -> UserQuerySet:
        """Those who support families."""
        return self.filter(role__in=[Role.SOCIAL_WORKER, Role.COORDINATOR])


class InvitationQuerySet(QuerySet):
    def visible_to(self, user) -> InvitationQuerySet:
        """Those one may send again or take back: an administrator's all, a coordinator's organisation's workers."""
        if user.is_administrator:
            return self
        return self.filter(organisation_id=user.organisation_id, role=Role.SOCIAL_WORKER) if user.is_coordinator else self.none()

    def waiting(self) -> InvitationQuerySet:
        """Neither accepted nor taken back; the link may have expired."""
        return self.filter(accepted_at=None, revoked_at=None)


class PostQuerySet(QuerySet):
    def within(self, period) -> PostQuerySet:
        """Posts held at least one day of the half-open period."""
        return self.filter(since__lt=period.end).filter(Q(until=None) | Q(until__gt=period.start))


class AuditQuerySet(QuerySet):
    def about_household(self, household_id) -> AuditQuerySet:
        """All that was done with, or read in, one household's file."""
        return self.filter(household_id=household_id)

    def visible_to(self, user) -> AuditQuerySet:
        """The trail of one's own organisation; an administrator also sees the failed sign-ins of nobody's account."""
        own = Q(organisation_id=user.organisation_id)
        return self.filter(own | Q(organisation_id=None)) if user.is_administrator else self.filter(own)

    def on_day(self, day: date) -> AuditQuerySet:
        """What was written between two midnights, Europe/Paris."""
        start = datetime.combine(day, time.min, tzinfo=ZoneInfo("Europe/Paris"))
        end = datetime.combine(day + timedelta(days=1), time.min, tzinfo=ZoneInfo("Europe/Paris"))
        return self.filter(created_at__gte=start, created_at__lt=end)
