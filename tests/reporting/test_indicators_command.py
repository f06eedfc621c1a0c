"""`manage.py indicators` prints a month's exact figures."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories.accounts import OrganisationFactory
from tests.factories.camps import CampFactory

pytestmark = pytest.mark.django_db


def printed(**options):
    out = StringIO()
    call_command("indicators", month="2026-01", stdout=out, **options)
    return out.getvalue()


def test_the_table_has_a_line_a_figure():
    CampFactory()
    lines = list(csv.DictReader(StringIO(printed())))
    assert lines[0] == {
        "code": "A1",
        "label": "Open sites",
        "unit": "sites",
        "breakdown": "",
        "value": "1",
        "numerator": "",
        "denominator": "",
        "households": "",
        "unknown": "",
    }
    assert {line["code"] for line in lines} >= {"B1", "G1", "O1"}


def test_the_json_is_the_bundle():
    CampFactory()
    assert json.loads(printed(format="json"))["period"] == {"start": "2026-01-01", "end": "2026-02-01"}


def test_one_of_several_operators_is_named():
    CampFactory(operator=OrganisationFactory(name="Rose"))
    OrganisationFactory(name="Elsewhere")
    with pytest.raises(CommandError, match="Elsewhere, Rose"):
        printed()
    assert printed(operator="Rose").count("A1,Open sites") > 1


def test_a_month_that_is_none_is_refused_in_words():
    OrganisationFactory()
    with pytest.raises(CommandError, match="not a month"):
        call_command("indicators", month="2026-13")
