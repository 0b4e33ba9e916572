"""Gates: what must hold before a case goes on, and what is missing."""

from rjhub.cases.gates.obstacles import Obstacle, in_the_way, obstacles_to
from rjhub.cases.gates.state import CaseState

__all__ = ["CaseState", "Obstacle", "in_the_way", "obstacles_to"]
