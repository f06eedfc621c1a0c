"""Imports in words, and who sees them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from camps.models import Headcount
from exchange import services
from exchange.models import ImportLine, ImportSheet, RegisterImport
from exchange.presenting import birth_text, counts_text, show_doubt, summary_text
from exchange.queries import Doubt, Summary, past_lines
from exchange.reading.cells import Finding
from exchange.reading.headings import HEADINGS
from exchange.services import GivenFile
from exchange.wording import FIELD_WORDS, MESSAGES, message_of
from tests.exchange.given import TODAY, small_import
from tests.exchange.test_confirming import ANA, TWICE, confirm, decide, line_of
from tests.factories.accounts import CoordinatorFactory, UserFactory
from tests.factories.camps import CampFactory
from tests.factories.exchange import ColumnMappingFactory, ImportLineFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    user = CoordinatorFactory()
    CampFactory(operator=user.organisation, name="Le Clos")
    return user


@pytest.mark.parametrize(
    ("birth", "precision", "text"),
    [
        ("2000-05-17", "day", "17/05/2000"),
        ("2019-03-15", "month", "March 2019"),
        ("1999-07-01", "year", "1999"),
        ("2020-05-20", "about", "about 2020"),
        (None, "unknown", "unknown"),
    ],
)
def test_a_birth_is_shown_no_more_precise_than_it_is(birth, precision, text):
    assert birth_text({"birth": birth, "birth_precision": precision}) == text


def test_one_of_each_and_none_are_said_in_good_words():
    assert counts_text(1, 1, 1) == "1 site, 1 family, 1 person"
    summary = Summary(0, 0, 0, known=1, doubts=1, faulty=1, left_out=2, empty=9)
    assert summary_text(summary).endswith(
        "1 line looks like someone already there; 1 line needs correcting; 1 line is already there; 2 lines are left out."
    )


def test_every_field_has_its_words_and_every_finding_its_sentence():
    assert [name for headings in HEADINGS.values() for name in headings if name not in FIELD_WORDS] == []
    told = [message_of({**Finding("", code).as_json(), "level": level}) for code in MESSAGES for level in ("error", "warning")]
    assert all(told) and not [text for text in told if "%(" in text]


def test_a_doubt_whose_other_side_left_says_so(by):
    line = ImportLineFactory()
    assert show_doubt(Doubt(line, None, None, None)).other_title == "Someone no longer followed"


@pytest.mark.parametrize("model", [RegisterImport, ImportSheet, ImportLine])
def test_only_the_coordinators_of_the_association_see_an_import(by, model):
    small_import(ANA, by=by)
    assert model.objects.visible_to(by).exists()
    assert not model.objects.visible_to(CoordinatorFactory()).exists()
    assert not model.objects.visible_to(UserFactory(organisation=by.organisation)).exists()


def test_the_faulty_lines_are_the_problems(by):
    begun = small_import(ANA, ANA.replace("12/03", "31/02"), by=by)
    assert [line.number for line in ImportLine.objects.filter(sheet__register_import=begun).problems()] == [3]


def test_records_of_an_import_have_names(by):
    line = ImportLineFactory(number=7, sheet__file_name="a.csv")
    told = [str(thing) for thing in (line, line.sheet, line.sheet.register_import, ColumnMappingFactory())]
    assert told == ["7", "a.csv", "2026-11-20 To check", "Register of families"]


def test_a_record_that_breaks_its_model_names_the_line_and_undoes_all(by):
    begun = small_import(ANA, by=by)
    line = line_of(begun, 2)
    scribe = services.confirming.Scribe(by=by, today=TODAY, as_of=begun.as_of)
    line.values["sex"] = "Z"
    camp = by.organisation.camps.get()
    household = services.families.open_household(lines=[line], operator=by.organisation, scribe=scribe)
    with pytest.raises(services.confirming.Refused, match="not a valid choice"):
        services.families.write_person(line=line, household=household, camp=camp, scribe=scribe)


def test_a_site_without_count_is_added_without_headcount(by):
    csv = "Appellation du site;Commune;Code INSEE;Nombre de personnes\nLes Prés;Bréval;77903;NC"
    begun = services.start_import(files=[GivenFile("sites", "s.csv", csv.encode())], operator=by.organisation, by=by, today=TODAY)
    assert (confirm(begun).counts["camps"], Headcount.objects.count()) == (1, 0)


def test_a_line_settled_later_wins_over_the_one_still_held(by):
    done = confirm(small_import(ANA, TWICE, by=by))
    confirm(small_import(ANA, TWICE, by=by))
    decide(line_of(done, 3), "different", by)
    key = line_of(done, 3).content_key
    assert past_lines(by.organisation, [key])[key].record_id == line_of(done, 3).record_id


def test_a_sheet_that_reaches_too_far_once_opened_is_refused(by, client, monkeypatch):
    monkeypatch.setattr("exchange.reading.guards.MAX_COLUMNS", 3)
    client.force_login(by)
    response = client.post(reverse("exchange:imports"), {"register": SimpleUploadedFile("r.csv", b"a;b;c;d\n1;2;3;4\n")})
    assert "200 columns at most" in response.context["form"].errors["register"][0]
