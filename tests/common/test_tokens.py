"""The colours of field.md section 4 keep their contrast (WCAG 2.2, computed), in every colour scheme."""

import re
from pathlib import Path

import pytest

CSS = Path("common/static/common/css/tokens.css").read_text()
STATUSES = ("ok", "warning", "danger", "info", "waiting")
# What is read, on what, and the least ratio: 4.5 for text, 3 for the edge of a control.
PAIRS = [
    ("text", "page", 7),
    ("text", "surface", 7),
    ("muted", "page", 4.5),
    ("muted", "surface", 4.5),
    ("on-primary", "primary", 4.5),
    ("on-primary", "primary-strong", 4.5),
    ("primary", "page", 4.5),
    ("link", "page", 4.5),
    ("link", "surface", 4.5),
    ("control", "page", 3),
    ("ring", "page", 7),
    ("ring", "surface", 7),
    *((name, f"{name}-tint", 4.5) for name in STATUSES),
    *((name, "page", 4.5) for name in STATUSES),
]


def tokens(selector: str) -> dict[str, str]:
    """The hexadecimal colours declared in the first block of that selector."""
    block = re.search(re.escape(selector) + r" \{(.*?)\}", CSS, re.DOTALL).group(1)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


LIGHT = tokens(":root")
SCHEMES = {
    "light": LIGHT,
    "dark": LIGHT | tokens('[data-bs-theme="dark"]'),
    "sun": LIGHT | tokens('[data-bs-theme="sun"]'),
}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_a_pair_keeps_its_contrast(scheme, front, back, least):
    colours = SCHEMES[scheme]
    assert ratio(colours[front], colours[back]) >= least


@pytest.mark.parametrize(
    ("scheme", "front", "back", "specified"),
    [
        ("light", "text", "page", 16.6),
        ("light", "muted", "page", 7.2),
        ("light", "on-primary", "primary", 7.8),
        ("light", "control", "page", 3.9),
        ("light", "danger", "danger-tint", 6.6),
        ("dark", "text", "page", 15.7),
        ("dark", "link", "page", 8.9),
        ("dark", "waiting", "waiting-tint", 8.4),
    ],
)
def test_the_ratio_is_the_one_of_the_specification(scheme, front, back, specified):
    colours = SCHEMES[scheme]
    assert ratio(colours[front], colours[back]) == pytest.approx(specified, abs=0.1)


def test_every_scheme_has_every_status():
    for selector in ('[data-bs-theme="dark"]', '[data-bs-theme="sun"]'):
        assert {*STATUSES, *(f"{name}-tint" for name in STATUSES)} <= set(tokens(selector))
