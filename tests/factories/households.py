"""Families: `HouseholdFactory` alone has no member; `family()` makes a whole one on a camp."""

from datetime import UTC, date, datetime

import factory

from common.folding import fold, sound_key
from households.enums import ConsentForm, HouseholdRole, Language, Outcome, Sex, SharingPurpose, StayKind, Wish
from households.models import (
    Assessment,
    Encounter,
    Household,
    InformationNotice,
    Membership,
    Person,
    SharingConsent,
    Stay,
    SupportWish,
)
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.camps import CampFactory


class HouseholdFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Household

    operator = factory.SubFactory(OrganisationFactory)
    code = factory.Sequence(lambda n: f"H{n}")
    name = factory.Sequence(lambda n: f"Family {n}")
    name_fold = factory.LazyAttribute(lambda o: fold(o.name))


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    operator = factory.SubFactory(OrganisationFactory)
    family_name = "Ionescu"
    first_name = factory.Sequence(lambda n: f"Ana{n}")
    name_sound = factory.LazyAttribute(lambda o: sound_key(f"{o.family_name} {o.first_name}"))
    sex = Sex.FEMALE
    born_on = date(1990, 5, 1)
    born_precision = "day"


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    household = factory.SubFactory(HouseholdFactory)
    person = factory.SubFactory(PersonFactory, operator=factory.SelfAttribute("..household.operator"))
    role = HouseholdRole.HEAD
    since = date(2025, 3, 1)


class StayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Stay

    person = factory.SubFactory(PersonFactory)
    kind = StayKind.CAMP
    camp = factory.SubFactory(CampFactory, operator=factory.SelfAttribute("..person.operator"))
    since = date(2025, 3, 1)


class EncounterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Encounter
        skip_postgeneration_save = True

    household = factory.SubFactory(HouseholdFactory)
    happened_on = date(2026, 1, 12)
    occurred_at = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
    place_kind = StayKind.CAMP
    outcome = Outcome.SEEN
    worker = factory.SubFactory(UserFactory, organisation=factory.SelfAttribute("..household.operator"))


class AssessmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Assessment

    household = factory.SubFactory(HouseholdFactory)
    started_on = date(2026, 1, 12)
    worker = factory.SubFactory(UserFactory, organisation=factory.SelfAttribute("..household.operator"))


class SupportWishFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SupportWish

    household = factory.SubFactory(HouseholdFactory)
    value = Wish.WANTS
    stated_on = date(2026, 1, 12)
    recorded_by = factory.SubFactory(UserFactory, organisation=factory.SelfAttribute("..household.operator"))


class InformationNoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = InformationNotice

    household = factory.SubFactory(HouseholdFactory)
    given_on = date(2026, 1, 12)
    language = Language.ROMANIAN
    form = ConsentForm.ORAL
    given_by = factory.SubFactory(UserFactory, organisation=factory.SelfAttribute("..household.operator"))


class SharingConsentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SharingConsent

    household = factory.SubFactory(HouseholdFactory)
    purpose = SharingPurpose.HEALTH
    shared_with = "City-hospital network"
    form = ConsentForm.ORAL
    given_on = date(2026, 1, 12)
    recorded_by = factory.SubFactory(UserFactory, organisation=factory.SelfAttribute("..household.operator"))


def family(operator, camp=None, *, size=3, since=date(2025, 3, 1), **fields):
    """A household of `size` people, the first two adults, living on `camp` since `since` when given."""
    household = HouseholdFactory(operator=operator, first_contact_on=since, **fields)
    for rank in range(size):
        person = PersonFactory(
            operator=operator,
            sex=Sex.FEMALE if rank % 2 == 0 else Sex.MALE,
            born_on=date(1988, 3, 4) if rank < 2 else date(2010 + rank, 6, 7),
        )
        role = HouseholdRole.HEAD if rank == 0 else HouseholdRole.PARTNER if rank == 1 else HouseholdRole.CHILD
        MembershipFactory(household=household, person=person, role=role, since=since)
        if camp:
            StayFactory(person=person, camp=camp, since=since)
    return household
