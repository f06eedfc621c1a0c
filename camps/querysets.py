"""Chainable reads of camps."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.db.models import Min, Model, OuterRef, Q, QuerySet, Subquery

from camps.enums import CampStatus


class CampQuerySet(QuerySet):
    def visible_to(self, user) -> CampQuerySet:
        """The camps of the operator the user supports families for; nobody else sees a camp."""
        if not user.supports_families:
            return self.none()
        return self.filter(operator_id=user.organisation_id)

    def open(self) -> CampQuerySet:
        """Camps not closed today, whatever step they are at."""
        return self.exclude(status=CampStatus.CLOSED)

    def open_on(self, day: date) -> CampQuerySet:
        """Camps where people lived at the end of `day` (indicators.md 2.1)."""
        settled = Q(settled_on__lte=day) | Q(settled_on=None, reported_on__lte=day)
        return self.filter(settled).filter(Q(closed_on=None) | Q(closed_on__gt=day))

    def _parts(self, name: str) -> QuerySet:
        part = cast("type[Model]", self.model._meta.get_field(name).related_model)
        return part._default_manager.filter(camp=OuterRef("pk"))

    def with_evacuation_date(self) -> CampQuerySet:
        """Adds `evacuation_on`: the planned date that was told last."""
        latest = self._parts("evacuation_dates").order_by("-told_on", "-id")
        return self.annotate(evacuation_on=Subquery(latest.values("planned_on")[:1]))

    def with_latest_headcount(self) -> CampQuerySet:
        """Adds `people_now`, `households_now` and `counted_on` of the latest headcount."""
        latest = self._parts("headcounts").order_by("-counted_on", "-id")
        return self.annotate(
            people_now=Subquery(latest.values("people_best")[:1]),
            households_now=Subquery(latest.values("households")[:1]),
            counted_on=Subquery(latest.values("counted_on")[:1]),
        )

    def with_last_visit(self) -> CampQuerySet:
        """Adds `visited_on`: the day of the last finished visit."""
        latest = self._parts("visits").exclude(validated_at=None).order_by("-visited_on", "-id")
        return self.annotate(visited_on=Subquery(latest.values("visited_on")[:1]))

    def with_legal_state(self) -> CampQuerySet:
        """Adds `legal_kind`: the latest step of the legal track."""
        latest = self._parts("legal_steps").order_by("-happened_on", "-id")
        return self.annotate(legal_kind=Subquery(latest.values("kind")[:1]))


class CampPartQuerySet(QuerySet):
    def visible_to(self, user) -> CampPartQuerySet:
        """What hangs from a camp follows the camp."""
        if not user.supports_families:
            return self.none()
        return self.filter(camp__operator_id=user.organisation_id)


class SiteVisitQuerySet(CampPartQuerySet):
    def validated(self) -> SiteVisitQuerySet:
        """Finished rounds: those that count."""
        return self.exclude(validated_at=None)

    def first_by_camp(self) -> SiteVisitQuerySet:
        """One row a camp with `first_on`, its first finished visit."""
        return self.validated().values("camp_id").annotate(first_on=Min("visited_on"))
