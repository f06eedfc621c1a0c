"""The figures of one report as plain values: exact for the operator, rounded and frozen for the State.

Labels and definitions are kept in French and in English inside the bundle, so that a frozen report
keeps its own wording for ever. `to_json` and `from_json` are exact inverses; `canonical` gives the
same bytes for the same figures, and `fingerprint` is their SHA-256. A part that has its default is not
written: a field added later, with a default, leaves frozen reports readable and their fingerprint unchanged.
"""

from __future__ import annotations

import hashlib
import json
import types
import typing
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import get_language, override

from common.period import Period

# A cell's place in its table: sorted (dimension, value) pairs; () is the total.
Key = tuple[tuple[str, str], ...]


class Packed:
    """What all parts of a bundle share: an exact passage to JSON and back."""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; decimals are kept digit for digit."""
        return _pack(self)

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Self:
        """The inverse of `to_json`. Raise KeyError when a part is missing."""
        return _unpack(cls, raw)


@dataclass(frozen=True)
class Text(Packed):
    """The same words in both languages of the report."""

    fr: str
    en: str

    @classmethod
    def of(cls, phrase: str | Promise) -> Text:
        """Freeze a translated phrase in both languages."""
        said = {}
        for language in ("fr", "en"):
            with override(language):
                said[language] = str(phrase)
        return cls(**said)

    def __str__(self) -> str:
        return self.fr if (get_language() or "fr").startswith("fr") else self.en


@dataclass(frozen=True)
class Cut(Packed):
    """One side of a breakdown: a dimension (`age_band`) and a value of it (`03-05`), with their labels."""

    dimension: str
    value: str
    name: Text
    label: Text


@dataclass(frozen=True)
class Definition(Packed):
    """What an indicator counts, in words, with its class and its source; one a code.

    `kind` is stock, flow, rate, ratio, median or change. `disclosure` is a DisclosureClass value.
    """

    code: str
    label: Text
    wording: Text
    unit: str
    kind: str
    disclosure: str
    # Plain words in reports frozen before sources had two languages.
    source: Text | str
    version: int = 1
    # Health, wish, resources: the whole department only, never a breakdown by place.
    sensitive: bool = False


def key_of(cuts: tuple[Cut, ...]) -> Key:
    """The language-neutral name of a cell: sorted (dimension, value) pairs."""
    return tuple(sorted((cut.dimension, cut.value) for cut in cuts))


@dataclass(frozen=True, kw_only=True)
class Cell(Packed):
    """One number of one table. `unit` tells two measures of an indicator apart (persons, households)."""

    code: str
    unit: str
    # What this measure is called, where the indicator's own label would mislead (a share of something else).
    label: Text | None = None
    cuts: tuple[Cut, ...] = ()
    value: int | Decimal | None = None
    numerator: int | None = None
    # A count, or full-time equivalents for a ratio per post.
    denominator: int | Decimal | None = None
    # People or households of the indicator's population whose answer is not known.
    unknown: int | None = None

    @property
    def key(self) -> Key:
        return key_of(self.cuts)

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(dimension for dimension, _ in self.key)

    @property
    def identity(self) -> tuple[str, str, Key]:
        return (self.code, self.unit, self.key)


@dataclass(frozen=True, kw_only=True)
class Figure(Cell):
    """An exact figure, for the operator alone.

    `households` is how many distinct households stand behind `value` (behind the numerator of a rate);
    None when the figure does not count people. A rate has `numerator` and `denominator` and its
    `value` in percent; a ratio has both with `numerator` the people and `value` their quotient.
    """

    households: int | None = None
    # Stricter than the definition's class for this breakdown (such as INT for one cut), else "".
    disclosure: str = ""


@dataclass(frozen=True, kw_only=True)
class PublishedFigure(Cell):
    """A figure as the State reads it: `value` is exact, rounded or None (« n.d. ») with the code of the reason.

    `treatment` is exact, rounded, computed (from rounded numbers) or hidden. `movement` is up, down,
    same, or "" when there is nothing to compare with; it never comes from exact numbers.
    """

    treatment: str
    reason: str = ""
    movement: str = ""
    previous: int | Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Header(Packed):
    """What a report is about: whose, where, when, which version, and the words of its indicators."""

    kind: str
    territory: str
    territory_name: str
    operator_name: str
    period: Period
    version: int
    # The day on which the records were read.
    data_on: date
    erratum_reason: str = ""
    definitions: tuple[Definition, ...]

    def definition(self, code: str) -> Definition:
        """The definition of an indicator. Raise KeyError when the report does not have it."""
        for definition in self.definitions:
            if definition.code == code:
                return definition
        raise KeyError(code)

    def label_of(self, cell: Cell) -> Text:
        """What a cell is called: its own label, else its indicator's."""
        return cell.label or self.definition(cell.code).label

    def canonical(self) -> bytes:
        """The same bytes for the same content: sorted keys, no spaces, UTF-8."""
        return json.dumps(self.to_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()

    def fingerprint(self) -> str:
        """SHA-256 of the canonical bytes, in hexadecimal."""
        return hashlib.sha256(self.canonical()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Bundle(Header):
    """All the exact figures of one report, in the order they are shown. Never leaves the operator."""

    figures: tuple[Figure, ...]

    def __post_init__(self) -> None:
        _refuse_twins(self.figures)

    def figure(self, code: str, unit: str = "", **key: str) -> Figure | None:
        """The cell of an indicator, by its unit (the first one by default) and its cuts."""
        return _find(self.figures, code, unit, key)


@dataclass(frozen=True, kw_only=True)
class PublishedBundle(Header):
    """All the figures the State reads, with the steps of the disclosure control that were applied."""

    figures: tuple[PublishedFigure, ...]
    rules: tuple[str, ...]
    published_at: datetime | None = None

    def __post_init__(self) -> None:
        _refuse_twins(self.figures)

    def figure(self, code: str, unit: str = "", **key: str) -> PublishedFigure | None:
        """The cell of an indicator, by its unit (the first one by default) and its cuts."""
        return _find(self.figures, code, unit, key)


def _refuse_twins(cells) -> None:
    seen = set()
    for cell in cells:
        if cell.identity in seen:
            raise ValueError(f"Two figures for one cell: {cell.identity}.")
        seen.add(cell.identity)


def _find(cells, code: str, unit: str, key: dict[str, str]):
    wanted = tuple(sorted(key.items()))
    for cell in cells:
        if cell.code == code and cell.key == wanted and unit in ("", cell.unit):
            return cell
    return None


def _pack(thing: Any) -> Any:
    if is_dataclass(thing):
        kept = {field.name: (getattr(thing, field.name), field.default) for field in fields(thing)}
        return {name: _pack(value) for name, (value, default) in kept.items() if value != default}
    if isinstance(thing, tuple):
        return [_pack(part) for part in thing]
    if isinstance(thing, Decimal):
        return {"decimal": str(thing)}
    if isinstance(thing, date):
        return thing.isoformat()
    return thing


def _unpack(kind: Any, raw: Any) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        hints = typing.get_type_hints(kind)
        given = [field.name for field in fields(kind) if field.name in raw or field.default is MISSING]
        return kind(**{name: _unpack(hints[name], raw[name]) for name in given})
    if typing.get_origin(kind) is tuple:
        return tuple(_unpack(typing.get_args(kind)[0], part) for part in raw)
    if typing.get_origin(kind) is types.UnionType:
        return None if raw is None else _unpack_one_of(typing.get_args(kind), raw)
    if kind in (date, datetime):
        return kind.fromisoformat(raw)
    return raw


def _unpack_one_of(kinds: tuple[Any, ...], raw: Any) -> Any:
    if Text in kinds and isinstance(raw, dict):
        return _unpack(Text, raw)
    if isinstance(raw, dict) and Decimal in kinds:
        return Decimal(raw["decimal"])
    if datetime in kinds:
        return datetime.fromisoformat(raw)
    return raw
