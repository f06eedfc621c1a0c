"""Words of support: enrolment, plan, rights, schooling."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ExitReason(TextChoices):
    NEED_ENDED = "need_ended", _("End of need")
    TAKEN_OVER = "taken_over", _("Taken over by another scheme")
    ABANDONED = "abandoned", _("Stopped by the household")
    EXCLUDED = "excluded", _("Ended by the operator")
    NO_NEWS = "no_news", _("Without news")
    MOVED_AWAY = "moved_away", _("Moved away")
    DEATH = "death", _("Death")


class GoalDomain(TextChoices):
    HOUSING = "housing", _("Housing")
    RIGHTS = "rights", _("Identity and rights")
    HEALTH = "health", _("Health")
    SCHOOL = "school", _("Schooling")
    WORK = "work", _("Work and training")
    FRENCH = "french", _("Learning French")
    MONEY = "money", _("Money")
    FAMILY = "family", _("Parenting and family")
    MOBILITY = "mobility", _("Mobility")
    SAFETY = "safety", _("Safety and living conditions")
    JUSTICE = "justice", _("Justice")
    ABROAD = "abroad", _("Project outside France")


class GoalStatus(TextChoices):
    PLANNED = "planned", _("Not started")
    ONGOING = "ongoing", _("Under way")
    BLOCKED = "blocked", _("Blocked")
    REACHED = "reached", _("Reached")
    DROPPED = "dropped", _("Given up")


class ActionOwner(TextChoices):
    FAMILY = "family", _("Family")
    WORKER = "worker", _("Worker")
    PARTNER = "partner", _("Partner")


class Agreement(TextChoices):
    NONE = "none", _("Not yet given")
    SIGNED = "signed", _("Signed")
    ORAL = "oral", _("Given orally")
    REFUSED = "refused", _("Refused to sign")


class RightKind(TextChoices):
    IDENTITY = "identity", _("Identity document")
    DOMICILIATION = "domiciliation", _("Domiciliation")
    HEALTH_COVER = "health_cover", _("Health cover")
    BENEFITS = "benefits", _("Family benefits")
    BANK = "bank", _("Bank account")
    EMPLOYMENT_REGISTRATION = "employment_registration", _("Employment registration")
    HOUSING_REQUEST = "housing_request", _("Housing request")


class RightStatus(TextChoices):
    NONE = "none", _("Not open")
    PENDING = "pending", _("Requested")
    OPEN = "open", _("Open")
    REFUSED = "refused", _("Refused")
    UNKNOWN = "unknown", _("Unknown")


class SchoolLevel(TextChoices):
    NURSERY = "nursery", _("Nursery school")
    PRIMARY = "primary", _("Primary school")
    LOWER_SECONDARY = "lower_secondary", _("Lower secondary")
    UPPER_SECONDARY = "upper_secondary", _("Upper secondary")
    OTHER = "other", _("Other")


class SchoolStatus(TextChoices):
    REQUESTED = "requested", _("Request filed")
    WAITING = "waiting", _("Waiting")
    ENROLLED = "enrolled", _("Enrolled")
    ATTENDING = "attending", _("Attending")
    REFUSED = "refused", _("Refused")
    NONE = "none", _("Not in school")
