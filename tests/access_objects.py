"""The objects `tests/access_table.py` needs: functions `name(world) -> dict` of an address's arguments.

Make them with factories, for `world.operator` (or `world.elsewhere` when the row's `hidden` names the function).
"""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import Organisation, User


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
