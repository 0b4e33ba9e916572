"""A file for each noun of planning. What they hold is ids and numbers; what is confidential stays with the cases."""

from rjhub.allocation.models.plan import Plan, Proposal
from rjhub.allocation.models.weighing import Weighing
from rjhub.allocation.models.wish import Wish

__all__ = ["Plan", "Proposal", "Weighing", "Wish"]
