"""What the database and the read sets keep: who sees whom, and one open row a person."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from households.models import Encounter, Household, Membership, Person, SharingConsent, Stay
from support.models import Goal, PlanAction, Right
from tests.factories.accounts import AdministratorFactory, StateReaderFactory, UserFactory
from tests.factories.camps import CampFactory
from tests.factories.households import (
    AssessmentFactory,
    EncounterFactory,
    MembershipFactory,
    PersonFactory,
    SharingConsentFactory,
    family,
)
from tests.factories.support import PlanActionFactory, RightFactory

pytestmark = pytest.mark.django_db
SETS = [Household, Person, Membership, Stay, Encounter, SharingConsent, Goal, PlanAction, Right]


@pytest.mark.parametrize("model", SETS)
def test_nothing_is_seen_by_those_who_support_nobody_or_others(model):
    worker = UserFactory()
    home = family(worker.organisation, CampFactory(operator=worker.organisation))
    EncounterFactory(household=home)
    SharingConsentFactory(household=home)
    PlanActionFactory(goal__plan__household=home)
    RightFactory(person=home.memberships.first().person)
    assert model.objects.visible_to(worker).exists()
    for stranger in (UserFactory(), AdministratorFactory(organisation=worker.organisation), StateReaderFactory()):
        assert not model.objects.visible_to(stranger).exists()


@pytest.mark.parametrize(
    "make",
    [
        lambda: MembershipFactory(person=MembershipFactory().person),
        lambda: MembershipFactory(since=date(2026, 1, 2), until=date(2026, 1, 2)),
        lambda: PersonFactory(first_name="", family_name=""),
        lambda: PersonFactory(born_on=None),
        lambda: PersonFactory(died_on=date(1980, 1, 1)),
        lambda: EncounterFactory(next_step="task"),
        lambda: AssessmentFactory(validated_on=date(2020, 1, 1)),
        lambda: SharingConsentFactory(withdrawn_on=date(2020, 1, 1)),
    ],
)
def test_database_refuses_what_cannot_be(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_age_counts_whole_years():
    person = PersonFactory.build(operator=None, born_on=date(2000, 3, 2))
    assert (person.age(date(2026, 3, 1)), person.age(date(2026, 3, 2))) == (25, 26)
    assert PersonFactory.build(operator=None, born_on=None).age(date(2026, 3, 2)) is None


def test_records_read_as_words():
    member = MembershipFactory(
        person__first_name="Ana", person__family_name="Marin", household__code="BALU20", household__name="Marin"
    )
    assert (str(member), str(member.household)) == ("Ana Marin (Contact person)", "BALU20 · Marin")
    assert str(SharingConsentFactory()) == "Care and health cover · City-hospital network"
