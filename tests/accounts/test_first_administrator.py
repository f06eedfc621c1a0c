"""The first account of a new installation comes from the terminal, once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts import services
from accounts.enums import Role
from accounts.models import Invitation, Organisation, User
from tests.accounts.test_services import PASSWORD
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def ask(email="ana@operator.example") -> str:
    out = StringIO()
    call_command("first_administrator", email, "Ana Pop", "La Halte", stdout=out)
    return out.getvalue().strip().rstrip("/").rsplit("/", 1)[-1]


def test_the_link_opens_an_administrators_account():
    token = ask()
    invitation = Invitation.objects.get()
    person = services.accept_invitation(
        token=token, full_name="Ana Pop", password=PASSWORD, language="fr", now=invitation.created_at
    )
    assert (person.role, person.organisation.name) == (Role.ADMINISTRATOR, "La Halte")


def test_asked_again_the_former_link_stops_working():
    ask()
    ask()
    assert Organisation.objects.count() == 1
    assert Invitation.objects.filter(revoked_at=None).count() == 1


def test_once_somebody_has_an_account_people_invite_people():
    UserFactory()
    with pytest.raises(CommandError, match="already has an account"):
        ask()
    assert User.objects.count() == 1


def test_a_faulty_address_is_told():
    with pytest.raises(CommandError, match="valid email"):
        ask("not an address")
    assert not Invitation.objects.exists()
