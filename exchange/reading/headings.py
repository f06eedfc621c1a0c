"""Which column is which: headings recognised whatever their order, accents, capitals and usual wordings."""

from __future__ import annotations

from dataclasses import dataclass

from common.folding import fold
from exchange.enums import SheetKind
from exchange.reading.cells import text_of
from exchange.reading.workbook import Cell, SheetRows

SITE_HEADINGS: dict[str, tuple[str, ...]] = {
    "department": ("departement", "dept", "dep"),
    "commune": ("commune", "ville", "town", "municipality"),
    "commune_code": ("code insee", "insee", "insee code", "code commune"),
    "address": ("adresse", "adresse du site", "address"),
    "name": ("appellation du site", "appellation", "nom du site", "site", "nom du campement", "campement", "name", "camp"),
    "access": ("informations d acces", "acces", "how to get in"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "long", "lon", "lng"),
    "kind": ("type de site", "type", "kind of site"),
    "settled": ("date d installation", "installe le", "installation", "settled on"),
    "reported": ("date de signalement", "signale le", "signalement", "reported on"),
    "resettlement": ("s agit il d une reinstallation", "reinstallation", "resettlement"),
    "resorption": ("site avec objectif de resorption", "objectif de resorption", "aim of resorption"),
    "people": ("nombre de personnes", "personnes", "nb de personnes", "nb personnes", "habitants", "people"),
    "women": ("dont femmes et filles", "femmes et filles", "femmes", "women and girls"),
    "households": ("nombre de menages", "menages", "nb de menages", "nb menages", "familles", "households"),
    "minors": ("nombre de mineurs", "mineurs", "nb de mineurs", "nb mineurs", "enfants", "minors"),
    "minors_0_3": ("0 a 3 ans", "0 3 ans"),
    "minors_3_6": ("3 a 6 ans", "3 6 ans"),
    "minors_6_12": ("6 a 12 ans", "6 12 ans"),
    "minors_12_16": ("12 a 16 ans", "12 16 ans"),
    "minors_16_18": ("16 a 18 ans", "16 18 ans"),
    "caravans": ("nombre de caravanes", "caravanes"),
    "cabins": ("nombre de cabanes", "cabanes", "habitats autoconstruits"),
    "tents": ("nombre de tentes", "tentes"),
    "cars": ("nombre de voitures dortoir", "voitures dortoir", "voitures"),
    "mattresses": ("nombre de matelas", "matelas"),
    "updated": ("site mis a jour le", "mis a jour le", "mise a jour", "updated on"),
}

REGISTER_HEADINGS: dict[str, tuple[str, ...]] = {
    "site": ("site", "campement", "camp", "lieu", "nom du site", "terrain", "lieu de vie"),
    "family": (
        "n fam", "no fam", "num fam", "n famille", "numero de famille", "n de famille", "famille", "n menage", "menage", "family",
    ),
    "family_name": ("nom", "nom de famille", "noms", "family name", "surname", "last name"),
    "first_name": ("prenom", "prenoms", "first name", "given name"),
    "birth": (
        "ne e le age", "ne e le", "ne le", "nee le", "date de naissance", "naissance", "ddn", "d d n", "age", "date naissance",
        "annee de naissance", "date de naissance age", "ne le age", "born on", "birth", "birth date", "date of birth",
    ),
    "sex": ("sexe", "genre", "h f", "f m", "m f", "sex", "gender"),
    "nationality": ("nationalite", "nat", "nationality"),
    "role": ("lien", "lien de parente", "lien familial", "place dans la famille", "role", "statut familial", "link"),
    "phone": ("tel", "telephone", "portable", "mobile", "n de tel", "numero de telephone", "phone"),
    "school": ("ecole", "scolarite", "scolarisation", "scolarise", "school"),
    "cover": (
        "ame puma", "couverture sante", "couverture maladie", "droits sante", "cpam", "secu", "ame", "puma", "health cover",
    ),
    "domiciliation": (
        "domiciliation jusqu au", "domiciliation", "domicilie jusqu au", "fin de domiciliation", "domiciliation until",
    ),
    "first_contact": ("1er contact", "premier contact", "date 1er contact", "first contact"),
    "last_contact": ("dernier contact", "date dernier contact", "vu le", "derniere visite", "last contact"),
    "accommodation": ("hebergement", "hotel", "mise a l abri", "accommodation"),
    "observation": ("obs", "observations", "observation", "remarques", "remarque", "notes", "commentaire", "commentaires"),
}  # fmt: skip

HEADINGS: dict[str, dict[str, tuple[str, ...]]] = {SheetKind.SITES: SITE_HEADINGS, SheetKind.REGISTER: REGISTER_HEADINGS}
# Without these a line means nothing.
REQUIRED: dict[str, tuple[str, ...]] = {
    SheetKind.SITES: ("name", "commune"),
    SheetKind.REGISTER: ("site", "family_name", "first_name"),
}
SPELLINGS: dict[str, dict[str, str]] = {
    kind: {spelling: name for name, spellings in headings.items() for spelling in spellings}
    for kind, headings in HEADINGS.items()
}
# A heading stands near the top, under a title.
LINES_SEARCHED = 40


@dataclass(frozen=True)
class Table:
    """A sheet with its heading line found: `mapping` gives the field of each column number."""

    sheet: SheetRows
    heading_index: int
    headings: list[str]
    mapping: dict[str, str]

    @property
    def first_line(self) -> int:
        """The number, in the file, of the first line under the headings."""
        return self.heading_index + 2


def map_columns(headings: list[str], kind: str, saved: dict[str, str] | None = None) -> dict[str, str]:
    """`{"3": "first_name"}`: a saved choice first, then the known wordings; a field goes to one column only."""
    mapping: dict[str, str] = {}
    for known in (saved or {}, SPELLINGS[kind]):
        for column, heading in enumerate(headings):
            name = known.get(fold(heading))
            untaken = str(column) not in mapping and fold(heading) not in (saved or {} if known is not saved else {})
            if name and name in HEADINGS[kind] and untaken and name not in mapping.values():
                mapping[str(column)] = name
    return mapping


def find_table(sheets: list[SheetRows], kind: str, saved: dict[str, str] | None = None) -> Table | None:
    """The line that names the most fields, over all sheets; None when no line names even two."""
    best: Table | None = None
    for sheet in sheets:
        for index, row in enumerate(sheet.rows[:LINES_SEARCHED]):
            headings = [text_of(cell) for cell in row]
            mapping = map_columns(headings, kind, saved)
            if len(mapping) >= 2 and (best is None or len(mapping) > len(best.mapping)):
                best = Table(sheet, index, headings, mapping)
    return best


def missing_fields(mapping: dict[str, str], kind: str) -> list[str]:
    """The fields no column gives, without which no line can be taken."""
    return [name for name in REQUIRED[kind] if name not in mapping.values()]


def by_field(cells: list[Cell], mapping: dict[str, str], corrections: dict[str, str]) -> dict[str, Cell]:
    """The cells of a line by field; what a person typed instead of a cell wins."""
    found: dict[str, Cell] = {}
    for column, name in mapping.items():
        found[name] = cells[int(column)] if int(column) < len(cells) else ""
    return {**found, **corrections}


def is_blank(cells: list[Cell]) -> bool:
    """No cell says anything."""
    return not any(text_of(cell) for cell in cells)


def is_total(cells: list[Cell]) -> bool:
    """The first filled cell says « total »."""
    first = next((text for cell in cells if (text := fold(text_of(cell)))), "")
    return first.split(" ")[0] in ("total", "totaux", "somme", "sum", "totals", "s total") or first.startswith("sous total")
