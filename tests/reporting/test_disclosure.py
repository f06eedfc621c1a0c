"""What leaves the operator, and in which form (privacy.md 3.6, algorithm A)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reporting.bundle import Figure
from reporting.disclosure import explain, preview_lines, publish_preview, round_to_5, steps_applied
from reporting.disclosure.scope import PLACE, PLAIN, SCOPE, SENSITIVE
from tests.reporting import samples
from tests.reporting.samples import cut, place


def publish(*cells: Figure, previous=None):
    return publish_preview(samples.exact(cells), previous)


@pytest.mark.parametrize(("exact", "rounded"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (412, 410), (Decimal("7.5"), 10)])
def test_numbers_go_to_the_nearest_five(exact, rounded):
    assert round_to_5(exact) == rounded


def test_facts_about_sites_are_exact():
    figure = publish(Figure(code="A5", unit="persons", value=1437)).figure("A5")
    assert (figure.value, figure.treatment) == (1437, "exact")


def test_a_name_of_its_own_is_published():
    figure = publish(Figure(code="A5", unit="percent", label=samples.text("vieux", "old"), value=3)).figure("A5")
    assert str(figure.label) == "old"


def test_people_are_rounded_totals_too():
    figure = publish(Figure(code="B1", unit="persons", value=412, households=118)).figure("B1")
    assert (figure.value, figure.treatment) == (410, "rounded")


def test_an_internal_indicator_never_leaves():
    published = samples.published()
    assert all(figure.code != "N3" for figure in published.figures)
    assert all(definition.code != "N3" for definition in published.definitions)


def test_a_breakdown_marked_internal_stays_while_its_total_leaves():
    cell = Figure(code="C2", unit="households", value=40, households=40, cuts=place("camp"), disclosure="INT")
    assert publish(Figure(code="C2", unit="households", value=87), cell).figure("C2", place_type="camp") is None


def test_a_quarterly_class_does_not_leave_with_the_month():
    assert publish(Figure(code="B1", unit="persons", value=412, disclosure="R5Q")).figures == ()


@pytest.mark.parametrize(
    "cuts",
    [(cut("commune", "77001"),), (cut("age_band", "00-02"),), (cut("place_type", "camp"), cut("age_band", "00-02"))],
)
def test_a_table_that_is_not_on_the_list_does_not_leave(cuts):
    assert publish(Figure(code="C2", unit="households", value=40, households=40, cuts=cuts)).figures == ()


def test_a_sensitive_figure_never_leaves_by_place():
    by_sector = Figure(code="D5", unit="households", value=40, households=40, cuts=(cut("sector", "north"),))
    assert publish(by_sector).figures == ()


def test_one_family_of_seven_is_hidden_by_place():
    figure = publish(Figure(code="E3", unit="persons", value=7, households=1, cuts=(cut("shelter_type", "hotel"),))).figures[0]
    assert (figure.value, figure.treatment, figure.reason) == (None, "hidden", "households")
    assert "Too few families" in str(explain(figure))


def test_three_families_are_shown_rounded_and_none_is_zero():
    def by(kind, value, households):
        return Figure(code="E3", unit="persons", value=value, households=households, cuts=(cut("shelter_type", kind),))

    published = publish(by("hotel", 11, 3), by("chu", 0, 0))
    assert [figure.value for figure in published.figures] == [10, 0]


def test_people_without_their_number_of_families_are_hidden_by_place():
    figure = publish(Figure(code="E3", unit="persons", value=70, cuts=(cut("shelter_type", "hotel"),))).figures[0]
    assert figure.reason == "households_unknown"


def test_households_count_themselves():
    figure = publish(Figure(code="C2", unit="households", value=2, cuts=place("hotel"))).figures[0]
    assert figure.reason == "households"


def test_an_age_band_is_not_a_place():
    band = Figure(code="B2", unit="persons", value=7, households=1, cuts=(cut("age_band", "00-02"),))
    assert publish(band).figures[0].value == 5


def test_a_wish_is_hidden_under_eleven_answers():
    wants = Figure(code="D5", unit="households", value=6, households=6, cuts=(cut("wish", "wants"),))
    assert publish(Figure(code="D5", unit="households", value=10, households=10), wants).figures[1].reason == "sensitive_few"
    assert publish(Figure(code="D5", unit="households", value=11, households=11), wants).figures[1].value == 5
    assert publish(replace(wants, denominator=10)).figures[0].reason == "sensitive_few"
    assert publish(wants).figures[0].reason == "sensitive_few"


def test_a_rate_comes_from_rounded_numbers_in_whole_percent():
    figure = publish(
        Figure(code="I2", unit="percent", value=Decimal("61.3"), numerator=73, denominator=119, households=51)
    ).figures[0]
    assert (figure.value, figure.numerator, figure.denominator, figure.treatment) == (63, 75, 120, "computed")


@pytest.mark.parametrize(("denominator", "reason"), [(17, "small_denominator"), (18, ""), (None, "no_data")])
def test_a_rate_needs_twenty_once_rounded(denominator, reason):
    figure = Figure(code="I2", unit="percent", value=50, numerator=9, denominator=denominator, households=9)
    assert publish(figure).figures[0].reason == reason


def test_a_ratio_to_posts_divides_rounded_people():
    figure = Figure(code="O1", unit="persons_per_fte", value=274, numerator=412, denominator=Decimal("1.50"), households=118)
    shown = publish(figure).figures[0]
    assert (shown.value, shown.numerator, shown.treatment) == (273, 410, "computed")
    assert publish(replace(figure, denominator=None)).figures[0].reason == "no_data"


def test_a_median_rests_on_eleven(monkeypatch):
    monkeypatch.setitem(SCOPE["monthly"], "B1", (("days",), ()))
    median = Figure(code="B1", unit="days", value=Decimal("12.5"), denominator=11)
    assert publish(median).figures[0].value == 13
    assert publish(replace(median, denominator=10)).figures[0].reason == "median_few"
    assert publish(replace(median, denominator=None)).figures[0].reason == "median_few"


def test_nothing_counted_is_not_zero():
    figure = publish(Figure(code="A5", unit="persons", value=None)).figures[0]
    assert (figure.value, figure.reason) == (None, "no_data")


def test_unknown_answers_are_rounded_and_not_told_by_place():
    published = publish(
        Figure(code="C2", unit="households", value=87, unknown=4),
        Figure(code="C2", unit="households", value=40, unknown=3, cuts=place("camp")),
    )
    assert [figure.unknown for figure in published.figures] == [5, None]


def test_an_arrow_appears_only_when_the_rounded_number_moves():
    def people(value):
        return Figure(code="B1", unit="persons", value=value, households=100)

    september = publish(people(412))
    movements = [publish(people(value), previous=september).figure("B1").movement for value in (408, 412, 413, 407)]
    assert movements == ["same", "same", "up", "down"]


def test_no_arrow_without_a_month_before_or_from_a_hidden_figure():
    hidden = Figure(code="C2", unit="households", value=2, cuts=place("hotel"))
    assert publish(hidden).figures[0].movement == ""
    assert publish(replace(hidden, value=9), previous=publish(hidden)).figures[0].movement == ""


def test_another_way_of_counting_is_not_compared():
    before = samples.published()
    changed = replace(before, definitions=tuple(replace(d, version=2) for d in before.definitions))
    assert all(figure.movement == "" for figure in samples.published(previous=changed).figures)


def test_every_figure_has_its_reason_in_a_sentence():
    published = samples.published()
    assert all(str(explain(figure)).endswith(".") for figure in published.figures)
    lines = preview_lines(samples.exact(), published)
    assert len(lines) == len(samples.exact().figures)
    assert [line.exact.code for line in lines if line.published is None] == ["N3"]


def test_the_bundle_names_the_steps_it_went_through():
    assert len(steps_applied(samples.published())) == 5
    assert not any("solver" in str(step) for step in steps_applied(samples.published()))


def test_no_dimension_is_on_two_lists():
    assert not (PLACE & PLAIN) | (PLACE & SENSITIVE) | (PLAIN & SENSITIVE)
    dimensions = {name for tables in SCOPE.values() for _, names in tables.values() for name in names}
    assert dimensions <= PLACE | SENSITIVE | PLAIN
