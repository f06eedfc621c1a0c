"""Every write of accounts: invitations, accounts, working time, organisations."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from hashlib import sha256
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from accounts import policies
from accounts.audit import record_write
from accounts.enums import Role
from accounts.mails import send_invitation
from accounts.models import Invitation, Organisation, Post, User
from common.verdict import Refused

INVITATION_DAYS = 7
FULL_TIME = Decimal(1)


@transaction.atomic
def invite(
    *, by: User, organisation: Organisation, email: str, full_name: str, role: str, now: datetime
) -> tuple[Invitation, str]:
    """Open the way in for one address, for seven days; the second value is the link's token, kept nowhere.

    Raises Refused when the address has an account or a waiting invitation already.
    """
    policies.may_invite(by, organisation, role).or_refuse()
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise Refused(_("This person already has an account."), field="email")
    stale = Invitation.objects.waiting().filter(email=email, expires_at__lte=now)
    stale.update(revoked_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        email=email,
        full_name=full_name.strip(),
        organisation=organisation,
        role=role,
        invited_by=by,
        token_hash=hash_of(token),
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    _keep(invitation)
    record_write(actor=by, act="invitation.send", thing=invitation, role=str(role))
    transaction.on_commit(partial(send_invitation, invitation, token))
    return invitation, token


@transaction.atomic
def open_installation(*, email: str, full_name: str, organisation: Organisation, now: datetime) -> str:
    """Invite the first administrator of an empty installation; gives the link's token, kept nowhere.

    Raises Refused as soon as somebody has an account: from then on people invite people.
    """
    if User.objects.exists():
        raise Refused(_("Somebody already has an account here: new people are invited from the page « Team »."))
    _keep(organisation)
    Invitation.objects.waiting().update(revoked_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        email=email.strip().lower(),
        full_name=full_name.strip(),
        organisation=organisation,
        role=Role.ADMINISTRATOR,
        token_hash=hash_of(token),
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    invitation.clean_fields(exclude=["invited_by", "accepted_at", "revoked_at"])
    invitation.save()
    record_write(actor=None, act="invitation.send", thing=invitation, role=str(Role.ADMINISTRATOR))
    return token


@transaction.atomic
def resend_invitation(*, by: User, invitation: Invitation, now: datetime) -> tuple[Invitation, str]:
    """Send a new link for seven more days; the former link stops working."""
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=invitation.pk)
    policies.may_manage_invitation(by, invitation).or_refuse()
    token = secrets.token_urlsafe(32)
    invitation.token_hash, invitation.expires_at = hash_of(token), now + timedelta(days=INVITATION_DAYS)
    invitation.save(update_fields=["token_hash", "expires_at"])
    record_write(actor=by, act="invitation.resend", thing=invitation)
    transaction.on_commit(partial(send_invitation, invitation, token))
    return invitation, token


@transaction.atomic
def revoke_invitation(*, by: User, invitation: Invitation, now: datetime) -> Invitation:
    """Take an invitation back: its link stops working at once."""
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=invitation.pk)
    policies.may_manage_invitation(by, invitation).or_refuse()
    invitation.revoked_at = now
    invitation.save(update_fields=["revoked_at"])
    record_write(actor=by, act="invitation.revoke", thing=invitation)
    return invitation


def find_invitation(*, token: str, now: datetime) -> Invitation:
    """The open invitation of a link. Raises Refused, in plain words, when the link no longer opens anything."""
    invitation = Invitation.objects.select_related("organisation").filter(token_hash=hash_of(token)).first()
    if invitation is None:
        raise Refused(_("This link opens nothing. Check that you copied all of it, or ask for a new one."))
    if invitation.accepted_at:
        raise Refused(_("This invitation was already used. Sign in with your e-mail address and password."))
    if invitation.revoked_at:
        raise Refused(_("This invitation was withdrawn. Ask the person who sent it."))
    if invitation.expires_at <= now:
        raise Refused(_("This invitation has expired. Ask for a new one."))
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, full_name: str, password: str, language: str, now: datetime) -> User:
    """Make the account an invitation promised. Of two acceptances of one link, the second is refused."""
    Invitation.objects.select_for_update(of=("self",)).filter(token_hash=hash_of(token)).first()
    invitation = find_invitation(token=token, now=now)
    user = User(
        email=invitation.email,
        full_name=full_name.strip(),
        organisation=invitation.organisation,
        role=invitation.role,
        language=language,
    )
    user.set_password(_checked(password, user))
    _keep(user)
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    record_write(actor=user, act="invitation.accept", thing=invitation, role=str(user.role))
    return user


@transaction.atomic
def deactivate_user(*, by: User, person: User) -> User:
    """Close an account at once, open sessions included; what the person wrote stays theirs."""
    policies.may_manage_account(by, person).or_refuse()
    return _change(by, person, "account.close", is_active=False)


@transaction.atomic
def reactivate_user(*, by: User, person: User) -> User:
    """Open a closed account again, with its former password and second factor."""
    policies.may_manage_account(by, person).or_refuse()
    return _change(by, person, "account.reopen", is_active=True)


@transaction.atomic
def change_role(*, by: User, person: User, role: str) -> User:
    """Give a person another role in the same organisation."""
    policies.may_change_role(by, person).or_refuse()
    if not (fits := policies.role_fits(person.organisation, role)):
        raise Refused(fits.reason, field="role")
    return _change(by, person, "account.role", role=role)


@transaction.atomic
def set_access_until(*, by: User, person: User, access_until: date | None) -> User:
    """Set the last day of access, or take the limit away."""
    policies.may_manage_account(by, person).or_refuse()
    return _change(by, person, "account.access", access_until=access_until)


@transaction.atomic
def reset_second_factor(*, by: User, person: User) -> None:
    """Forget a lost telephone or key, and end every session: whoever holds it is out, the person sets up a new one."""
    policies.may_manage_account(by, person).or_refuse()
    Authenticator.objects.filter(user_id=person.pk).delete()
    for session in UserSession.objects.filter(user_id=person.pk):
        session.end()
    record_write(actor=by, act="account.second_factor_reset", thing=person)


@transaction.atomic
def change_language(*, by: User, language: str) -> User:
    """Change one's own language; nothing happens when it is the same."""
    return by if by.language == language else _change(by, by, "account.language", language=language)


@transaction.atomic
def set_post(*, by: User, person: User, function: str, share: Decimal, since: date, until: date | None = None) -> Post:
    """Say what share of full-time work a person holds in a function, from `since` until the day before `until`.

    The post held before in the same function ends there; sent twice, it is kept once. Raises Refused when the
    shares of one person would pass full time.
    """
    policies.may_set_post(by, person).or_refuse()
    User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    held = Post.objects.filter(user=person)
    before = held.filter(function=function, since__lt=since).filter(models.Q(until=None) | models.Q(until__gt=since))
    before.update(until=since)
    post = held.filter(function=function, since=since).first() or Post(user=person, function=function, since=since)
    post.organisation, post.share, post.until = person.organisation, share, until
    _refuse_more_than_full_time(post, held.exclude(pk=post.pk))
    _keep(post)
    record_write(actor=by, act="post.set", thing=post, function=str(function), share=str(share), since=since.isoformat())
    return post


@transaction.atomic
def keep_organisation(*, by: User, organisation: Organisation) -> Organisation:
    """Add an organisation, or keep the changes made to one."""
    policies.may_keep_organisations(by).or_refuse()
    act = "organisation.add" if organisation._state.adding else "organisation.edit"
    _keep(organisation)
    record_write(actor=by, act=act, thing=organisation)
    return organisation


def hash_of(token: str) -> str:
    """What is kept of a link's token: tokens are long and random, a plain hash is enough."""
    return sha256(token.encode()).hexdigest()


def _change(by: User, person: User, act: str, **facts) -> User:
    person = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    before = {name: getattr(person, name) for name in facts}
    if before == facts:
        return person
    for name, value in facts.items():
        setattr(person, name, value)
    person.save(update_fields=list(facts))
    detail: dict[str, Any] = {f"{name}_before": str(value) for name, value in before.items()}
    detail |= {f"{name}_after": str(value) for name, value in facts.items()}
    record_write(actor=by, act=act, thing=person, **detail)
    return person


def _keep(thing: models.Model) -> None:
    """Validate, then save; a race lost on a unique rule reads like the rule."""
    try:
        thing.full_clean()
        with transaction.atomic():
            thing.save()
    except ValidationError as error:
        field, phrases = next(iter(error.message_dict.items()))
        raise Refused(phrases[0], field=field) from error
    except IntegrityError as error:
        raise Refused(_("Somebody kept the same thing at the same moment. Look at the list again.")) from error


def _checked(password: str, user: User) -> str:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="password") from error
    return password


def _refuse_more_than_full_time(post: Post, others: models.QuerySet[Post]) -> None:
    together = others.filter(models.Q(until=None) | models.Q(until__gt=post.since))
    if post.until:
        together = together.filter(since__lt=post.until)
    starts = {post.since, *(other.since for other in together if other.since > post.since)}
    for day in starts:
        total = post.share + sum(o.share for o in together if o.since <= day and (o.until is None or o.until > day))
        if total > FULL_TIME:
            raise Refused(_("Together with the other posts of this person, this passes full time."), field="share")
