"""Words of imports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ImportStatus(TextChoices):
    PREVIEW = "preview", _("To check")
    CONFIRMED = "confirmed", _("Imported")
    CANCELLED = "cancelled", _("Given up")


class SheetKind(TextChoices):
    SITES = "sites", _("Sites")
    REGISTER = "register", _("Register of families")


class Decision(TextChoices):
    TAKE = "take", _("Take")
    REFUSE = "refuse", _("Leave out")
    SAME = "same", _("Same person")
    DIFFERENT = "different", _("Two different people")
    WAIT = "wait", _("Decide later")


class LineOutcome(TextChoices):
    NEW = "new", _("Will be added")
    KNOWN = "known", _("Already there")
    DOUBT = "doubt", _("Same person?")
    FAULTY = "faulty", _("To correct")
    EMPTY = "empty", _("Empty or total line")
    ADDED = "added", _("Added")
    LEFT_OUT = "left_out", _("Left out")
