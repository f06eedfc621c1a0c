"""Colours, the about page, the error pages, and what base.html shows to whom."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.factories.accounts import AdministratorFactory, CoordinatorFactory, StateReaderFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.common.gallery")]
BOTH = {"Today", "Sites", "Households", "Partners", "Reports"}


@pytest.fixture
def worker(sign_in):
    return sign_in(UserFactory())


def test_the_theme_is_kept_and_one_comes_back(worker):
    answer = worker.post("/theme/", {"theme": "dark", "next": "/gallery/?page=2"})
    assert (answer.status_code, answer["Location"]) == (302, "/gallery/?page=2")
    assert 'data-bs-theme="dark"' in worker.get("/gallery/").text


def test_an_unknown_theme_is_not_kept(worker):
    assert "theme" not in worker.post("/theme/", {"theme": "neon"}).cookies


def test_a_cookie_one_invented_is_not_believed(worker):
    worker.cookies["theme"] = '"><script>'
    assert 'data-theme="system"' in worker.get("/gallery/").text


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:go()", ""])
def test_one_is_never_sent_elsewhere(worker, elsewhere):
    assert worker.post("/theme/", {"theme": "dark", "next": elsewhere})["Location"] == "/"


def test_the_theme_is_changed_by_post_only(worker):
    assert worker.get("/theme/").status_code == 405


def test_the_about_page_gives_version_and_licence(worker, settings):
    html = worker.get("/about/").text
    assert settings.VERSION in html
    assert "GNU Affero General Public License" in html


@pytest.mark.parametrize(
    ("factory", "shown"),
    [
        (UserFactory, BOTH),
        (CoordinatorFactory, BOTH | {"Import", "Team"}),
        (AdministratorFactory, {"Team", "Audit trail"}),
        (StateReaderFactory, {"Published reports"}),
    ],
)
def test_each_role_sees_its_own_places(sign_in, factory, shown):
    html = sign_in(factory()).get("/gallery/").text
    menu = html[html.index('<nav class="site-nav"') : html.index("</nav>")]
    every = BOTH | {"Import", "Team", "Audit trail", "Published reports"}
    assert {word for word in every if f"<span>{word}</span>" in menu} == shown


def test_only_those_who_support_families_have_the_bar_under_the_thumb(sign_in):
    assert "bottom-bar" in sign_in(UserFactory()).get("/gallery/").text
    assert "bottom-bar" not in sign_in(StateReaderFactory()).get("/gallery/").text


def test_the_base_page_costs_two_statements(worker, queries):
    with queries() as seen:
        worker.get("/gallery/")
    assert len(seen) <= 2


def test_messages_are_a_status(worker):
    html = worker.get("/gallery/?say").text
    assert "The visit is saved." in html[html.index('role="status"') : html.index("<h1>")]


@pytest.mark.parametrize(("demo", "said"), [(True, True), (False, False)])
def test_only_the_demonstration_says_that_data_are_invented(worker, settings, demo, said):
    settings.DEMO = demo
    assert ("all data are invented" in worker.get("/gallery/").text) is said


def test_what_is_not_allowed_says_why(worker):
    answer = worker.get("/forbidden/")
    assert answer.status_code == 403
    assert "This site is closed." in answer.text


def test_a_page_that_is_not_there_says_so_with_the_menu(worker):
    answer = worker.get("/nowhere/")
    assert answer.status_code == 404
    assert "This page was not found" in answer.text
    assert "site-nav" in answer.text


def test_a_broken_page_needs_nothing_to_say_so(worker):
    worker.raise_request_exception = False
    answer = worker.get("/broken/")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_standalone_pages_render_without_request_or_database(name, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert "<h1>" in render_to_string(name)


def test_a_form_too_old_is_refused_in_plain_words():
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory())
    answer = client.post("/gallery/", {})
    assert answer.status_code == 403
    assert "Nothing was recorded." in answer.text


def test_error_pages_speak_french_to_french_readers(sign_in):
    assert '<html lang="fr"' in sign_in(UserFactory(language="fr")).get("/nowhere/").text
