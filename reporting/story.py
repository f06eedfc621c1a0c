"""The story of a report in sentences: what happened to it, when, and what to do now."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.enums import EventKind, RunStatus
from reporting.models import ReportRun, RunEvent
from reporting.services.making import ERROR_IN_FIGURES, MOST_ATTEMPTS, TOO_MANY_ATTEMPTS

FAULTS: dict[str, Promise] = {
    ERROR_IN_FIGURES: gettext_lazy("A figure could not be computed. Try again; if it fails again, tell your administrator."),
    TOO_MANY_ATTEMPTS: gettext_lazy("The program stopped five times. Ask your administrator to look at it, then try again."),
}
SENTENCES: dict[str, Promise] = {
    EventKind.ORDERED: gettext_lazy("Ordered."),
    EventKind.RESENT: gettext_lazy("Nobody answered: the program was called again."),
    EventKind.MADE: gettext_lazy("Made: the draft can be validated."),
    EventKind.CANCELLED: gettext_lazy("Cancelled."),
    EventKind.REDONE: gettext_lazy("Ordered again, from today’s records."),
    EventKind.VALIDATED: gettext_lazy("Validated."),
    EventKind.PUBLISHED: gettext_lazy("Published: its figures no longer change."),
    EventKind.SUPERSEDED: gettext_lazy("Replaced by a newer version."),
}
TONES = {
    RunStatus.QUEUED: "waiting",
    RunStatus.RUNNING: "info",
    RunStatus.DRAFT: "warning",
    RunStatus.VALIDATED: "info",
    RunStatus.PUBLISHED: "ok",
    RunStatus.SUPERSEDED: "waiting",
    RunStatus.FAILED: "danger",
    RunStatus.CANCELLED: "waiting",
}


def sentence(event: RunEvent) -> str:
    """One moment of the story, for a person."""
    if event.what == EventKind.TAKEN:
        return _taken(event.detail)
    if event.what == EventKind.LOST:
        return _("The program stopped at %(percent)s %%: the report was started again.") % {"percent": event.detail}
    if event.what == EventKind.CORRECTED:
        return _("Correction ordered: %(reason)s") % {"reason": event.detail}
    if event.what == EventKind.FAILED:
        return _("Failed. %(why)s") % {"why": FAULTS.get(event.detail, "")}
    return str(SENTENCES.get(event.what, event.what))


def _taken(attempt: str) -> str:
    if attempt in ("", "1"):
        return _("Taken by the program.")
    return _("Taken by the program, attempt %(number)s of %(most)s.") % {"number": attempt, "most": MOST_ATTEMPTS}


def why_failed(run: ReportRun) -> str:
    """What went wrong and what to do; empty when nothing did."""
    return str(FAULTS.get(run.error, "")) if run.status == RunStatus.FAILED else ""


def tone(run: ReportRun) -> str:
    """The tint that goes with the word of its state."""
    return TONES[RunStatus(run.status)]
