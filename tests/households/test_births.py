"""Births as people tell them, and ages as we say them."""

from datetime import date

import pytest

from exchange.reading.dates import read_birth as read_register_birth
from households import births
from households.models import Household
from households.templatetags import families
from tests.factories.households import PersonFactory

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("told", "born_on", "precision"),
    [
        ("", None, "unknown"),
        ("1990-03-14", date(1990, 3, 14), "day"),
        ("14/3/1990", date(1990, 3, 14), "day"),
        ("03/1990", date(1990, 3, 15), "month"),
        ("03/2026", TODAY, "month"),
        ("1990", date(1990, 7, 1), "year"),
        ("2026", TODAY, "year"),
        ("about 1990", date(1990, 7, 1), "about"),
        ("vers 1990", date(1990, 7, 1), "about"),
        ("35", date(1990, 9, 2), "about"),
        (" 35 ans ", date(1990, 9, 2), "about"),
        ("8 mois", date(2025, 6, 17), "about"),
    ],
)
def test_birth_is_read_as_it_is_told(told, born_on, precision):
    assert births.read_birth(told, TODAY) == (born_on, precision)


@pytest.mark.parametrize("told", ["31/02/1990", "yesterday", "born 1990", "1990-13-01"])
def test_what_is_no_birth_is_refused(told):
    with pytest.raises(ValueError):
        births.read_birth(told, TODAY)


@pytest.mark.parametrize(
    ("precision", "said"), [("day", "14/03/1990"), ("month", "03/1990"), ("year", "1990"), ("about", "about 1990")]
)
def test_birth_is_shown_as_it_was_told(precision, said):
    assert births.tell_birth(date(1990, 3, 14), precision) == said
    assert births.read_birth(said, TODAY)[1] == precision


def test_unknown_birth_shows_nothing():
    assert births.tell_birth(None, "unknown") == ""
    assert births.earliest_day(None, "unknown") is None


@pytest.mark.parametrize(
    ("born_on", "precision", "said"),
    [
        (date(2018, 3, 2), "day", "8"),
        (date(2018, 3, 3), "day", "7"),
        (date(2025, 7, 3), "day", "7 months"),
        (date(1991, 1, 1), "about", "about 35"),
        (date(1991, 1, 1), "year", "about 35"),
        (None, "unknown", "age unknown"),
    ],
)
def test_age_says_how_sure_it_is(born_on, precision, said):
    assert families.age(PersonFactory.build(operator=None, born_on=born_on, born_precision=precision), TODAY) == said


@pytest.mark.parametrize(
    ("day", "said"), [(None, "never"), (TODAY, "today"), (date(2026, 3, 1), "yesterday"), (date(2026, 2, 1), "29 days ago")]
)
def test_how_long_ago_is_said_in_words(day, said):
    assert families.days_ago(day, TODAY) == said


def test_place_is_the_camp_or_its_kind():
    home = Household(name="x")
    assert families.lives(home) == "Unknown"
    home.place_kind = "hotel"
    assert families.lives(home) == "Hotel"


@pytest.mark.parametrize("told", ["1990", "about 1990", "35", "8 mois", "03/1990", "14/03/1990"])
def test_a_page_and_a_register_read_a_birth_alike(told):
    reading = read_register_birth(told.replace("about", "env."), TODAY)
    assert births.read_birth(told, TODAY) == (reading.value, reading.precision)


def test_two_people_of_one_name_are_told_apart_by_their_birth():
    build = PersonFactory.build
    mother = build(first_name="Maria", family_name="Pop", born_on=date(1987, 1, 1))
    child = build(first_name="Maria", family_name="Pop", born_on=date(2017, 5, 2))
    unknown = build(first_name="Maria", family_name="Pop", born_on=None)
    alone = build(first_name="Ion", family_name="Pop", born_on=date(1980, 1, 1))
    names = [name for _key, name in births.tell_apart([mother, child, unknown, alone])]
    assert names == ["Maria Pop, born in 1987", "Maria Pop, born in 2017", "Maria Pop", "Ion Pop"]
