"""Chainable reads of reports."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from accounts.enums import OrganisationKind
from reporting.enums import RunStatus


class RunQuerySet(QuerySet):
    def visible_to(self, user) -> RunQuerySet:
        """The operator's own reports, for those who support families."""
        if not user.supports_families:
            return self.none()
        return self.filter(operator_id=user.organisation_id)

    def stale(self, now: datetime, seconds: int) -> RunQuerySet:
        """Jobs whose message or worker was lost: queued or running, silent for `seconds`."""
        before = now - timedelta(seconds=seconds)
        return self.filter(status__in=[RunStatus.QUEUED, RunStatus.RUNNING]).filter(
            Q(heartbeat_at__lt=before) | Q(heartbeat_at=None, created_at__lt=before)
        )


class PublishedQuerySet(QuerySet):
    def visible_to(self, user) -> PublishedQuerySet:
        """The State's readers see their territory; the operator's people see what they published."""
        if user.is_state_reader:
            if user.organisation.kind == OrganisationKind.NATIONAL:
                return self.all()
            return self.filter(territory=user.organisation.territory)
        if user.supports_families:
            return self.filter(operator_id=user.organisation_id)
        return self.none()

    def newest_first(self) -> PublishedQuerySet:
        return self.order_by("-period_start", "-version", "-id")


class DownloadQuerySet(QuerySet):
    def visible_to(self, user) -> DownloadQuerySet:
        """The operator sees who took its reports away."""
        if not user.supports_families:
            return self.none()
        return self.filter(published__operator_id=user.organisation_id)
