"""A file for each noun of the register. Levels and training stand in room `partnership`."""

from rjhub.facilitators.models.availability import Diary, Leave, Week
from rjhub.facilitators.models.clearance import Clearance
from rjhub.facilitators.models.learning import Learning
from rjhub.facilitators.models.practice import Practice, Reach
from rjhub.facilitators.models.secondment import Secondment
from rjhub.facilitators.models.supervision import Supervision, SupervisionNote

__all__ = [
    "Clearance",
    "Diary",
    "Learning",
    "Leave",
    "Practice",
    "Reach",
    "Secondment",
    "Supervision",
    "SupervisionNote",
    "Week",
]
