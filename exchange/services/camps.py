"""A line of sites becomes a camp and one headcount, through the services of camps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from accounts.models import Organisation
from camps.enums import CampStatus, CountSource, DatePrecision, ReportSource
from camps.models import Camp
from camps.services import find_or_make_commune, follow_camp, record_headcount, report_camp
from exchange.models import ImportLine
from exchange.reading.sites import BANDS, DWELLINGS
from exchange.services.scribe import Scribe, day_of


def write_camp(*, line: ImportLine, operator: Organisation, scribe: Scribe) -> Camp:
    """Report the camp of a line, with the State's headcount when people are counted."""
    values = line.values
    commune = find_or_make_commune(code=values["commune_code"], name=values["commune"], department=values["department"])
    settled = day_of(values["settled"])
    camp = report_camp(
        by=scribe.by,
        name=values["name"],
        commune=commune,
        reported_on=day_of(values["reported"]) or settled or day_of(values["updated"]) or scribe.as_of,
        today=scribe.today,
        address=values["address"],
        access=values["access"],
        latitude=values["latitude"],
        longitude=values["longitude"],
        kind=values["kind"],
        settled_on=settled,
        settled_precision=values["settled_precision"] if settled else DatePrecision.UNKNOWN,
        reported_by=ReportSource.REGISTER,
        is_resettlement=values["resettlement"],
        aims_at_resorption=values["resorption"],
    )
    if values["people"] is not None:
        _write_headcount(camp, values, scribe)
    return camp


def _write_headcount(camp: Camp, values: dict[str, Any], scribe: Scribe) -> None:
    counted_on = day_of(values["updated"]) or scribe.as_of
    record_headcount(
        camp=camp,
        by=scribe.by,
        counted_on=max(counted_on, camp.settled_on or camp.reported_on),
        people_best=values["people"],
        today=scribe.today,
        source=CountSource.STATE,
        households=values["households"],
        women=values["women"],
        minors=values["minors"],
        minor_bands={band: values[name] for name, band in BANDS.items() if values[name] is not None},
        dwellings={name: values[name] for name in DWELLINGS if values[name] is not None},
    )


def follow_met_camps(*, camps: Iterable[Camp], scribe: Scribe) -> None:
    """A camp whose families stand in the team's own register is a followed camp."""
    for camp in camps:
        camp.refresh_from_db()
        if camp.status in (CampStatus.REPORTED, CampStatus.CONFIRMED):
            follow_camp(camp=camp, by=scribe.by, on=max(scribe.as_of, camp.reported_on), today=scribe.today)
