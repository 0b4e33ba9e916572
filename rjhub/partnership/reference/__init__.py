"""Official codes, and the five partnerships of the first release, as files to check: see SOURCES.md."""

from rjhub.partnership.reference.membership import (
    HubListed,
    MemberAgency,
    PartnershipListed,
    partnership,
    partnerships,
)
from rjhub.partnership.reference.records import (
    AgencyType,
    District,
    Force,
    Prison,
    ProbationRegion,
    YouthCustodyRegion,
)
from rjhub.partnership.reference.tables import (
    agency_types,
    districts,
    ethnic_groups,
    force,
    forces,
    prisons,
    probation_regions,
    youth_custody_regions,
)

__all__ = [
    "AgencyType",
    "District",
    "Force",
    "HubListed",
    "MemberAgency",
    "PartnershipListed",
    "Prison",
    "ProbationRegion",
    "YouthCustodyRegion",
    "agency_types",
    "districts",
    "ethnic_groups",
    "force",
    "forces",
    "partnership",
    "partnerships",
    "prisons",
    "probation_regions",
    "youth_custody_regions",
]
