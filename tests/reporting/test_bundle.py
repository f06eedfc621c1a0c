"""The figures of a report as values."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.utils.translation import gettext_lazy, override
from hypothesis import given
from hypothesis import strategies as st

from reporting.bundle import Bundle, Cut, Definition, Figure, PublishedBundle, Text, key_of
from tests.reporting import samples

numbers = st.one_of(st.none(), st.integers(0, 5000), st.decimals(0, 5000, allow_nan=False, allow_infinity=False, places=2))


def test_an_exact_bundle_comes_back_from_json_as_it_went():
    bundle = samples.exact()
    assert Bundle.from_json(json.loads(bundle.canonical())) == bundle


def test_a_published_bundle_comes_back_with_its_instant():
    published = samples.published()
    back = PublishedBundle.from_json(json.loads(published.canonical()))
    assert back == published
    assert back.published_at == samples.PUBLISHED_AT


def test_a_bundle_that_waits_for_publication_has_no_instant():
    waiting = replace(samples.published(), published_at=None)
    assert PublishedBundle.from_json(waiting.to_json()) == waiting


@given(value=numbers, denominator=numbers)
def test_any_number_survives_json_digit_for_digit(value, denominator):
    figure = Figure(code="A1", unit="sites", value=value, denominator=denominator)
    back = Figure.from_json(json.loads(json.dumps(figure.to_json())))
    assert (str(back.value), str(back.denominator)) == (str(value), str(denominator))


def test_the_fingerprint_moves_with_one_digit():
    bundle = samples.exact()
    other = replace(bundle, figures=(replace(bundle.figures[0], value=9), *bundle.figures[1:]))
    assert bundle.fingerprint() != other.fingerprint()
    assert bundle.fingerprint() == samples.exact().fingerprint()
    assert len(bundle.fingerprint()) == 64


def test_what_has_its_default_is_not_written():
    assert Figure(code="A1", unit="sites", value=8).to_json() == {"code": "A1", "unit": "sites", "value": 8}
    assert Figure(code="A1", unit="sites", value=0, households=0).to_json()["households"] == 0


def test_a_measure_may_have_a_name_of_its_own():
    figure = Figure(code="A5", unit="percent", label=Text("Comptages anciens", "Old counts"), value=3)
    bundle = samples.exact((figure, Figure(code="A5", unit="persons", value=40)))
    assert [str(bundle.label_of(cell)) for cell in bundle.figures] == ["Old counts", "Estimated population"]
    assert Bundle.from_json(bundle.to_json()) == bundle


def test_a_source_said_in_both_languages_and_an_older_plain_one_are_both_read():
    plain = samples.definition("A1")
    said = replace(plain, source=Text("Chiffre publié", "Figure published"))
    for one in (plain, said):
        assert Definition.from_json(one.to_json()) == one
    assert str(said.source) == "Figure published"


def test_two_figures_for_one_cell_are_refused():
    cell = Figure(code="A1", unit="sites", value=8)
    with pytest.raises(ValueError, match="Two figures for one cell"):
        samples.exact((cell, replace(cell, value=9)))


def test_a_cell_is_found_by_its_cuts():
    bundle = samples.exact()
    assert bundle.figure("C2", place_type="hotel").value == 2
    assert bundle.figure("B1").unit == "persons"
    assert bundle.figure("B1", "households").value == 118
    assert bundle.figure("C2", place_type="boat") is None


def test_the_order_of_the_cuts_does_not_matter():
    one, two = Cut("a", "1", Text("", ""), Text("", "")), Cut("b", "2", Text("", ""), Text("", ""))
    assert key_of((one, two)) == key_of((two, one)) == (("a", "1"), ("b", "2"))


def test_a_definition_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        samples.exact().definition("Z9")


def test_a_phrase_is_frozen_in_both_languages():
    frozen = Text.of(gettext_lazy("Yes"))
    assert (frozen.fr, frozen.en) == ("Oui", "Yes")


def test_a_text_speaks_the_active_language():
    said = Text("oui", "yes")
    assert str(said) == "yes"
    with override("fr"):
        assert str(said) == "oui"
