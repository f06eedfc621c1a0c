"""Invented data, deterministic by seed and relative to a day: nobody in them exists."""
