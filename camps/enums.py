"""Words of camps: places, counts, the legal track, visits, closures."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DatePrecision(TextChoices):
    DAY = "day", _("exact day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")
    ABOUT = "about", _("about that year")
    UNKNOWN = "unknown", _("unknown")


class CampKind(TextChoices):
    LAND = "land", _("Land")
    BUILDING = "building", _("Building")
    MIXED = "mixed", _("Land and building")
    UNKNOWN = "unknown", _("Unknown")


class CampStatus(TextChoices):
    REPORTED = "reported", _("Reported")
    CONFIRMED = "confirmed", _("Confirmed")
    ACTIVE = "active", _("Followed")
    CLOSING = "closing", _("Closing")
    CLOSED = "closed", _("Closed")


class CampMove(TextChoices):
    CONFIRM = "confirm", _("Confirm that people live there")
    FOLLOW = "follow", _("Follow this camp")
    START_CLOSING = "start_closing", _("It starts closing")
    CLOSE = "close", _("Close this camp")
    REOPEN = "reopen", _("Reopen this camp")


class OwnerKind(TextChoices):
    PUBLIC = "public", _("Public")
    PRIVATE = "private", _("Private")
    STATE = "state", _("State")
    UNKNOWN = "unknown", _("Unknown")


class ReportSource(TextChoices):
    TOWN_HALL = "town_hall", _("Town hall")
    POLICE = "police", _("Police")
    COLLECTIVE = "collective", _("Support collective")
    NEIGHBOUR = "neighbour", _("Neighbour")
    TEAM = "team", _("Team on the road")
    STATE = "state", _("State service")
    REGISTER = "register", _("Imported register")
    UNKNOWN = "unknown", _("Unknown")


class ClosureKind(TextChoices):
    RESORBED = "resorbed", _("Resorbed")
    PARTIAL = "partial", _("Closed with partial solutions")
    EVACUATED = "evacuated", _("Evacuated without solution")
    LEFT = "left", _("Left by its inhabitants")
    MERGED = "merged", _("Merged with another camp")


class LegalBasis(TextChoices):
    COURT = "court", _("Court decision")
    MUNICIPAL = "municipal", _("Municipal order")
    PREFECT = "prefect", _("Prefect's order")
    FLAGRANCE = "flagrance", _("Caught in the act")
    NONE = "none", _("None")
    UNKNOWN = "unknown", _("Unknown")


class CountSource(TextChoices):
    TEAM = "team", _("Counted by the team")
    STATE = "state", _("State's platform")
    PARTNER = "partner", _("Partner")
    ESTIMATE = "estimate", _("Estimate")


class LegalStepKind(TextChoices):
    RUMOUR = "rumour", _("Rumour")
    COMPLAINT = "complaint", _("Owner's complaint")
    BAILIFF_REPORT = "bailiff_report", _("Bailiff's report")
    COURT_REFERRAL = "court_referral", _("Court referral")
    HEARING = "hearing", _("Hearing")
    DECISION = "decision", _("Court decision")
    SERVICE = "service", _("Decision served")
    ORDER_TO_LEAVE = "order_to_leave", _("Order to leave")
    MUNICIPAL_ORDER = "municipal_order", _("Municipal order")
    PREFECT_ORDER = "prefect_order", _("Prefect's order")
    FORCE_REQUESTED = "force_requested", _("Police force requested")
    FORCE_GRANTED = "force_granted", _("Police force granted")
    FORCE_REFUSED = "force_refused", _("Police force refused")
    WINTER_TRUCE = "winter_truce", _("Winter truce")
    CARRIED_OUT = "carried_out", _("Evacuation carried out")


class Certainty(TextChoices):
    RUMOUR = "rumour", _("Rumour")
    TOLD = "told", _("Told by a reliable source")
    WRITTEN = "written", _("Seen in writing")


class YesNo(TextChoices):
    YES = "yes", _("Yes")
    PARTIAL = "partial", _("Partly")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Unknown")
