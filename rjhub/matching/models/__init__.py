"""A file for each noun of the matching room."""

from rjhub.matching.models.match_model import MatchModel, ModelInForce
from rjhub.matching.models.nightly_check import NightlyCheck
from rjhub.matching.models.pair import Pair
from rjhub.matching.models.proposal import Proposal

__all__ = ["MatchModel", "ModelInForce", "NightlyCheck", "Pair", "Proposal"]
