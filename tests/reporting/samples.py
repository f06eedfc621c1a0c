"""Bundles by hand, small and whole, for the tests of disclosure, renderers and the library."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from common.period import Period
from reporting.bundle import Bundle, Cut, Definition, Figure, PublishedBundle, Text
from reporting.disclosure import publish_preview

PUBLISHED_AT = datetime(2026, 11, 3, 8, 30, tzinfo=UTC)


def text(fr: str, en: str = "") -> Text:
    return Text(fr, en or fr)


def cut(dimension: str, value: str, name: str = "", label: str = "") -> Cut:
    return Cut(dimension, value, text(name or dimension), text(label or value))


def definition(code: str, unit: str = "persons", disclosure: str = "R5", kind: str = "stock", **extra) -> Definition:
    label = extra.pop("label", text(f"Indicateur {code}", f"Indicator {code}"))
    wording = text(f"Ce que compte {code}, au dernier jour du mois.", f"What {code} counts, on the last day of the month.")
    return Definition(code, label, wording, unit, kind, disclosure, "indicators.md", **extra)


DEFINITIONS = (
    definition("A1", "sites", "open", label=text("Sites ouverts", "Open sites")),
    definition("A5", "persons", "open", label=text("Population estimée", "Estimated population")),
    definition("B1", label=text("Personnes connues, ménages connus", "Known people and households")),
    definition("B2", label=text("Mineurs", "Minors")),
    definition("C1", "visits", "open", "flow", label=text("Visites de site", "Site visits")),
    definition("C2", "households", kind="flow", label=text("Ménages rencontrés", "Households met")),
    definition("D5", "households", sensitive=True, label=text("Souhait d’accompagnement", "Wish for support")),
    definition("E3", label=text("Personnes à l’abri", "People sheltered")),
    definition("I2", "persons", label=text("Enfants scolarisés", "Children in school")),
    definition("O1", "persons_per_fte", "open", "ratio", label=text("Personnes par ETP", "People per full-time post")),
    definition("N3", "persons", "INT", label=text("Parcours moyen", "Mean path")),
)
BANDS = (("00-02", 31, 24), ("03-05", 28, 20), ("06-11", 61, 33), ("12-15", 33, 22), ("16-17", 11, 9))


def place(value: str) -> tuple[Cut, ...]:
    return (cut("place_type", value, "Lieu", value.capitalize()),)


def figures() -> tuple[Figure, ...]:
    wishes = (("wants", 61), ("later", 22), ("no", 2), ("undecided", 14))
    return (
        Figure(code="A1", unit="sites", value=8),
        Figure(code="A5", unit="persons", value=1437),
        Figure(code="A5", unit="households", value=382),
        Figure(code="B1", unit="persons", value=412, households=118),
        Figure(code="B1", unit="households", value=118, households=118),
        Figure(code="B2", unit="persons", value=164, households=90, unknown=7),
        *(
            Figure(code="B2", unit="persons", value=n, households=h, cuts=(cut("age_band", v, "Âge", f"{v} ans"),))
            for v, n, h in BANDS
        ),
        Figure(code="C1", unit="visits", value=31),
        Figure(code="C2", unit="households", value=87, households=87),
        Figure(code="C2", unit="households", value=85, households=85, cuts=place("camp")),
        Figure(code="C2", unit="households", value=2, households=2, cuts=place("hotel")),
        Figure(code="D5", unit="households", value=99, households=99),
        *(
            Figure(code="D5", unit="households", value=n, households=n, denominator=99, cuts=(cut("wish", v, "Souhait", v),))
            for v, n in wishes
        ),
        Figure(code="E3", unit="persons", value=43, households=12),
        Figure(code="I2", unit="persons", value=73, households=51),
        Figure(code="I2", unit="percent", value=61, numerator=73, denominator=119, households=51, unknown=4),
        Figure(code="O1", unit="persons_per_fte", value=206, numerator=412, denominator=2),
        Figure(code="N3", unit="persons", value=3, households=2),
    )


def exact(cells: tuple[Figure, ...] | None = None, **header) -> Bundle:
    """A month's exact bundle; `cells` replaces its figures, `header` its heading."""
    fixed = {
        "kind": "monthly",
        "territory": "77",
        "territory_name": "Seine-et-Marne",
        "operator_name": "Association de démonstration",
        "period": Period.month(2026, 10),
        "version": 1,
        "data_on": date(2026, 11, 1),
        "definitions": DEFINITIONS,
    }
    return Bundle(**{**fixed, **header}, figures=figures() if cells is None else cells)


def published(previous: PublishedBundle | None = None, **header) -> PublishedBundle:
    """The same month as the State reads it, with its date of publication."""
    return replace(publish_preview(exact(**header), previous), published_at=PUBLISHED_AT)
