"""Import the State's sheet of sites and a register of families, line by line, in one transaction."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import OrganisationKind, Role
from accounts.models import Organisation, User
from common.verdict import Refused
from exchange import queries, services
from exchange.enums import LineOutcome, SheetKind
from exchange.models import ImportLine, RegisterImport
from exchange.presenting import counts_text, messages_of, name_of, summary_text
from exchange.services import GivenFile


class Command(BaseCommand):
    """The coordinator's import screen, from a terminal: the same services, the same report."""

    help = "Import a sheet of sites and a register of families (XLSX, ODS or CSV). Undecided doubts wait on the import's page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sites", help="the sheet of sites, or - for none")
        parser.add_argument("register", help="the register of families, or - for none")
        parser.add_argument("--operator", default="", help="name of the association; needed when there are several")
        parser.add_argument(
            "--as-of", type=date.fromisoformat, help="date of the files (YYYY-MM-DD), from which ages are counted"
        )
        parser.add_argument("--dry-run", action="store_true", help="print the report and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        coordinator = self._coordinator(options["operator"])
        paths = ((SheetKind.SITES, options["sites"]), (SheetKind.REGISTER, options["register"]))
        files = [self._file(kind, path) for kind, path in paths if path != "-"]
        try:
            self._import(files, coordinator, options)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal

    def _import(self, files: list[GivenFile], by: User, options: dict[str, Any]) -> None:
        today = timezone.localdate()
        begun = services.start_import(files=files, operator=by.organisation, by=by, today=today, as_of=options["as_of"])
        self._report(begun)
        if options["dry_run"]:
            services.cancel_import(register_import=begun, by=by)
            self.stdout.write(_("Nothing was imported: dry run."))
            return
        try:
            done = services.confirm_import(register_import=begun, by=by, today=today, now=timezone.now())
        except Refused:
            services.cancel_import(register_import=begun, by=by)
            raise
        self._say_done(done)

    def _say_done(self, done: RegisterImport) -> None:
        counts = done.counts
        added = counts_text(counts["camps"], counts["households"], counts["people"])
        self.stdout.write(_("Imported: %(added)s.") % {"added": added})
        if held := counts.get(LineOutcome.DOUBT):
            self.stdout.write(
                _("%(n)d doubts wait for a decision: %(address)s") % {"n": held, "address": done.get_absolute_url()}
            )

    def _report(self, begun: RegisterImport) -> None:
        lines = ImportLine.objects.filter(sheet__register_import=begun).select_related("sheet").telling().in_file_order()
        for line in lines:
            for field, message in messages_of(line):
                where = _("%(file)s, line %(number)d") % {"file": line.sheet.file_name, "number": line.number}
                told = ", ".join(part for part in (where, name_of(line), field.lower()) if part)
                self.stdout.write(f"{told}: {message} -> {line.get_outcome_display()}")
        self.stdout.write(summary_text(queries.summary_of(begun)))

    def _coordinator(self, operator: str) -> User:
        """Who the import is written by: the first coordinator of the association."""
        operators = Organisation.objects.filter(kind=OrganisationKind.OPERATOR).order_by("created_at", "pk")
        if operator:
            operators = operators.filter(name=operator)
        found = list(operators[:2])
        if len(found) != 1:
            raise CommandError(_("Say which association with --operator: none or several match."))
        coordinators = User.objects.filter(organisation=found[0], role=Role.COORDINATOR, is_active=True).order_by(
            "created_at", "pk"
        )
        if not (coordinator := coordinators.select_related("organisation").first()):
            raise CommandError(_("This association has no coordinator: invite one first."))
        return coordinator

    def _file(self, kind: str, path: str) -> GivenFile:
        try:
            return GivenFile(kind, Path(path).name, Path(path).read_bytes())
        except OSError as fault:
            raise CommandError(_("%(path)s cannot be read: %(why)s") % {"path": path, "why": fault.strerror}) from fault
