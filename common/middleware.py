"""A GET never writes: a guard on the connection refuses it."""

from __future__ import annotations

import re

from django.db import connection

WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE|ALTER|CREATE|DROP)\b", re.IGNORECASE)


class GetWrote(RuntimeError):
    """A view wrote to the database while answering a safe request."""


def refuse_writes(execute, sql, params, many, context):
    """Database execute wrapper: let reads through, refuse the rest."""
    if WRITES.match(sql):
        raise GetWrote(f"A GET must not write: {sql[:120]}")
    return execute(sql, params, many, context)


class ReadOnlyGet:
    """Run our own views of safe methods with writes refused; sessions are saved outside of it.

    The record of a reading is an event of its own: views hand it to `request.after_reading`
    and it is written once the guard is lifted.
    """

    safe = ("GET", "HEAD", "OPTIONS")

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        request.after_reading = []
        response = self.get_response(request)
        if response.status_code < 400:
            for write in request.after_reading:
                write()
        return response

    def process_view(self, request, view, args, kwargs):
        if request.method not in self.safe or getattr(view, "__module__", "").startswith(("allauth", "django")):
            return None
        with connection.execute_wrapper(refuse_writes):
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and callable(response.render):
                response.render()
        return response
