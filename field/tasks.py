"""What the worker does for the round."""

from celery import shared_task
from django.utils import timezone

from field.services import replay_left_behind


@shared_task
def replay_received(**_: object) -> int:
    """Apply the items a crash left between storing and applying."""
    return replay_left_behind(now=timezone.now())
