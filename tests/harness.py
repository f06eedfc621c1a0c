"""Loaded before Django's settings: tests never touch the demo's files."""

import os
import tempfile

os.environ.setdefault("ANCRAGE_VAR", tempfile.mkdtemp(prefix="ancrage-test-"))
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
