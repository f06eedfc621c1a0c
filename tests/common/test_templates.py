"""What every template keeps: nothing inline (the content policy would refuse it), short, its size of text."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

TEMPLATES = sorted(Path("templates").rglob("*.html"))
PAGES = [
    path for path in TEMPLATES if path.parts[1] not in ("components", "bootstrap5", "base.html") and not path.name.startswith("_")
]
SHEETS = sorted(Path().glob("*/static/**/*.css"))
INLINE = {
    "a style attribute": r"""\sstyle\s*=""",
    "a style element": r"<style\b",
    "an event attribute": r"""<[a-z][^>]*\son[a-z]+\s*=\s*["']""",
    "an inline script": r"<script(?![^>]*\bsrc=)(?![^>]*application/json)",
    "a script address": r"javascript:",
    "another host": r"""(?:src|href)\s*=\s*["'](?:https?:)?//""",
    "a positive tabindex": r"""tabindex\s*=\s*["'][1-9]""",
}


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_a_template_holds_nothing_the_policy_refuses(path):
    text = path.read_text()
    assert [name for name, pattern in INLINE.items() if re.search(pattern, text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_a_template_is_short(path):
    assert len(path.read_text().splitlines()) <= 120


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_a_colon_is_inside_what_is_translated(path):
    """French puts a no-break space before it: a bare one cannot be right in both languages."""
    text = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", path.read_text(), flags=re.DOTALL)
    assert not re.search(r"(?:}}|%}|</\w+>): ", text)


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_a_page_extends_another(path):
    assert re.search(r"{% extends|<!doctype|^\s*{% load", path.read_text())


def test_the_rules_find_what_is_planted():
    planted = {
        "a style attribute": '<p style="color:red">',
        "a style element": "<style>p{}</style>",
        "an event attribute": '<button type="button" onclick="go()">',
        "an inline script": "<script>go()</script>",
        "a script address": '<a href="javascript:go()">',
        "another host": '<img src="//elsewhere/x.png">',
        "a positive tabindex": '<a tabindex="3">',
    }
    assert all(re.search(INLINE[name], text) for name, text in planted.items())


@pytest.mark.parametrize("path", SHEETS, ids=str)
def test_a_style_sheet_names_only_files_that_are_here(path):
    named = re.findall(r"""url\(["']?(?!data:|%23|#)([^"')]+)""", path.read_text())
    assert [name for name in named if not (path.parent / name).exists()] == []


def test_vendored_files_ask_for_no_source_map():
    vendored = [*Path("common/static/common/vendor").rglob("*.css"), *Path("common/static/common/vendor").rglob("*.js")]
    assert vendored
    assert not [path for path in vendored if "sourceMappingURL" in path.read_text()]


@pytest.mark.parametrize("folder", ["common/static/common/vendor/bootstrap", "common/static/common/vendor/source-sans-3"])
def test_what_is_vendored_carries_its_licence(folder):
    assert (Path(folder) / "LICENSE").stat().st_size > 500


def test_every_place_the_navigation_names_exists():
    named = {name for path in TEMPLATES for name in re.findall(r'{% nav_(?:item|url) "([\w:]+)"', path.read_text())}
    assert len(named) > 10
    assert all(reverse(name) for name in named)
