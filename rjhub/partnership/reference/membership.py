"""Reads the partnerships described in partnerships/*.toml: who belongs, since when, and the hubs."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class MemberAgency:
    """An agency of a partnership.

    `until` is the last day on which it existed, `succeeded_by` the code of the agency that took over,
    `listed_as` the name in the source document, empty where the source does not have it at all.
    """

    code: str
    name: str
    short_name: str
    type: str
    works_with: str
    since: date
    until: date | None = None
    succeeded_by: str = ""
    prison: str = ""
    listed_as: str = ""
    offices: tuple[tuple[str, str], ...] = ()

    def exists_on(self, day: date) -> bool:
        """Whether it exists on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class HubListed:
    """A place where referrals arrive, the agency that hosts it and the districts that it serves."""

    code: str
    name: str
    host: str
    since: date
    districts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartnershipListed:
    """One area's partnership as its file describes it."""

    code: str
    name: str
    prefix: str
    force: str
    phone: str
    email: str
    takes_self_referrals: bool
    source: str
    agencies: tuple[MemberAgency, ...]
    hubs: tuple[HubListed, ...]

    def agency(self, code: str) -> MemberAgency:
        """The member of that code. Raises KeyError if there is none."""
        for agency in self.agencies:
            if agency.code == code:
                return agency
        raise KeyError(code)


@cache
def partnerships() -> tuple[PartnershipListed, ...]:
    """Every partnership that has a file, in the order of their codes."""
    files = resources.files("rjhub.partnership.reference").joinpath("partnerships").iterdir()
    texts = {file.name: file.read_text(encoding="utf-8") for file in files if file.name.endswith(".toml")}
    return tuple(_read(texts[name]) for name in sorted(texts))


def partnership(code: str) -> PartnershipListed:
    """The partnership of that code. Raises KeyError if there is none."""
    for listed in partnerships():
        if listed.code == code:
            return listed
    raise KeyError(code)


def _read(text: str) -> PartnershipListed:
    content = tomllib.loads(text)
    agencies = tuple(_agency(entry) for entry in content.pop("agencies"))
    hubs = tuple(_hub(entry) for entry in content.pop("hubs"))
    return PartnershipListed(**content, agencies=agencies, hubs=hubs)


def _agency(entry: dict[str, Any]) -> MemberAgency:
    offices = tuple((office["name"], office["district"]) for office in entry.pop("offices", []))
    return MemberAgency(**entry, offices=offices)


def _hub(entry: dict[str, Any]) -> HubListed:
    return HubListed(**{**entry, "districts": tuple(entry["districts"])})
