"""Confirmed in one transaction, once; doubts decided before or after."""

from datetime import UTC, date, datetime

import pytest

from camps.models import Camp
from common.verdict import Refused
from exchange import policies, services
from exchange.models import ImportLine, ImportSheet, RegisterImport
from exchange.queries import summary_of
from households.models import Household, Person, Stay
from tests.exchange.given import HEADINGS, TODAY, register_csv, small_import, swapped
from tests.factories.accounts import CoordinatorFactory, OrganisationFactory, UserFactory
from tests.factories.camps import CampFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ANA = "Le Clos;1;Marin;Ana;12/03/2019;F;enfant"
ION = "Le Clos;1;Marin;Ion;1985;M;chef de famille"
TWICE = "Le Clos;1;MARIN;ANA;12/03/2019;F;enfant"


@pytest.fixture
def by():
    user = CoordinatorFactory()
    CampFactory(operator=user.organisation, name="Le Clos", status="reported")
    return user


def confirm(begun, **options):
    return services.confirm_import(register_import=begun, **{"by": begun.user, "today": TODAY, "now": NOW, **options})


def line_of(begun, number):
    return ImportLine.objects.get(sheet__register_import=begun, number=number)


def decide(line, decision, by):
    return services.decide_line(line=line, decision=decision, by=by, today=TODAY)


def test_a_family_is_written_with_its_head_name_and_its_camp_is_followed(by):
    done = confirm(small_import(ANA, ION, by=by))
    assert done.counts == {"camps": 0, "households": 1, "people": 2}
    assert (Household.objects.get().name, Camp.objects.get().status) == ("Marin", "active")
    assert line_of(done, 2).outcome == "added"


def test_confirming_twice_writes_once(by):
    begun = small_import(ANA, by=by)
    assert confirm(begun) == confirm(begun)
    assert Person.objects.count() == 1


def test_what_changed_since_the_page_was_opened_is_shown_first(by):
    begun = small_import(ANA, by=by)
    with pytest.raises(Refused, match="Something changed"):
        confirm(begun, expected="0-9-9-0-0")
    assert Person.objects.count() == 0
    confirm(begun, expected=summary_of(begun).fingerprint)
    assert Person.objects.count() == 1


def test_a_line_that_fails_on_the_way_undoes_everything_and_is_named(by, monkeypatch):
    begun = small_import(ANA, ION, by=by)

    def fail(*, line, **_others):
        if line.number == 3:
            raise Refused("no luck")
        return real(line=line, **_others)

    real = services.confirming.write_person
    monkeypatch.setattr(services.confirming, "write_person", fail)
    with pytest.raises(Refused, match="Line 3: no luck"):
        confirm(begun)
    assert (Household.objects.count(), Person.objects.count()) == (0, 0)
    assert (RegisterImport.objects.get().status, line_of(begun, 2).outcome) == ("preview", "new")


def test_an_undecided_doubt_is_held_back_and_stays_open(by):
    done = confirm(small_import(ANA, TWICE, by=by))
    assert (Person.objects.count(), line_of(done, 3).outcome, done.counts["doubt"]) == (1, "doubt", 1)


def test_a_held_doubt_can_be_added_afterwards_to_the_same_household(by):
    done = confirm(small_import(ION, ANA, TWICE, by=by))
    line = decide(line_of(done, 4), "different", by)
    assert (line.outcome, Person.objects.count(), Household.objects.count()) == ("added", 3, 1)
    assert decide(line, "different", by).record_id == line.record_id
    assert Person.objects.count() == 3


def test_a_held_doubt_said_to_be_the_same_person_adds_nothing(by):
    done = confirm(small_import(ANA, TWICE, by=by))
    line = decide(line_of(done, 3), "same", by)
    assert (line.outcome, line.record_id, Person.objects.count()) == ("known", line_of(done, 2).record_id, 1)


def test_a_held_doubt_can_wait_again_or_be_left_out(by):
    done = confirm(small_import(ANA, TWICE, by=by))
    assert decide(line_of(done, 3), "wait", by).outcome == "doubt"
    assert decide(line_of(done, 3), "refuse", by).outcome == "left_out"


def test_a_settled_line_is_not_decided_again(by):
    done = confirm(small_import(ANA, by=by))
    with pytest.raises(Refused, match="settled already"):
        decide(line_of(done, 2), "refuse", by)


def test_an_answer_nobody_offers_is_refused(by):
    with pytest.raises(Refused, match="one of the answers"):
        decide(line_of(small_import(ANA, by=by), 2), "merge", by)


def test_the_same_person_decided_before_points_at_the_first_line(by):
    begun = small_import(ANA, TWICE, by=by)
    decide(line_of(begun, 3), "same", by)
    done = confirm(begun)
    assert (Person.objects.count(), line_of(done, 3).record_id) == (1, line_of(done, 2).record_id)


def test_two_people_decided_before_are_both_added(by):
    begun = small_import(ANA, TWICE, by=by)
    decide(line_of(begun, 3), "different", by)
    assert confirm(begun).counts["people"] == 2


def test_a_doubt_about_someone_already_followed_can_be_the_same_or_not(by):
    confirm(small_import(ANA.replace("12/03/2019", "2019"), by=by))
    begun = small_import(ANA, by=by)
    assert decide(line_of(begun, 2), "same", by).record_id == Person.objects.get().pk
    assert decide(line_of(begun, 2), "wait", by).record_id is None
    done = confirm(begun)
    assert decide(line_of(done, 2), "same", by).record_id == Person.objects.get().pk


def test_a_corrected_line_is_recognised_when_the_same_file_comes_again(by):
    begun = small_import(ANA.replace("12/03", "31/02"), by=by)
    services.correct_line(line=line_of(begun, 2), corrections={"birth": "28/02/2019"}, by=by)
    confirm(begun)
    again = small_import(ANA.replace("12/03", "31/02"), by=by)
    assert (line_of(again, 2).outcome, line_of(again, 2).findings, Person.objects.count()) == ("known", [], 1)


def test_a_doubt_alone_in_its_family_opens_it_when_decided(by):
    confirm(small_import(ANA.replace("12/03/2019", "2019"), by=by))
    done = confirm(small_import(ANA, by=by))
    decide(line_of(done, 2), "different", by)
    assert (Household.objects.count(), Person.objects.count()) == (2, 2)


def test_a_held_line_waits_where_it_was_held(by):
    confirm(small_import(ANA, TWICE, by=by))
    again = small_import(ANA, TWICE, by=by)
    assert [finding["code"] for finding in line_of(again, 3).findings] == ["held_elsewhere"]
    assert summary_of(again).adds_nothing


def test_a_new_baby_in_a_later_file_joins_its_known_family(by):
    confirm(small_import(ION, by=by))
    done = confirm(small_import(ION, "Le Clos;;Marin;Zoé;01/11/2026;F;enfant", by=by))
    assert (done.counts["households"], Household.objects.count(), Person.objects.count()) == (0, 1, 2)


def test_a_cell_changed_in_a_later_file_is_shown_and_not_applied(by):
    headings = HEADINGS + ";Tél."
    confirm(small_import(ANA + ";06 39 98 10 34", by=by, headings=headings))
    line = line_of(small_import(ANA + ";06 39 98 99 99", by=by, headings=headings), 2)
    (finding,) = line.findings
    assert (line.outcome, finding["field"], finding["was"], finding["raw"]) == (
        "known",
        "phone",
        "06 39 98 10 34",
        "06 39 98 99 99",
    )
    assert Person.objects.get().phone == "06 39 98 10 34"


@pytest.mark.parametrize(
    ("cells", "stays"),
    [
        ("01/03/2026;", [("camp", date(2026, 3, 1), "day")]),
        ("01/03/2026;hôtel depuis 11/04/2026", [("camp", date(2026, 3, 1), "day"), ("hotel", date(2026, 4, 11), "day")]),
        ("01/05/2026;hôtel depuis 11/04/2026", [("hotel", date(2026, 5, 1), "day")]),
        (";", [("camp", date(2026, 11, 20), "about")]),
        ("01/03/2019;", [("camp", date(2019, 3, 12), "day")]),
        ("01/03/2026;hôtel", [("camp", date(2026, 3, 1), "day")]),
    ],
)
def test_stays_follow_the_first_contact_the_move_and_the_birth(by, cells, stays):
    confirm(small_import(f"{ANA};{cells}", by=by, headings=f"{HEADINGS};1er contact;Hébergement"))
    assert list(Stay.objects.order_by("since").values_list("kind", "since", "since_precision")) == stays


def test_members_who_want_different_things_leave_the_wish_undecided(by):
    headings = HEADINGS + ";Obs."
    confirm(small_import(ION + ";souhaite être accompagné", ANA + ";ne veut pas partir pour l'instant", by=by, headings=headings))
    wish = Household.objects.get().wishes.get()
    assert wish.value == "undecided"
    assert "Ion: souhaite être accompagné" in wish.words


def test_an_import_given_up_erases_its_lines_and_cannot_be_confirmed(by):
    begun = small_import(ANA, by=by)
    services.cancel_import(register_import=begun, by=by)
    assert services.cancel_import(register_import=begun, by=by).status == "cancelled"
    assert ImportLine.objects.count() == 0
    with pytest.raises(Refused, match="given up"):
        confirm(begun)


def test_a_confirmed_import_no_longer_changes(by):
    done = confirm(small_import(ANA, by=by))
    with pytest.raises(Refused, match="already done"):
        services.correct_line(line=line_of(done, 2), corrections={"birth": "1999"}, by=by)


def test_a_line_of_an_import_given_up_is_not_decided(by):
    begun = small_import(ANA, by=by)
    RegisterImport.objects.update(status="cancelled")
    with pytest.raises(Refused, match="given up"):
        decide(line_of(begun, 2), "refuse", by)


@pytest.mark.parametrize("user", [UserFactory, CoordinatorFactory])
def test_nobody_else_confirms(by, user):
    begun = small_import(ANA, by=by)
    with pytest.raises(Refused):
        confirm(begun, by=user())
    assert not policies.may_decide(user(), line_of(begun, 2))


@pytest.mark.parametrize(
    ("options", "phrase"),
    [
        ({"files": []}, "at least one file"),
        ({"as_of": date(2026, 11, 24)}, "in the future"),
        ({"files": [register_csv("a;b", headings="c;d")]}, "no line of headings"),
        ({"files": swapped("sites")}, "registre-menages.xlsx looks like « Register of families »"),
        ({"files": swapped("register")}, "sites-existants.xlsx looks like « Sites »"),
    ],
)
def test_an_import_that_cannot_begin_says_why(by, options, phrase):
    given = {"files": [register_csv(ANA)], "operator": by.organisation, "by": by, "today": TODAY, **options}
    with pytest.raises(Refused, match=phrase):
        services.start_import(**given)
    assert RegisterImport.objects.count() == 0


def test_an_import_is_begun_for_ones_own_association(by):
    with pytest.raises(Refused, match="another association"):
        services.start_import(files=[register_csv(ANA)], operator=OrganisationFactory(), by=by, today=TODAY)


@pytest.mark.parametrize(
    ("change", "phrase"),
    [
        ({"5": "phone", "6": "phone"}, "Two columns cannot both be « phone »"),
        ({"3": ""}, "No column gives « first name »"),
        ({"99": "phone"}, "does not exist"),
        ({"5": "shoe_size"}, "does not exist"),
    ],
)
def test_columns_that_make_no_sense_are_refused(by, change, phrase):
    sheet = ImportSheet.objects.get(register_import=small_import(ANA, by=by))
    with pytest.raises(Refused, match=phrase):
        services.change_mapping(sheet=sheet, mapping={**sheet.mapping, **change}, by=by)


def test_a_field_that_does_not_exist_is_not_corrected(by):
    with pytest.raises(Refused, match="does not exist"):
        services.correct_line(line=line_of(small_import(ANA, by=by), 2), corrections={"shoe_size": "42"}, by=by)
