"""Forms as crispy renders them: label, error, control, help; words, no asterisk; a summary on top."""

import re
from datetime import date

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.forms import Form
from django.utils import translation
from django.utils.formats import date_format, reset_format_cache

from common.forms import DayInput, page_helper, show_refusal
from common.verdict import Refused
from tests.common.gallery import Visit


def rendered(data=None):
    return " ".join(render_crispy_form(Visit(data)).split())


def test_the_parts_of_a_field_come_in_their_order():
    html = rendered({"day": "x"})
    field = html[html.index('id="div_id_name"') : html.index('id="div_id_day"')]
    places = [field.index(part) for part in ("<label", "field-error", "<input", "form-text")]
    assert places == sorted(places)


def test_an_error_is_tied_to_its_control_and_heard_as_an_error():
    html = rendered({})
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert '<span class="visually-hidden">Error: </span>This field is required.' in html


def test_each_described_identifier_exists_once():
    html = rendered({})
    ids = re.findall(r' id="([^"]+)"', html)
    named = {name for group in re.findall(r'aria-describedby="([^"]+)"', html) for name in group.split()}
    assert named <= set(ids)
    assert len(ids) == len(set(ids))


def test_what_is_optional_says_so_and_nothing_wears_an_asterisk():
    html = rendered()
    assert 'Day <span class="optional">(optional)</span>' in html
    assert "asteriskField" not in html
    assert "The family agrees (optional)" not in html


def test_a_get_form_does_not_repeat_that_its_filters_are_optional():
    form = Visit()
    form.helper.form_method = "get"
    html = render_crispy_form(form)
    assert "(optional)" not in html
    assert "csrfmiddlewaretoken" not in html


def test_choices_are_a_group_named_by_its_legend():
    html = rendered()
    group = html[html.index('id="div_id_outcome"') : html.index('id="div_id_topics"')]
    assert re.search(r"<legend>Outcome ?</legend>", group)
    assert group.count('<div class="choice">') == 4


def test_the_summary_links_to_each_field_and_to_the_first_choice_of_a_group():
    html = rendered({})
    summary = html[html.index("error-summary") : html.index('id="div_id_name"')]
    assert 'href="#id_name"' in summary
    assert 'href="#id_outcome_0"' in summary
    assert 'tabindex="-1"' in summary


def test_a_sound_form_has_no_summary():
    assert "error-summary" not in rendered()


def test_the_browser_shows_no_bubbles():
    assert re.search(r"<form[^>]*\bnovalidate\b[^>]*>", rendered())


class Bare(Form):
    name = forms.CharField()


def test_a_form_without_our_helper_has_no_bubbles_either():
    assert "novalidate" in render_crispy_form(Bare())


def test_a_refusal_stands_beside_its_field():
    form = Visit({})
    show_refusal(form, Refused("Already known.", field="name"))
    assert "Already known." in form.errors["name"]


def test_a_refusal_without_a_field_stands_on_top():
    form = Visit({})
    show_refusal(form, Refused("The site is closed."))
    assert form.non_field_errors() == ["The site is closed."]
    assert "<li>The site is closed.</li>" in " ".join(render_crispy_form(form).split())


def test_the_main_button_says_what_it_does():
    form = Bare()
    form.helper = page_helper("Save the visit", id="visit")
    html = render_crispy_form(form)
    assert 'id="visit"' in html
    assert ">Save the visit</button>" in html


def test_a_day_is_written_for_the_browser_in_every_language():
    with translation.override("fr"):
        html = DayInput().render("day", date(2026, 2, 3))
    assert 'type="date"' in html
    assert 'value="2026-02-03"' in html


@pytest.fixture
def our_formats(settings):
    """The project's own formats, and Django's memory of them cleared before and after."""
    settings.FORMAT_MODULE_PATH = ["common.formats"]
    reset_format_cache()
    yield
    reset_format_cache()


def test_english_pages_write_the_day_first(our_formats):
    assert date_format(date(2026, 2, 3), "SHORT_DATE_FORMAT") == "03/02/2026"
