"""Chainable reads of reports."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts.enums import OrganisationKind
from accounts.models import Organisation
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
        """The State's readers see their territory, a national body all; the operator's people what they published."""
        if user.is_state_reader:
            own = Organisation.objects.filter(pk=user.organisation_id)
            national = Exists(own.filter(kind=OrganisationKind.NATIONAL))
            return self.filter(Q(territory__in=own.values("territory")) | national)
        if user.supports_families:
            return self.filter(operator_id=user.organisation_id)
        return self.none()

    def with_replacement(self) -> PublishedQuerySet:
        """Add `replaced_by`: the newest version of the same month when it is a later one, else None."""
        same = {name: OuterRef(name) for name in ("operator", "kind", "territory", "period_start", "period_end")}
        newer = self.model._default_manager.filter(**same, version__gt=OuterRef("version")).order_by("-version")
        return self.annotate(replaced_by=Subquery(newer.values("version")[:1]))


class DownloadQuerySet(QuerySet):
    def visible_to(self, user) -> DownloadQuerySet:
        """The operator sees who took its reports away."""
        if not user.supports_families:
            return self.none()
        return self.filter(published__operator_id=user.organisation_id)
