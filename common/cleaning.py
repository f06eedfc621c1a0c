"""A record that breaks a rule of its model is refused in words."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from common.verdict import Refused


def clean_or_refuse(record: Model, *, exclude: Collection[str] = (), unique: bool = True) -> None:
    """Run `full_clean` and raise Refused with its first sentence, beside its field, when it fails.

    Without `unique`, nothing is looked up: the database keeps what is unique.
    """
    try:
        record.full_clean(exclude=set(exclude), validate_unique=unique)
    except ValidationError as error:
        field, sentences = next(iter(error.message_dict.items()))
        raise Refused(sentences[0], None if field == NON_FIELD_ERRORS else field) from error
