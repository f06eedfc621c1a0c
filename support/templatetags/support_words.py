"""Words of support that several pages share."""

from __future__ import annotations

from datetime import date

from django import template

from households.enums import SharingPurpose, Wish
from partners.enums import ReferralStatus
from support.enums import ActionOwner, GoalStatus
from support.models import PlanReview
from support.queries import Fact
from support.timeline import place_of

register = template.Library()

register.filter(place_of)

WORDS = {"wish": Wish, "consent": SharingPurpose, "referral": ReferralStatus}
TONES = {"planned": "neutral", "ongoing": "info", "blocked": "danger", "reached": "ok", "dropped": "neutral"}


@register.filter
def fact_word(fact: Fact) -> str:
    """The fact's code in words."""
    return str(WORDS[fact.kind](fact.code).label)


@register.filter
def goal_tone(status: str) -> str:
    """The tone of a goal's status."""
    return TONES[status]


@register.filter
def due_tone(day: date, today: date) -> str:
    """Late, within a week, or later."""
    days = (day - today).days
    return "danger" if days < 0 else "warning" if days <= 7 else "info"


@register.filter
def goals_then(review: PlanReview) -> list[dict]:
    """The goals of a review as they stood, in words."""
    return [
        {
            "statement": goal["statement"],
            "status": str(GoalStatus(goal["status"]).label),
            "actions": [_action_then(action) for action in goal["actions"]],
        }
        for goal in review.state.get("goals", [])
    ]


def _action_then(action: dict) -> str:
    sign = "✓ " if action["done_on"] else ""
    return f"{sign}{action['statement']} · {ActionOwner(action['owner']).label}"
