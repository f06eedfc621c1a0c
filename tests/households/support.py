"""What several tests of families need."""

from common.folding import fold, sound_key
from tests.factories.households import HouseholdFactory, MembershipFactory, PersonFactory


def named_family(operator, name, **fields):
    """A household of one person, `Family First`, whose usual name is the family name."""
    family_name, first_name = name.split(" ", 1)
    household = HouseholdFactory(
        operator=operator, name=family_name, name_fold=fold(family_name), name_sound=sound_key(family_name), **fields
    )
    person = PersonFactory(operator=operator, family_name=family_name, first_name=first_name)
    MembershipFactory(household=household, person=person)
    return household
