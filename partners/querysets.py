"""Chainable reads of partners and referrals."""

from __future__ import annotations

from django.db.models import QuerySet

from partners.enums import ReferralStatus

ENDED = [
    ReferralStatus.REFUSED,
    ReferralStatus.EXPIRED,
    ReferralStatus.CLOSED,
    ReferralStatus.CANCELLED,
    ReferralStatus.WITHDRAWN,
]


class PartnerQuerySet(QuerySet):
    def visible_to(self, user) -> PartnerQuerySet:
        """The operator's own directory."""
        if not user.supports_families:
            return self.none()
        return self.filter(operator_id=user.organisation_id)

    def active(self) -> PartnerQuerySet:
        return self.filter(is_active=True)


class ReferralQuerySet(QuerySet):
    def visible_to(self, user) -> ReferralQuerySet:
        """Referrals of the user's own families."""
        if not user.supports_families:
            return self.none()
        return self.filter(household__operator_id=user.organisation_id)

    def open(self) -> ReferralQuerySet:
        """Referrals in which something is still awaited."""
        return self.exclude(status__in=ENDED)
