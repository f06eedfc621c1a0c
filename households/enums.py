"""Words of families: people, places lived in, contacts, evaluations, consents."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    FEMALE = "F", _("Female")
    MALE = "M", _("Male")
    UNKNOWN = "U", _("Unknown")


class Nationality(TextChoices):
    ROMANIA = "RO", _("Romanian")
    BULGARIA = "BG", _("Bulgarian")
    FRANCE = "FR", _("French nationality")
    OTHER_EU = "EU", _("Other, European Union")
    NON_EU = "XX", _("Other, outside the European Union")
    UNKNOWN = "", _("Unknown")


class Language(TextChoices):
    ROMANIAN = "ro", _("Romanian language")
    BULGARIAN = "bg", _("Bulgarian language")
    TURKISH = "tr", _("Turkish language")
    FRENCH = "fr", _("French language")
    OTHER = "xx", _("Other language")
    UNKNOWN = "", _("Unknown")


class HouseholdRole(TextChoices):
    HEAD = "head", _("Contact person")
    PARTNER = "partner", _("Partner of the contact person")
    CHILD = "child", _("Child")
    OTHER = "other", _("Other adult")


class StayKind(TextChoices):
    CAMP = "camp", _("Camp")
    HOTEL = "hotel", _("Hotel")
    EMERGENCY_SHELTER = "emergency_shelter", _("Emergency shelter")
    INSERTION_SHELTER = "insertion_shelter", _("Insertion shelter")
    TRANSITIONAL_SITE = "transitional_site", _("Transitional site")
    ADAPTED_HOUSING = "adapted_housing", _("Adapted housing")
    ORDINARY_HOUSING = "ordinary_housing", _("Ordinary housing")
    HOSTED = "hosted", _("Hosted by family")
    STREET = "street", _("Street")
    ABROAD = "abroad", _("Abroad")
    UNKNOWN = "unknown", _("Unknown")


class ContactChannel(TextChoices):
    FACE_TO_FACE = "face_to_face", _("Face to face")
    PHONE = "phone", _("Phone")
    OFFICE = "office", _("At the office")
    MESSAGE = "message", _("Message")


class Outcome(TextChoices):
    SEEN = "seen", _("Seen")
    ABSENT = "absent", _("Absent")
    REFUSED = "refused", _("Declined")
    LEFT = "left", _("Left")


# The outcomes in which someone of the household was met or spoken to.
MET = (Outcome.SEEN, Outcome.REFUSED)


class Topic(TextChoices):
    HEALTH = "health", _("Health")
    SCHOOL = "school", _("School")
    WORK = "work", _("Work")
    PAPERS = "papers", _("Papers")
    HOUSING = "housing", _("Housing")
    OTHER = "other", _("Other")


class NextStep(TextChoices):
    NONE = "none", _("Nothing")
    REVISIT = "revisit", _("See again in 7 days")
    APPOINTMENT = "appointment", _("Appointment")
    TASK = "task", _("Task")


# In a list the day is written beside it: « in 7 days » would be wrong three days later.
NEXT_IN_A_LIST = {
    NextStep.REVISIT: _("See them again"),
    NextStep.APPOINTMENT: _("Appointment"),
    NextStep.TASK: _("Task"),
}


class Wish(TextChoices):
    WANTS = "wants", _("Wants support")
    LATER = "later", _("Not ready yet")
    NO = "no", _("Does not want support")
    UNDECIDED = "undecided", _("Undecided")


class ConsentForm(TextChoices):
    WRITTEN = "written", _("In writing")
    ORAL = "oral", _("Orally")


class SharingPurpose(TextChoices):
    HEALTH = "health", _("Care and health cover")
    SCHOOL = "school", _("Schooling")
    HOUSING = "housing", _("Shelter and housing")
    WORK = "work", _("Work and training")
    RIGHTS = "rights", _("Rights and papers")
    TRANSPORT = "transport", _("Transport and interpreting")
