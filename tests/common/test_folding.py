"""Folded names: accents, case, Cyrillic, and the spellings of one sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.folding import fold, sound_key


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  Ștefănescu ", "stefanescu"),
        ("Христова", "hristova"),
        ("D’Angelo-Marin", "d angelo marin"),
        ("ÉLÉONORE", "eleonore"),
        ("", ""),
    ],
)
def test_a_name_is_folded(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("Christov", "Hristov"), ("Stefanesco", "Ștefănescu"), ("Dimitrova", "Димитрова"), ("Ionnel", "Ionel")],
)
def test_spellings_of_one_name_meet(one, other):
    assert sound_key(one) == sound_key(other)


def test_different_names_stay_apart():
    assert sound_key("Marin") != sound_key("Moraru")


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
