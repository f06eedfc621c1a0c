"""Fixtures of the tests of families."""

from tests.races import shared_database

__all__ = ["shared_database"]
