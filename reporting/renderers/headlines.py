"""The first numbers of a report, each with its reading in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from reporting.bundle import PublishedBundle, PublishedFigure
from reporting.renderers.words import SIGNS, say_number

Reading = Callable[[int], str]

# What DIHAL leads its own reviews with (domain.md, point 1), as far as the dictionary holds it: always said, and first.
LEADING: dict[tuple[str, str], Reading] = {
    ("F2", "persons"): lambda count: gettext("people moved into a home during the month."),
    ("E3", "persons"): lambda count: gettext("people were sheltered in a hotel or an emergency centre on the last day."),
    ("I2", "persons"): lambda count: gettext("supported children were enrolled in a school on the last day."),
    ("A3", "sites"): lambda count: ngettext("site was closed during the month.", "sites were closed during the month.", count),
}
# Then, for a reader with thirty seconds, the first of these that are shown.
OTHERS: dict[tuple[str, str], Reading] = {
    ("A5", "persons"): lambda count: gettext("people are estimated on the open sites, by the latest headcounts."),
    ("B1", "persons"): lambda count: gettext("people were followed by the team during the month."),
    ("C1", "visits"): lambda count: ngettext(
        "visit was made on the sites during the month.", "visits were made on the sites during the month.", count
    ),
    ("A1", "sites"): lambda count: ngettext("site was open on the last day.", "sites were open on the last day.", count),
    ("D1", "households"): lambda count: gettext("households had their first assessment during the month."),
    ("G1", "percent"): lambda count: gettext("of the supported adults have a valid postal address."),
    ("K1", "referrals"): lambda count: ngettext(
        "referral was sent to a partner during the month.", "referrals were sent to partners during the month.", count
    ),
}
MOST = 6


@dataclass(frozen=True)
class Headline:
    """A number, what it is and its one sentence."""

    code: str
    number: str
    label: str
    reading: str
    before: str
    sign: str


def headlines(published: PublishedBundle, most: int = MOST) -> tuple[Headline, ...]:
    """The numbers DIHAL leads with, hidden ones as « n.d. », then others up to `most`, in the active language."""
    said = []
    for key, reading in (LEADING | OTHERS).items():
        figure = published.figure(*key)
        if figure is not None and (figure.value is not None or key in LEADING):
            said.append(_headline(published, figure, reading(int(figure.value or 0))))
    return tuple(said[:most])


def _headline(published: PublishedBundle, figure: PublishedFigure, reading: str) -> Headline:
    return Headline(
        code=figure.code,
        number=say_number(figure.value, figure.unit),
        label=str(published.definition(figure.code).label),
        reading=reading,
        before=say_before(figure),
        sign=SIGNS[figure.movement],
    )


def say_before(figure: PublishedFigure) -> str:
    """Last month's published number in words, or that there is none to compare with."""
    if figure.previous is None:
        return gettext("Nothing published the month before to compare with.")
    if figure.movement == "same":
        return gettext("Unchanged since the month before.")
    return gettext("The month before: %(number)s.") % {"number": say_number(figure.previous, figure.unit)}
