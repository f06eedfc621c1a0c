"""Pages about families."""

from households.views.files import consent_new, edit, join, leave, move, new, notice_new, person_edit, person_new
from households.views.lists import household_list, on_camp

__all__ = [
    "consent_new",
    "edit",
    "household_list",
    "join",
    "leave",
    "move",
    "new",
    "notice_new",
    "on_camp",
    "person_edit",
    "person_new",
]
