"""`manage.py demo_data --persons N --seed S`: an invented world in an empty database."""

from __future__ import annotations

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Organisation
from common.verdict import Refused
from exchange.demo.services import make_demo


class Command(BaseCommand):
    help = "Write two years of invented data, relative to today, the same for the same seed."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--persons", type=int, default=500)
        parser.add_argument("--seed", type=int, default=77)
        parser.add_argument("--today", type=date.fromisoformat, default=None, help="last day of the history (today)")
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there are data already")

    def handle(self, *args, persons: int, seed: int, today: date | None, if_empty: bool, **options) -> None:
        if if_empty and Organisation.objects.exists():
            return
        if persons < 20:
            raise CommandError("At least 20 persons are needed to make a world.")
        try:
            made = make_demo(persons=persons, seed=seed, today=today or timezone.localdate())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Invented data: {made.camps} camps, {made.households} households, {made.persons} persons.")
