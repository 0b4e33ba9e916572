"""Reads the reference tables. Each is read once and kept; rows come in the order of the file."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType

from rjhub.partnership.reference.records import (
    AgencyType,
    District,
    Force,
    Prison,
    ProbationRegion,
    YouthCustodyRegion,
)


@cache
def forces() -> tuple[Force, ...]:
    """The 43 territorial police force areas."""
    return tuple(
        Force(
            slug=row["slug"],
            name=row["name"],
            ons_code=row["ons_code"],
            ho_number=row["ho_number"],
            probation_region=row["probation_region"],
            population_mid_2020=int(row["population_mid_2020"]),
            policing_body=row["policing_body"],
            body_since=_day(row["body_since"]),
        )
        for row in _rows("forces.csv")
    )


def force(slug: str) -> Force:
    """The force area of that slug (the one that data.police.uk uses). Raises KeyError if there is none."""
    for area in forces():
        if area.slug == slug:
            return area
    raise KeyError(slug)


@cache
def probation_regions() -> tuple[ProbationRegion, ...]:
    """The 12 regions of the Probation Service."""
    return tuple(ProbationRegion(**row) for row in _rows("probation_regions.csv"))


@cache
def prisons() -> tuple[Prison, ...]:
    """Every place of custody that the prison register has as active."""
    return tuple(
        Prison(
            code=row["code"],
            name=row["name"],
            type=row["type"],
            category=row["category"],
            operator=row["operator"],
            sex=row["sex"],
            youth_custody=row["youth_custody"] == "yes",
            status_note=row["status_note"],
        )
        for row in _rows("prisons.csv")
    )


@cache
def youth_custody_regions() -> tuple[YouthCustodyRegion, ...]:
    """The eight regions of the Youth Custody Service."""
    return tuple(YouthCustodyRegion(**row) for row in _rows("youth_custody_regions.csv"))


@cache
def districts(force_slug: str) -> tuple[District, ...]:
    """The local authority areas of a force area. Raises KeyError if there is no such force."""
    area = force(force_slug)
    return tuple(
        District(
            force=row["force"],
            ons_code=row["ons_code"],
            name=row["name"],
            kind=row["kind"],
            population_mid_2020=int(row["population_mid_2020"]),
        )
        for row in _rows("districts.csv")
        if row["force"] == area.slug
    )


@cache
def ethnic_groups(force_slug: str) -> Mapping[str, int]:
    """How many people of each group of the 2011 census lived in a force area, by its code (W1 ... O9)."""
    area = force(force_slug)
    row = next(row for row in _rows("ethnic_groups_2011.csv") if row["force"] == area.slug)
    return MappingProxyType({code: int(count) for code, count in row.items() if code != "force"})


@cache
def agency_types() -> tuple[AgencyType, ...]:
    """The kinds of agency that the areas name, with today's successors of those that were abolished."""
    return tuple(
        AgencyType(
            code=row["code"],
            name=row["name"],
            works_with=row["works_with"],
            since=_day(row["since"]),
            until=_day(row["until"]),
            succeeded_by=row["succeeded_by"],
        )
        for row in _rows("agency_types.csv")
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = resources.files("rjhub.partnership.reference").joinpath("data", name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
