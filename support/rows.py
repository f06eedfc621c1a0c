"""Rows of several tables read together: one statement for a page that shows many kinds of facts."""

from __future__ import annotations

from functools import reduce
from typing import Any

from django.db.models import CharField, DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

DAY = DateField()
TEXT = TextField()
NO_DAY = Cast(Value(None), DAY)


def columns(rows: QuerySet, kind: str, *, days: dict[str, Any], texts: dict[str, Any], key: str = "pk") -> QuerySet:
    """The rows as (kind, key, the days, the texts), with the same types whatever the table.

    A column is a field's path, an expression, or None when this table has none.
    """
    shaped = {name: _day(column) for name, column in days.items()} | {name: _text(column) for name, column in texts.items()}
    named = {f"c_{name}": column for name, column in shaped.items()}
    return rows.order_by().annotate(c_kind=Value(kind, CharField()), c_key=F(key), **named).values_list("c_kind", "c_key", *named)


def together(parts: list[QuerySet]) -> QuerySet:
    """All the rows in one statement; order and cut the result, not the parts."""
    return reduce(lambda one, other: one.union(other), parts)


def _day(column: Any) -> Any:
    return NO_DAY if column is None else F(column) if isinstance(column, str) else column


def _text(column: Any) -> Any:
    if column is None:
        return Value("", TEXT)
    return Cast(F(column) if isinstance(column, str) else column, TEXT)
