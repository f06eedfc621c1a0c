"""Disclosure control: what of a report may leave the operator, and in which form (privacy.md 3.6, algorithm A)."""

from reporting.disclosure.control import publish_preview, round_to_5
from reporting.disclosure.scope import SCOPE, in_scope
from reporting.disclosure.words import NOT_APPLIED, explain, preview_lines, steps_applied

__all__ = ["NOT_APPLIED", "SCOPE", "explain", "in_scope", "preview_lines", "publish_preview", "round_to_5", "steps_applied"]
