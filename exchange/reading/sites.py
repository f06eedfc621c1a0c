"""A line of the State's « Sites existants » sheet: the camp's facts and one headcount."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from camps.enums import CampKind, DatePrecision, YesNo
from common.folding import fold
from exchange.reading.cells import ERROR, NOTICE, WARNING, Finding, read_degrees, read_number, read_text, read_word, text_of
from exchange.reading.dates import read_date
from exchange.reading.headings import by_field
from exchange.reading.workbook import Cell

KINDS = {
    "terrain": CampKind.LAND,
    "land": CampKind.LAND,
    "immeuble bati": CampKind.BUILDING,
    "immeuble": CampKind.BUILDING,
    "bati": CampKind.BUILDING,
    "squat": CampKind.BUILDING,
    "building": CampKind.BUILDING,
    "terrain et bati": CampKind.MIXED,
    "mixte": CampKind.MIXED,
    "autre": CampKind.UNKNOWN,
}
YES_NO = {"oui": YesNo.YES, "o": YesNo.YES, "yes": YesNo.YES, "x": YesNo.YES, "non": YesNo.NO, "n": YesNo.NO, "no": YesNo.NO}
BANDS = {"minors_0_3": "0-3", "minors_3_6": "3-6", "minors_6_12": "6-12", "minors_12_16": "12-16", "minors_16_18": "16-18"}
DWELLINGS = ("caravans", "cabins", "tents", "cars", "mattresses")
COUNTS = ("people", "women", "households", "minors", *BANDS, *DWELLINGS)


def read_site(
    cells: list[Cell], mapping: dict[str, str], corrections: dict[str, str], as_of: date
) -> tuple[dict[str, Any], list[Finding]]:
    """The values of a site, as kept with the line, and what was found."""
    raw = by_field(cells, mapping, corrections)
    values: dict[str, Any] = {}
    findings: list[Finding] = []

    def take(name: str, reading) -> Any:
        values[name] = reading.value
        findings.extend(reading.findings(name, raw.get(name, "")))
        return reading

    for name, limit in (("commune", 80), ("address", 200), ("name", 120), ("access", 200)):
        take(name, read_text(raw.get(name, ""), limit))
    take("latitude", read_degrees(raw.get("latitude", ""), 40, 52))
    take("longitude", read_degrees(raw.get("longitude", ""), -6, 11))
    take("kind", read_word(raw.get("kind", ""), KINDS, CampKind.UNKNOWN))
    take("resettlement", read_word(raw.get("resettlement", ""), YES_NO, YesNo.UNKNOWN))
    take("resorption", read_word(raw.get("resorption", ""), YES_NO, YesNo.UNKNOWN))
    for name in COUNTS:
        take(name, read_number(raw.get(name, "")))
    for name in ("settled", "reported", "updated"):
        reading = take(name, read_date(raw.get(name, ""), as_of))
        values[name] = reading.value.isoformat() if reading.value else None
        values[f"{name}_precision"] = reading.precision or DatePrecision.UNKNOWN
    values["commune_code"] = text_of(raw.get("commune_code", "")).upper().zfill(5) if raw.get("commune_code") else ""
    values["department"] = _department(text_of(raw.get("department", "")), values["commune_code"])
    values["name"] = values["name"] or values["address"]
    return values, findings + _judge(values, raw)


def _department(told: str, commune_code: str) -> str:
    """« 77 - Seine-et-Marne » is 77; else the beginning of the commune's code."""
    found = re.match(r"\s*(\d{2,3}|2[AB])\b", told.upper())
    if found:
        return found.group(1)
    return commune_code[:3] if commune_code.startswith("97") else commune_code[:2]


def _judge(values: dict[str, Any], raw: dict[str, Cell]) -> list[Finding]:
    found = []
    if not values["name"]:
        found.append(Finding("name", "no_site_name", ERROR))
    if not values["commune"]:
        found.append(Finding("commune", "no_commune", ERROR))
    code = values["commune_code"]
    if code and not re.fullmatch(r"(\d{2}|2[AB])\d{3}", code):
        found.append(Finding("commune_code", "not_a_commune_code", ERROR, code))
    if values["settled"] and values["reported"] and values["settled"] > values["reported"]:
        found.append(Finding("settled", "settled_after_reported", WARNING, text_of(raw.get("settled", ""))))
        values["settled"], values["settled_precision"] = None, DatePrecision.UNKNOWN
    return found + _judge_counts(values, raw)


def _judge_counts(values: dict[str, Any], raw: dict[str, Cell]) -> list[Finding]:
    people = values["people"]
    if people is None:
        return [Finding("people", "no_count", NOTICE, text_of(raw.get("people", "")))]
    found = []
    for name in ("women", "households", "minors"):
        if values[name] is not None and values[name] > people:
            found.append(Finding(name, "more_than_people", WARNING, str(values[name])))
            values[name] = None
    bands = [values[name] for name in BANDS if values[name] is not None]
    if values["minors"] is not None and sum(bands) > values["minors"]:
        found.append(Finding("minors", "bands_over_minors", WARNING, str(sum(bands))))
        values.update(dict.fromkeys(BANDS))
    return found


def site_key(name: str) -> str:
    """What one name of a site has in common over its spellings."""
    return fold(name)
