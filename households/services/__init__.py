"""Every write about families, one noun a file."""

from households.services.consents import give_consent, give_notice, record_wish, withdraw_consent
from households.services.encounters import DifferentContent, correct_encounter, record_encounter, tick_next_step
from households.services.evaluations import record_assessment, validate_assessment
from households.services.households import NewPerson, edit_household, register_household, welcome_household
from households.services.people import add_person, edit_person, end_membership, join_household, record_death
from households.services.stays import leave_household, move_household, move_person

__all__ = [
    "DifferentContent",
    "NewPerson",
    "add_person",
    "correct_encounter",
    "edit_household",
    "edit_person",
    "end_membership",
    "give_consent",
    "give_notice",
    "join_household",
    "leave_household",
    "move_household",
    "move_person",
    "record_assessment",
    "record_death",
    "record_encounter",
    "record_wish",
    "register_household",
    "tick_next_step",
    "validate_assessment",
    "welcome_household",
    "withdraw_consent",
]
