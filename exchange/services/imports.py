"""An import from the files to its preview: begun, its columns changed, its lines corrected and decided, or given up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import record_write
from accounts.models import Organisation, User
from common.folding import fold
from common.verdict import Refused
from exchange import policies
from exchange.enums import Decision, ImportStatus, SheetKind
from exchange.models import ColumnMapping, ImportLine, ImportSheet, RegisterImport
from exchange.reading.cells import text_of
from exchange.reading.headings import HEADINGS, SPELLINGS, Table, find_table, missing_fields
from exchange.reading.workbook import SheetRows, read_workbook
from exchange.services.checking import judge
from exchange.wording import field_word

STATED_DATE = re.compile(r"date du (\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True)
class GivenFile:
    """A file as it was given: which sheet it should hold, its name and its bytes."""

    kind: str
    name: str
    content: bytes


@transaction.atomic
def start_import(
    *, files: list[GivenFile], operator: Organisation, by: User, today: date, as_of: date | None = None
) -> RegisterImport:
    """Read the files and keep every line with what is understood of it. Nothing else is written.

    Without `as_of`, ages are counted from the date the files state, else from today.
    Raises Refused: not a spreadsheet, no heading line found, a date to come.
    """
    policies.may_import(by).or_refuse()
    if operator.pk != by.organisation_id:
        raise Refused(_("This import belongs to another association."))
    if not files:
        raise Refused(_("Choose at least one file."))
    opened = [(given, _open(given, operator)) for given in files]
    day = as_of or _stated_date([table.sheet for _given, table in opened], today) or today
    if day > today:
        raise Refused(_("The date of the files is in the future."), field="as_of")
    register_import = RegisterImport(operator=operator, user=by, as_of=day)
    register_import.save()
    for given, table in opened:
        _keep_sheet(register_import, given, table)
    judge(register_import)
    record_write(actor=by, act="import.start", thing=register_import, files=len(files))
    return register_import


def _open(given: GivenFile, operator: Organisation) -> Table:
    try:
        sheets = read_workbook(given.content)
    except Refused as refusal:
        told = _("%(name)s: %(words)s") % {"name": given.name, "words": refusal}
        raise Refused(told, field=given.kind) from refusal
    table = find_table(sheets, given.kind, _saved_headings(operator, given.kind))
    if table is None or missing_fields(table.mapping, given.kind):
        _refuse_wrong_field(given, sheets)
    if table is None:
        raise Refused(_("%(file)s: no line of headings is recognised.") % {"file": given.name}, field=given.kind)
    return table


def _refuse_wrong_field(given: GivenFile, sheets: list[SheetRows]) -> None:
    """Say so when the file is complete as the other sheet."""
    for kind in SheetKind:
        table = find_table(sheets, kind) if kind != given.kind else None
        if table and not missing_fields(table.mapping, kind):
            told = _("%(file)s looks like « %(kind)s »: choose it in that field.")
            raise Refused(told % {"file": given.name, "kind": kind.label}, field=given.kind)


def _saved_headings(operator: Organisation, kind: str) -> dict[str, str]:
    saved = ColumnMapping.objects.filter(operator=operator, kind=kind).first()
    return saved.headings if saved else {}


def _stated_date(sheets: list[SheetRows], today: date) -> date | None:
    """« à la date du 20/11/2026 », written above the headings of the State's file."""
    for sheet in sheets:
        for row in sheet.rows[:10]:
            for cell in row:
                if found := STATED_DATE.search(text_of(cell)):
                    try:
                        day = date(int(found[3]), int(found[2]), int(found[1]))
                    except ValueError:
                        continue
                    return day if day <= today else None
    return None


def _keep_sheet(register_import: RegisterImport, given: GivenFile, table: Table) -> None:
    sheet = ImportSheet(
        register_import=register_import,
        kind=given.kind,
        file_name=given.name[:200],
        heading_line=table.heading_index + 1,
        headings=table.headings,
        mapping=table.mapping,
    )
    sheet.save()
    rows = enumerate(table.sheet.rows[table.heading_index + 1 :], table.first_line)
    ImportLine.objects.bulk_create(
        [ImportLine(sheet=sheet, number=number, cells=cells) for number, cells in rows], batch_size=500
    )


@transaction.atomic
def change_mapping(*, sheet: ImportSheet, mapping: dict[str, str], by: User) -> ImportSheet:
    """Say which column is which field; kept for the operator's next file with these headings.

    `mapping` gives the field of each column number, "" for a column that is not imported.
    """
    register_import = _locked(sheet.register_import)
    policies.may_change(by, register_import).or_refuse()
    chosen = {column: name for column, name in mapping.items() if name}
    _check_mapping(sheet, chosen)
    sheet.mapping = chosen
    sheet.save(update_fields=["mapping"])
    saved, _made = ColumnMapping.objects.get_or_create(operator=register_import.operator, kind=sheet.kind)
    saved.headings = {**saved.headings, **_headings_to_save(sheet, mapping)}
    saved.save(update_fields=["headings"])
    judge(register_import)
    record_write(actor=by, act="import.columns", thing=register_import, sheet=sheet.kind)
    return sheet


def _check_mapping(sheet: ImportSheet, chosen: dict[str, str]) -> None:
    known = HEADINGS[SheetKind(sheet.kind)]
    if any(name not in known or not column.isdigit() or int(column) >= len(sheet.headings) for column, name in chosen.items()):
        raise Refused(_("This column does not exist."))
    twice = next((name for name in chosen.values() if list(chosen.values()).count(name) > 1), None)
    if twice:
        raise Refused(_("Two columns cannot both be « %(field)s ».") % {"field": field_word(twice)})
    if missing := missing_fields(chosen, sheet.kind):
        raise Refused(_("No column gives « %(field)s »: no line can be read.") % {"field": field_word(missing[0])})


def _headings_to_save(sheet: ImportSheet, mapping: dict[str, str]) -> dict[str, str]:
    """What differs from the usual wordings; an unusual choice of « not imported » is remembered too."""
    saved = {}
    for column, name in mapping.items():
        heading = fold(sheet.headings[int(column)])
        if heading and (SPELLINGS[SheetKind(sheet.kind)].get(heading) or "") != name:
            saved[heading] = name
    return saved


@transaction.atomic
def correct_line(*, line: ImportLine, corrections: dict[str, str], by: User) -> ImportLine:
    """Type something else than the cell, field by field; an emptied field goes back to nothing. The line is read again."""
    register_import = _locked(line.sheet.register_import)
    policies.may_change(by, register_import).or_refuse()
    known = HEADINGS[SheetKind(line.sheet.kind)]
    if any(name not in known for name in corrections):
        raise Refused(_("This field does not exist."))
    line = ImportLine.objects.select_for_update(of=("self",)).select_related("sheet").get(pk=line.pk)
    line.corrections = {**line.corrections, **{name: text.strip()[:500] for name, text in corrections.items()}}
    if line.decision == Decision.REFUSE:
        line.decision = Decision.TAKE
    line.save(update_fields=["corrections", "decision"])
    judge(register_import)
    record_write(actor=by, act="import.correct", thing=line, fields=sorted(corrections))
    line.refresh_from_db()
    return line


@transaction.atomic
def refresh_import(*, register_import: RegisterImport, by: User) -> RegisterImport:
    """Judge the lines again against what is known now."""
    register_import = _locked(register_import)
    policies.may_change(by, register_import).or_refuse()
    judge(register_import)
    return register_import


@transaction.atomic
def cancel_import(*, register_import: RegisterImport, by: User) -> RegisterImport:
    """Give the import up: its lines are erased, the fact that it was begun stays. Twice is once."""
    register_import = _locked(register_import)
    if register_import.status == ImportStatus.CANCELLED:
        return register_import
    policies.may_change(by, register_import).or_refuse()
    register_import.sheets.all().delete()
    register_import.status = ImportStatus.CANCELLED
    register_import.save(update_fields=["status"])
    record_write(actor=by, act="import.cancel", thing=register_import)
    return register_import


def _locked(register_import: RegisterImport) -> RegisterImport:
    return RegisterImport.objects.select_for_update(of=("self",)).select_related("operator").get(pk=register_import.pk)
