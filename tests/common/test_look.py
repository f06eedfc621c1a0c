"""Template tags: icons, navigation, the error sign of titles, deadlines."""

import pytest
from django import forms
from django.template import Context
from django.test import RequestFactory
from django.utils import translation

from common.templatetags import look


class Name(forms.Form):
    name = forms.CharField()


def test_an_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in look.icon("ok")


def test_an_icon_that_is_not_drawn_is_an_error():
    with pytest.raises(KeyError):
        look.icon("unicorn")


@pytest.mark.urls("tests.common.gallery")
def test_a_name_gives_its_address_and_an_unknown_one_nothing():
    assert look.nav_url("camps:list") == "/camps/list/"
    assert look.nav_url("camps:unknown") == ""


@pytest.mark.urls("tests.common.gallery")
@pytest.mark.parametrize(
    ("path", "current"),
    [("/camps/list/", "page"), ("/camps/list/12/", "true"), ("/partners/list/", "")],
)
def test_the_navigation_marks_where_one_is(path, current):
    context = Context({"request": RequestFactory().get(path)})
    assert look.nav_item(context, "camps:list", "Sites")["current"] == current


@pytest.mark.urls("tests.common.gallery")
def test_the_home_page_is_not_marked_from_everywhere():
    context = Context({"request": RequestFactory().get("/camps/list/")})
    assert look.nav_item(context, "home", "Home")["current"] == ""


def test_the_title_starts_with_error_when_a_form_was_refused():
    assert look.error_prefix(Context({"visit": Name({})})) == "Error: "


@pytest.mark.parametrize("form", [Name(), Name({"name": "Ioana"})])
def test_the_title_has_no_error_sign_otherwise(form):
    assert look.error_prefix(Context({"form": form})) == ""


def test_a_refused_formset_is_an_error_too():
    lines = forms.formset_factory(Name, min_num=1, validate_min=True)({"form-TOTAL_FORMS": "0", "form-INITIAL_FORMS": "0"})
    assert look.error_prefix(Context({"lines": lines})) == "Error: "


@pytest.mark.parametrize(
    ("days", "code", "words", "tone"),
    [
        (45, "D-45", "in 45 days", "info"),
        (31, "D-31", "in 31 days", "info"),
        (30, "D-30", "in 30 days", "warning"),
        (8, "D-8", "in 8 days", "warning"),
        (7, "D-7", "in 7 days", "danger"),
        (1, "D-1", "in 1 day", "danger"),
        (0, "D-day", "today", "danger"),
        (-1, "D+1", "1 day ago", "danger"),
        (-3, "D+3", "3 days ago", "danger"),
    ],
)
def test_a_deadline_has_a_code_words_and_a_tone(days, code, words, tone):
    with translation.override("en"):
        assert (look.deadline_code(days), look.deadline_words(days), look.deadline_tone(days)) == (code, words, tone)


def test_bootstrap_words_of_tone_are_understood():
    assert [look.status_sign(tone) for tone in ("success", "error", "waiting")] == ["ok", "danger", "waiting"]
