"""« My day »: what is due, derived from the records, each line saying why (product.md C5, field.md 3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from camps.models import Camp, EvacuationDate
from households.enums import NEXT_IN_A_LIST, NextStep, StayKind, Wish
from households.models import Encounter, Membership, SupportWish
from partners.enums import ReferralStatus
from partners.models import Referral
from support.enums import GoalStatus
from support.models import PlanAction, SupportPlan
from support.rows import columns, together

CAP = 60
FIRST = 12
SOON = 7
SILENCE = 7
CAMPS = 12
# What a line's button ticks, by the kind of line.
TICKS = {"action": "action", "step": "step", "appointment": "step"}
# The page that a line's title opens, by the kind of line.
PAGES = {"review": "plan", "referral": "referral", "partner_appointment": "referral", "wish": "wish"}
GROUPS = {
    "appointment": gettext_lazy("Appointments"),
    "action": gettext_lazy("Actions of the plans"),
    "step": gettext_lazy("What was promised on site"),
    "referral": gettext_lazy("Referrals without an answer"),
    "review": gettext_lazy("Plans to review"),
    "wish": gettext_lazy("Support to propose again"),
}
FAR = date(9999, 12, 31)
LONG_AGO = date(1900, 1, 1)


@dataclass(frozen=True)
class DayLine:
    """One thing to do: for whom, what, why, and what ticks it."""

    kind: str
    key: UUID
    household_id: UUID
    household: str
    title: str
    why: list[str]
    tone: str
    worker: str
    due_on: date
    ticks: str
    page: str


@dataclass(frozen=True)
class Day:
    """The day's lines, at most CAP, and whether there are more."""

    lines: list[DayLine]
    more: bool

    @property
    def first(self) -> list[DayLine]:
        """The most pressing lines, those that a phone shows at once."""
        return self.lines[:FIRST]

    @property
    def groups(self) -> list[tuple[str, list[DayLine]]]:
        """The other lines by kind, each kind in its order of pressure; a kind without a line is left out."""
        rest = self.lines[FIRST:]
        kinds = [(str(label), [line for line in rest if line.kind == kind]) for kind, label in GROUPS.items()]
        return [(label, lines) for label, lines in kinds if lines]


def day_of(user: User, today: date, *, whole_team: bool = False) -> Day:
    """What is due for one worker, or for the team: one statement, the most pressing first.

    Order: appointments of two days, then the nearest evacuation, then the longest silence, then the due date.
    """
    only = None if whole_team else user
    parts = [part(user, today, only) for part in PARTS]
    rows = list(together(parts).order_by("c_rank", "c_evacuation", "c_contact", "c_due", "c_key")[: CAP + 1])
    return Day([_line(row, today) for row in rows[:CAP]], more=len(rows) > CAP)


@dataclass(frozen=True)
class Round:
    """A camp of the tile: the days to its evacuation, and since the last visit."""

    camp: Camp
    days_left: int | None
    visited_on: date | None


def rounds_of(user: User, today: date) -> list[Round]:
    """Open camps, the nearest evacuation first, then those not visited for longest."""
    rows = Camp.objects.visible_to(user).open().with_evacuation_date().with_last_visit()
    ahead = Case(When(evacuation_on__gte=today, then=F("evacuation_on")), default=None)
    order = (ahead.asc(nulls_last=True), F("visited_on").asc(nulls_first=True), "name", "pk")
    return [
        Round(camp, (camp.evacuation_on - today).days if camp.evacuation_on else None, camp.visited_on)
        for camp in rows.order_by(*order)[:CAMPS]
    ]


def _part(
    rows: QuerySet, kind: str, *, to: str, worker: str, due: str, title: object, detail: object, today: date, only: User | None
) -> QuerySet:
    """One kind of things to do; `to` is the path to the household, `worker` to the colleague."""
    if only:
        rows = rows.filter(Q(**{f"{to}__referent": only}) | Q(**{f"{to}__referent": None, worker: only}))
    pressing = Q(**{f"{due}__lte": today + timedelta(days=2)}) if kind == "appointment" else Q(pk=None)
    return columns(
        rows,
        kind,
        days={
            "due": due,
            "contact": Coalesce(F(f"{to}__last_contact_on"), LONG_AGO),
            "evacuation": Coalesce(Subquery(_evacuation(to, today)), FAR),
        },
        texts={
            "rank": Case(When(pressing, then=Value("0")), default=Value("1")),
            "household": f"{to}__id",
            "code": f"{to}__code",
            "name": f"{to}__name",
            "title": title,
            "detail": detail,
            "worker": Coalesce(F(f"{to}__referent__full_name"), F(f"{worker}__full_name")),
        },
    )


def _evacuation(to: str, today: date) -> QuerySet:
    """The planned date of the camp on which a member of the household lives, when it is still to come."""
    lived_on = Membership.objects.current(today).filter(
        household=OuterRef(OuterRef(f"{to}__id")), person__stays__kind=StayKind.CAMP, person__stays__until=None
    )
    later = EvacuationDate.objects.filter(camp=OuterRef("camp"), told_on__gt=OuterRef("told_on"))
    told = EvacuationDate.objects.filter(planned_on__gte=today, camp__in=lived_on.values("person__stays__camp"))
    return told.filter(~Exists(later)).order_by("planned_on", "pk").values("planned_on")[:1]


def _actions(user: User, today: date, only: User | None) -> QuerySet:
    open_goals = [GoalStatus.PLANNED, GoalStatus.ONGOING, GoalStatus.BLOCKED]
    rows = PlanAction.objects.visible_to(user).to_do()
    rows = rows.filter(due_on__lte=today + timedelta(days=SOON), goal__plan__closed_on=None, goal__status__in=open_goals)
    path = "goal__plan"
    return _part(
        rows, "action", to=f"{path}__household", worker=f"{path}__worker", due="due_on",
        title="statement", detail="goal__statement", today=today, only=only,
    )  # fmt: skip


def _steps(user: User, today: date, only: User | None) -> QuerySet:
    """Next steps said at a contact; « see again » is done by the next contact itself."""
    met_since = Q(next_step=NextStep.REVISIT, household__last_contact_on__gt=F("happened_on"))
    rows = Encounter.objects.standing().visible_to(user).exclude(next_step=NextStep.NONE).exclude(met_since)
    return rows.filter(next_done_on=None, next_on__lte=today + timedelta(days=SOON))


def _revisits_and_tasks(user: User, today: date, only: User | None) -> QuerySet:
    rows = _steps(user, today, only).exclude(next_step=NextStep.APPOINTMENT)
    return _part(
        rows, "step", to="household", worker="worker", due="next_on",
        title="next_label", detail="next_step", today=today, only=only,
    )  # fmt: skip


def _appointments(user: User, today: date, only: User | None) -> QuerySet:
    rows = _steps(user, today, only).filter(next_step=NextStep.APPOINTMENT)
    return _part(
        rows, "appointment", to="household", worker="worker", due="next_on",
        title="next_label", detail="next_step", today=today, only=only,
    )  # fmt: skip


def _partner_appointments(user: User, today: date, only: User | None) -> QuerySet:
    rows = Referral.objects.visible_to(user).filter(
        status=ReferralStatus.SCHEDULED, appointment_on__lte=today + timedelta(days=SOON)
    )
    return _part(
        rows, "partner_appointment", to="household", worker="worker", due="appointment_on",
        title="partner__name", detail="status", today=today, only=only,
    )  # fmt: skip


def _silent_referrals(user: User, today: date, only: User | None) -> QuerySet:
    waiting = [ReferralStatus.SENT, ReferralStatus.SEEN, ReferralStatus.INFORMATION_REQUESTED]
    rows = Referral.objects.visible_to(user).filter(status__in=waiting, sent_on__lte=today - timedelta(days=SILENCE))
    return _part(
        rows, "referral", to="household", worker="worker", due="sent_on",
        title="partner__name", detail="status", today=today, only=only,
    )  # fmt: skip


def _reviews(user: User, today: date, only: User | None) -> QuerySet:
    rows = SupportPlan.objects.visible_to(user).filter(closed_on=None, review_on__lte=today + timedelta(days=SOON))
    return _part(
        rows, "review", to="household", worker="worker", due="review_on", title=None, detail=None, today=today, only=only
    )


def _wishes(user: User, today: date, only: User | None) -> QuerySet:
    newer = SupportWish.objects.filter(household=OuterRef("household")).filter(
        Q(stated_on__gt=OuterRef("stated_on")) | Q(stated_on=OuterRef("stated_on"), pk__gt=OuterRef("pk"))
    )
    rows = SupportWish.objects.visible_to(user).filter(~Exists(newer), value=Wish.LATER, ask_again_on__lte=today)
    return _part(
        rows, "wish", to="household", worker="recorded_by", due="ask_again_on",
        title="words", detail=None, today=today, only=only,
    )  # fmt: skip


PARTS = (_actions, _revisits_and_tasks, _appointments, _partner_appointments, _silent_referrals, _reviews, _wishes)


def _line(row: tuple, today: date) -> DayLine:
    kind, key, due, contact, evacuation, _rank, household, code, name, title, detail, worker = row
    late = (today - due).days
    why = [_why(kind, detail, late), *_evacuation_near(evacuation, today), *_silence(contact, today)]
    return DayLine(
        kind="appointment" if kind == "partner_appointment" else kind,
        key=key if isinstance(key, UUID) else UUID(str(key)),
        household_id=UUID(household),
        household=f"{code} · {name}",
        title=_title(kind, title, detail),
        why=[reason for reason in why if reason],
        tone=_tone(kind, late),
        worker=worker,
        due_on=due,
        ticks=TICKS.get(kind, ""),
        page=PAGES.get(kind, ""),
    )


def _tone(kind: str, late: int) -> str:
    """A date gone by alarms; a family that is not ready, or a partner that is silent, is no fault of the team."""
    if kind == "wish":
        return "info"
    return "danger" if late > 0 and kind != "referral" else "warning" if late >= -2 else "info"


def _title(kind: str, title: str, detail: str) -> str:
    if kind == "partner_appointment":
        return _("Appointment with %(partner)s") % {"partner": title}
    if kind == "referral":
        return _("Referral to %(partner)s") % {"partner": title}
    if kind == "review":
        return _("Review the plan")
    if kind == "wish":
        return _("Propose support again")
    return title or str(NEXT_IN_A_LIST[NextStep(detail)])


def _why(kind: str, detail: str, late: int) -> str:
    """The first reason: the date, and what it comes from."""
    if kind == "referral":
        waited = ngettext("no answer for %(days)d day", "no answer for %(days)d days", late) % {"days": late}
        return _("the partner asked a question") if detail == ReferralStatus.INFORMATION_REQUESTED else waited
    if kind == "wish":
        return _("they said: not ready yet")
    when = _when(late)
    if kind != "action":
        return when
    return _("%(when)s · goal: %(goal)s") % {"when": when, "goal": detail}


def _when(late: int) -> str:
    if late == 0:
        return _("for today")
    if late == -1:
        return _("for tomorrow")
    if late > 0:
        return ngettext("%(days)d day late", "%(days)d days late", late) % {"days": late}
    return ngettext("in %(days)d day", "in %(days)d days", -late) % {"days": -late}


def _evacuation_near(evacuation: date, today: date) -> list[str]:
    days = (evacuation - today).days
    if days > 60:
        return []
    return [ngettext("evacuation in %(days)d day", "evacuation in %(days)d days", days) % {"days": days}]


def _silence(contact: date, today: date) -> list[str]:
    if contact == LONG_AGO:
        return [_("never met")]
    days = (today - contact).days
    return [ngettext("not seen for %(days)d day", "not seen for %(days)d days", days) % {"days": days}] if days >= 14 else []
