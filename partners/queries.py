"""Reads of partners and referrals: the directory's measures, what may be shared, the referrals that wait."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import DateField, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower, TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from common.folding import fold
from common.keyset import Slice, slice_of
from households.enums import Language, Sex
from households.models import Household, Person, SharingConsent
from partners.enums import ReferralStatus
from partners.models import Partner, Referral, ReferralEvent

# Delays and acceptance are read over the last year.
MEASURED_DAYS = 365
# Days after which a result still awaited stands out.
RESULT_DAYS = 30
# Partners read by a search.
SEARCHED = 500
ACCEPTED = {
    ReferralStatus.ACCEPTED,
    ReferralStatus.SCHEDULED,
    ReferralStatus.ATTENDED,
    ReferralStatus.NO_SHOW,
    ReferralStatus.CLOSED,
}
NOT_ACCEPTED = {ReferralStatus.REFUSED, ReferralStatus.EXPIRED}
SHARED = {
    "first_name": gettext_lazy("First name"),
    "family_name": gettext_lazy("Family name"),
    "age": gettext_lazy("Age"),
    "sex": gettext_lazy("Sex"),
    "phone": gettext_lazy("Phone"),
    "language": gettext_lazy("Language"),
    "interpreter": gettext_lazy("Needs an interpreter"),
    "people": gettext_lazy("Number of people in the household"),
}
OF_A_PERSON = ("first_name", "family_name", "age", "sex", "phone")
AWAITED = {
    ReferralStatus.DRAFT: gettext_lazy("To be sent"),
    ReferralStatus.SENT: gettext_lazy("The partner's answer"),
    ReferralStatus.SEEN: gettext_lazy("The partner's answer"),
    ReferralStatus.INFORMATION_REQUESTED: gettext_lazy("Our answer to the question"),
    ReferralStatus.ACCEPTED: gettext_lazy("The day of the appointment"),
    ReferralStatus.SCHEDULED: gettext_lazy("The appointment"),
    ReferralStatus.NO_SHOW: gettext_lazy("Another appointment, or the end"),
    ReferralStatus.ATTENDED: gettext_lazy("The result"),
}
TONES = {
    ReferralStatus.DRAFT: "neutral",
    ReferralStatus.INFORMATION_REQUESTED: "warning",
    ReferralStatus.ACCEPTED: "ok",
    ReferralStatus.SCHEDULED: "info",
    ReferralStatus.ATTENDED: "waiting",
    ReferralStatus.NO_SHOW: "warning",
    ReferralStatus.REFUSED: "danger",
    ReferralStatus.EXPIRED: "danger",
    ReferralStatus.CLOSED: "ok",
    ReferralStatus.CANCELLED: "neutral",
    ReferralStatus.WITHDRAWN: "neutral",
}


def awaited_of(referral: Referral) -> str:
    """What a referral waits for, in words; nothing once it has ended."""
    return str(AWAITED.get(ReferralStatus(referral.status), ""))


def tone_of(referral: Referral) -> str:
    """The tint of its status."""
    return TONES.get(ReferralStatus(referral.status), "waiting")


@dataclass(frozen=True)
class Measures:
    """How a partner answered in the last year: referrals sent, share accepted (of 100), median days to answer."""

    sent: int = 0
    accepted_percent: int | None = None
    median_days: float | None = None

    def __str__(self) -> str:
        if not self.sent:
            return _("no referral in a year")
        told = [ngettext("%(n)d referral", "%(n)d referrals", self.sent) % {"n": self.sent}]
        if self.accepted_percent is not None:
            told.append(_("%(share)d%% accepted") % {"share": self.accepted_percent})
        if self.median_days is not None:
            days = round(self.median_days)
            told.append(ngettext("answers in %(n)d day", "answers in %(n)d days", days) % {"n": days})
        return ", ".join(told)


@dataclass(frozen=True)
class DirectoryLine:
    """A partner and how it answers."""

    partner: Partner
    measures: Measures


@dataclass(frozen=True)
class ReferralLine:
    """A referral in a list: since when it stands where it is, and what is awaited."""

    referral: Referral
    since: date
    days: int

    @property
    def awaited(self) -> str:
        return awaited_of(self.referral)

    @property
    def tone(self) -> str:
        """The tint of its status; a result that nobody wrote down in 30 days has been forgotten."""
        forgotten = self.referral.status == ReferralStatus.ATTENDED and self.days > RESULT_DAYS
        return "danger" if forgotten else tone_of(self.referral)


@dataclass(frozen=True)
class SharedField:
    """One fact that leaves, as the partner reads it."""

    name: str
    label: str
    value: str


def measures_of(partner_ids: Iterable[UUID], *, today: date) -> dict[UUID, Measures]:
    """Measures of several partners in one statement; a partner never asked has the empty ones."""
    rows = Referral.objects.filter(partner_id__in=list(partner_ids), sent_on__gte=today - timedelta(days=MEASURED_DAYS))
    by_partner: dict[UUID, list] = defaultdict(list)
    for partner_id, status, sent_on, answered_on in rows.values_list("partner_id", "status", "sent_on", "answered_on").order_by():
        by_partner[partner_id].append((status, (answered_on - sent_on).days if answered_on and sent_on else None))
    return defaultdict(Measures, {partner_id: _measures(facts) for partner_id, facts in by_partner.items()})


def _measures(facts: list[tuple[str, int | None]]) -> Measures:
    decided = [status for status, _days in facts if status in ACCEPTED | NOT_ACCEPTED]
    delays = [days for _status, days in facts if days is not None]
    accepted = sum(status in ACCEPTED for status in decided)
    return Measures(
        sent=len(facts),
        accepted_percent=round(100 * accepted / len(decided)) if decided else None,
        median_days=median(delays) if delays else None,
    )


def directory(*, user: User, today: date, text: str = "", kind: str = "", inactive: bool = False, after: str = "") -> Slice:
    """A page of the directory with its measures, by name."""
    partners = Partner.objects.visible_to(user).filter(is_active=not inactive)
    if kind:
        partners = partners.filter(kind=kind)
    rows = partners.annotate(name_key=Lower("name"))
    found = _sought(rows, fold(text)) if fold(text) else slice_of(rows, keys=("name_key", "id"), after=after)
    measures = measures_of([partner.pk for partner in found.rows], today=today)
    return Slice([DirectoryLine(partner, measures[partner.pk]) for partner in found.rows], found.after)


def measured(partners: QuerySet[Partner], *, today: date) -> list[DirectoryLine]:
    """Every partner of the query with its measures, by name: what one chooses from."""
    rows = list(partners.order_by("name", "pk"))
    measures = measures_of([partner.pk for partner in rows], today=today)
    return [DirectoryLine(partner, measures[partner.pk]) for partner in rows]


def _sought(partners: QuerySet, sought: str) -> Slice:
    """The partners whose name, services or place hold the text, on one page: a directory has tens of lines."""
    rows = partners.order_by("name_key", "id")[:SEARCHED]
    return Slice([row for row in rows if any(sought in fold(word) for word in (row.name, row.services, row.territory))], "")


def open_referrals_of(household: Household) -> QuerySet[Referral]:
    """A household's referrals in which something is still awaited, the oldest first, with partner and person."""
    referrals = Referral.objects.open().filter(household=household)
    return referrals.select_related("partner", "person").order_by("sent_on", "id")


def referral_lines(
    *, referrals: QuerySet[Referral], today: date, after: str = "", latest_first: bool = False, size: int = 30
) -> Slice:
    """A page of referrals, the one that has waited longest first."""
    latest = ReferralEvent.objects.filter(referral=OuterRef("pk")).order_by("-created_at", "-id").values("happened_on")[:1]
    rows = referrals.select_related("household", "partner", "person", "worker").annotate(
        since=Coalesce(Subquery(latest), F("sent_on"), TruncDate("created_at"), output_field=DateField())
    )
    keys = ("-since", "-id") if latest_first else ("since", "id")
    found = slice_of(rows, keys=keys, after=after, size=size)
    return Slice([_line(row, today) for row in found.rows], found.after)


def _line(referral: Any, today: date) -> ReferralLine:
    return ReferralLine(referral=referral, since=referral.since, days=(today - referral.since).days)


def snapshot_of(
    *, household: Household, person: Person | None, fields: Iterable[str], people: int, today: date
) -> dict[str, Any]:
    """The ticked facts and no other, as they are today; a fact that is not known is left out."""
    facts: dict[str, Any] = {
        "language": household.language,
        "interpreter": household.needs_interpreter or None,
        "people": people or None,
    }
    if person:
        facts |= {
            "first_name": person.first_name,
            "family_name": person.family_name,
            "age": person.age(today),
            "sex": person.sex if person.sex != Sex.UNKNOWN else None,
            "phone": person.phone,
        }
    ticked = set(fields)
    return {name: facts[name] for name in SHARED if name in ticked and facts.get(name) not in (None, "")}


def shared_fields(snapshot: dict[str, Any]) -> list[SharedField]:
    """A snapshot in words, in the order of the form."""
    return [SharedField(name, str(label), _said(name, snapshot[name])) for name, label in SHARED.items() if name in snapshot]


def _said(name: str, value: Any) -> str:
    if name == "sex":
        return str(Sex(value).label)
    if name == "language":
        return str(Language(value).label)
    if name == "interpreter":
        return _("yes")
    return str(value)


def fingerprint_of(**parts: Any) -> str:
    """A short mark of what was shown before sending: what leaves is what was seen, or it is shown again."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:24]


def consents_of(household: Household) -> list[SharingConsent]:
    """The household's agreements in force."""
    return list(SharingConsent.objects.in_force().filter(household=household).order_by("given_on", "pk"))


def has_agreed(household: Household, purpose: str, partner: Partner) -> bool:
    """Whether the household agrees today to share with this partner for this purpose."""
    agreements = SharingConsent.objects.in_force()
    return agreements.filter(household=household, purpose=purpose, shared_with=partner.name).exists()


def events_of(referral: Referral) -> list[ReferralEvent]:
    """The history of a referral, oldest first."""
    return list(ReferralEvent.objects.filter(referral=referral).select_related("actor").order_by("created_at", "id"))


def chain_of(referral: Referral) -> list[Referral]:
    """The referrals that follow this one at other partners."""
    return list(Referral.objects.filter(previous=referral).select_related("partner").order_by("created_at", "id"))
