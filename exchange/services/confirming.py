"""The confirmation: all of an import in one transaction, or nothing; and the doubts decided before or after it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import record_write
from accounts.models import User
from camps.models import Camp
from common.verdict import Refused
from exchange import policies
from exchange.enums import Decision, ImportStatus, LineOutcome, SheetKind
from exchange.models import ImportLine, RegisterImport
from exchange.queries.preview import summary_of
from exchange.reading.sites import site_key
from exchange.services.camps import follow_met_camps, write_camp
from exchange.services.checking import CAMP, PERSON, judge
from exchange.services.families import household_of_lines, note_people, open_household, write_person
from exchange.services.scribe import Scribe
from households.models import Household

Written = TypeVar("Written")


@transaction.atomic
def confirm_import(
    *, register_import: RegisterImport, by: User, today: date, now: datetime, expected: str | None = None
) -> RegisterImport:
    """Write the camps, families and people that the preview shows. Confirming twice writes once.

    `expected` is the fingerprint of the counts the user saw. Faulty lines are left out, undecided doubts held back.
    Raises Refused, naming the line: then nothing at all is written.
    """
    register_import = RegisterImport.objects.select_for_update(of=("self",)).select_related("operator").get(pk=register_import.pk)
    if register_import.is_confirmed:
        return register_import
    policies.may_confirm(by, register_import).or_refuse()
    judge(register_import)
    if expected is not None and expected != summary_of(register_import).fingerprint:
        raise Refused(_("Something changed since this page was opened. Look again before you confirm."))
    counts = _write(register_import, Scribe(by=by, today=today, as_of=register_import.as_of))
    register_import.status = ImportStatus.CONFIRMED
    register_import.confirmed_at = now
    register_import.counts = dict(counts)
    register_import.save(update_fields=["status", "confirmed_at", "counts"])
    record_write(actor=by, act="import.confirm", thing=register_import, **register_import.counts)
    return register_import


def _write(register_import: RegisterImport, scribe: Scribe) -> Counter:
    lines = list(_lines(register_import).select_related("sheet"))
    counts: Counter = Counter(camps=0, households=0, people=0)
    for line in lines:
        if line.sheet.kind == SheetKind.SITES and line.outcome == LineOutcome.NEW:
            camp = _naming(line, write_camp, line=line, operator=register_import.operator, scribe=scribe)
            _done(line, LineOutcome.ADDED, CAMP, camp.pk)
            counts["camps"] += 1
    camps = _camps_by_name(register_import)
    families: dict[str, list[ImportLine]] = defaultdict(list)
    for line in lines:
        if line.sheet.kind == SheetKind.REGISTER and line.outcome != LineOutcome.EMPTY:
            families[line.family].append(line)
    for family in families.values():
        _write_family(family, camps, register_import, scribe, counts)
    scribe.write()
    _close_lines(lines, counts)
    follow_met_camps(camps=scribe.met_camps, scribe=scribe)
    ImportLine.objects.bulk_update(lines, ["outcome", "record_kind", "record_id"], batch_size=200)
    return counts


def _lines(register_import: RegisterImport):
    return ImportLine.objects.filter(sheet__register_import=register_import).order_by("sheet_id", "number")


def _camps_by_name(register_import: RegisterImport) -> dict[str, Camp]:
    camps = Camp.objects.filter(operator=register_import.operator).order_by("pk")
    return {site_key(camp.name): camp for camp in camps}


def _write_family(
    lines: list[ImportLine], camps: dict[str, Camp], register_import: RegisterImport, scribe: Scribe, counts: Counter
) -> None:
    new = [line for line in lines if line.outcome == LineOutcome.NEW]
    if not new:
        return
    household = household_of_lines(lines)
    if household is None:
        household = _naming(new[0], open_household, lines=new, operator=register_import.operator, scribe=scribe)
        counts["households"] += 1
    for line in new:
        camp = camps[site_key(line.values["site"])]
        person = _naming(line, write_person, line=line, household=household, camp=camp, scribe=scribe)
        _done(line, LineOutcome.ADDED, PERSON, person.pk)
        counts["people"] += 1
    note_people(household=household, count=len(new), scribe=scribe)


def _close_lines(lines: list[ImportLine], counts: Counter) -> None:
    """Faulty lines are left out; a line said to be the same as another one points at what that one became."""
    by_number = {line.number: line for line in lines if line.sheet.kind == SheetKind.REGISTER}
    for line in lines:
        if line.outcome == LineOutcome.FAULTY:
            line.outcome = LineOutcome.LEFT_OUT
        if line.outcome == LineOutcome.KNOWN and line.record_id is None:
            _point_at_twin(line, by_number)
        if line.outcome in (LineOutcome.LEFT_OUT, LineOutcome.DOUBT, LineOutcome.KNOWN):
            counts[str(line.outcome)] += 1


def _point_at_twin(line: ImportLine, by_number: dict[int, ImportLine]) -> None:
    for finding in line.findings:
        twin = by_number.get(finding.get("line", 0))
        if twin and twin.record_id:
            line.record_kind, line.record_id = PERSON, twin.record_id
        elif finding["code"] == "same_person":
            line.record_kind, line.record_id = PERSON, UUID(finding["person"])


def _done(line: ImportLine, outcome: str, kind: str, record_id) -> None:
    line.outcome, line.record_kind, line.record_id = outcome, kind, record_id


def _naming(at: ImportLine, write: Callable[..., Written], /, **arguments: Any) -> Written:
    """Run a write; a refusal names the line it is about."""
    try:
        return write(**arguments)
    except Refused as refusal:
        raise Refused(_("Line %(number)d: %(why)s") % {"number": at.number, "why": refusal}) from refusal


@transaction.atomic
def decide_line(*, line: ImportLine, decision: str, by: User, today: date) -> ImportLine:
    """Say what becomes of a line: take, leave out, same person, two people, later. Deciding twice is once.

    After the confirmation, « two different people » adds the person there and then.
    """
    RegisterImport.objects.select_for_update(of=("self",)).get(pk=line.sheet.register_import_id)
    line = ImportLine.objects.select_related("sheet__register_import__operator").get(pk=line.pk)
    if decision not in Decision.values:
        raise Refused(_("Choose one of the answers."))
    register_import = line.sheet.register_import
    if register_import.is_confirmed and line.decision == decision and line.outcome != LineOutcome.DOUBT:
        return line
    policies.may_decide(by, line).or_refuse()
    line.decision = decision
    line.save(update_fields=["decision"])
    if register_import.is_open:
        judge(register_import)
        line.refresh_from_db()
    else:
        _settle_held_line(line, Scribe(by=by, today=today, as_of=register_import.as_of))
    record_write(actor=by, act="import.decide", thing=line, decision=decision)
    return line


def _settle_held_line(line: ImportLine, scribe: Scribe) -> None:
    register_import = line.sheet.register_import
    if line.decision == Decision.REFUSE:
        line.outcome = LineOutcome.LEFT_OUT
    elif line.decision == Decision.SAME:
        line.outcome = LineOutcome.KNOWN
        others = _lines(register_import).filter(sheet=line.sheet)
        _point_at_twin(line, {other.number: other for other in others})
    elif line.decision == Decision.DIFFERENT:
        household = _household_for(line, scribe)
        camp = _camps_by_name(register_import)[site_key(line.values["site"])]
        person = _naming(line, write_person, line=line, household=household, camp=camp, scribe=scribe)
        scribe.write()
        note_people(household=household, count=1, scribe=scribe)
        _done(line, LineOutcome.ADDED, PERSON, person.pk)
    line.save(update_fields=["outcome", "record_kind", "record_id"])


def _household_for(line: ImportLine, scribe: Scribe) -> Household:
    """The household the rest of the family became; a new one when this line is all of it."""
    family = list(_lines(line.sheet.register_import).filter(sheet=line.sheet, family=line.family))
    known = household_of_lines(family)
    return known or open_household(lines=[line], operator=line.sheet.register_import.operator, scribe=scribe)
