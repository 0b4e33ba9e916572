"""The types of agency that a pathway may name. What each is stands in the reference table of agency types."""

from datetime import date
from enum import StrEnum
from functools import cache

from rjhub.partnership import reference
from rjhub.partnership.pathway.vocabulary import WorksWith


class AgencyType(StrEnum):
    """A type of agency. Closed types stay, so that old records can be read; a pathway may not use them."""

    POLICE = "police"
    ROAD_POLICING = "road_policing"
    POLICING_BODY = "pcc"
    PROBATION = "probation"
    VICTIM_LIAISON = "victim_liaison"
    PRISON = "prison"
    YOUTH_JUSTICE = "yjs"
    VICTIM_SUPPORT = "victim_support"
    VICTIM_CARE = "victim_care"
    RJ_CHARITY = "rj_charity"
    MEDIATION = "mediation"
    HUB = "hub"
    COUNCIL = "council"
    CPS = "cps"
    HMCTS = "hmcts"
    NHS = "nhs"
    NHS_ENGLAND = "nhs_england"
    UNIVERSITY = "university"
    HOUSING = "housing"
    WOMENS_CENTRE = "womens_centre"
    LEGAL_AID = "legal_aid"
    CRIME_REDUCTION = "crime_reduction"
    CRC = "crc"
    NPS = "nps"

    @property
    def label(self) -> str:
        """What it is called."""
        return _records()[self].name

    @property
    def works_with(self) -> WorksWith:
        """Which side agencies of this type work with, unless an area says otherwise."""
        return WorksWith(_records()[self].works_with)

    @property
    def since(self) -> date | None:
        """The first day on which there was an agency of this type, where that is known."""
        return _records()[self].since

    @property
    def until(self) -> date | None:
        """The last day on which there was one. None for today's types."""
        return _records()[self].until

    @property
    def succeeded_by(self) -> str:
        """The type that took over from a closed one."""
        return _records()[self].succeeded_by

    @property
    def is_charity(self) -> bool:
        """Whether it is usually a charity rather than a public body."""
        return self in _CHARITIES


_CHARITIES = {
    AgencyType.VICTIM_SUPPORT,
    AgencyType.VICTIM_CARE,
    AgencyType.RJ_CHARITY,
    AgencyType.MEDIATION,
    AgencyType.WOMENS_CENTRE,
}


@cache
def _records() -> dict[str, reference.AgencyType]:
    return {record.code: record for record in reference.agency_types()}
