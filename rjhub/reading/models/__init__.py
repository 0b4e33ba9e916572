"""A file for each noun of the reading room."""

from rjhub.reading.models.exposure import Exposure
from rjhub.reading.models.finding import Finding, Outcome
from rjhub.reading.models.home import Home
from rjhub.reading.models.hours import Hours

__all__ = ["Exposure", "Finding", "Home", "Hours", "Outcome"]
