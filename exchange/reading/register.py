"""A line of a register of families: one person, and what the line says of the household."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from common.folding import fold
from exchange.reading.cells import (
    ERROR,
    NOTICE,
    WARNING,
    Finding,
    Reading,
    is_unknown,
    read_name,
    read_phone,
    read_text,
    read_word,
    text_of,
)
from exchange.reading.dates import read_birth, read_date, read_expiry
from exchange.reading.headings import by_field
from exchange.reading.workbook import Cell
from households.enums import HouseholdRole, Nationality, Sex, StayKind, Wish
from support.enums import RightStatus, SchoolStatus

SEXES = dict.fromkeys(("f", "fem", "feminin", "femme", "fille", "female", "w"), Sex.FEMALE)
SEXES |= dict.fromkeys(("m", "h", "masc", "masculin", "homme", "garcon", "male", "mas"), Sex.MALE)
NATIONALITIES = dict.fromkeys(("ro", "roumanie", "roumaine", "roumain", "rou", "romania"), Nationality.ROMANIA)
NATIONALITIES |= dict.fromkeys(("bg", "bulgarie", "bulgare", "bul", "bulgaria"), Nationality.BULGARIA)
NATIONALITIES |= dict.fromkeys(("fr", "france", "francaise", "francais"), Nationality.FRANCE)
NATIONALITIES |= dict.fromkeys(("ue", "autre ue", "eu"), Nationality.OTHER_EU)
NATIONALITIES |= dict.fromkeys(("hors ue", "non ue", "autre hors ue", "md", "moldavie", "moldave"), Nationality.NON_EU)
ROLES = dict.fromkeys(("chef de famille", "chef", "cdf", "reference", "contact", "head"), HouseholdRole.HEAD)
ROLES |= dict.fromkeys(
    (
        "conjoint e",
        "conjoint",
        "conjointe",
        "epoux",
        "epouse",
        "compagne",
        "compagnon",
        "mari",
        "femme",
        "concubin",
        "concubine",
        "partner",
    ),
    HouseholdRole.PARTNER,
)
ROLES |= dict.fromkeys(("enfant", "fils", "fille", "bebe", "child"), HouseholdRole.CHILD)
ROLES |= dict.fromkeys(
    ("autre adulte", "autre", "mere", "pere", "grand mere", "grand pere", "frere", "soeur", "oncle", "tante", "other"),
    HouseholdRole.OTHER,
)
SCHOOLS = {
    "oui": SchoolStatus.ATTENDING,
    "scolarise": SchoolStatus.ATTENDING,
    "scolarisee": SchoolStatus.ATTENDING,
    "inscrit": SchoolStatus.ENROLLED,
    "inscrite": SchoolStatus.ENROLLED,
    "non": SchoolStatus.NONE,
    "en attente": SchoolStatus.WAITING,
    "attente": SchoolStatus.WAITING,
    "demande": SchoolStatus.REQUESTED,
    "demande deposee": SchoolStatus.REQUESTED,
    "refus mairie": SchoolStatus.REFUSED,
    "refus": SchoolStatus.REFUSED,
}
COVERS = {
    "ame": ("AME", RightStatus.OPEN),
    "puma": ("PUMA", RightStatus.OPEN),
    "oui": ("", RightStatus.OPEN),
    "en cours": ("", RightStatus.PENDING),
    "demande": ("", RightStatus.PENDING),
    "non": ("", RightStatus.NONE),
    "refus": ("", RightStatus.REFUSED),
}
PLACES = {
    "hotel": StayKind.HOTEL,
    "chu": StayKind.EMERGENCY_SHELTER,
    "115": StayKind.EMERGENCY_SHELTER,
    "hebergement d urgence": StayKind.EMERGENCY_SHELTER,
    "chrs": StayKind.INSERTION_SHELTER,
    "village d insertion": StayKind.TRANSITIONAL_SITE,
    "heberge": StayKind.HOSTED,
    "logement": StayKind.ORDINARY_HOUSING,
}
CAMP_WORDS = ("site", "campement", "camp", "bidonville", "terrain", "non", "sur place")
WISHES = (
    ("souhaite etre accompagne", Wish.WANTS),
    ("veut etre accompagne", Wish.WANTS),
    ("ne veut pas partir", Wish.LATER),
    ("pas pour l instant", Wish.LATER),
    ("ne souhaite pas", Wish.NO),
    ("refuse l accompagnement", Wish.NO),
)
EXPIRED = re.compile(r"(.*?)\b(?:exp|expire|expire le|fin|jusqu au|jusque)\b[\s.:]*(\d.*)", re.IGNORECASE)
SINCE = re.compile(r"(.*?)\s*(?:depuis(?: le)?|dep\.?|le|du|,|:)\s*(\d.*)", re.IGNORECASE)


def read_person(
    cells: list[Cell], mapping: dict[str, str], corrections: dict[str, str], as_of: date
) -> tuple[dict[str, Any], list[Finding]]:
    """The values of a person's line, as kept with it, and what was found."""
    raw = by_field(cells, mapping, corrections)
    values: dict[str, Any] = {}
    findings: list[Finding] = []

    def take(name: str, reading: Reading) -> None:
        values[name] = reading.value.isoformat() if isinstance(reading.value, date) else reading.value
        findings.extend(reading.findings(name, raw.get(name, "")))

    take("site", read_text(raw.get("site", ""), 120))
    values["family"] = "" if is_unknown(raw.get("family", "")) else text_of(raw.get("family", ""))[:20]
    take("family_name", read_name(raw.get("family_name", "")))
    take("first_name", read_name(raw.get("first_name", "")))
    born = read_birth(raw.get("birth", ""), as_of)
    take("birth", born)
    values["birth_precision"] = born.precision
    take("sex", read_word(raw.get("sex", ""), SEXES, Sex.UNKNOWN))
    take("nationality", read_word(raw.get("nationality", ""), NATIONALITIES, Nationality.UNKNOWN))
    take("role", read_word(raw.get("role", ""), ROLES, HouseholdRole.OTHER))
    take("phone", read_phone(raw.get("phone", "")))
    take("school", read_word(raw.get("school", ""), SCHOOLS))
    for name in ("first_contact", "last_contact"):
        take(name, read_date(raw.get(name, ""), as_of))
    take("domiciliation", read_expiry(raw.get("domiciliation", ""), as_of))
    take("cover", read_cover(raw.get("cover", ""), as_of))
    take("accommodation", read_accommodation(raw.get("accommodation", ""), as_of))
    take("observation", read_text(raw.get("observation", ""), 500))
    values.update(read_observation(values["observation"]))
    return values, findings + _judge(values, raw)


def read_cover(raw: Cell, as_of: date) -> Reading:
    """« AME exp. 03/27 » is a cover open until the last day of March 2027: `{"detail", "status", "until"}`."""
    text = text_of(raw)
    if is_unknown(text):
        return Reading(None)
    until = None
    if expiry := EXPIRED.fullmatch(text):
        text, day = expiry.group(1), read_expiry(expiry.group(2), as_of)
        until = day.value.isoformat() if day.value else None
    known = COVERS.get(fold(text))
    if known is None:
        return Reading(None, codes=(("unread", WARNING),))
    return Reading({"detail": known[0], "status": known[1].value, "until": until})


def read_accommodation(raw: Cell, as_of: date) -> Reading:
    """« hôtel depuis 11/04/2026 »: `{"kind", "since"}`; blank means on the site."""
    text = text_of(raw)
    if is_unknown(text) or fold(text) in CAMP_WORDS:
        return Reading(None)
    since = SINCE.fullmatch(text)
    kind = PLACES.get(fold(since.group(1) if since else text))
    if kind is None:
        return Reading(None, codes=(("unread", WARNING),))
    day = read_date(since.group(2), as_of) if since else Reading(None)
    if day.value is None:
        return Reading({"kind": kind.value, "since": None}, codes=(("no_move_date", WARNING),))
    return Reading({"kind": kind.value, "since": day.value.isoformat()})


def read_observation(text: str) -> dict[str, Any]:
    """What an observation says that has its own place: a wish, an interpreter; the rest stays a note."""
    folded = fold(text)
    wish = next((code.value for words, code in WISHES if words in folded), "")
    interpreter = "interprete" in folded
    already_noted = "deja note" in folded or "doublon" in folded
    return {
        "wish": wish,
        "interpreter": interpreter,
        "already_noted": already_noted,
        "note": "" if wish or (interpreter and len(folded) < 16) or already_noted else text,
    }


def _judge(values: dict[str, Any], raw: dict[str, Cell]) -> list[Finding]:
    found = []
    if not values["site"]:
        found.append(Finding("site", "no_site", ERROR))
    if not values["family_name"] and not values["first_name"] and not _told(raw):
        found.append(Finding("family_name", "no_name", ERROR))
    first, last = values["first_contact"], values["last_contact"]
    if first and last and last < first:
        found.append(Finding("last_contact", "contacts_reversed", WARNING, text_of(raw.get("last_contact", ""))))
        values["first_contact"], values["last_contact"] = last, first
    if values["birth"] and last and values["birth"] > last and values["birth_precision"] == "day":
        found.append(Finding("birth", "born_after_contact", NOTICE, text_of(raw.get("birth", ""))))
    return found


def _told(raw: dict[str, Cell]) -> bool:
    """A name stands in the cell, but is refused by its own finding."""
    return any(not is_unknown(raw.get(name, "")) for name in ("family_name", "first_name"))


def family_keys(lines: list[dict[str, Any]]) -> list[str]:
    """The key of each line's family: its site and number; a blank number continues the family of the line above.

    A blank number under a line of another site, or at the top, starts a family of its own.
    """
    keys: list[str] = []
    site = number = ""
    for index, values in enumerate(lines):
        here = fold(values["site"]) or site
        if values["family"]:
            number = values["family"]
        elif here != site or not number:
            number = f"#{index}"
        site = here
        keys.append(f"{site}|{number}"[:160])
    return keys
