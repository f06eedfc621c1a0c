"""The acts of support, in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "support.plan": _("Read the plan"),
    "support.openings": _("Read who opened the file"),
    "support.rights": _("Read a person’s rights"),
    "support.schooling": _("Read a child’s schooling"),
    "enrolment.open": _("Opened the support"),
    "enrolment.pause": _("Paused the support"),
    "enrolment.resume": _("Resumed the support"),
    "enrolment.close": _("Ended the support"),
    "plan.start": _("Started the plan"),
    "plan.write": _("Edited the plan"),
    "plan.agree": _("Recorded the agreement on the plan"),
    "plan.review": _("Reviewed the plan"),
    "goal.add": _("Added a goal"),
    "goal.status": _("Changed a goal"),
    "action.add": _("Added an action"),
    "action.tick": _("Ticked an action"),
    "action.drop": _("Gave up an action"),
    "right.record": _("Recorded a right"),
    "schooling.record": _("Recorded schooling"),
}
