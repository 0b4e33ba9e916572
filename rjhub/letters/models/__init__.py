"""A file for each noun of the letters room."""

from rjhub.letters.models.dispatch import Dispatch
from rjhub.letters.models.letter import Letter

__all__ = ["Dispatch", "Letter"]
