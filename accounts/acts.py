"""The acts of the trail in words, for every room: the trail is read here.

The rooms above are known by their codes only. A code without words is shown as it is, and a test names it.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WORDS = {
    "signed_in": _("Signed in"),
    "signed_out": _("Signed out"),
    "sign_in_failed": _("Failed to sign in"),
    "second_factor_failed": _("Gave a wrong second factor"),
    "password_changed": _("Changed the password"),
    "password_set": _("Set a password"),
    "password_reset": _("Chose a new password by mail"),
    "totp_activated": _("Set up an authenticator app"),
    "totp_deactivated": _("Removed the authenticator app"),
    "recovery_codes_generated": _("Made recovery codes"),
    "webauthn_added": _("Added a passkey"),
    "webauthn_removed": _("Removed a passkey"),
    "invitation.send": _("Invited someone"),
    "invitation.resend": _("Sent an invitation again"),
    "invitation.revoke": _("Withdrew an invitation"),
    "invitation.accept": _("Accepted an invitation"),
    "account.close": _("Closed an account"),
    "account.reopen": _("Opened an account again"),
    "account.role": _("Changed a role"),
    "account.access": _("Changed the last day of access"),
    "account.second_factor_reset": _("Reset a second factor"),
    "account.language": _("Changed the language"),
    "post.set": _("Changed working time"),
    "organisation.add": _("Added an organisation"),
    "organisation.edit": _("Changed an organisation"),
    # Camps
    "camp.report": _("Reported a site"),
    "camp.edit": _("Changed a site"),
    "camp.confirm": _("Confirmed a site"),
    "camp.follow": _("Started following a site"),
    "camp.start_closing": _("Noted that a site is closing"),
    "camp.close": _("Closed a site"),
    "camp.reopen": _("Reopened a site"),
    "headcount.record": _("Recorded a headcount"),
    "headcount.confirm": _("Confirmed a headcount"),
    "survey.record": _("Recorded living conditions"),
    "legal_step.record": _("Recorded a legal step"),
    "evacuation.announce": _("Recorded an evacuation date"),
    "visit.start": _("Started a visit"),
    "visit.finish": _("Finished a visit"),
    # Households
    "household.register": _("Opened a household’s file"),
    "household.edit": _("Changed a household"),
    "household.read": _("Read a household’s file"),
    "household.form": _("Opened a form of the file"),
    "person.add": _("Added a person"),
    "person.edit": _("Changed a person"),
    "person.join": _("Moved a person into a household"),
    "person.leave": _("Moved a person out of a household"),
    "person.death": _("Recorded a death"),
    "stay.move": _("Recorded where someone lives"),
    "encounter.record": _("Recorded a contact"),
    "encounter.correct": _("Corrected a contact"),
    "encounter.tick": _("Ticked a next step"),
    "assessment.record": _("Recorded an evaluation"),
    "assessment.validate": _("Validated an evaluation"),
    "wish.record": _("Recorded a wish for support"),
    "notice.record": _("Recorded the information notice"),
    "consent.record": _("Recorded an agreement to share"),
    "consent.withdraw": _("Recorded a withdrawn agreement"),
    # Partners
    "partner.add": _("Added a partner"),
    "partner.edit": _("Changed a partner"),
    "referral.draft": _("Prepared a referral"),
    "referral.prepare": _("Opened the form of a referral"),
    "referral.read": _("Read a referral"),
    # Support
    "enrolment.open": _("Started the support"),
    "enrolment.pause": _("Paused the support"),
    "enrolment.resume": _("Resumed the support"),
    "enrolment.close": _("Ended the support"),
    "plan.start": _("Started a plan"),
    "plan.write": _("Changed a plan"),
    "plan.agree": _("Recorded an agreement on a plan"),
    "plan.review": _("Reviewed a plan"),
    "goal.add": _("Added a goal"),
    "goal.status": _("Changed a goal"),
    "action.add": _("Added an action"),
    "action.tick": _("Ticked an action"),
    "action.drop": _("Dropped an action"),
    "right.record": _("Recorded a right"),
    "schooling.record": _("Recorded schooling"),
    "support.openings": _("Read who opened a file"),
    "support.plan": _("Read a plan"),
    # Reports, rounds, registers
    "report.order": _("Ordered a report"),
    "report.redo": _("Ordered a report again"),
    "report.cancel": _("Cancelled a report"),
    "report.validate": _("Validated a report"),
    "report.publish": _("Published a report"),
    "report.download": _("Downloaded a report"),
    "round.read": _("Opened a round"),
    "field.receive": _("Received a line from a round"),
    "import.start": _("Started an import"),
    "import.read": _("Read an import"),
    "import.columns": _("Named the columns of a register"),
    "import.correct": _("Corrected a line of a register"),
    "import.decide": _("Decided on a line of a register"),
    "import.confirm": _("Confirmed an import"),
    "import.people": _("Took people from a register"),
    "import.cancel": _("Cancelled an import"),
}
# Codes that end with what they are about: `report.list.A1`, `referral.accept`.
BEGINNINGS = {
    "report.list.": _("Opened the list behind a figure"),
    "referral.": _("Moved a referral"),
}
THINGS = {
    "accounts.organisation": _("organisation"),
    "accounts.user": _("account"),
    "accounts.invitation": _("invitation"),
    "accounts.post": _("post"),
    "camps.camp": _("site"),
    "camps.headcount": _("headcount"),
    "camps.sitesurvey": _("living conditions"),
    "camps.legalstep": _("legal step"),
    "camps.evacuationdate": _("evacuation date"),
    "camps.sitevisit": _("visit"),
    "households.household": _("household"),
    "households.person": _("person"),
    "households.membership": _("household member"),
    "households.encounter": _("contact"),
    "households.assessment": _("evaluation"),
    "households.supportwish": _("wish"),
    "households.informationnotice": _("information notice"),
    "households.sharingconsent": _("agreement to share"),
    "partners.partner": _("partner"),
    "partners.referral": _("referral"),
    "support.enrolment": _("support"),
    "support.supportplan": _("plan"),
    "support.planreview": _("review"),
    "support.goal": _("goal"),
    "support.planaction": _("action"),
    "support.right": _("right"),
    "support.schooling": _("schooling"),
    "reporting.reportrun": _("report"),
    "reporting.publishedreport": _("published report"),
    "exchange.registerimport": _("import"),
    "exchange.importline": _("line of a register"),
    "field.inbounditem": _("line of a round"),
}


def words_of(act: str) -> str:
    """The act in words, for a reader; a code without words stays a code."""
    if act in WORDS:
        return str(WORDS[act])
    return next((str(words) for beginning, words in BEGINNINGS.items() if act.startswith(beginning)), act)


def thing_of(label: str) -> str:
    """What an act was about, in words; its model's label when it has none, nothing when it was about nothing."""
    return str(THINGS.get(label, label))
