"""Fixtures of the tests of imports."""

from tests.races import shared_database

__all__ = ["shared_database"]
