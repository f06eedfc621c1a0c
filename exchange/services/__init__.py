"""Every write of imports: from the files to a preview, then, once confirmed, through the services of the floors below."""

from exchange.services.confirming import confirm_import, decide_line
from exchange.services.imports import (
    GivenFile,
    cancel_import,
    change_mapping,
    correct_line,
    refresh_import,
    start_import,
)

__all__ = [
    "GivenFile",
    "cancel_import",
    "change_mapping",
    "confirm_import",
    "correct_line",
    "decide_line",
    "refresh_import",
    "start_import",
]
