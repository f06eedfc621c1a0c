"""The objects `tests/access_table.py` needs: functions `name(world) -> dict` of an address's arguments.

Make them with factories, for `world.operator` (or `world.elsewhere` when the row's `hidden` names the function).
"""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import Organisation, User
from accounts.services import hash_of
from tests.factories.accounts import InvitationFactory, UserFactory


@dataclass(frozen=True)
class World:
    """Three organisations and one user of each role."""

    operator: Organisation
    state: Organisation
    elsewhere: Organisation
    worker: User
    coordinator: User
    administrator: User
    state_reader: User


def demo_account(world) -> dict:
    return {"pk": UserFactory(email="someone@demo.ancrage.example").pk}


def invitation_link(world) -> dict:
    InvitationFactory(organisation=world.operator, token_hash=hash_of("token"))
    return {"token": "token"}


def invitation(world) -> dict:
    return {"pk": InvitationFactory(organisation=world.operator).pk}


def colleague(world) -> dict:
    return {"pk": UserFactory(organisation=world.operator).pk}


def organisation(world) -> dict:
    return {"pk": world.elsewhere.pk}
