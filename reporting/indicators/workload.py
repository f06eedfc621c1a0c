"""O1: people followed per full-time post."""

from __future__ import annotations

from accounts.enums import StaffFunction
from accounts.models import Post
from common.period import Period
from reporting.indicators.declaration import Ratio, Scope
from reporting.indicators.people import b1


def o1(scope: Scope, period: Period) -> Ratio:
    """People and households followed (B1) per mean full-time social worker of the period."""
    posts = Post.objects.within(period).filter(organisation=scope.operator)
    return Ratio(people=b1(scope, period), posts=posts, function=StaffFunction.SOCIAL_WORKER)
