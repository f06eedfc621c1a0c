"""Every write about support, one noun a file."""

from support.services.enrolments import close_enrolment, open_enrolment, pause_enrolment, reopen_enrolment
from support.services.evaluations import save_evaluation
from support.services.plans import (
    add_action,
    add_first_goal,
    add_goal,
    drop_action,
    record_agreement,
    review_plan,
    set_goal_status,
    tick_action,
    write_plan,
)
from support.services.rights import record_right, record_schooling

__all__ = [
    "add_action",
    "add_first_goal",
    "add_goal",
    "close_enrolment",
    "drop_action",
    "open_enrolment",
    "pause_enrolment",
    "record_agreement",
    "record_right",
    "record_schooling",
    "reopen_enrolment",
    "review_plan",
    "save_evaluation",
    "set_goal_status",
    "tick_action",
    "write_plan",
]
