"""Search that survives spelling (product.md B2)."""

from datetime import date

import pytest

from common.folding import fold, sound_key
from households import queries
from households.search import initials, nearness
from tests.factories.accounts import AdministratorFactory, UserFactory
from tests.households.spellings import PAIRS
from tests.households.support import named_family

DAY = date(2026, 3, 1)
DECOYS = [
    "Popescu Ana",
    "Popa Ion",
    "Ionescu Maria",
    "Dimitrov Ivan",
    "Petrov Petar",
    "Stan Elena",
    "Marin Ioana",
    "Georgescu Dan",
]


@pytest.mark.django_db
def test_nine_names_in_ten_are_found_however_they_are_spelled():
    worker = UserFactory()
    homes = [named_family(worker.organisation, written) for written, _ in PAIRS]
    for decoy in DECOYS:
        named_family(worker.organisation, decoy)
    found = [
        home in queries.search_households(user=worker, text=typed, on=DAY)[:5]
        for home, (_, typed) in zip(homes, PAIRS, strict=True)
    ]
    assert len(PAIRS) >= 40
    assert sum(found) / len(found) >= 0.9, [pair for pair, hit in zip(PAIRS, found, strict=True) if not hit]


@pytest.mark.django_db
def test_code_comes_first():
    worker = UserFactory()
    named_family(worker.organisation, "Luma Ana")
    by_code = named_family(worker.organisation, "Dinu Radu", code="LUMA27")
    assert queries.search_households(user=worker, text="luma 27", on=DAY)[0] == by_code


@pytest.mark.django_db
def test_beginning_of_a_name_is_enough():
    worker = UserFactory()
    home = named_family(worker.organisation, "Popescu Ana")
    assert queries.search_households(user=worker, text="pop", on=DAY) == [home]


@pytest.mark.django_db
def test_search_finds_nothing_for_those_who_support_nobody():
    administrator = AdministratorFactory()
    named_family(administrator.organisation, "Popescu Ana")
    assert queries.search_households(user=administrator, text="popescu", on=DAY) == []


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "  ", "!!", "zzzz", "42"])
def test_search_of_nothing_finds_nothing(text):
    worker = UserFactory()
    named_family(worker.organisation, "Popescu Ana")
    assert queries.search_households(user=worker, text=text, on=DAY) == []


@pytest.mark.django_db
def test_look_alikes_are_proposed_and_strangers_are_not():
    worker = UserFactory()
    home = named_family(worker.organisation, "Ștefănescu Ion")
    named_family(worker.organisation, "Marin Vasile")
    assert queries.look_alikes(user=worker, names=["Stefanesco Ion"], on=DAY) == [home]
    assert queries.look_alikes(user=worker, names=["Radu Mihai"], on=DAY) == []


def test_folding_keeps_letters_only():
    assert fold("  Ștefănescu-Чернев ") == "stefanescu chernev"
    assert sound_key("h") == ""


def test_nearness_of_nothing_is_nothing():
    assert nearness("", "popa") == nearness("popa", "") == 0.0
    assert initials("Cimpeanu") == ["c", "s"]
    assert initials("Marin") == ["m"]
