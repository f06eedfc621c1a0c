"""The shared parts of templates/components, rendered alone."""

import pytest
from django.template.loader import render_to_string

from common.verdict import ALLOWED, Verdict


def part(name, **context):
    return " ".join(render_to_string(f"components/{name}.html", context).split())


@pytest.mark.parametrize("tone", ["ok", "warning", "danger", "info", "waiting", "neutral"])
def test_a_status_is_a_word_a_sign_and_a_tint(tone):
    html = part("status", tone=tone, word="Seen")
    assert f"status-{tone}" in html
    assert "<svg" in html
    assert "Seen" in html


def test_a_deadline_says_its_label_and_is_heard_in_words():
    html = part("deadline", days=5, label="Evacuation")
    assert "Evacuation" in html
    assert '<span aria-hidden="true">D-5</span><span class="visually-hidden">in 5 days</span>' in html


def test_an_action_one_may_do_is_a_link():
    assert '<a class="btn btn-primary" href="/x/">' in part("action", verdict=ALLOWED, url="/x/", label="Close")


def test_an_action_one_may_not_do_shows_the_reason_and_no_link():
    html = part("action", verdict=Verdict("A family lives here."), url="/x/", label="Close")
    assert "A family lives here." in html
    assert "href" not in html
    assert 'aria-disabled="true"' in html


def test_an_empty_list_says_so_and_offers_the_next_step():
    html = part("empty", title="No visit", text="Start a round.", url="/round/", action="Start")
    assert "No visit" in html
    assert '<a class="btn btn-primary" href="/round/">Start</a>' in html


def test_an_empty_list_without_a_next_step_has_no_button():
    assert "<a" not in part("empty", title="No visit")


def test_the_pager_is_there_only_when_there_is_more():
    assert 'rel="next" href="?after=3"' in part("pager", next_url="?after=3")
    assert part("pager", next_url="") == ""


def test_back_names_where_it_goes():
    assert "Sites</a>" in part("back", url="/camps/", label="Sites")


def test_a_definition_list_pairs_terms_and_descriptions():
    assert "<dt>Owner</dt><dd>Railways</dd>" in part("definition_list", facts=[("Owner", "Railways")])


def test_text_of_users_is_escaped():
    assert "<b>" not in part("status", tone="ok", word="<b>")
