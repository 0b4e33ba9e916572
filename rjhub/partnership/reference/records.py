"""What one row of each reference table holds."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Force:
    """A territorial police force area of England and Wales."""

    slug: str
    name: str
    ons_code: str
    ho_number: str
    probation_region: str
    population_mid_2020: int
    policing_body: str
    body_since: date | None


@dataclass(frozen=True, slots=True)
class ProbationRegion:
    """A region of the Probation Service, with its code in nDelius."""

    code: str
    short_name: str
    name: str


@dataclass(frozen=True, slots=True)
class Prison:
    """A prison or other place of custody, with its code in NOMIS.

    `category` and `operator` are as the prison register has them, which is partial; `status_note` says where
    the register is known to be out of date.
    """

    code: str
    name: str
    type: str
    category: str
    operator: str
    sex: str
    youth_custody: bool
    status_note: str


@dataclass(frozen=True, slots=True)
class YouthCustodyRegion:
    """A region of the Youth Custody Service."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class District:
    """A local authority area of the lowest tier, and the force whose area it lies in."""

    force: str
    ons_code: str
    name: str
    kind: str
    population_mid_2020: int


@dataclass(frozen=True, slots=True)
class AgencyType:
    """A kind of agency. `until` is the last day on which any agency of the kind existed."""

    code: str
    name: str
    works_with: str
    since: date | None
    until: date | None
    succeeded_by: str
