"""Partners, and what is asked of them for a household, with its whole history."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from common.models import AppendOnly, Record
from households.enums import SharingPurpose
from households.models import Household, Person, SharingConsent
from partners.enums import PartnerKind, ReferralMove, ReferralResult, ReferralStatus
from partners.querysets import PartnerQuerySet, ReferralQuerySet


class Partner(Record):
    """An organisation that answers referrals, in the operator's directory."""

    operator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partners")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=PartnerKind)
    services = models.CharField(_("what they do"), max_length=300, blank=True)
    territory = models.CharField(_("where"), max_length=160, blank=True)
    languages = models.CharField(_("languages spoken"), max_length=120, blank=True)
    contact_name = models.CharField(_("contact"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    is_active = models.BooleanField(_("takes referrals"), default=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operator", "name"],
                name="partner_once",
                violation_error_message=_("This partner is already in the directory."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partners:detail", args=[self.pk])


class Referral(Record):
    """A request to a partner for a household: the moves of the table in product.md change its status."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="referrals")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="referrals", verbose_name=_("person concerned")
    )
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="referrals", verbose_name=_("partner"))
    purpose = models.CharField(_("for"), max_length=10, choices=SharingPurpose)
    request = models.TextField(_("what is asked"))
    # Field by field, what the household agreed to share: {"first_name": "…", "age": 8, "language": "ro"}.
    snapshot = models.JSONField(_("what is shared"), default=dict, blank=True)
    consent = models.ForeignKey(
        SharingConsent, on_delete=models.PROTECT, null=True, blank=True, related_name="referrals", verbose_name=_("consent")
    )
    status = models.CharField(_("status"), max_length=24, choices=ReferralStatus, default=ReferralStatus.DRAFT)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    appointment_on = models.DateField(_("appointment on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=12, choices=ReferralResult, blank=True)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="next_attempts")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="referrals", verbose_name=_("social worker"))

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[ReferralStatus.DRAFT, ReferralStatus.CANCELLED, ReferralStatus.WITHDRAWN])
                | Q(sent_on__isnull=False, consent__isnull=False),
                name="referral_sent_with_consent",
                violation_error_message=_("A referral is sent with the household's consent."),
            ),
        ]
        indexes = [models.Index(fields=["sent_on"], name="referral_sent")]

    def __str__(self) -> str:
        return f"{self.partner} · {self.get_status_display()}"

    def get_absolute_url(self) -> str:
        return reverse("partners:referral", args=[self.pk])


class ReferralEvent(AppendOnly):
    """One move of a referral: who moved it, from where to where, that day, and why."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="events")
    move = models.CharField(_("move"), max_length=12, choices=ReferralMove)
    from_status = models.CharField(_("from"), max_length=24, choices=ReferralStatus)
    to_status = models.CharField(_("to"), max_length=24, choices=ReferralStatus)
    happened_on = models.DateField(_("date"))
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(_("why, or what was said"), blank=True)

    def __str__(self) -> str:
        return self.get_move_display()
