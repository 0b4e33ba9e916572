"""A file for each noun of the referrals room."""

from rjhub.referrals.models.amendment import Amendment
from rjhub.referrals.models.draft import Draft
from rjhub.referrals.models.duplicate_check import DuplicateCheck
from rjhub.referrals.models.import_batch import ImportBatch, ImportRow
from rjhub.referrals.models.known_risk import KnownRisk
from rjhub.referrals.models.offence import Offence
from rjhub.referrals.models.party import ReferralParty
from rjhub.referrals.models.referral import Referral

__all__ = [
    "Amendment",
    "Draft",
    "DuplicateCheck",
    "ImportBatch",
    "ImportRow",
    "KnownRisk",
    "Offence",
    "Referral",
    "ReferralParty",
]
