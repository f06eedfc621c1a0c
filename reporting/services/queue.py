"""The message to the worker. It may be lost: the row is the job, the message only rings the bell."""

from __future__ import annotations

import logging
from uuid import UUID

from celery import current_app

logger = logging.getLogger(__name__)
# By its name: tasks stand above services.
MAKE_REPORT = "reporting.tasks.make_report"


def enqueue(run_id: UUID) -> bool:
    """Ring for one report. False when the broker does not answer: the schedule rings again later."""
    try:
        current_app.send_task(MAKE_REPORT, kwargs={"run_id": str(run_id)}, retry=False)
    except Exception as fault:  # Each broker has its own family of errors; none may break the order.
        logger.warning("The broker took no message for report %s: %s", run_id, type(fault).__name__)
        return False
    return True
