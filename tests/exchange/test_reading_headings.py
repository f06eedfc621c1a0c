"""Columns recognised by their heading, in any order, under any title."""

import random

import pytest

from exchange.reading.cells import text_of
from exchange.reading.headings import (
    REGISTER_HEADINGS,
    SITE_HEADINGS,
    by_field,
    find_table,
    is_total,
    map_columns,
    missing_fields,
)
from exchange.reading.workbook import SheetRows, read_workbook
from tests.exchange.given import DATA


@pytest.mark.parametrize(("file", "kind", "line", "count"), [
    ("sites-existants.xlsx", "sites", 8, 28),
    ("registre-menages.xlsx", "register", 5, 16),
])  # fmt: skip
def test_the_shared_files_are_recognised_under_their_titles(file, kind, line, count):
    table = find_table(read_workbook((DATA / file).read_bytes()), kind)
    assert (table.first_line, len(table.mapping), missing_fields(table.mapping, kind)) == (line, count, [])


@pytest.mark.parametrize("seed", range(5))
def test_shuffled_columns_give_the_same_fields(seed):
    headings = find_table(read_workbook((DATA / "registre-menages.xlsx").read_bytes()), "register").headings
    shuffled = random.Random(seed).sample(headings, len(headings))
    mapping = map_columns(shuffled, "register")
    straight = map_columns(headings, "register")
    assert {shuffled[int(c)]: name for c, name in mapping.items()} == {headings[int(c)]: name for c, name in straight.items()}


@pytest.mark.parametrize(("kind", "headings"), [("sites", SITE_HEADINGS), ("register", REGISTER_HEADINGS)])
def test_every_wording_leads_to_its_field(kind, headings):
    wordings = [(text, name) for name, texts in headings.items() for text in texts]
    assert [text for text, name in wordings if map_columns([text.upper()], kind) != {"0": name}] == []


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("NOM DE FAMILLE", "family_name"),
        ("Prénoms", "first_name"),
        ("Date de naissance", "birth"),
        ("DDN", "birth"),
        ("Téléphone", "phone"),
    ],
)
def test_other_wordings_of_a_register_are_known(heading, field):
    assert map_columns([heading], "register") == {"0": field}


def test_a_field_goes_to_its_first_column_only():
    assert map_columns(["Nom", "Nom de famille"], "register") == {"0": "family_name"}


def test_a_saved_choice_wins_over_the_usual_wording():
    saved = {"nom": "first_name", "obs": "", "truc": "phone"}
    assert map_columns(["Nom", "Obs.", "Truc", "Prénom"], "register", saved) == {"0": "first_name", "2": "phone"}


def test_the_sheet_and_the_line_with_most_headings_are_taken():
    notes = SheetRows("Notes", [["Nom", "à faire"], ["x", "y"]])
    register = SheetRows("Suivi", [["Registre"], ["Site", "Nom"], ["Site", "Nom", "Prénom", "Sexe"], ["a", "b", "c", "d"]])
    table = find_table([notes, register], "register")
    assert (table.sheet.name, table.heading_index) == ("Suivi", 2)


def test_a_sheet_without_headings_is_no_table():
    assert find_table([SheetRows("", [["a", "b"], [1, 2]]), SheetRows("", [])], "register") is None


def test_what_is_missing_is_named():
    assert missing_fields({"0": "site", "1": "first_name"}, "register") == ["family_name"]


@pytest.mark.parametrize(("cells", "total"), [
    (["Total", "", 474], True), (["", "TOTAL général", 3], True), (["Sous-total", 3], True),
    (["Totalement", 3], False), ([], False),
])  # fmt: skip
def test_a_total_line_is_recognised(cells, total):
    assert is_total(cells) is total


def test_a_short_line_has_blank_cells_and_a_correction_wins():
    assert by_field(["Marin"], {"0": "family_name", "4": "phone"}, {"family_name": "Stoica"}) == {
        "family_name": "Stoica",
        "phone": "",
    }


def test_a_heading_keeps_its_own_words():
    assert text_of("Né(e) le / âge ") == "Né(e) le / âge"
