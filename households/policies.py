"""Who may write in the files of families, and why not."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from common.verdict import ALLOWED, Verdict
from households.models import Assessment, Encounter, Household, Person, SharingConsent


def may_read_households(user: User) -> Verdict:
    """The files of families are read by those who support them."""
    if not user.supports_families:
        return Verdict(_("Only the people who support families read their files."))
    return ALLOWED


def may_register_household(user: User, operator: Organisation) -> Verdict:
    """Those who support families, for their own association."""
    return _supports(user, operator.pk)


def may_change_household(user: User, household: Household) -> Verdict:
    """Those who support families, in the files of their own association."""
    return _supports(user, household.operator_id)


def may_change_person(user: User, person: Person) -> Verdict:
    """Those who support families, for the people of their own association."""
    return _supports(user, person.operator_id)


def may_correct_encounter(user: User, encounter: Encounter) -> Verdict:
    """A contact is corrected once; its correction may be corrected in turn."""
    if encounter.corrections.exists():
        return Verdict(_("This contact has already been corrected."))
    return _supports(user, encounter.household.operator_id)


def may_validate_assessment(user: User, assessment: Assessment) -> Verdict:
    """An evaluation is validated once."""
    if assessment.validated_on is not None:
        return Verdict(_("This evaluation is already validated."))
    return _supports(user, assessment.household.operator_id)


def may_withdraw_consent(user: User, consent: SharingConsent) -> Verdict:
    """A consent is withdrawn once."""
    if consent.withdrawn_on is not None:
        return Verdict(_("This consent is already withdrawn."))
    return _supports(user, consent.household.operator_id)


def _supports(user: User, operator_id) -> Verdict:
    if not user.supports_families:
        return Verdict(_("Only the people who support families may do this."))
    if user.organisation_id != operator_id:
        return Verdict(_("This file belongs to another association."))
    return ALLOWED
