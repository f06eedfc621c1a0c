"""Properties of the disclosure control on random populations (privacy.md 3.6: P1, P4, P5, P6 and no internal figure)."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from reporting.bundle import Bundle, Figure
from reporting.disclosure import publish_preview
from tests.reporting import samples
from tests.reporting.samples import cut, place

# A household: where it lives, and for each person an age band and whether they are sheltered.
BANDS, PLACES, WISHES = ("00-02", "03-05", "06-11", "12-15", "16-17"), ("camp", "hotel", "street"), ("wants", "later", "no")
person = st.tuples(st.sampled_from(BANDS), st.booleans())
household = st.tuples(st.sampled_from(PLACES), st.sampled_from(WISHES), st.lists(person, min_size=1, max_size=9))
population = st.lists(household, max_size=40)
COUNTED = ("persons", "households")


def people(code: str, members: list, cuts=()) -> Figure:
    return Figure(code=code, unit="persons", value=len(members), households=len({n for n, _ in members}), cuts=cuts)


def wish(name: str, count: int, asked: int) -> Figure:
    return Figure(code="D5", unit="households", value=count, denominator=asked, cuts=(cut("wish", name),))


def bundle_of(families) -> Bundle:
    members = [(n, p) for n, (_, _, persons) in enumerate(families) for p in persons]
    sheltered = [(n, p) for n, p in members if p[1]]
    by_place, by_wish = Counter(f[0] for f in families), Counter(f[1] for f in families)
    cells = [people("B1", members), Figure(code="B1", unit="households", value=len(families), households=len(families))]
    cells += [people("B2", [(n, p) for n, p in members if p[0] == band], (cut("age_band", band),)) for band in BANDS]
    cells += [Figure(code="C2", unit="households", value=by_place[kind], cuts=place(kind)) for kind in PLACES]
    cells += [
        Figure(code="D5", unit="households", value=by_wish[w], denominator=len(families), cuts=(cut("wish", w),)) for w in WISHES
    ]
    for kind in PLACES:
        here = [(n, p) for n, p in sheltered if families[n][0] == kind]
        cells.append(people("E3", here, (cut("shelter_type", kind),)))
    share = Figure(
        code="I2", unit="percent", value=0, numerator=len(sheltered), denominator=len(members), households=len(families)
    )
    return samples.exact((*cells, share, Figure(code="N3", unit="persons", value=len(members))))


@given(population)
def test_every_visible_count_is_a_multiple_of_five(families):
    for figure in publish_preview(bundle_of(families), None).figures:
        if figure.unit in COUNTED and figure.value is not None:
            assert figure.value % 5 == 0
        for part in (figure.numerator, figure.denominator, figure.unknown):
            assert part is None or part % 5 == 0


@given(population)
def test_a_hidden_figure_says_nothing_at_all(families):
    for figure in publish_preview(bundle_of(families), None).figures:
        if figure.treatment == "hidden":
            assert (figure.value, figure.numerator, figure.denominator, figure.unknown) == (None, None, None, None)
            assert figure.reason


@given(population)
def test_one_or_two_families_are_never_shown_by_place_or_wish(families):
    exact = bundle_of(families)
    for figure in publish_preview(exact, None).figures:
        cell = exact.figure(figure.code, figure.unit, **dict(figure.key))
        behind = cell.value if cell.households is None else cell.households
        if figure.dimensions in (("place_type",), ("shelter_type",), ("wish",)) and 0 < behind < 3:
            assert figure.value is None


@given(population, st.randoms(use_true_random=False))
def test_the_order_of_people_inside_a_household_changes_nothing(families, chance: random.Random):
    shuffled = [(where, wish, chance.sample(persons, len(persons))) for where, wish, persons in families]
    assert publish_preview(bundle_of(shuffled), None) == publish_preview(bundle_of(families), None)


@given(population)
def test_made_again_it_is_the_same_to_the_byte(families):
    assert publish_preview(bundle_of(families), None).canonical() == publish_preview(bundle_of(families), None).canonical()


@given(population)
def test_no_internal_indicator_is_ever_published(families):
    published = publish_preview(bundle_of(families), None)
    assert {figure.code for figure in published.figures} == {"B1", "B2", "C2", "D5", "E3", "I2"}
    assert b"N3" not in published.canonical()


@given(population)
def test_a_shown_rate_is_whole_between_0_and_100_on_20_or_more(families):
    rate = publish_preview(bundle_of(families), None).figure("I2", "percent")
    if rate.value is not None:
        assert isinstance(rate.value, int)
        assert 0 <= rate.value <= 100
        assert rate.denominator >= 20
