"""Why a figure is shown as it is, each time in one plain sentence."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reporting.bundle import Bundle, Figure, PublishedBundle, PublishedFigure

HIDDEN: dict[str, Promise] = {
    "households": _("Too few families stand behind this figure: it could point at one of them."),
    "households_unknown": _("The number of families behind this figure is not known, so it is not shown."),
    "sensitive_few": _("The subject is sensitive and too few families answered."),
    "small_denominator": _("The rate would rest on fewer than 20."),
    "median_few": _("The median would rest on fewer than 11."),
    "no_data": _("Nothing was recorded to count from."),
}
TREATMENTS: dict[str, Promise] = {
    "exact": _("A fact about sites or acts, given as it is."),
    "rounded": _("Rounded to the nearest 5, so that no family can be found again."),
    "computed": _("Computed from numbers rounded to 5."),
}
STAYS = _("Stays with the operator: not part of a published table.")
STEPS: dict[str, Promise] = {
    "scope": _("Only a closed list of tables is published; nothing can be asked for in addition."),
    "rounding": _("Each count of people or households is rounded to the nearest 5, totals too. Totals may differ."),
    "households": _("A figure by place or on a sensitive subject that rests on one or two families is not shown."),
    "rates": _("Rates come from rounded numbers, in whole percent, and only on 20 or more."),
    "movement": _("An arrow appears only when the rounded number moves."),
}
NOT_APPLIED = _("Not done yet: the solver check of linked tables and of the months already published.")


def explain(figure: PublishedFigure) -> Promise:
    """Why this figure is hidden, rounded, computed or exact."""
    return HIDDEN[figure.reason] if figure.treatment == "hidden" else TREATMENTS[figure.treatment]


def steps_applied(published: PublishedBundle) -> list[Promise]:
    """The steps of the control that this very bundle went through, in words."""
    return [STEPS[step] for step in published.rules]


@dataclass(frozen=True)
class PreviewLine:
    """An exact figure beside what the State would read of it (None when it does not leave)."""

    exact: Figure
    published: PublishedFigure | None
    why: str | Promise


def preview_lines(exact: Bundle, published: PublishedBundle) -> tuple[PreviewLine, ...]:
    """Every exact figure with its published form and the reason, for the coordinator who validates."""
    shown = {figure.identity: figure for figure in published.figures}
    return tuple(
        PreviewLine(figure, twin, explain(twin) if twin else STAYS)
        for figure in exact.figures
        for twin in (shown.get(figure.identity),)
    )
