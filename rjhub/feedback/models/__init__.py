"""A file for each noun of the feedback room."""

from rjhub.feedback.models.answer import Answer
from rjhub.feedback.models.concern import Concern
from rjhub.feedback.models.survey import Survey
from rjhub.feedback.models.survey_link import SurveyLink

__all__ = ["Answer", "Concern", "Survey", "SurveyLink"]
