"""Every write of partners and referrals."""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import record_write
from accounts.models import Organisation, User
from common.cleaning import clean_or_refuse
from common.verdict import Refused, Verdict
from households.models import Household, Person, SharingConsent
from households.services import give_consent
from households.services import withdraw_consent as take_back
from partners import policies
from partners.enums import ReferralMove, ReferralResult, ReferralStatus
from partners.models import Partner, Referral, ReferralEvent
from partners.moves import MOVES, WITH_REASON

ANSWERS = (ReferralMove.ACCEPT, ReferralMove.ASK, ReferralMove.REFUSE)


class PartnerFacts(TypedDict, total=False):
    """What the directory says of a partner besides its name and kind."""

    services: str
    territory: str
    languages: str
    contact_name: str
    email: str
    phone: str
    is_active: bool


@transaction.atomic
def add_partner(*, by: User, name: str, kind: str, **facts: Unpack[PartnerFacts]) -> Partner:
    """Add a partner to the directory of the user's team."""
    policies.may_add_partner(by).or_refuse()
    # Two clicks at once become one after the other: the second is told that the partner is there.
    Organisation.objects.select_for_update().get(pk=by.organisation_id)
    partner = Partner(operator=by.organisation, name=name.strip(), kind=kind, **facts)
    clean_or_refuse(partner)
    partner.save()
    record_write(actor=by, act="partner.add", thing=partner, kind=kind)
    return partner


@transaction.atomic
def edit_partner(*, partner: Partner, by: User, name: str, kind: str, **facts: Unpack[PartnerFacts]) -> Partner:
    """Correct a partner. Agreements name who they were given for: under a new name the household is asked again."""
    partner = Partner.objects.select_for_update().get(pk=partner.pk)
    policies.may_edit_partner(by, partner).or_refuse()
    partner.name, partner.kind = name.strip(), kind
    for field, value in facts.items():
        setattr(partner, field, value)
    clean_or_refuse(partner)
    partner.save()
    record_write(actor=by, act="partner.edit", thing=partner, fields=sorted(facts))
    return partner


@transaction.atomic
def draft_referral(
    *,
    household: Household,
    partner: Partner,
    purpose: str,
    request: str,
    by: User,
    person: Person | None = None,
    snapshot: dict[str, Any] | None = None,
    previous: Referral | None = None,
    referral_id: UUID | None = None,
) -> Referral:
    """Prepare a referral; nothing leaves yet. The same `referral_id` is kept once."""
    household = Household.objects.select_for_update().get(pk=household.pk)
    policies.may_refer(by, household).or_refuse()
    if known := Referral.objects.filter(pk=referral_id).first() if referral_id else None:
        return _same_household(known, household)
    _beside("partner", policies.takes_referrals(household, partner))
    if person and not person.memberships.filter(household=household).exists():
        raise Refused(_("This person is not of this household."), "person")
    referral = Referral(
        household=household,
        partner=partner,
        purpose=purpose,
        request=request.strip(),
        person=person,
        snapshot=snapshot or {},
        previous=previous,
        worker=by,
    )
    if referral_id:
        referral.pk = referral_id
    clean_or_refuse(referral)
    referral.save(force_insert=True)
    _record(referral, by, "referral.draft", shared=sorted(referral.snapshot), purpose=purpose)
    return referral


@transaction.atomic
def send_referral(*, referral: Referral, by: User, today: date, consent_form: str = "") -> Referral:
    """Send a draft under the household's agreement; `consent_form` records the one given today, orally or in writing."""
    referral = _locked(referral)
    policies.may_move(by, referral, ReferralMove.SEND).or_refuse()
    _beside("partner", policies.takes_referrals(referral.household, referral.partner))
    if consent_form:
        give_consent(
            household=referral.household,
            purpose=referral.purpose,
            shared_with=referral.partner.name,
            form=consent_form,
            given_on=today,
            by=by,
            today=today,
        )
    consent = consent_in_force(referral)
    _beside("consent_form", policies.consent_covers(consent, referral))
    referral.consent, referral.sent_on = consent, today
    return _advance(referral, ReferralMove.SEND, by=by, on=today)


@transaction.atomic
def draft_and_send(*, by: User, today: date, consent_form: str = "", **draft: Any) -> Referral:
    """Draft and send in one act. Sent already under the same `referral_id`: nothing more happens."""
    referral = draft_referral(by=by, **draft)
    if referral.status != ReferralStatus.DRAFT:
        return referral
    return send_referral(referral=referral, by=by, today=today, consent_form=consent_form)


@transaction.atomic
def mark_opened(*, referral: Referral, by: User, on: date, today: date) -> Referral:
    """The partner has opened the referral."""
    return move_referral(referral=referral, move=ReferralMove.OPENED, by=by, on=on, today=today)


@transaction.atomic
def record_answer(*, referral: Referral, move: ReferralMove, by: User, on: date, today: date, note: str = "") -> Referral:
    """What the partner said: it accepts, asks a question, or does not accept, with its words for the last two."""
    if move not in ANSWERS:
        raise Refused(_("The partner accepts, asks, or does not accept."))
    return move_referral(referral=referral, move=move, by=by, on=on, today=today, note=note)


@transaction.atomic
def answer_question(*, referral: Referral, by: User, on: date, today: date, note: str) -> Referral:
    """Give the partner what it asked; the referral waits for its answer again."""
    return move_referral(referral=referral, move=ReferralMove.ANSWER, by=by, on=on, today=today, note=note)


@transaction.atomic
def let_expire(*, referral: Referral, by: User, on: date, today: date) -> Referral:
    """No answer 14 days after the sending: back to the worker."""
    return move_referral(referral=referral, move=ReferralMove.EXPIRE, by=by, on=on, today=today)


@transaction.atomic
def schedule(*, referral: Referral, by: User, on: date, today: date, appointment_on: date, note: str = "") -> Referral:
    """Set the appointment the partner gives."""
    act = ReferralMove.SCHEDULE
    return move_referral(referral=referral, move=act, by=by, on=on, today=today, appointment_on=appointment_on, note=note)


@transaction.atomic
def record_attendance(*, referral: Referral, came: bool, by: User, on: date, today: date, note: str = "") -> Referral:
    """The person came to the appointment, or did not."""
    move = ReferralMove.ATTEND if came else ReferralMove.MISS
    return move_referral(referral=referral, move=move, by=by, on=on, today=today, note=note)


@transaction.atomic
def reschedule(*, referral: Referral, by: User, on: date, today: date, appointment_on: date, note: str = "") -> Referral:
    """Set another appointment after one that was missed."""
    act = ReferralMove.RESCHEDULE
    return move_referral(referral=referral, move=act, by=by, on=on, today=today, appointment_on=appointment_on, note=note)


@transaction.atomic
def close_referral(*, referral: Referral, by: User, on: date, today: date, result: str, note: str = "") -> Referral:
    """Record what came of it: obtained, partly or not obtained."""
    return move_referral(referral=referral, move=ReferralMove.CLOSE, by=by, on=on, today=today, result=result, note=note)


@transaction.atomic
def cancel(*, referral: Referral, by: User, on: date, today: date, note: str) -> Referral:
    """The team takes the referral back, and says why."""
    return move_referral(referral=referral, move=ReferralMove.CANCEL, by=by, on=on, today=today, note=note)


@transaction.atomic
def withdraw(*, referral: Referral, by: User, on: date, today: date, note: str = "") -> Referral:
    """The person withdraws: the agreement ends, and with it every open referral made under it."""
    return move_referral(referral=referral, move=ReferralMove.WITHDRAW, by=by, on=on, today=today, note=note)


@transaction.atomic
def withdraw_consent(*, consent: SharingConsent, withdrawn_on: date, by: User, today: date) -> list[Referral]:
    """End an agreement and withdraw at once the open referrals it covers; gives the referrals withdrawn."""
    consent = take_back(consent=consent, withdrawn_on=withdrawn_on, by=by, today=today)
    return _withdraw_covered(consent, by=by, on=withdrawn_on)


@transaction.atomic
def refer_elsewhere(*, referral: Referral, partner: Partner, by: User, referral_id: UUID | None = None) -> Referral:
    """A new draft to another partner, chained to the one that was not accepted or not answered."""
    referral = _locked(referral)
    policies.may_refer_elsewhere(by, referral).or_refuse()
    if partner.pk == referral.partner_id:
        raise Refused(_("Choose another partner than this one."), "partner")
    return draft_referral(
        household=referral.household,
        partner=partner,
        purpose=referral.purpose,
        request=referral.request,
        person=referral.person,
        snapshot=referral.snapshot,
        previous=referral,
        by=by,
        referral_id=referral_id,
    )


@transaction.atomic
def move_referral(
    *,
    referral: Referral,
    move: ReferralMove,
    by: User,
    on: date,
    today: date,
    note: str = "",
    appointment_on: date | None = None,
    result: str = "",
) -> Referral:
    """Any move after the sending, as the table allows; gives the referral as it is now."""
    referral = _locked(referral)
    policies.may_move(by, referral, move).or_refuse()
    _beside("on", policies.day_fits(referral, move, on, today))
    if move in WITH_REASON and not note.strip():
        raise Refused(_("Write why, or what was said."), "note")
    if move in policies.SHARING:
        policies.consent_covers(referral.consent, referral).or_refuse()
    if move in (ReferralMove.SCHEDULE, ReferralMove.RESCHEDULE):
        referral.appointment_on = _appointment(referral, appointment_on)
    if move == ReferralMove.CLOSE:
        referral.result = _result(referral, result)
    if move in ANSWERS and referral.answered_on is None:
        referral.answered_on = on
    if move == ReferralMove.WITHDRAW:
        _end_agreement(referral, by=by, on=on, today=today)
    return _advance(referral, move, by=by, on=on, note=note.strip())


def consent_in_force(referral: Referral) -> SharingConsent | None:
    """The household's agreement in force for this purpose and this partner."""
    agreed = {"household_id": referral.household_id, "purpose": referral.purpose, "shared_with": referral.partner.name}
    return SharingConsent.objects.in_force().filter(**agreed).order_by("given_on", "pk").first()


def _end_agreement(referral: Referral, *, by: User, on: date, today: date) -> None:
    consent = consent_in_force(referral)
    if consent is None:
        return
    take_back(consent=consent, withdrawn_on=on, by=by, today=today)
    _withdraw_covered(consent, by=by, on=on, apart_from=referral)


def _withdraw_covered(consent: SharingConsent, *, by: User, on: date, apart_from: Referral | None = None) -> list[Referral]:
    covered = Referral.objects.open().filter(
        household_id=consent.household_id, purpose=consent.purpose, partner__name=consent.shared_with
    )
    if apart_from:
        covered = covered.exclude(pk=apart_from.pk)
    locked = covered.select_related("household", "partner").select_for_update(of=("self",)).order_by("pk")
    return [_advance(referral, ReferralMove.WITHDRAW, by=by, on=on) for referral in locked]


def _appointment(referral: Referral, appointment_on: date | None) -> date:
    if appointment_on is None:
        raise Refused(_("Give the day of the appointment."), "appointment_on")
    if referral.sent_on and appointment_on < referral.sent_on:
        raise Refused(_("The appointment comes after the referral."), "appointment_on")
    return appointment_on


def _result(referral: Referral, result: str) -> str:
    if result not in ReferralResult.values:
        raise Refused(_("Say what came of it."), "result")
    if referral.status == ReferralStatus.NO_SHOW and result != ReferralResult.NOT_OBTAINED:
        raise Refused(_("The person did not come: nothing was obtained there."), "result")
    return result


def _advance(referral: Referral, move: ReferralMove, *, by: User, on: date, note: str = "") -> Referral:
    event = ReferralEvent(
        referral=referral,
        move=move,
        from_status=referral.status,
        to_status=MOVES[move].target,
        happened_on=on,
        actor=by,
        note=note,
    )
    referral.status = event.to_status
    clean_or_refuse(referral)
    referral.save()
    event.save()
    _record(referral, by, f"referral.{move}", on=on.isoformat(), to_status=str(referral.status))
    return referral


def _locked(referral: Referral) -> Referral:
    """The referral as it is now, held until the end of the transaction: two clicks become one after the other."""
    linked = Referral.objects.select_related("household", "partner", "consent", "person")
    return linked.select_for_update(of=("self",)).get(pk=referral.pk)


def _same_household(known: Referral, household: Household) -> Referral:
    if known.household_id != household.pk:
        raise Refused(_("This form was already used for another household. Open it again."))
    return known


def _record(referral: Referral, by: User, act: str, **detail: Any) -> None:
    record_write(actor=by, act=act, thing=referral, household_id=referral.household_id, **detail)


def _beside(field: str, verdict: Verdict) -> None:
    if not verdict:
        raise Refused(verdict.reason, field)
