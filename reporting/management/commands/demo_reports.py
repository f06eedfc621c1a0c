"""`manage.py demo_reports`: the notes of the demo's last months, made and published as they would have been."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.enums import OrganisationKind, Role
from accounts.models import User
from common.period import Period
from reporting.models import ReportRun
from reporting.services import order_report, run_report, validate_and_publish

MONTHS = 12
PARIS = ZoneInfo("Europe/Paris")


class Command(BaseCommand):
    help = "Make and publish the notes of the last twelve closed months; the last one is left as a draft to validate."

    def handle(self, *args, verbosity: int, **options) -> None:
        if not settings.DEMO:
            raise CommandError("Notes are only made for the past in the demo.")
        if ReportRun.objects.exists():
            return
        coordinators = User.objects.filter(role=Role.COORDINATOR, organisation__kind=OrganisationKind.OPERATOR)
        for coordinator in coordinators.select_related("organisation").order_by("email"):
            made = self.make_history(coordinator, Period.month_of(timezone.localdate()).previous_month)
            if verbosity:
                self.stdout.write(f"Monthly notes of {coordinator.organisation}: {made} published, one to validate.")

    def make_history(self, coordinator: User, last: Period) -> int:
        """Oldest month first, because a note compares itself with the month before; gives how many were published."""
        months = [last]
        while len(months) < MONTHS:
            months.insert(0, months[0].previous_month)
        for month in months:
            # Made on the 1st at 06:00, validated on the 3rd.
            ordered = datetime.combine(month.end, time(6), tzinfo=PARIS)
            run = order_report(operator=coordinator.organisation, period=month, by=None, now=ordered)
            run_report(run_id=run.pk, clock=partial(_stopped_at, ordered))
            if month != last:
                validate_and_publish(run=run, by=coordinator, now=ordered + timedelta(days=2, hours=3))
        return MONTHS - 1


def _stopped_at(moment: datetime) -> datetime:
    """A clock that stands still: the note is made as on that day."""
    return moment
