"""What the household wants, what it was told, and what it agrees to share."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import record_write
from accounts.models import User
from common.verdict import Refused
from households import policies
from households.models import Household, InformationNotice, SharingConsent, SupportWish
from households.services.shared import check_fields, check_not_future, lock_household


@transaction.atomic
def record_wish(
    *, household: Household, value: str, stated_on: date, by: User, today: date, words: str = "", ask_again_on: date | None = None
) -> SupportWish:
    """What the household says it wants, that day, in its words. The same said twice keeps one row."""
    policies.may_change_household(by, household).or_refuse()
    check_not_future(stated_on, today, "stated_on")
    if ask_again_on and ask_again_on <= stated_on:
        raise Refused(_("Propose again on a later day."), field="ask_again_on")
    said = {"household": household, "value": value, "stated_on": stated_on, "words": words.strip(), "ask_again_on": ask_again_on}
    lock_household(household.pk)
    if known := SupportWish.objects.filter(**said).first():
        return known
    wish = SupportWish(recorded_by=by, **said)
    return _save(wish, household, by, "wish.record")


@transaction.atomic
def give_notice(*, household: Household, given_on: date, language: str, form: str, by: User, today: date) -> InformationNotice:
    """The household was told what is written about it, why, and its rights. Once a day and language."""
    policies.may_change_household(by, household).or_refuse()
    check_not_future(given_on, today, "given_on")
    told = {"household": household, "given_on": given_on, "language": language, "form": form}
    lock_household(household.pk)
    if known := InformationNotice.objects.filter(**told).first():
        return known
    return _save(InformationNotice(given_by=by, **told), household, by, "notice.give")


@transaction.atomic
def give_consent(
    *, household: Household, purpose: str, shared_with: str, form: str, given_on: date, by: User, today: date
) -> SharingConsent:
    """The household agrees to share with one organisation for one purpose; a consent in force is kept."""
    policies.may_change_household(by, household).or_refuse()
    check_not_future(given_on, today, "given_on")
    lock_household(household.pk)
    agreed = {"household": household, "purpose": purpose, "shared_with": shared_with.strip()}
    if known := SharingConsent.objects.in_force().filter(**agreed).first():
        return known
    return _save(SharingConsent(form=form, given_on=given_on, recorded_by=by, **agreed), household, by, "consent.give")


@transaction.atomic
def withdraw_consent(*, consent: SharingConsent, withdrawn_on: date, by: User, today: date) -> SharingConsent:
    """The household takes its agreement back, with effect at once. Twice on one day changes nothing."""
    consent = SharingConsent.objects.select_for_update().get(pk=consent.pk)
    if consent.withdrawn_on == withdrawn_on:
        return consent
    policies.may_withdraw_consent(by, consent).or_refuse()
    check_not_future(withdrawn_on, today, "withdrawn_on")
    if withdrawn_on < consent.given_on:
        raise Refused(_("A consent is withdrawn after it is given."), field="withdrawn_on")
    consent.withdrawn_on = withdrawn_on
    consent.save(update_fields=["withdrawn_on"])
    record_write(actor=by, act="consent.withdraw", thing=consent, household_id=consent.household_id)
    return consent


def _save(thing, household: Household, by: User, act: str):
    check_fields(thing)
    thing.save(force_insert=True)
    record_write(actor=by, act=act, thing=thing, household_id=household.pk)
    return thing
