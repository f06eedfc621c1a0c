"""The health of the installation, for the machine that watches it."""

from __future__ import annotations

import logging
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from reporting.services.making import silent_since

logger = logging.getLogger(__name__)
# The heart beats every 15 seconds; a long report may hold the only worker for a while.
SILENCE = timedelta(seconds=120)
BROKER_SECONDS = 2
PATIENCE = {"socket_connect_timeout": BROKER_SECONDS, "socket_timeout": BROKER_SECONDS}
OK, DOWN = "ok", "down"


@never_cache
@require_GET
def healthz(request: HttpRequest) -> JsonResponse:
    """Version, database, broker and worker; 503 when a part is down, which is then named in `failing`.

    Details stay in the log: this page is public.
    """
    parts = {"database": _database(), "broker": _broker()}
    seconds = _silence() if parts["database"] == OK else None
    parts["worker"] = OK if seconds is not None and seconds <= SILENCE.total_seconds() else DOWN
    failing = [name for name, state in parts.items() if state != OK]
    answer = {
        "status": DOWN if failing else OK,
        "version": settings.VERSION,
        **parts,
        "worker_heartbeat_seconds": seconds,
        "failing": failing,
    }
    return JsonResponse(answer, status=503 if failing else 200)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:  # whatever the driver says, the answer is: down
        logger.exception("The database does not answer.")
        return DOWN
    return OK


def _broker() -> str:
    """Ask how many messages wait, within two seconds; no retry."""
    try:
        with current_app.connection_for_write(connect_timeout=BROKER_SECONDS, transport_options=PATIENCE) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=BROKER_SECONDS)
            broker.default_channel.queue_declare(queue=current_app.conf.task_default_queue)
    except Exception:  # each broker has its own family of errors
        logger.exception("The broker does not answer.")
        return DOWN
    return OK


def _silence() -> int | None:
    """Whole seconds since the worker's last sign; None when it never gave one."""
    silence = silent_since(now=timezone.now())
    return None if silence is None else max(0, int(silence.total_seconds()))
