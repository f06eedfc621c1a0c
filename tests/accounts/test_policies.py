"""Who may do what with accounts, and the reasons given."""

from datetime import date

import pytest

from accounts import policies
from accounts.enums import Role
from tests.factories.accounts import (
    AdministratorFactory,
    CoordinatorFactory,
    InvitationFactory,
    OrganisationFactory,
    StateReaderFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({}, ""),
        ({"is_active": False}, "This account is closed."),
        ({"access_until": TODAY}, ""),
        ({"access_until": date(2026, 3, 9)}, "Your access has ended. Ask your coordinator if you still need it."),
    ],
)
def test_an_account_opens_until_its_last_day_included(facts, reason):
    assert str(policies.may_sign_in(UserFactory.build(**facts), on=TODAY).reason) == reason


@pytest.mark.parametrize(
    ("factory", "carries"), [(UserFactory, 1), (CoordinatorFactory, 1), (AdministratorFactory, 1), (StateReaderFactory, 0)]
)
def test_who_sees_names_or_opens_accounts_carries_a_second_factor(factory, carries):
    assert policies.must_carry_second_factor(factory.build()) == bool(carries)


@pytest.mark.parametrize("policy", [policies.may_see_team, policies.may_read_trail])
def test_coordinators_and_administrators_look_after_accounts(policy):
    allowed = [bool(policy(f.build())) for f in (UserFactory, CoordinatorFactory, AdministratorFactory, StateReaderFactory)]
    assert allowed == [False, True, True, False]


def test_organisations_are_the_administrators():
    assert policies.may_keep_organisations(AdministratorFactory.build())
    assert "Only administrators" in str(policies.may_keep_organisations(CoordinatorFactory.build()).reason)


def test_nobody_has_an_account_at_a_partner():
    partner = OrganisationFactory(kind="partner")
    assert not any(policies.role_fits(partner, role) for role in Role.values)


def test_an_invitation_of_another_organisation_is_not_a_coordinators():
    assert not policies.may_manage_invitation(CoordinatorFactory(), InvitationFactory())
    assert policies.may_manage_invitation(AdministratorFactory(), InvitationFactory())


def test_a_social_worker_manages_no_account():
    person = UserFactory()
    assert not policies.may_manage_account(UserFactory(organisation=person.organisation), person)


def test_an_administrator_does_not_change_their_own_role():
    administrator = AdministratorFactory()
    assert "your own account" in str(policies.may_change_role(administrator, administrator).reason)
