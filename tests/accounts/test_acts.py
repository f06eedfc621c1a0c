"""Whoever reads the trail reads words: every act of the code has some, in `accounts/acts.py`."""

import ast

import pytest

from accounts.acts import BEGINNINGS, THINGS, WORDS, thing_of, words_of
from tests.architecture import ROOT, sources

NAMED_BY_POSITION = {"note_reading": 2}


def codes(tree: ast.AST):
    """The literal acts of a module: `act="…"`, the act of `note_reading`, and `act = "…"`."""
    for node in ast.walk(tree):
        found = []
        if isinstance(node, ast.Call):
            found = [word.value for word in node.keywords if word.arg == "act"]
            place = NAMED_BY_POSITION.get(getattr(node.func, "id", getattr(node.func, "attr", "")))
            found += node.args[place : place + 1] if place else []
        elif isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "act" for target in node.targets):
            found = [part for part in ast.walk(node.value) if isinstance(part, ast.Constant) and "." in str(part.value)]
        yield from (value.value for value in found if isinstance(value, ast.Constant) and isinstance(value.value, str))


def test_every_act_of_the_code_has_words():
    written = {code for _, tree in sources(ROOT) for code in codes(tree)}
    assert len(written) > 20
    assert sorted(code for code in written if words_of(code) == code) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [("camp.close", "Closed a site"), ("report.list.A1", "Opened the list behind a figure"), ("nothing.known", "nothing.known")],
)
def test_an_act_is_read_in_words(code, words):
    assert words_of(code) == words


def test_a_thing_is_read_in_words():
    assert [thing_of(label) for label in ("camps.camp", "unknown.thing", "")] == ["site", "unknown.thing", ""]


def test_no_act_or_thing_is_said_in_more_than_eight_words():
    assert [str(w) for w in (*WORDS.values(), *BEGINNINGS.values(), *THINGS.values()) if len(str(w).split()) > 8] == []
