"""Pages of support."""

from support.views.day import my_day, step_tick
from support.views.files import (
    assessment,
    contact_correct,
    contact_new,
    enrolment_close,
    enrolment_open,
    enrolment_pause,
    enrolment_reopen,
    household,
    household_openings,
    rights,
    schooling,
    wish_new,
)
from support.views.plans import (
    action_drop,
    action_new,
    action_tick,
    goal_new,
    goal_status,
    plan,
    plan_agreement,
    plan_review,
    plan_words,
)

__all__ = [
    "action_drop",
    "action_new",
    "action_tick",
    "assessment",
    "contact_correct",
    "contact_new",
    "enrolment_close",
    "enrolment_open",
    "enrolment_pause",
    "enrolment_reopen",
    "goal_new",
    "goal_status",
    "household",
    "household_openings",
    "my_day",
    "plan",
    "plan_agreement",
    "plan_review",
    "plan_words",
    "rights",
    "schooling",
    "step_tick",
    "wish_new",
]
