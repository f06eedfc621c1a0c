"""Every line judged: what it says, what is wrong with it, whether it is already there. Writes only the import's lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from common.folding import fold, sound_key
from exchange.enums import Decision, LineOutcome, SheetKind
from exchange.models import ImportLine, ImportSheet, RegisterImport
from exchange.queries.known import KnownCamp, KnownPerson, PastLine, known_camps, known_communes, known_people, past_lines
from exchange.reading.cells import DOUBT, ERROR, NOTICE, Finding, said, text_of
from exchange.reading.headings import by_field, is_blank, is_total
from exchange.reading.likeness import Identity, births_meet, same_exact_birth, sexes_meet, written_twice
from exchange.reading.register import family_keys, read_person
from exchange.reading.sites import read_site, site_key

CAMP, PERSON = "camps.camp", "households.person"
JUDGED = ("values", "family", "findings", "outcome", "record_kind", "record_id", "content_key")
# What a later file may say otherwise; births said as an age move with the file's date and are left out.
COMPARED: dict[str, tuple[str, ...]] = {
    SheetKind.SITES: ("address", "kind", "settled", "reported", "people", "households", "minors", "women", "updated"),
    SheetKind.REGISTER: (
        "sex", "nationality", "role", "phone", "school", "cover", "domiciliation", "first_contact", "last_contact",
        "accommodation", "observation",
    ),
}  # fmt: skip


@dataclass
class Judged:
    """A line on its way through the checks."""

    line: ImportLine
    values: dict[str, Any] = field(default_factory=dict)
    findings: list[dict[str, Any]] = field(default_factory=list)
    family: str = ""
    outcome: str = LineOutcome.NEW
    record_kind: str = ""
    record_id: Any = None
    content_key: str = ""

    @property
    def is_faulty(self) -> bool:
        return any(finding["level"] == ERROR for finding in self.findings)

    def find(self, name: str, code: str, level: str, raw: str = "", **more: Any) -> None:
        """Add a finding."""
        self.findings.append({**Finding(name, code, level, raw).as_json(), **more})


def judge(register_import: RegisterImport) -> None:
    """Judge all lines again and keep what changed. Cheap enough to do after every correction."""
    sheets = list(register_import.sheets.order_by("pk"))
    by_kind: dict[str, list[Judged]] = defaultdict(list)
    for sheet in sheets:
        by_kind[sheet.kind] += _read(sheet, register_import.as_of)
    camps = known_camps(register_import.operator)
    keys = [judged.content_key for lines in by_kind.values() for judged in lines if judged.content_key]
    past = past_lines(register_import.operator, keys)
    sites = by_kind[SheetKind.SITES]
    _judge_sites(sites, camps, past)
    _judge_people(by_kind[SheetKind.REGISTER], _site_names(sites, camps), past, register_import)
    _keep([judged for lines in by_kind.values() for judged in lines])


def _read(sheet: ImportSheet, as_of: date) -> list[Judged]:
    reader = read_site if sheet.kind == SheetKind.SITES else read_person
    identity = _site_identity if sheet.kind == SheetKind.SITES else _person_identity
    lines: list[Judged] = []
    seen: Counter[str] = Counter()
    for line in sheet.lines.order_by("number"):
        judged = Judged(line)
        lines.append(judged)
        if is_blank(line.cells) or is_total(line.cells):
            judged.outcome = LineOutcome.EMPTY
            continue
        judged.values, findings = reader(line.cells, sheet.mapping, line.corrections, as_of)
        judged.findings = [finding.as_json() for finding in findings]
        judged.values["raw"] = _raw(line, sheet)
        # The key is that of the cells as they came: a corrected line is recognised in the same file brought again.
        told = reader(line.cells, sheet.mapping, {}, as_of)[0] if line.corrections else judged.values
        key = identity(told, by_field(line.cells, sheet.mapping, {}))
        seen[key] += 1
        judged.content_key = sha256(f"{sheet.kind}|{key}|{seen[key]}".encode()).hexdigest()
    return lines


def _raw(line: ImportLine, sheet: ImportSheet) -> dict[str, str]:
    """What each field shows in a form: the correction, or the cell as it came."""
    return {name: said(cell) for name, cell in by_field(line.cells, sheet.mapping, line.corrections).items()}


def _site_identity(values: dict, raw: dict) -> str:
    return "|".join([values["commune_code"] or fold(values["commune"]), site_key(values["name"])])


def _person_identity(values: dict, raw: dict) -> str:
    birth = values["birth"] if values["birth_precision"] == "day" else fold(text_of(raw.get("birth", "")))
    names = [fold(text_of(raw.get(name, ""))) for name in ("site", "family_name", "first_name")]
    return "|".join([*names, birth or "", values["sex"]])


def _judge_sites(lines: list[Judged], camps: list[KnownCamp], past: dict[str, PastLine]) -> None:
    by_place = {(camp.commune_code, site_key(camp.name)): camp for camp in camps}
    communes: dict[str, dict[str, str]] = {}
    seen: set[tuple[str, str]] = set()
    for judged in lines:
        if judged.outcome == LineOutcome.EMPTY:
            continue
        values = judged.values
        if not values["commune_code"] and values["commune"]:
            department = values["department"]
            communes.setdefault(department, known_communes(department))
            values["commune_code"] = communes[department].get(fold(values["commune"]), "")
            if not values["commune_code"]:
                judged.find("commune_code", "no_commune_code", ERROR)
        place = (values["commune_code"], site_key(values["name"]))
        camp = by_place.get(place)
        if not judged.is_faulty and place in seen:
            judged.find("name", "site_twice", ERROR, values["name"])
        if not judged.is_faulty:
            seen.add(place)
        _settle(judged, past.get(judged.content_key), CAMP, camp.id if camp else None, SheetKind.SITES)


def _settle(judged: Judged, earlier: PastLine | None, kind: str, match_id: Any, sheet_kind: str) -> None:
    """Known by an earlier import or by its match, faulty, or left out; new otherwise."""
    if earlier and earlier.record_id is None:
        judged.outcome = LineOutcome.KNOWN
        judged.find("", "held_elsewhere", NOTICE, register_import=str(earlier.import_id))
    elif earlier or match_id:
        judged.outcome, judged.record_kind = LineOutcome.KNOWN, kind
        judged.record_id = earlier.record_id if earlier else match_id
        judged.findings = [finding for finding in judged.findings if finding["level"] != ERROR] if earlier else judged.findings
        if earlier:
            _compare(judged, earlier.values, sheet_kind)
    elif judged.line.decision == Decision.REFUSE:
        judged.outcome = LineOutcome.LEFT_OUT
    elif judged.is_faulty:
        judged.outcome = LineOutcome.FAULTY


def _compare(judged: Judged, earlier: dict[str, Any], kind: str) -> None:
    """A cell that says something else than in the earlier file is shown, not applied."""
    now, before = judged.values.get("raw", {}), earlier.get("raw", {})
    for name in COMPARED[kind]:
        if name in judged.values and judged.values[name] != earlier.get(name):
            judged.find(name, "changed", NOTICE, now.get(name, ""), was=before.get(name, ""))


def _site_names(sites: list[Judged], camps: list[KnownCamp]) -> dict[str, list[KnownCamp | None]]:
    """The camps of each folded name: known ones, and None for one this import will add."""
    names: dict[str, list[KnownCamp | None]] = defaultdict(list)
    for camp in camps:
        names[site_key(camp.name)].append(camp)
    for judged in sites:
        if judged.outcome == LineOutcome.NEW:
            names[site_key(judged.values["name"])].append(None)
    return names


def _judge_people(lines: list[Judged], sites: dict, past: dict[str, PastLine], register_import: RegisterImport) -> None:
    telling = [judged for judged in lines if judged.outcome != LineOutcome.EMPTY]
    for judged, family in zip(telling, family_keys([judged.values for judged in telling]), strict=True):
        judged.family = family
        _judge_site_of(judged, sites)
    people = _people_by_sound(telling, register_import)
    taken: set = set()
    for judged in telling:
        earlier = past.get(judged.content_key)
        match = None if earlier or judged.is_faulty else _match(judged, people, taken)
        _settle(judged, earlier, PERSON, match, SheetKind.REGISTER)
    _judge_doubles(telling, people)


def _judge_site_of(judged: Judged, sites: dict[str, list[KnownCamp | None]]) -> None:
    name = judged.values["site"]
    found = sites.get(site_key(name), [])
    if not name or len(found) == 1:
        camp = found[0] if found else None
        if camp and camp.closed_on and (judged.values["first_contact"] or "9999") >= camp.closed_on.isoformat():
            judged.find("site", "closed_site", ERROR, name)
        return
    judged.find("site", "ambiguous_site" if found else "unknown_site", ERROR, name)


def _people_by_sound(lines: list[Judged], register_import: RegisterImport) -> dict[str, list[KnownPerson]]:
    sounds = set()
    for judged in lines:
        family_name, first_name = judged.values["family_name"], judged.values["first_name"]
        sounds |= {sound_key(f"{family_name} {first_name}")[:160], sound_key(f"{first_name} {family_name}")[:160]}
    people: dict[str, list[KnownPerson]] = defaultdict(list)
    for person in known_people(register_import.operator, sounds - {""}):
        people[person.identity.sound].append(person)
    return people


def _match(judged: Judged, people: dict[str, list[KnownPerson]], taken: set) -> Any:
    """The person who is exactly that line: same names, same birth, same site. Taken once."""
    identity = Identity.of_line(judged.values, judged.family)
    for person in people.get(identity.sound, ()):
        known = person.identity
        exact = known.folded == identity.folded and known.born_on == identity.born_on and known.precision == identity.precision
        if (
            exact
            and identity.born_on
            and sexes_meet(known, identity)
            and identity.site in person.sites
            and person.id not in taken
        ):
            taken.add(person.id)
            return person.id
    return None


def _judge_doubles(lines: list[Judged], people: dict[str, list[KnownPerson]]) -> None:
    """Lines like an earlier line of the file, or like a person already there: proposed, never merged."""
    comparable = (LineOutcome.NEW, LineOutcome.KNOWN)
    identities = [Identity.of_line(judged.values, judged.family) if judged.outcome in comparable else None for judged in lines]
    doubles = written_twice(identities)
    for index, judged in enumerate(lines):
        if judged.outcome != LineOutcome.NEW:
            continue
        if index in doubles:
            judged.find("", "same_line", DOUBT, line=lines[doubles[index]].line.number)
        elif (identity := identities[index]) and (person := _like(identity, people)):
            judged.find("", "same_person", DOUBT, person=str(person.id))
        else:
            continue
        _apply_decision(judged)


def _like(identity: Identity, people: dict[str, list[KnownPerson]]) -> KnownPerson | None:
    for person in people.get(identity.sound, ()):
        known = person.identity
        near = identity.site in person.sites and births_meet(identity, known)
        if sexes_meet(identity, known) and (near or same_exact_birth(identity, known)):
            return person
    return None


def _apply_decision(judged: Judged) -> None:
    if judged.line.decision == Decision.DIFFERENT:
        return
    if judged.line.decision == Decision.SAME:
        judged.outcome, judged.record_kind = LineOutcome.KNOWN, PERSON
        judged.record_id = judged.findings[-1].get("person")
        return
    judged.outcome = LineOutcome.DOUBT


def _keep(lines: list[Judged]) -> None:
    changed = []
    for judged in lines:
        after = {name: getattr(judged, name) for name in JUDGED}
        if any(getattr(judged.line, name) != value for name, value in after.items()):
            for name, value in after.items():
                setattr(judged.line, name, value)
            changed.append(judged.line)
    ImportLine.objects.bulk_update(changed, JUDGED, batch_size=100)
