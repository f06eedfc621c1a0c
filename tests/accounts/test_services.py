"""Invitations, accounts, working time: every write, and every reason to refuse one."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError

from accounts import services
from accounts.enums import OrganisationKind, Role, StaffFunction
from accounts.models import AuditEntry, Invitation, Organisation, Post, User
from common.verdict import Refused
from tests.factories.accounts import (
    AdministratorFactory,
    CoordinatorFactory,
    InvitationFactory,
    OrganisationFactory,
    PostFactory,
    StateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=ZoneInfo("Europe/Paris"))
LATER = NOW + timedelta(days=7)
PASSWORD = "three calm herons at dawn"


def invite(by, **changes):
    asked = {"organisation": by.organisation, "email": "Ana@Operator.example ", "full_name": "Ana", "role": Role.SOCIAL_WORKER}
    return services.invite(by=by, now=NOW, **(asked | changes))


def accept(token, now=NOW, password=PASSWORD):
    return services.accept_invitation(token=token, full_name="Ana Pop", password=password, language="en", now=now)


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))


def test_an_invitation_keeps_only_the_hash_of_its_link():
    invitation, token = invite(CoordinatorFactory())
    assert invitation.email == "ana@operator.example"
    assert invitation.expires_at == LATER
    assert token not in invitation.token_hash and invitation.token_hash == services.hash_of(token)
    assert acts() == ["invitation.send"]


def test_the_link_is_sent_once_the_invitation_is_kept(mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        _, token = invite(CoordinatorFactory())
    assert mailoutbox[0].to == ["ana@operator.example"]
    assert f"/invitation/{token}/" in mailoutbox[0].body


def test_a_mail_server_that_is_down_does_not_undo_the_invitation(monkeypatch, django_capture_on_commit_callbacks):
    def down(*message):
        raise OSError("no mail")

    monkeypatch.setattr("accounts.mails.send_mail", down)
    with django_capture_on_commit_callbacks(execute=True):
        invite(CoordinatorFactory())
    assert Invitation.objects.count() == 1


def test_someone_with_an_account_is_not_invited():
    UserFactory(email="ana@operator.example")
    with pytest.raises(Refused, match="already has an account") as refusal:
        invite(CoordinatorFactory())
    assert refusal.value.field == "email"


def test_a_waiting_invitation_is_not_doubled():
    coordinator = CoordinatorFactory()
    invite(coordinator)
    with pytest.raises(Refused, match="already waiting"):
        invite(coordinator)


def test_the_database_keeps_one_waiting_invitation_an_address():
    InvitationFactory(email="ana@operator.example")
    with pytest.raises(IntegrityError):
        InvitationFactory(email="ana@operator.example")


def test_an_expired_invitation_gives_way_to_a_new_one():
    old = InvitationFactory(email="ana@operator.example", expires_at=NOW)
    invite(CoordinatorFactory())
    old.refresh_from_db()
    assert old.revoked_at == NOW


def test_a_race_lost_on_a_unique_rule_reads_as_a_sentence(monkeypatch):
    InvitationFactory(email="ana@operator.example", expires_at=LATER)
    monkeypatch.setattr(Invitation, "full_clean", lambda self: None)
    with pytest.raises(Refused, match="same moment"):
        invite(CoordinatorFactory())


def test_a_coordinator_invites_social_workers_of_the_same_organisation_only():
    coordinator = CoordinatorFactory()
    with pytest.raises(Refused, match="invites social workers"):
        invite(coordinator, role=Role.COORDINATOR)
    with pytest.raises(Refused, match="your own organisation"):
        invite(coordinator, organisation=OrganisationFactory())


def test_a_role_belongs_to_a_kind_of_organisation():
    administrator = AdministratorFactory()
    with pytest.raises(Refused, match="does not exist in this kind"):
        invite(administrator, organisation=StateFactory())
    with pytest.raises(Refused, match="does not exist in this kind"):
        invite(administrator, role=Role.STATE_READER)
    invitation, _ = invite(administrator, organisation=StateFactory(), role=Role.STATE_READER)
    assert invitation.role == Role.STATE_READER


def test_a_social_worker_invites_nobody():
    with pytest.raises(Refused, match="Only coordinators"):
        invite(UserFactory())


def test_sending_again_makes_a_new_link_and_closes_the_former():
    coordinator = CoordinatorFactory()
    invitation, former = invite(coordinator)
    _, token = services.resend_invitation(by=coordinator, invitation=invitation, now=LATER)
    with pytest.raises(Refused, match="opens nothing"):
        services.find_invitation(token=former, now=LATER)
    assert services.find_invitation(token=token, now=LATER).pk == invitation.pk


def test_a_withdrawn_invitation_is_neither_sent_again_nor_accepted():
    coordinator = CoordinatorFactory()
    invitation, token = invite(coordinator)
    services.revoke_invitation(by=coordinator, invitation=invitation, now=NOW)
    with pytest.raises(Refused, match="withdrawn"):
        services.resend_invitation(by=coordinator, invitation=invitation, now=NOW)
    with pytest.raises(Refused, match="withdrawn"):
        accept(token)


def test_accepting_opens_an_account_with_what_was_invited():
    coordinator = CoordinatorFactory()
    _, token = invite(coordinator)
    user = accept(token)
    assert (user.email, user.full_name, user.role) == ("ana@operator.example", "Ana Pop", Role.SOCIAL_WORKER)
    assert user.organisation == coordinator.organisation and user.check_password(PASSWORD)
    assert acts()[-1] == "invitation.accept"


def test_a_link_works_once():
    _, token = invite(CoordinatorFactory())
    accept(token)
    with pytest.raises(Refused, match="already used"):
        accept(token)
    assert User.objects.filter(email="ana@operator.example").count() == 1


def test_an_accepted_invitation_is_neither_sent_again_nor_withdrawn():
    coordinator = CoordinatorFactory()
    invitation, token = invite(coordinator)
    accept(token)
    with pytest.raises(Refused, match="already accepted"):
        services.revoke_invitation(by=coordinator, invitation=invitation, now=NOW)


def test_a_link_stops_at_its_hour():
    _, token = invite(CoordinatorFactory())
    with pytest.raises(Refused, match="expired"):
        accept(token, now=LATER)
    assert accept(token, now=LATER - timedelta(seconds=1)).pk


def test_a_guessed_link_opens_nothing():
    with pytest.raises(Refused, match="opens nothing"):
        accept("guess")


@pytest.mark.parametrize("password", ["short", "password1234", "ana@operator.example"])
def test_a_weak_password_is_refused(password):
    _, token = invite(CoordinatorFactory())
    with pytest.raises(Refused) as refusal:
        accept(token, password=password)
    assert refusal.value.field == "password" and Invitation.objects.get().accepted_at is None


def test_an_account_closes_and_opens_again():
    person = UserFactory()
    coordinator = CoordinatorFactory(organisation=person.organisation)
    assert not services.deactivate_user(by=coordinator, person=person).is_active
    services.deactivate_user(by=coordinator, person=person)
    assert services.reactivate_user(by=coordinator, person=person).is_active
    assert acts() == ["account.close", "account.reopen"]


def test_nobody_closes_their_own_account_or_a_coordinator_another_coordinator():
    coordinator = CoordinatorFactory()
    other = CoordinatorFactory(organisation=coordinator.organisation)
    with pytest.raises(Refused, match="your own account"):
        services.deactivate_user(by=coordinator, person=coordinator)
    with pytest.raises(Refused, match="Ask an administrator"):
        services.deactivate_user(by=coordinator, person=other)


def test_an_administrator_changes_a_role_within_the_organisation():
    person, administrator = UserFactory(), AdministratorFactory()
    assert services.change_role(by=administrator, person=person, role=Role.COORDINATOR).is_coordinator
    assert AuditEntry.objects.get().detail == {"role_before": "social_worker", "role_after": "coordinator"}
    with pytest.raises(Refused, match="does not exist"):
        services.change_role(by=administrator, person=person, role=Role.STATE_READER)


def test_a_coordinator_changes_no_role():
    person = UserFactory()
    with pytest.raises(Refused, match="Only administrators"):
        services.change_role(by=CoordinatorFactory(organisation=person.organisation), person=person, role=Role.COORDINATOR)


def test_access_has_a_last_day_or_none():
    person, administrator = UserFactory(), AdministratorFactory()
    services.set_access_until(by=administrator, person=person, access_until=date(2026, 6, 30))
    person.refresh_from_db()
    assert person.access_until == date(2026, 6, 30)
    assert services.set_access_until(by=administrator, person=person, access_until=None).access_until is None


def test_a_lost_second_factor_is_forgotten():
    person = UserFactory()
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    services.reset_second_factor(by=CoordinatorFactory(organisation=person.organisation), person=person)
    assert not Authenticator.objects.exists()
    assert acts() == ["account.second_factor_reset"]


def test_ones_language_is_kept_and_the_same_one_is_not_an_act():
    user = UserFactory()
    assert services.change_language(by=user, language="en") == user
    assert services.change_language(by=user, language="fr").language == "fr"
    assert acts() == ["account.language"]


def test_an_administrator_keeps_organisations():
    administrator = AdministratorFactory()
    fresh = Organisation(name="DDETS 77", kind=OrganisationKind.STATE, territory="77")
    services.keep_organisation(by=administrator, organisation=fresh)
    fresh.territory = "75"
    services.keep_organisation(by=administrator, organisation=fresh)
    assert acts() == ["organisation.add", "organisation.edit"]
    with pytest.raises(Refused) as refusal:
        services.keep_organisation(by=administrator, organisation=Organisation(name="DDETS 77", kind="state", territory="77"))
    assert refusal.value.field == "name"


def post(person, by=None, **changes):
    asked = {"function": StaffFunction.SOCIAL_WORKER, "share": Decimal("0.5"), "since": date(2026, 1, 1)}
    by = by or CoordinatorFactory(organisation=person.organisation)
    return services.set_post(by=by, person=person, **(asked | changes))


def test_a_new_share_ends_the_former_one_that_day():
    person = UserFactory()
    former = post(person)
    post(person, share=Decimal("0.8"), since=date(2026, 4, 1))
    former.refresh_from_db()
    assert former.until == date(2026, 4, 1)
    assert Post.objects.count() == 2


def test_the_same_post_sent_twice_is_kept_once():
    person = UserFactory()
    assert post(person).pk == post(person).pk
    assert Post.objects.count() == 1


def test_two_functions_never_pass_full_time():
    person = UserFactory()
    post(person, share=Decimal("0.7"))
    with pytest.raises(Refused, match="passes full time") as refusal:
        post(person, function=StaffFunction.COORDINATOR, share=Decimal("0.4"))
    assert refusal.value.field == "share"
    assert post(person, function=StaffFunction.COORDINATOR, share=Decimal("0.3")).pk


def test_posts_to_come_count_on_the_days_they_are_held():
    person = UserFactory()
    PostFactory(user=person, function=StaffFunction.UPKEEP, since=date(2026, 5, 1), share=Decimal("0.6"))
    with pytest.raises(Refused, match="passes full time"):
        post(person)
    assert post(person, until=date(2026, 5, 1)).until == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("changes", "phrase"), [({"share": Decimal(0)}, "between 0 and 1"), ({"until": date(2026, 1, 1)}, "ends after")]
)
def test_a_post_is_a_share_of_one_and_ends_after_it_starts(changes, phrase):
    with pytest.raises(Refused, match=phrase):
        post(UserFactory(), **changes)


def test_working_time_is_kept_by_its_organisation():
    person = UserFactory()
    with pytest.raises(Refused, match="your own organisation"):
        post(person, by=CoordinatorFactory())
    with pytest.raises(Refused, match="Only coordinators"):
        post(person, by=UserFactory())
    assert post(person, by=AdministratorFactory()).pk
