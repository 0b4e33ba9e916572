"""A file for each noun of the cases room."""

from rjhub.cases.models.agreement import Agreement, AgreementItem, AgreementReport
from rjhub.cases.models.allocation import Allocation
from rjhub.cases.models.attached import AttachedReferral
from rjhub.cases.models.case import Case, Party
from rjhub.cases.models.code_duty import CodeDuty
from rjhub.cases.models.consent import Acknowledgement, Consent
from rjhub.cases.models.contact import ContactLogEntry
from rjhub.cases.models.court import CourtMatter, CourtReport
from rjhub.cases.models.document import Document
from rjhub.cases.models.emergency import EmergencyAccess
from rjhub.cases.models.event import Event
from rjhub.cases.models.flag import Approval, Flag
from rjhub.cases.models.follow_up import FollowUp
from rjhub.cases.models.held_words import HeldWords
from rjhub.cases.models.information import InformationItem, InformationRequest
from rjhub.cases.models.meeting import Attendance, Meeting
from rjhub.cases.models.message import Message
from rjhub.cases.models.milestone import Milestone
from rjhub.cases.models.moves import Handover, Pause, StageMove, Transfer
from rjhub.cases.models.outside_link import OutsideLink
from rjhub.cases.models.police_check import PoliceCheck
from rjhub.cases.models.preparation import Preparation
from rjhub.cases.models.risk import Risk, RiskAssessment
from rjhub.cases.models.suitability import SuitabilityAssessment
from rjhub.cases.models.task import Task

__all__ = [
    "Acknowledgement",
    "Agreement",
    "AgreementItem",
    "AgreementReport",
    "Allocation",
    "Approval",
    "AttachedReferral",
    "Attendance",
    "Case",
    "CodeDuty",
    "Consent",
    "ContactLogEntry",
    "CourtMatter",
    "CourtReport",
    "Document",
    "EmergencyAccess",
    "Event",
    "Flag",
    "FollowUp",
    "Handover",
    "HeldWords",
    "InformationItem",
    "InformationRequest",
    "Meeting",
    "Message",
    "Milestone",
    "OutsideLink",
    "Party",
    "Pause",
    "PoliceCheck",
    "Preparation",
    "Risk",
    "RiskAssessment",
    "StageMove",
    "SuitabilityAssessment",
    "Task",
    "Transfer",
]
