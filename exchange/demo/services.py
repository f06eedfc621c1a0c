"""Write the whole invented world in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from camps.models import Camp
from common.verdict import Refused
from exchange.demo.maker import Maker
from exchange.demo.people import make_families, present
from exchange.demo.places import make_camps, make_observations, make_world
from exchange.demo.work import make_work
from households.models import Household, Person


@dataclass(frozen=True)
class Made:
    """How much was written."""

    camps: int
    households: int
    persons: int


@transaction.atomic
def make_demo(*, persons: int, seed: int, today: date) -> Made:
    """Write two years of invented history ending on `today`; the same seed and day give the same rows.

    Raises Refused when the database already holds an organisation: invented data never mix with real ones.
    """
    if Organisation.objects.exists():
        raise Refused(_("The database is not empty: invented data are only written into an empty one."))
    maker = Maker(seed=seed, today=today, persons=persons)
    world = make_world(maker)
    make_camps(maker, world)
    families = make_families(maker, world)
    make_observations(maker, world, {camp.pk: present(families, camp) for camp in world.camps})
    make_work(maker, world, families)
    return Made(Camp.objects.count(), Household.objects.count(), Person.objects.count())
