"""Words of organisations, roles and the audit trail."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    OPERATOR = "operator", _("Operator association")
    STATE = "state", _("State service of the department")
    NATIONAL = "national", _("National body")
    PARTNER = "partner", _("Partner")


class Role(TextChoices):
    SOCIAL_WORKER = "social_worker", _("Social worker")
    COORDINATOR = "coordinator", _("Coordinator")
    ADMINISTRATOR = "administrator", _("Administrator")
    STATE_READER = "state_reader", _("State reader")


class StaffFunction(TextChoices):
    SOCIAL_WORKER = "social_worker", _("Social worker")
    JOB_COUNSELLOR = "job_counsellor", _("Job counsellor")
    CIVIC_SERVICE = "civic_service", _("Civic service")
    COORDINATOR = "coordinator", _("Coordinator")
    UPKEEP = "upkeep", _("Upkeep")
    INTERPRETER = "interpreter", _("Interpreter")
    VOLUNTEER = "volunteer", _("Volunteer")


class AuditKind(TextChoices):
    WRITE = "write", _("Change")
    READ = "read", _("Reading")
    PRINT = "print", _("Printing")
    EXPORT = "export", _("Export")
    SIGN_IN = "sign_in", _("Sign-in")
