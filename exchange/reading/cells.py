"""One cell to one value: texts, numbers and coded words. What is not understood is said, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from common.folding import fold
from exchange.reading.workbook import Cell

# Ways to write « nobody knows ».
UNKNOWN_WORDS = {
    "",
    "nc",
    "nsp",
    "np",
    "nr",
    "inconnu",
    "inconnue",
    "non communique",
    "non connu",
    "na",
    "n a",
    "vide",
    "unknown",
}

ERROR, WARNING, NOTICE, DOUBT = "error", "warning", "notice", "doubt"


@dataclass(frozen=True)
class Finding:
    """What is wrong or doubtful in one field of a line; `level` says what becomes of the line."""

    field: str
    code: str
    level: str = WARNING
    raw: str = ""

    def as_json(self) -> dict[str, str]:
        """As kept with the line."""
        return {"field": self.field, "code": self.code, "level": self.level, "raw": self.raw}


@dataclass(frozen=True)
class Reading:
    """A cell understood: its value, how precise it is, and what was found on the way."""

    value: Any = None
    precision: str = ""
    codes: tuple[tuple[str, str], ...] = field(default=())

    def findings(self, name: str, raw: Cell) -> list[Finding]:
        """The findings of this cell, for the field `name`."""
        return [Finding(name, code, level, said(raw)) for code, level in self.codes]


def text_of(raw: Cell) -> str:
    """A cell as clean text: single spaces, none at the ends."""
    if isinstance(raw, bool):
        return "oui" if raw else "non"
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return re.sub(r"\s+", " ", str(raw)).strip()


def said(raw: Cell) -> str:
    """A cell as its reader would say it: a date kept as `2031-05-04` was seen as 04/05/2031."""
    text = text_of(raw)
    kept_date = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
    return "/".join(reversed(kept_date.groups())) if kept_date else text


def is_unknown(raw: Cell) -> bool:
    """Blank, « ? », « - », « NC » and the like."""
    return fold(text_of(raw)) in UNKNOWN_WORDS


def read_text(raw: Cell, limit: int = 200) -> Reading:
    """A plain text, cut at `limit` letters."""
    text = text_of(raw)
    if re.fullmatch(r"#[A-Z/0!?]+", text) and text[1:2].isupper():
        return Reading("", codes=(("formula_error", WARNING),))
    if len(text) > limit:
        return Reading(text[:limit], codes=(("too_long", WARNING),))
    return Reading(text)


def read_name(raw: Cell) -> Reading:
    """A name of a person: capitals and stray spaces put right, accents kept."""
    text = text_of(raw)
    if text[:1] in "=+@" and text:
        return Reading("", codes=(("formula", ERROR),))
    if is_unknown(text):
        return Reading("")
    if not any(letter.isalpha() for letter in text):
        return Reading("", codes=(("not_a_name", ERROR),))
    if len(text) > 80:
        return Reading("", codes=(("too_long_name", ERROR),))
    if text.isupper() or text.islower():
        text = re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), text)
    return Reading(text)


def read_number(raw: Cell) -> Reading:
    """A count: a whole number that is not negative; « NC » is unknown."""
    if is_unknown(raw):
        return Reading(None)
    try:
        number = float(str(raw).replace(",", ".").replace("\u00a0", "").replace(" ", ""))
    except ValueError:
        return Reading(None, codes=(("not_a_number", WARNING),))
    if not 0 <= number < 100_000 or number != int(number):
        return Reading(None, codes=(("not_a_number", WARNING),))
    return Reading(int(number))


def read_degrees(raw: Cell, low: float, high: float) -> Reading:
    """A latitude or longitude in decimal degrees, five digits kept, as text."""
    if is_unknown(raw):
        return Reading(None)
    try:
        degrees = float(str(raw).replace(",", "."))
    except ValueError:
        return Reading(None, codes=(("not_a_place", WARNING),))
    if not low <= degrees <= high:
        return Reading(None, codes=(("not_a_place", WARNING),))
    return Reading(f"{degrees:.5f}")


def read_word(raw: Cell, words: Mapping[str, str], unknown: str = "") -> Reading:
    """A coded word: `words` gives the code of each folded spelling; anything else is unknown, and said."""
    if is_unknown(raw):
        return Reading(unknown)
    found = words.get(fold(text_of(raw)))
    return Reading(found) if found is not None else Reading(unknown, codes=(("unread", WARNING),))


def read_phone(raw: Cell) -> Reading:
    """A phone number as it is said; a leading zero that the spreadsheet ate is given back."""
    if is_unknown(raw):
        return Reading("")
    text = text_of(raw)
    digits = re.sub(r"\D", "", text)
    if isinstance(raw, int | float) and len(digits) == 9:
        digits = text = "0" + digits
    if not 6 <= len(digits) <= 15:
        return Reading("", codes=(("not_a_phone", WARNING),))
    return Reading(text[:20])
