"""Chainable reads of families. Nothing personal is fetched without `visible_to`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from households.enums import MET, StayKind


class HouseholdQuerySet(QuerySet):
    def visible_to(self, user) -> HouseholdQuerySet:
        """The families of the user's operator, for the roles that support families."""
        if not user.supports_families:
            return self.none()
        return self.filter(operator_id=user.organisation_id)

    def present_on_camp(self, camp, on: date) -> HouseholdQuerySet:
        """Households with a member whose stay on the camp covers the end of `on`."""
        members = self._memberships().filter(
            Q(until=None) | Q(until__gt=on),
            Q(person__stays__until=None) | Q(person__stays__until__gt=on),
            household=OuterRef("pk"),
            since__lte=on,
            person__stays__camp=camp,
            person__stays__since__lte=on,
        )
        return self.filter(Exists(members))

    def _memberships(self) -> Any:
        related: Any = self.model._meta.get_field("memberships").related_model
        return related.objects

    def _members(self, on: date) -> QuerySet:
        return self._memberships().current(on).filter(household=OuterRef("pk"))

    def with_people(self, on: date) -> HouseholdQuerySet:
        """Adds `people`: how many belong to the household that day."""
        counted = self._members(on).order_by().values("household").annotate(n=Count("pk")).values("n")
        return self.annotate(people=Coalesce(Subquery(counted), 0))

    def with_place(self, on: date) -> HouseholdQuerySet:
        """Adds `place_kind` and `camp_name`: where most of its members live that day."""
        living = (
            self._members(on)
            .filter(Q(person__stays__until=None) | Q(person__stays__until__gt=on), person__stays__since__lte=on)
            .order_by()
            .values("person__stays__kind", "person__stays__camp__name")
            .annotate(n=Count("pk"))
            .order_by("-n", "person__stays__kind", "person__stays__camp__name")
        )
        return self.annotate(
            place_kind=Subquery(living.values("person__stays__kind")[:1]),
            camp_name=Subquery(living.values("person__stays__camp__name")[:1]),
        )

    def quiet_since(self, day: date) -> HouseholdQuerySet:
        """Households without a contact on or after `day`."""
        return self.filter(Q(last_contact_on=None) | Q(last_contact_on__lt=day))

    def after(self, pk) -> HouseholdQuerySet:
        """Those that follow one household in the order of names: the next page."""
        name = Subquery(self.model._default_manager.filter(pk=pk).values("name_fold")[:1])
        return self.filter(Q(name_fold__gt=name) | Q(name_fold=name, pk__gt=pk))


class PersonQuerySet(QuerySet):
    def visible_to(self, user) -> PersonQuerySet:
        """People of the user's operator, for the roles that support families."""
        if not user.supports_families:
            return self.none()
        return self.filter(operator_id=user.organisation_id)


class HouseholdPartQuerySet(QuerySet):
    def visible_to(self, user) -> HouseholdPartQuerySet:
        """What hangs from a household follows the household."""
        if not user.supports_families:
            return self.none()
        return self.filter(household__operator_id=user.organisation_id)


class MembershipQuerySet(HouseholdPartQuerySet):
    def current(self, on: date) -> MembershipQuerySet:
        """Memberships that hold at the end of `on`."""
        return self.filter(since__lte=on).filter(Q(until=None) | Q(until__gt=on))


class PersonPartQuerySet(QuerySet):
    def visible_to(self, user) -> PersonPartQuerySet:
        """What hangs from a person follows the person."""
        if not user.supports_families:
            return self.none()
        return self.filter(person__operator_id=user.organisation_id)


class StayQuerySet(PersonPartQuerySet):
    def current(self, on: date) -> StayQuerySet:
        """Stays that hold at the end of `on`."""
        return self.filter(since__lte=on).filter(Q(until=None) | Q(until__gt=on))

    def on_camps(self) -> StayQuerySet:
        return self.filter(kind=StayKind.CAMP)


class EncounterQuerySet(HouseholdPartQuerySet):
    def standing(self) -> EncounterQuerySet:
        """Encounters not replaced by a correction."""
        return self.filter(corrections=None)

    def contacts(self) -> EncounterQuerySet:
        """Encounters in which someone of the household was met or spoken to."""
        return self.standing().filter(outcome__in=MET)


class ConsentQuerySet(HouseholdPartQuerySet):
    def in_force(self) -> ConsentQuerySet:
        """Consents given and not withdrawn."""
        return self.filter(withdrawn_on=None)
