"""A file for each noun of the partnership room."""

from rjhub.partnership.models.account import Account
from rjhub.partnership.models.agency import Agency, Office
from rjhub.partnership.models.agreement import AgreementVersion, Signature
from rjhub.partnership.models.hub import Hub
from rjhub.partnership.models.invitation import Invitation
from rjhub.partnership.models.partnership import Partnership
from rjhub.partnership.models.pathway_version import PathwayVersion
from rjhub.partnership.models.practice import PractitionerLevel, Training
from rjhub.partnership.models.principal import Principal
from rjhub.partnership.models.signing_in import OpenSession, Password
from rjhub.partnership.models.staff import RoleHeld, Staff

__all__ = [
    "Account",
    "Agency",
    "AgreementVersion",
    "Hub",
    "Invitation",
    "Office",
    "OpenSession",
    "Partnership",
    "Password",
    "PathwayVersion",
    "PractitionerLevel",
    "Principal",
    "RoleHeld",
    "Signature",
    "Staff",
    "Training",
]
