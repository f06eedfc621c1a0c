"""A whole line read: a site, a person, the families of a register, the persons written twice."""

from datetime import date

import pytest

from exchange.reading.likeness import Identity, likely_same, written_twice
from exchange.reading.register import family_keys, read_person
from exchange.reading.sites import read_site

AS_OF = date(2026, 11, 20)


def site(**cells):
    told = {"name": "Le Clos", "commune": "Bréval", "commune_code": "77903", "people": 40, **cells}
    columns = list(told)
    values, findings = read_site(list(told.values()), {str(i): name for i, name in enumerate(columns)}, {}, AS_OF)
    return values, [(finding.field, finding.code, finding.level) for finding in findings]


def person(**cells):
    told = {"site": "Le Clos", "family_name": "MARIN", "first_name": "Ana", **cells}
    columns = list(told)
    values, findings = read_person(list(told.values()), {str(i): name for i, name in enumerate(columns)}, {}, AS_OF)
    return values, [(finding.field, finding.code, finding.level) for finding in findings]


@pytest.mark.parametrize(
    ("cells", "finding"),
    [
        ({"name": "", "address": ""}, ("name", "no_site_name", "error")),
        ({"commune": ""}, ("commune", "no_commune", "error")),
        ({"commune_code": "Bréval"}, ("commune_code", "not_a_commune_code", "error")),
        ({"people": "NC"}, ("people", "no_count", "notice")),
        ({"women": 41}, ("women", "more_than_people", "warning")),
        ({"minors": 4, "minors_0_3": 3, "minors_3_6": 2}, ("minors", "bands_over_minors", "warning")),
        ({"settled": "05/05/2026", "reported": "04/05/2026"}, ("settled", "settled_after_reported", "warning")),
        ({"kind": "péniche"}, ("kind", "unread", "warning")),
    ],
)
def test_a_doubtful_site_says_why(cells, finding):
    assert site(**cells)[1] == [finding]


def test_counts_that_cannot_be_are_left_out():
    assert site(minors=4, minors_0_3=3, minors_3_6=2)[0]["minors_0_3"] is None
    assert site(women=41)[0]["women"] is None


@pytest.mark.parametrize(
    ("cells", "department"),
    [
        ({"department": "77 - Seine-et-Marne"}, "77"),
        ({"commune_code": 1004}, "01"),
        ({"commune_code": "97411"}, "974"),
        ({"commune_code": "2A004"}, "2A"),
    ],
)
def test_the_department_comes_from_its_cell_or_from_the_code(cells, department):
    values, findings = site(**cells)
    assert (values["department"], findings) == (department, [])


def test_a_site_without_name_takes_its_address():
    assert site(name="", address="26 le clos")[0]["name"] == "26 le clos"


@pytest.mark.parametrize(
    ("cells", "finding"),
    [
        ({"site": ""}, ("site", "no_site", "error")),
        ({"family_name": "", "first_name": "?"}, ("family_name", "no_name", "error")),
        ({"family_name": "=1", "first_name": ""}, ("family_name", "formula", "error")),
        ({"birth": "31/02/2019"}, ("birth", "impossible_date", "error")),
        ({"first_contact": "31/02/2026"}, ("first_contact", "impossible_date", "warning")),
        ({"first_contact": "01/03/2026", "last_contact": "01/02/2026"}, ("last_contact", "contacts_reversed", "warning")),
        ({"birth": "01/03/2026", "last_contact": "01/02/2026"}, ("birth", "born_after_contact", "notice")),
        ({"sex": "X"}, ("sex", "unread", "warning")),
    ],
)
def test_a_doubtful_person_says_why(cells, finding):
    assert person(**cells)[1] == [finding]


def test_contacts_the_wrong_way_round_are_swapped():
    values, _findings = person(first_contact="01/03/2026", last_contact="01/02/2026")
    assert (values["first_contact"], values["last_contact"]) == ("2026-02-01", "2026-03-01")


def test_one_name_is_enough():
    assert person(family_name="", first_name="Ana")[1] == []


def test_a_blank_number_continues_the_family_of_the_line_above():
    lines = [("A", "1"), ("A ", ""), ("a", ""), ("A", "2"), ("A", ""), ("A", "1"), ("B", ""), ("B", ""), ("B", "1")]
    keys = family_keys([{"site": site, "family": number} for site, number in lines])
    assert keys == ["a|1", "a|1", "a|1", "a|2", "a|2", "a|1", "b|#6", "b|#6", "b|1"]


def who(first="Florica", family_name="Lăcătuș", born=date(2000, 1, 24), precision="day", **fields) -> Identity:
    if born is None:
        precision = "unknown"
    return Identity(family_name, first, fields.pop("sex", "F"), born, precision, **{"family": "a|1", "role": "child", **fields})


@pytest.mark.parametrize(
    "other",
    [
        who("FLORICA", "Lacatus"),
        who("Lăcătuș", "Florica"),
        who(sex="U"),
        who(born=date(2000, 7, 1), precision="year"),
        who(born=date(2000, 7, 1), precision="about"),
        who(family="b|9", site="elsewhere"),
    ],
)
def test_another_spelling_of_a_person_is_proposed(other):
    assert likely_same(who(), other)


@pytest.mark.parametrize(
    "other",
    [
        who("Florin"),
        who(sex="M"),
        who(born=date(2000, 1, 25)),
        who(born=date(2004, 7, 1), precision="year"),
        who(born=None),
        who(born=date(2000, 7, 1), precision="year", family="b|9"),
    ],
)
def test_another_person_is_not_proposed(other):
    assert not likely_same(who(), other)


def test_two_unknown_births_need_the_same_place_in_the_family():
    assert likely_same(who(born=None), who(born=None))
    assert not likely_same(who(born=None), who(born=None, role="head"))


def test_two_years_meet_only_when_equal():
    assert not likely_same(who(born=date(2000, 7, 1), precision="year"), who(born=date(2001, 7, 1), precision="year"))


def test_the_later_line_points_at_the_earlier_and_lines_left_out_are_skipped():
    assert written_twice([who(), None, who("Ana"), who("FLORICA")]) == {3: 0}
