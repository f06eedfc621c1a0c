"""Words of partners and referrals."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartnerKind(TextChoices):
    COLLECTIVE = "collective", _("Support collective")
    TRANSLATION = "translation", _("Translation and household support")
    TRANSPORT = "transport", _("Transport")
    HEALTH = "health", _("Health")
    HOUSING = "housing", _("Housing")
    EMPLOYMENT = "employment", _("Employment")
    SCHOOL = "school", _("School")
    TOWN_HALL = "town_hall", _("Town hall and social service")
    CHILD_HEALTH = "child_health", _("Mother and child health")
    BENEFITS = "benefits", _("Benefits office")
    LEGAL = "legal", _("Legal help")
    FOOD = "food", _("Food and basic needs")


class ReferralStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")
    SEEN = "seen", _("Seen by the partner")
    INFORMATION_REQUESTED = "information_requested", _("Question asked")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Not accepted")
    EXPIRED = "expired", _("No answer")
    SCHEDULED = "scheduled", _("Appointment set")
    ATTENDED = "attended", _("Attended")
    NO_SHOW = "no_show", _("Did not come")
    CLOSED = "closed", _("Done")
    CANCELLED = "cancelled", _("Cancelled")
    WITHDRAWN = "withdrawn", _("Withdrawn by the person")


class ReferralMove(TextChoices):
    SEND = "send", _("Send")
    OPENED = "opened", _("Opened by the partner")
    ACCEPT = "accept", _("The partner accepts")
    ASK = "ask", _("The partner asks a question")
    ANSWER = "answer", _("Answer the question")
    REFUSE = "refuse", _("The partner does not accept")
    EXPIRE = "expire", _("No answer in 14 days")
    SCHEDULE = "schedule", _("Set the appointment")
    ATTEND = "attend", _("The person came")
    MISS = "miss", _("The person did not come")
    RESCHEDULE = "reschedule", _("Set another appointment")
    CLOSE = "close", _("Record the result")
    CANCEL = "cancel", _("Cancel")
    WITHDRAW = "withdraw", _("The person withdraws")


class ReferralResult(TextChoices):
    OBTAINED = "obtained", _("Obtained")
    PARTLY = "partly", _("Partly obtained")
    NOT_OBTAINED = "not_obtained", _("Not obtained")
