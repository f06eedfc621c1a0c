"""Words of the round and of what a browser sends."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from households.enums import Outcome


class ItemKind(TextChoices):
    VISIT = "visit", _("Household logged")
    VISIT_CORRECT = "visit.correct", _("Household corrected")
    ROUND_FINISH = "round.finish", _("Round finished")


class ItemState(TextChoices):
    """Where an item stands on the server, once stored."""

    RECEIVED = "received", _("Received")
    APPLIED = "applied", _("Kept")
    REJECTED = "rejected", _("To correct")
    CORRECTED = "corrected", _("Corrected since")
    QUARANTINED = "quarantined", _("Set aside")


class Answer(TextChoices):
    """What the browser is told of one item (field.md 2.7)."""

    CREATED = "created"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"
    ID_CONFLICT = "id_conflict"
    DEFERRED = "deferred"


class Destination(TextChoices):
    KNOWN = "known", _("Destination known")
    UNKNOWN = "unknown", _("Destination unknown")


# The four answers as a round says them: of a household, in the plural where a language has one.
ROUND_WORDS = {
    Outcome.SEEN: pgettext_lazy("round", "Seen"),
    Outcome.ABSENT: pgettext_lazy("round", "Absent"),
    Outcome.REFUSED: pgettext_lazy("round", "Declined"),
    Outcome.LEFT: pgettext_lazy("round", "Left"),
}
