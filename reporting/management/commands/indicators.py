"""Prints the exact figures of a month, for the operator's own use."""

from __future__ import annotations

import csv
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.enums import OrganisationKind
from accounts.models import Organisation
from common.period import Period
from reporting.bundle import Bundle
from reporting.calculation import calculate
from reporting.enums import ReportKind
from reporting.forms import OrderForm
from reporting.renderers.words import say_breakdown, say_unit

COLUMNS = ("code", "label", "unit", "breakdown", "value", "numerator", "denominator", "households", "unknown")


class Command(BaseCommand):
    help = "Print the exact figures of a month. They are for the operator alone: never send them on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--month", required=True, help="YYYY-MM")
        parser.add_argument("--format", choices=["csv", "json"], default="csv")
        parser.add_argument("--operator", help="The operator's name; not needed when there is only one.")

    def handle(self, *, month: str, format: str, operator: str | None, **options: Any) -> None:
        whose = self._operator(operator)
        bundle = calculate(
            kind=ReportKind.MONTHLY,
            operator=whose,
            territory=whose.territory,
            period=self._period(month),
            data_on=timezone.localdate(),
        )
        if format == "json":
            self.stdout.write(json.dumps(bundle.to_json(), ensure_ascii=False, indent=1))
        else:
            self._write_csv(bundle)

    def _period(self, month: str) -> Period:
        form = OrderForm({"month": month})
        if not form.is_valid():
            raise CommandError(f"{month!r} is not a month: write it as 2026-10.")
        return form.cleaned_data["month"]

    def _operator(self, name: str | None) -> Organisation:
        operators = Organisation.objects.filter(kind=OrganisationKind.OPERATOR).order_by("name")
        found = list(operators.filter(name=name) if name else operators)
        if len(found) == 1:
            return found[0]
        names = ", ".join(operators.values_list("name", flat=True)) or "none"
        raise CommandError(f"Name one operator with --operator. Known: {names}.")

    def _write_csv(self, bundle: Bundle) -> None:
        writer = csv.writer(self.stdout)
        writer.writerow(COLUMNS)
        for figure in bundle.figures:
            writer.writerow(
                [
                    figure.code,
                    bundle.definition(figure.code).label,
                    say_unit(figure.unit),
                    say_breakdown(figure),
                    *(getattr(figure, name) for name in COLUMNS[4:]),
                ]
            )
