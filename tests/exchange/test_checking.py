"""What the preview says of each line, before anything is written."""

from datetime import date

import pytest

from camps.models import Camp
from exchange import services
from exchange.models import ColumnMapping, ImportLine
from exchange.queries import summary_of
from exchange.services import GivenFile
from households.models import Person
from tests.exchange.given import AS_OF, HEADINGS, TODAY, register_csv, small_import
from tests.factories.accounts import CoordinatorFactory
from tests.factories.camps import CampFactory, CommuneFactory
from tests.factories.households import MembershipFactory, PersonFactory, StayFactory

pytestmark = pytest.mark.django_db
ANA = "Le Clos;1;Marin;Ana;12/03/2019;F;enfant"


@pytest.fixture
def by():
    return CoordinatorFactory()


@pytest.fixture
def camp(by):
    return CampFactory(operator=by.organisation, name="Le Clos")


def lines_of(register_import):
    return list(ImportLine.objects.filter(sheet__register_import=register_import).order_by("sheet_id", "number"))


def told(line):
    return line.outcome, [finding["code"] for finding in line.findings]


def known_person(camp, **fields):
    person = PersonFactory(operator=camp.operator, **{"family_name": "Marin", "first_name": "Ana", "sex": "F", **fields})
    StayFactory(person=person, camp=camp)
    return MembershipFactory(person=person, household__operator=camp.operator).person


def sites_csv(*lines):
    return GivenFile(
        "sites", "sites.csv", "\n".join(["Appellation du site;Commune;Code INSEE;Nombre de personnes", *lines]).encode()
    )


def test_a_line_on_a_known_camp_is_new(by, camp):
    (line,) = lines_of(small_import(ANA, by=by))
    assert (told(line), line.number, line.family) == (("new", []), 2, "le clos|1")


def test_nothing_is_written_by_a_preview(by, camp):
    small_import(ANA, by=by)
    assert (Camp.objects.count(), Person.objects.count()) == (1, 0)


@pytest.mark.parametrize("row", [";;;;;;", "TOTAL;;12;;;;"])
def test_empty_and_total_lines_are_not_people(by, camp, row):
    assert told(lines_of(small_import(row, ANA, by=by))[0]) == ("empty", [])


def test_an_unknown_site_is_to_correct(by):
    (line,) = lines_of(small_import(ANA, by=by))
    assert told(line) == ("faulty", ["unknown_site"])


def test_two_camps_of_one_name_cannot_be_told_apart(by, camp):
    CampFactory(operator=by.organisation, name="LE CLOS")
    assert told(lines_of(small_import(ANA, by=by))[0]) == ("faulty", ["ambiguous_site"])


def test_a_camp_of_another_association_is_not_seen(by):
    CampFactory(name="Le Clos")
    assert told(lines_of(small_import(ANA, by=by))[0]) == ("faulty", ["unknown_site"])


def test_nobody_is_added_to_a_camp_closed_before(by):
    CampFactory(operator=by.organisation, name="Le Clos", status="closed", closed_on=date(2026, 1, 1))
    assert told(lines_of(small_import(ANA, by=by))[0]) == ("faulty", ["closed_site"])


def test_a_person_already_there_is_recognised(by, camp):
    ana = known_person(camp, born_on=date(2019, 3, 12), born_precision="day")
    (line,) = lines_of(small_import(ANA, by=by))
    assert (told(line), line.record_id) == (("known", []), ana.pk)


@pytest.mark.parametrize(
    "fields",
    [
        {"born_on": date(2019, 7, 1), "born_precision": "year"},
        {"born_on": date(2019, 3, 12), "born_precision": "day", "family_name": "Marinn"},
        {"born_on": None, "born_precision": "unknown"},
    ],
)
def test_someone_like_a_person_already_there_is_a_doubt(by, camp, fields):
    known_person(camp, **fields)
    assert told(lines_of(small_import(ANA, by=by))[0]) == ("doubt", ["same_person"])


def test_the_same_exact_birth_on_another_camp_is_a_doubt(by, camp):
    known_person(CampFactory(operator=by.organisation), born_on=date(2019, 3, 12), born_precision="day")
    assert told(lines_of(small_import(ANA, by=by))[0]) == ("doubt", ["same_person"])


def test_a_namesake_of_another_age_is_new(by, camp):
    known_person(camp, born_on=date(1989, 3, 12), born_precision="day")
    assert told(lines_of(small_import(ANA, by=by))[0]) == ("new", [])


def test_someone_of_another_association_is_never_compared(by, camp):
    known_person(CampFactory(name="Le Clos"), born_on=date(2019, 3, 12), born_precision="day")
    assert told(lines_of(small_import(ANA, by=by))[0]) == ("new", [])


def test_two_lines_for_one_known_person_are_not_both_that_person(by, camp):
    known_person(camp, born_on=date(2019, 3, 12), born_precision="day")
    first, second = lines_of(small_import(ANA, ANA.replace("Marin", "MARIN"), by=by))
    assert (first.outcome, second.outcome) == ("known", "doubt")


def test_ages_are_counted_from_the_date_given(by, camp):
    (line,) = lines_of(small_import("Le Clos;1;Marin;Ana;6 ans;F;enfant", by=by, as_of=date(2025, 1, 1)))
    assert (line.values["birth"], line.values["birth_precision"]) == ("2018-07-01", "about")


def test_the_date_of_the_files_is_today_when_nothing_says_it(by, camp):
    assert small_import(ANA, by=by, as_of=None).as_of == TODAY


def test_the_date_written_in_a_file_is_taken(by):
    given = sites_csv("Le Clos;Bréval;77903;12")
    dated = GivenFile("sites", "s.csv", "à la date du 31/02/2026;;;\nà la date du 20/11/2026;;;\n".encode() + given.content)
    begun = services.start_import(files=[dated], operator=by.organisation, by=by, today=TODAY)
    assert begun.as_of == date(2026, 11, 20)


def test_a_site_twice_in_a_file_is_to_correct(by):
    given = sites_csv("Le Clos;Bréval;77903;12", "LE CLOS;Bréval;77903;14")
    begun = services.start_import(files=[given], operator=by.organisation, by=by, today=TODAY)
    assert [told(line) for line in lines_of(begun)] == [("new", []), ("faulty", ["site_twice"])]


def test_a_site_without_code_takes_that_of_a_known_commune(by):
    CommuneFactory(code="77903", name="Bréval", department="")
    given = sites_csv("Le Clos;BREVAL;;12", "Les Prés;Nulle-Part;;3")
    begun = services.start_import(files=[given], operator=by.organisation, by=by, today=TODAY)
    assert [told(line) for line in lines_of(begun)] == [("new", []), ("faulty", ["no_commune_code"])]


def test_a_camp_already_there_is_recognised_by_commune_and_name(by):
    CampFactory(operator=by.organisation, name="LE CLOS", commune__code="77903")
    given = sites_csv("Le Clos;Bréval;77903;12")
    begun = services.start_import(files=[given], operator=by.organisation, by=by, today=TODAY)
    assert (summary_of(begun).known, summary_of(begun).new_camps) == (1, 0)


def test_a_correction_makes_a_faulty_line_new(by, camp):
    (line,) = lines_of(small_import(ANA.replace("12/03", "31/02"), by=by))
    corrected = services.correct_line(line=line, corrections={"birth": "28/02/2019"}, by=by)
    assert (told(corrected), corrected.values["birth"]) == (("new", []), "2019-02-28")
    assert corrected.cells[4] == "31/02/2019"


def test_a_correction_that_is_no_better_leaves_the_line_faulty(by, camp):
    (line,) = lines_of(small_import(ANA.replace("12/03", "31/02"), by=by))
    assert services.correct_line(line=line, corrections={"birth": "30/02/2019"}, by=by).outcome == "faulty"


def test_a_corrected_line_left_out_is_taken_again(by, camp):
    (line,) = lines_of(small_import(ANA.replace("12/03", "31/02"), by=by))
    services.decide_line(line=line, decision="refuse", by=by, today=TODAY)
    assert services.correct_line(line=line, corrections={"birth": "?"}, by=by).outcome == "new"


@pytest.mark.parametrize(
    ("decision", "outcome"),
    [("same", "known"), ("different", "new"), ("wait", "doubt"), ("refuse", "left_out"), ("take", "doubt")],
)
def test_each_answer_to_a_doubt_has_its_outcome(by, camp, decision, outcome):
    line = lines_of(small_import(ANA, ANA.replace("Ana", "ANA"), by=by))[1]
    assert services.decide_line(line=line, decision=decision, by=by, today=TODAY).outcome == outcome


def test_leaving_the_first_of_two_out_makes_the_second_new(by, camp):
    first, second = lines_of(small_import(ANA, ANA, by=by))
    services.decide_line(line=first, decision="refuse", by=by, today=TODAY)
    second.refresh_from_db()
    assert second.outcome == "new"


def test_a_column_nobody_knows_is_mapped_once_and_remembered(by, camp):
    headings = HEADINGS.replace("Prénom", "Petit nom")
    sheet = small_import(ANA, by=by, headings=headings).sheets.get()
    assert lines_of(sheet.register_import)[0].values["first_name"] == ""
    services.change_mapping(sheet=sheet, mapping={**sheet.mapping, "3": "first_name"}, by=by)
    assert lines_of(sheet.register_import)[0].values["first_name"] == "Ana"
    assert lines_of(small_import(ANA, by=by, headings=headings))[0].values["first_name"] == "Ana"


def test_a_column_not_wanted_is_remembered_too(by, camp):
    sheet = small_import(ANA, by=by).sheets.get()
    services.change_mapping(sheet=sheet, mapping={**sheet.mapping, "5": ""}, by=by)
    assert ColumnMapping.objects.get().headings == {"sexe": ""}
    assert lines_of(small_import(ANA, by=by))[0].values["sex"] == "U"


@pytest.mark.parametrize(("first", "second"), [("12/03/2019", "12/03/19"), ("Marin", "MARIN ")])
def test_the_same_content_has_the_same_key_however_it_is_written(by, camp, first, second):
    line = lines_of(small_import(ANA, by=by))[0]
    other = lines_of(small_import(ANA.replace(first, second), by=by))[0]
    assert line.content_key == other.content_key


def test_two_same_lines_have_two_keys(by, camp):
    first, second = lines_of(small_import(ANA, ANA, by=by))
    assert first.content_key != second.content_key


def test_given_files_are_kept_with_their_own_line_numbers(by, camp):
    begun = services.start_import(files=[register_csv("", ANA)], operator=by.organisation, by=by, today=TODAY, as_of=AS_OF)
    assert [line.number for line in lines_of(begun)] == [2, 3]
