"""Fixtures of the tests of support."""

from tests.races import shared_database

__all__ = ["shared_database"]
