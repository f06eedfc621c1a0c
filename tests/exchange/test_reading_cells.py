"""Names, words, counts, covers and places, cell by cell."""

from datetime import date

import pytest

from exchange.reading import cells
from exchange.reading.register import NATIONALITIES, ROLES, SCHOOLS, SEXES, read_accommodation, read_cover, read_observation
from exchange.reading.sites import YES_NO

AS_OF = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("HRISTOV ", "Hristov"),
        ("Țîrcă  ", "Țîrcă"),
        ("jean-pierre", "Jean-Pierre"),
        ("  de la  CRUZ ", "de la CRUZ"),
        ("D'ANGELO", "D'Angelo"),
        ("?", ""),
        ("", ""),
    ],
)
def test_a_name_is_put_right_and_keeps_its_accents(cell, name):
    assert cells.read_name(cell) == cells.Reading(name)


@pytest.mark.parametrize(
    ("cell", "code"), [("=1+1", "formula"), ("@SUM(A1)", "formula"), ("12", "not_a_name"), ("x" * 81, "too_long_name")]
)
def test_what_is_not_a_name_is_an_error(cell, code):
    assert cells.read_name(cell).codes == ((code, "error"),)


@pytest.mark.parametrize(
    ("words", "written", "code"),
    [
        *[(SEXES, text, "F") for text in ("F", "f", "Fém.", "femme", "fille")],
        *[(SEXES, text, "M") for text in ("M", "H", "Masc.", "garçon")],
        *[(NATIONALITIES, text, "RO") for text in ("RO", "Roumanie", "roumaine")],
        *[(NATIONALITIES, text, "BG") for text in ("BG", "Bulgarie")],
        (ROLES, "chef de famille", "head"),
        (ROLES, "conjoint(e)", "partner"),
        (ROLES, "enfant", "child"),
        (ROLES, "autre adulte", "other"),
        (SCHOOLS, "oui", "attending"),
        (SCHOOLS, "inscrit", "enrolled"),
        (SCHOOLS, "non", "none"),
        (SCHOOLS, "en attente", "waiting"),
        (SCHOOLS, "refus mairie", "refused"),
        (YES_NO, "oui", "yes"),
    ],
)
def test_each_spelling_of_a_word_has_its_code(words, written, code):
    assert cells.read_word(written, words) == cells.Reading(code)


def test_a_word_nobody_knows_is_unknown_and_said():
    assert cells.read_word("Klingon", NATIONALITIES, "") == cells.Reading("", codes=(("unread", "warning"),))


@pytest.mark.parametrize(
    ("cell", "count", "codes"),
    [
        (143, 143, ()),
        ("1 474", 1474, ()),
        ("12,0", 12, ()),
        ("NC", None, ()),
        ("", None, ()),
        (-1, None, (("not_a_number", "warning"),)),
        (2.5, None, (("not_a_number", "warning"),)),
        ("beaucoup", None, (("not_a_number", "warning"),)),
        ("1e999", None, (("not_a_number", "warning"),)),
        ("nan", None, (("not_a_number", "warning"),)),
    ],
)
def test_a_count_is_a_whole_number_or_unknown(cell, count, codes):
    assert cells.read_number(cell) == cells.Reading(count, codes=codes)


@pytest.mark.parametrize(("cell", "text"), [(48.902041, "48.90204"), ("48,5", "48.50000"), ("NC", None)])
def test_a_position_keeps_five_digits(cell, text):
    assert cells.read_degrees(cell, 40, 52) == cells.Reading(text)


@pytest.mark.parametrize("cell", ["north", 12.0, "nan"])
def test_a_position_out_of_france_is_left_unknown(cell):
    assert cells.read_degrees(cell, 40, 52).codes == (("not_a_place", "warning"),)


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("06 39 98 10 34", "06 39 98 10 34"),
        (639981034, "0639981034"),
        ("", ""),
        ("?", ""),
        ("+33 6 39 98 10 34", "+33 6 39 98 10 34"),
    ],
)
def test_a_phone_gets_back_the_zero_a_spreadsheet_ate(cell, phone):
    assert cells.read_phone(cell) == cells.Reading(phone)


def test_a_phone_that_is_none_is_left_blank():
    assert cells.read_phone("demander à Ion").codes == (("not_a_phone", "warning"),)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("AME", {"detail": "AME", "status": "open", "until": None}),
        ("PUMA", {"detail": "PUMA", "status": "open", "until": None}),
        ("en cours", {"detail": "", "status": "pending", "until": None}),
        ("non", {"detail": "", "status": "none", "until": None}),
        ("AME exp. 03/27", {"detail": "AME", "status": "open", "until": "2027-03-31"}),
        ("", None),
    ],
)
def test_a_health_cover_has_its_name_state_and_end(cell, value):
    assert read_cover(cell, AS_OF) == cells.Reading(value)


def test_a_cover_nobody_knows_is_said():
    assert read_cover("mutuelle X", AS_OF).codes == (("unread", "warning"),)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("hôtel depuis 11/04/2026", {"kind": "hotel", "since": "2026-04-11"}), ("", None), ("sur place", None)],
)
def test_an_accommodation_has_its_kind_and_day(cell, value):
    assert read_accommodation(cell, AS_OF) == cells.Reading(value)


@pytest.mark.parametrize(("cell", "code"), [("hôtel", "no_move_date"), ("château depuis 11/04/2026", "unread")])
def test_an_accommodation_half_told_is_said(cell, code):
    assert [found for found, _level in read_accommodation(cell, AS_OF).codes] == [code]


@pytest.mark.parametrize(
    ("text", "wish", "interpreter", "note"),
    [
        ("souhaite être accompagné(e)", "wants", False, ""),
        ("ne veut pas partir pour l'instant", "later", False, ""),
        ("interprète !", "", True, ""),
        ("interprète le mardi seulement", "", True, "interprète le mardi seulement"),
        ("RDV à prendre", "", False, "RDV à prendre"),
        ("déjà noté ?", "", False, ""),
    ],
)
def test_an_observation_goes_to_its_own_place_or_stays_a_note(text, wish, interpreter, note):
    read = read_observation(text)
    assert (read["wish"], read["interpreter"], read["note"]) == (wish, interpreter, note)


def test_an_error_of_the_spreadsheet_and_a_long_text_are_said():
    assert cells.read_text("#REF!").codes == (("formula_error", "warning"),)
    assert cells.read_text("x" * 300).value == "x" * 200


def test_booleans_and_whole_floats_are_plain_text():
    assert [cells.text_of(cell) for cell in (True, False, 3.0, " a  b ")] == ["oui", "non", "3", "a b"]


def test_a_kept_date_is_said_as_it_was_seen():
    assert [cells.said(cell) for cell in ("2031-05-04", "31/02/2019", 6)] == ["04/05/2031", "31/02/2019", "6"]
