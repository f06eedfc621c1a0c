"""The acts of families' files, in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "household.register": _("Registered a household"),
    "household.edit": _("Edited a household"),
    "household.read": _("Read the household’s file"),
    "household.form": _("Opened a form of the file"),
    "person.add": _("Added a person"),
    "person.edit": _("Edited a person"),
    "person.join": _("Moved a person into a household"),
    "person.leave": _("Recorded that a person left"),
    "person.death": _("Recorded a death"),
    "stay.move": _("Recorded where someone lives"),
    "encounter.record": _("Recorded a contact"),
    "encounter.correct": _("Corrected a contact"),
    "encounter.tick": _("Ticked a next step"),
    "assessment.record": _("Wrote an evaluation"),
    "assessment.validate": _("Validated an evaluation"),
    "wish.record": _("Recorded a wish"),
    "notice.give": _("Recorded the information given"),
    "consent.give": _("Recorded an agreement to share"),
    "consent.withdraw": _("Withdrew an agreement to share"),
}
