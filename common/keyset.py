"""Pages of a list by key: no COUNT, no OFFSET, the same cost on the first page and the last."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class Slice:
    """Some rows of a list; `after` is the cursor of the next ones, empty at the end."""

    rows: list[Any]
    after: str


def slice_of(rows: QuerySet, *, keys: Sequence[str], after: str = "", size: int = 30) -> Slice:
    """The `size` rows that follow the cursor, in the order of `keys` (`-key` descends, no key is ever null).

    The last key is unique. A cursor that is not one of ours gives the first rows.
    """
    ordered = rows.order_by(*keys)
    try:
        found = list(ordered.filter(_beyond(keys, json.loads(after)))[: size + 1]) if after else list(ordered[: size + 1])
    except (ValueError, TypeError, ValidationError):
        found = list(ordered[: size + 1])
    if len(found) <= size:
        return Slice(found, "")
    last = found[size - 1]
    values = [getattr(last, key.lstrip("-")) for key in keys]
    return Slice(found[:size], json.dumps(values, cls=DjangoJSONEncoder, separators=(",", ":")))


def _beyond(keys: Sequence[str], values: list[Any]) -> Q:
    if not isinstance(values, list) or len(values) != len(keys) or any(isinstance(v, (dict, list)) for v in values):
        raise ValueError("Not a cursor of this list.")
    beyond, equal = Q(), Q()
    for key, value in zip(keys, values, strict=True):
        name = key.lstrip("-")
        beyond |= equal & Q(**{f"{name}__{'lt' if key.startswith('-') else 'gt'}": value})
        equal &= Q(**{name: value})
    return beyond
