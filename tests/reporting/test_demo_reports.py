"""The demo's library is not empty: eleven published notes and a draft to validate."""

from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from exchange.demo.services import make_demo
from reporting.enums import RunStatus
from reporting.models import PublishedFile, PublishedReport, ReportRun

pytestmark = pytest.mark.django_db


@time_machine.travel("2026-11-23 09:00", tick=False)
def test_the_demo_has_a_year_of_notes():
    make_demo(persons=80, seed=1, today=date(2026, 11, 23))
    out = StringIO()
    call_command("demo_reports", stdout=out)
    call_command("demo_reports", stdout=out)
    assert (PublishedReport.objects.count(), PublishedFile.objects.count()) == (11, 44)
    assert list(ReportRun.objects.filter(status=RunStatus.DRAFT).values_list("period_start", flat=True)) == [date(2026, 10, 1)]
    assert out.getvalue().count("11 published, one to validate") == 1


def test_nothing_is_made_for_the_past_outside_the_demo(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="only made for the past in the demo"):
        call_command("demo_reports")
