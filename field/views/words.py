"""The words the round's browser code shows, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """By the name the code knows them; `{n}` and `{total}` are numbers it fills in."""
    return {
        "saved": _("Everything is saved"),
        "pending": _("{n} to send"),
        "offline": _("Offline · {n} to send"),
        "reconnect": _("Sign in again to send – nothing is lost"),
        "correct": _("{n} to correct"),
        "blocked": _("Not sent yet: reload this page. {n} kept here."),
        "full": _("This browser has no room left. Write on paper, or free some space."),
        "logged": _("{n}/{total} logged"),
        "rest_done": _("Set to absent: {n}."),
        "not_logged": _("Not logged yet: {n}."),
        "finish": _("Finish the round"),
        "sending": _("Sending…"),
        "detail": _("Detail"),
        "detail_filled": _("Detail ✓"),
        "error": _("Error: "),
        "date_missing": _("give the date of the next step."),
        "answer_missing": _("choose an answer, or clear the row."),
        "nothing_logged": _("log at least one household."),
        "sent_otherwise": _("Another version of this row was sent. Check it, then finish again."),
    }
