"""What was submitted: returns, and each figure in them."""

from rjhub.reporting.models.submission import FrozenFigure, Submission

__all__ = ["FrozenFigure", "Submission"]
