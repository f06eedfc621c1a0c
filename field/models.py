"""What phones send: kept as it arrived, before it is understood."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from camps.models import SiteVisit
from common.models import Record
from field.enums import ItemState
from field.querysets import InboundItemQuerySet
from households.models import Household
from households.querysets import HouseholdPartQuerySet


class InboundItem(models.Model):
    """An event made in a browser, stored under the browser's own id however often it arrives."""

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=24)
    schema = models.PositiveSmallIntegerField(default=1)
    occurred_at = models.DateTimeField(_("logged at"), null=True)
    content_hash = models.CharField(max_length=64)
    body = models.JSONField()
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)
    status = models.CharField(_("status"), max_length=20, default=ItemState.RECEIVED)
    clock_suspect = models.BooleanField(default=False)
    errors = models.JSONField(default=list)

    objects = InboundItemQuerySet.as_manager()

    class Meta:
        indexes = [
            # The replay looks only at what is left, however many were applied.
            models.Index(fields=["received_at"], condition=Q(status="received"), name="inbound_left_behind"),
            models.Index(fields=["user", "status"], name="inbound_of_user"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.status}"


class RoundDraft(Record):
    """A row of a round not finished yet: what the worker ticked so far for one household."""

    visit = models.ForeignKey(SiteVisit, on_delete=models.PROTECT, related_name="drafts")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    # The id the encounter will have, made in the browser.
    encounter_id = models.UUIDField(unique=True)
    # Counts up in the browser: an older row that arrives late changes nothing.
    sequence = models.PositiveIntegerField(default=0)
    state = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    objects = HouseholdPartQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "household"], name="draft_one_a_household")]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.household_id}"
