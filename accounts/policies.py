"""Who may do what with accounts, and why not."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.enums import OrganisationKind, Role
from accounts.models import Invitation, Organisation, User
from common.verdict import ALLOWED, Verdict

ROLES_OF = {
    OrganisationKind.OPERATOR: {Role.SOCIAL_WORKER, Role.COORDINATOR, Role.ADMINISTRATOR},
    OrganisationKind.STATE: {Role.STATE_READER},
    OrganisationKind.NATIONAL: {Role.STATE_READER},
    OrganisationKind.PARTNER: set(),
}


def must_carry_second_factor(user: User) -> bool:
    """Those who see names, and those who could open an account that sees them."""
    return user.supports_families or user.is_administrator


def may_sign_in(user: User, *, on: date) -> Verdict:
    """An active account, until its last day included."""
    if not user.is_active:
        return Verdict(_("This account is closed."))
    if user.access_until and user.access_until < on:
        return Verdict(_("Your access has ended. Ask your coordinator if you still need it."))
    return ALLOWED


def may_see_team(user: User) -> Verdict:
    """Coordinators look after their organisation's accounts, administrators after all of them."""
    if user.is_coordinator or user.is_administrator:
        return ALLOWED
    return Verdict(_("Only coordinators and administrators look after accounts."))


def may_keep_organisations(user: User) -> Verdict:
    """Organisations are the administrator's."""
    return ALLOWED if user.is_administrator else Verdict(_("Only administrators add or change organisations."))


def may_read_trail(user: User) -> Verdict:
    """The trail shows who worked on what: it is read by those who answer for it."""
    if user.is_coordinator or user.is_administrator:
        return ALLOWED
    return Verdict(_("Only coordinators and administrators read the audit trail."))


def role_fits(organisation: Organisation, role: str) -> Verdict:
    """Case files stay with operators, published reports with State services; partners answer by links."""
    if role in ROLES_OF[OrganisationKind(organisation.kind)]:
        return ALLOWED
    return Verdict(_("This role does not exist in this kind of organisation."))


def may_invite(user: User, organisation: Organisation, role: str) -> Verdict:
    """Administrators invite anyone; a coordinator invites the workers of the same organisation."""
    if not (team := may_see_team(user)):
        return team
    if user.is_coordinator and organisation.pk != user.organisation_id:
        return Verdict(_("You invite people to your own organisation only."))
    if user.is_coordinator and role != Role.SOCIAL_WORKER:
        return Verdict(_("A coordinator invites social workers. Ask an administrator for other roles."))
    return role_fits(organisation, role)


def may_manage_invitation(user: User, invitation: Invitation) -> Verdict:
    """Whoever could send it may send it again or take it back."""
    if invitation.accepted_at:
        return Verdict(_("This invitation was already accepted."))
    if invitation.revoked_at:
        return Verdict(_("This invitation was withdrawn."))
    return may_invite(user, invitation.organisation, invitation.role)


def may_manage_account(user: User, person: User) -> Verdict:
    """Administrators look after every account but their own; coordinators after their social workers."""
    if not (team := may_see_team(user)):
        return team
    if user.pk == person.pk:
        return Verdict(_("You cannot do this to your own account."))
    if user.is_coordinator and (person.organisation_id != user.organisation_id or not person.is_worker):
        return Verdict(_("A coordinator looks after the accounts of social workers. Ask an administrator."))
    return ALLOWED


def may_change_role(user: User, person: User) -> Verdict:
    """A role opens or closes case files: the administrator decides."""
    if not user.is_administrator:
        return Verdict(_("Only administrators change a role."))
    return may_manage_account(user, person)


def may_set_post(user: User, person: User) -> Verdict:
    """Working time is kept by the coordinator of the organisation, or by an administrator."""
    if not (team := may_see_team(user)):
        return team
    if user.is_coordinator and person.organisation_id != user.organisation_id:
        return Verdict(_("You keep the working time of your own organisation only."))
    return ALLOWED
