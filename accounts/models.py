"""Organisations, their people, and the trail of who did and who read what."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import AuditKind, OrganisationKind, Role, StaffFunction
from accounts.querysets import AuditQuerySet, InvitationQuerySet, PostQuerySet, UserQuerySet
from common.models import AppendOnly, Record


class Organisation(Record):
    """A body whose people sign in: the operator, a State service, a national body, a partner."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    territory = models.CharField(
        _("territory"), max_length=8, help_text=_("Department code, such as 77; FR for the whole country.")
    )

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields) -> User:
        """Make an account; without a password it can only be entered by invitation."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


class User(Record, AbstractBaseUser):
    """A person who signs in, in one role, for one organisation."""

    email = models.EmailField(_("e-mail address"), unique=True)
    full_name = models.CharField(_("full name"), max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="users", verbose_name=_("organisation"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    is_active = models.BooleanField(_("may sign in"), default=True)
    access_until = models.DateField(
        _("access until"), null=True, blank=True, help_text=_("For interns and volunteers: the last day of access.")
    )
    language = models.CharField(_("language"), max_length=2, choices=[("fr", _("French")), ("en", _("English"))], default="fr")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="user_role_known"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def is_worker(self) -> bool:
        return self.role == Role.SOCIAL_WORKER

    @property
    def is_coordinator(self) -> bool:
        return self.role == Role.COORDINATOR

    @property
    def is_administrator(self) -> bool:
        return self.role == Role.ADMINISTRATOR

    @property
    def is_state_reader(self) -> bool:
        return self.role == Role.STATE_READER

    @property
    def supports_families(self) -> bool:
        """Roles that see names: the second factor is theirs to carry."""
        return self.role in (Role.SOCIAL_WORKER, Role.COORDINATOR)


class Invitation(Record):
    """The only way in: a link for one e-mail address, one role, one organisation."""

    email = models.EmailField(_("e-mail address"))
    full_name = models.CharField(_("full name"), max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name=_("organisation"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations_sent", null=True)
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_open_once",
                violation_error_message=_("An invitation is already waiting for this address. Send that one again."),
            ),
        ]

    def __str__(self) -> str:
        return self.email


class Post(Record):
    """A share of full-time work held in a function: what « persons per FTE » is counted on."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name=_("organisation"))
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("person"))
    function = models.CharField(_("function"), max_length=20, choices=StaffFunction)
    share = models.DecimalField(_("full-time equivalent"), max_digits=4, decimal_places=2)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("First day no longer worked."))

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(share__gt=0) & Q(share__lte=1),
                name="post_share_of_one",
                violation_error_message=_("A post is between 0 and 1 full-time equivalent."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="post_ends_after_start",
                violation_error_message=_("A post ends after it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_function_display()} {self.share}"


class AuditEntry(AppendOnly):
    """Who did, read, printed or exported what, when and from where. Never a note's text.

    Triggers of the database refuse to change a row; `created_at` is the instant.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=AuditKind)
    act = models.CharField(_("act"), max_length=60)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="audit_entries")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True)
    thing_kind = models.CharField(_("thing"), max_length=60, blank=True)
    thing_id = models.UUIDField(null=True)
    # A plain identifier: households stand on a floor above.
    household_id = models.UUIDField(null=True, db_index=True)
    detail = models.JSONField(_("detail"), default=dict)
    address = models.GenericIPAddressField(_("network address"), null=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["household_id", "-created_at"], name="audit_household_recent"),
            models.Index(fields=["organisation", "-id"], name="audit_organisation_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.thing_kind}"
