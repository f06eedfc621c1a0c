"""Fixtures of the tests of reporting."""

from tests.races import shared_database

__all__ = ["shared_database"]
