"""What the pages of reports in the making show, read in a few statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from camps.models import Camp
from common.period import Period
from households.models import Household
from reporting.bundle import Bundle, Figure
from reporting.disclosure import preview_lines
from reporting.disclosure.words import PreviewLine
from reporting.enums import ReportKind, RunStatus
from reporting.indicators import FAMILIES, REGISTRY
from reporting.models import ReportRun
from reporting.renderers.words import say_breakdown, say_number, say_unit
from reporting.services.publishing import preview_of
from reporting.story import sentence, tone, why_failed

MONTHS_A_PAGE = 12
COUNTED = frozenset({"sites", "persons", "households", "visits", "referrals"})
ABOUT_SITES = frozenset({"A1", "A2", "A3", "A5", "C1"})
AT_WORK = (RunStatus.QUEUED, RunStatus.RUNNING)
WITH_FIGURES = (RunStatus.DRAFT, RunStatus.VALIDATED, RunStatus.PUBLISHED, RunStatus.SUPERSEDED)


@dataclass(frozen=True)
class MonthLine:
    """A month of the operator, and the newest version of its note (None when nobody asked for it)."""

    period: Period
    run: ReportRun | None
    tone: str = ""

    @property
    def month(self) -> date:
        return self.period.start


def months_of(*, user: User, today: date, until: date | None = None) -> tuple[list[MonthLine], date | None]:
    """Closed months with their notes, newest first, and the first day of the next older one when there is one.

    `until` starts the page at an earlier month. Two statements, however many notes there are.
    """
    newest = Period.month_of(today).previous_month
    first = newest if until is None else min(Period.month_of(until), newest)
    periods = list(_back_from(first, MONTHS_A_PAGE))
    known = _known_since(user)
    runs = (
        ReportRun.objects.visible_to(user)
        .filter(kind=ReportKind.MONTHLY, period_start__gte=periods[-1].start, period_start__lte=first.start)
        .select_related("requested_by", "validated_by")
        .defer("figures")
        .order_by("period_start", "version")
    )
    newest_version = {run.period: run for run in runs}
    shown = [p for p in periods if p in newest_version or (known and p.end > known)]
    lines = [MonthLine(p, run := newest_version.get(p), tone(run) if run else "") for p in shown]
    older = periods[-1].previous_month
    return lines, older.start if known and older.end > known else None


def _known_since(user: User) -> date | None:
    """The first day of which the operator has a site or a household; one statement."""
    sites = Camp.objects.visible_to(user).order_by("reported_on").values("reported_on")
    met = Household.objects.visible_to(user).filter(first_contact_on__isnull=False)
    families = met.order_by("first_contact_on").values("first_contact_on")
    firsts = Organisation.objects.filter(pk=user.organisation_id).values_list(Subquery(sites[:1]), Subquery(families[:1]))
    return min((day for day in firsts.get() if day), default=None)


def _back_from(period: Period, months: int) -> Iterator[Period]:
    for _number in range(months):
        yield period
        period = period.previous_month


@dataclass(frozen=True)
class Moment:
    """A line of the story."""

    at: object
    sentence: str
    who: User | None


def story_of(run: ReportRun) -> list[Moment]:
    """What happened to the report, oldest first; one statement."""
    events = run.events.select_related("actor").order_by("created_at", "pk")
    return [Moment(event.created_at, sentence(event), event.actor) for event in events]


@dataclass(frozen=True)
class State:
    """Where a report is, in a word, a tint, a number and, when it failed, what to do."""

    word: str
    tone: str
    at_work: bool
    progress: int
    doing: str
    fault: str


def state_of(run: ReportRun) -> State:
    """The state of a report for its live part; no statement."""
    indicator = REGISTRY.get(run.step)
    return State(
        word=run.get_status_display(),
        tone=tone(run),
        at_work=run.status in AT_WORK,
        progress=run.progress,
        doing=f"{indicator.code} · {indicator.label}" if indicator else "",
        fault=why_failed(run),
    )


@dataclass(frozen=True)
class FigureLine:
    """An exact figure, in words: with the month before beside it and what the State would read."""

    code: str
    what: str
    is_part: bool
    unit: str
    exact: str
    before: str
    change: str
    published: str
    why: str
    list_url: str


@dataclass(frozen=True)
class IndicatorTable:
    """The lines of one indicator: totals, then the cells that hold something."""

    code: str
    label: str
    wording: str
    lines: list[FigureLine]


@dataclass(frozen=True)
class FamilyOfTables:
    name: str
    indicators: list[IndicatorTable]


def figures_of(run: ReportRun) -> list[FamilyOfTables]:
    """The exact figures by family, beside those of the month before and the published ones; two statements."""
    exact = Bundle.from_json(run.figures)
    before = _bundle_before(run)
    lines = preview_lines(exact, preview_of(run))
    tables = [_table(run, exact, before, code, list(group)) for code, group in groupby(lines, key=lambda line: line.exact.code)]
    return [
        FamilyOfTables(str(FAMILIES.get(letter, letter)), list(group))
        for letter, group in groupby(tables, key=lambda table: table.code[0])
    ]


def emptiness_of(run: ReportRun) -> str:
    """A month of which nothing, or no site, was recorded, in words; "" for any other, and before the figures are made."""
    if not run.figures:
        return ""
    figures = [figure for figure in Bundle.from_json(run.figures).figures if figure.unit in COUNTED]
    held = {figure.code for figure in figures if figure.value or figure.unknown}
    if not held:
        return _("Nothing was recorded for this month: no site, no visit, no household. Every count is 0, and there is no rate.")
    if not held & ABOUT_SITES:
        return _("No site was recorded for this month: the counts of sites are 0. Households are counted wherever they live.")
    return ""


def _bundle_before(run: ReportRun) -> Bundle | None:
    period = run.period.previous_month
    before = (
        ReportRun.objects.filter(operator_id=run.operator_id, kind=run.kind, territory=run.territory)
        .filter(period_start=period.start, period_end=period.end, status__in=WITH_FIGURES)
        .order_by("-version")
        .first()
    )
    return Bundle.from_json(before.figures) if before and before.figures else None


def _table(run: ReportRun, exact: Bundle, before: Bundle | None, code: str, lines: list[PreviewLine]) -> IndicatorTable:
    definition = exact.definition(code)
    shown = [line for line in lines if not line.exact.cuts or line.exact.value]
    shown.sort(key=lambda line: bool(line.exact.cuts))
    said = [_line(run, before, line) for line in shown]
    return IndicatorTable(code, str(definition.label), str(definition.wording), said)


def _line(run: ReportRun, before: Bundle | None, line: PreviewLine) -> FigureLine:
    figure = line.exact
    twin = before.figure(figure.code, figure.unit, **dict(figure.key)) if before else None
    return FigureLine(
        code=figure.code,
        what=_what(figure),
        is_part=bool(figure.cuts),
        unit=_unit(figure),
        exact=say_number(figure.value, figure.unit),
        before=say_number(twin.value, twin.unit) if twin else "",
        change=change_in_words(figure, twin),
        published=say_number(line.published.value, figure.unit) if line.published else "",
        why=str(line.why),
        list_url=_list_url(run, figure),
    )


def _what(figure: Figure) -> str:
    """The part of the breakdown, the measure's own name, or simply that it is the total or the rate."""
    if figure.cuts:
        return say_breakdown(figure)
    return str(figure.label or (_("Rate") if figure.unit == "percent" else _("Total")))


def _unit(figure: Figure) -> str:
    """`people`; for a rate, what it rests on: `12 / 48`; and how many are unknown."""
    rests_on = f"{figure.numerator} / {figure.denominator}" if figure.unit == "percent" else say_unit(figure.unit)
    return (
        rests_on if figure.unknown is None else _("%(unit)s, unknown: %(number)s") % {"unit": rests_on, "number": figure.unknown}
    )


def change_in_words(figure: Figure, before: Figure | None) -> str:
    """`+3`, `−2`, `=`, or nothing to compare: exact, for the operator alone."""
    if before is None or figure.value is None or before.value is None:
        return ""
    change = Decimal(figure.value) - Decimal(before.value)
    if not change:
        return "="
    return f"{'+' if change > 0 else '−'}{say_number(abs(change))}"


def _list_url(run: ReportRun, figure: Figure) -> str:
    """The list behind the figure; posts have none."""
    if figure.code not in REGISTRY or figure.unit == "fte":
        return ""
    address = reverse("reporting:figure", args=[run.pk, figure.code])
    if not figure.cuts:
        return address
    return f"{address}?{urlencode({'dimension': figure.key[0][0], 'value': figure.key[0][1]})}"
