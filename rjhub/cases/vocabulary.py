"""The words of the cases room that no pathway changes."""

from django.db import models


class PartyStatus(models.TextChoices):
    """Where one person stands in a case."""

    WAITING = "waiting", "Not approached yet"
    APPROACHED = "approached", "Told about restorative justice"
    TAKING_PART = "taking_part", "Taking part"
    NOT_NOW = "not_now", "Not now"
    DECLINED = "declined", "Said no"
    WITHDREW = "withdrew", "Withdrew"
    ENDED = "ended", "Ended"


class WhoIsWho(models.TextChoices):
    """Who somebody named in a referral is, in the case to which it is attached."""

    SAME = "same", "The same person"
    ADD = "add", "Somebody else: add them to the case"
    LATER = "later", "Not known yet: find out first"


class CodeDutyKind(models.TextChoices):
    """What the Victims' Code says that somebody does for a person harmed after the crime was reported."""

    TELL = "tell", "Told about restorative justice"
    REFER = "refer", "Referred to support services"


class NotSure(models.TextChoices):
    """Why it is not certain whose duty something is."""

    AGE = (
        "age",
        "It is not known whether everybody responsible is over 18. If nobody is, it is the duty of youth justice.",
    )
    AGENCY = "agency", "It is not known which agency of the area it is."


class RequestStatus(models.TextChoices):
    """Where a request for information stands."""

    ASKED = "asked", "Asked"
    ANSWERED = "answered", "Answered"
    REFUSED = "refused", "Refused"
    PASSED_ON = "passed_on", "Passed on"
    CANCELLED = "cancelled", "Cancelled"


class AnswerKind(models.TextChoices):
    """What an agency answers when it is asked for information."""

    INFORMATION = "information", "We hold information"
    NOTHING_HELD = "nothing_held", "We hold nothing"
    REFUSED = "refused", "We cannot share it"
    ASK_ANOTHER = "ask_another", "Ask somebody else"


class Regime(models.TextChoices):
    """Under which part of data protection law an agency gave something."""

    UK_GDPR = "uk_gdpr", "UK GDPR"
    PART_3 = "part_3", "Part 3 of the Data Protection Act 2018"


class Limit(models.TextChoices):
    """How far what an agency gave may go. The agency says so when it answers."""

    HUB_ONLY = "hub_only", "Only the hub’s coordinators may see it"
    NOT_TO_PERSON = "not_to_person", "It must not be shown to the person it is about"
    NOT_TO_OTHER_SIDE = "not_to_other", "It must not be told to the other side"
    NOT_IN_COURT = "not_in_court", "It must not stand in a report to the court"


class PoliceCheckKind(models.TextChoices):
    """Where the police looked."""

    PNC = "pnc", "Police National Computer"
    NICHE = "niche", "Niche RMS"


class Marker(models.TextChoices):
    """Warnings that police systems carry about somebody, in plain words. None of them decides anything by itself."""

    VIOLENT = "violent", "Violence"
    WEAPONS = "weapons", "Weapons"
    FIREARMS = "firearms", "Firearms"
    DRUGS = "drugs", "Drugs"
    SELF_HARM = "self_harm", "Self-harm or suicide"
    MENTAL_HEALTH = "mental_health", "Mental health"
    AILMENT = "ailment", "An illness that others must know of"
    ESCAPER = "escaper", "Escapes"
    SEXUAL = "sexual", "Sexual offences"
    VULNERABLE = "vulnerable", "Offends against vulnerable people"
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse"
    STALKING = "stalking", "Stalking or harassment"
    INTIMIDATION = "intimidation", "Intimidating witnesses or victims"
    GANG = "gang", "Gangs"
    CHILD = "child", "A child at risk"
    ADULT = "adult", "An adult at risk"


class Direction(models.TextChoices):
    """Who made a contact."""

    OUTGOING = "outgoing", "We contacted them"
    INCOMING = "incoming", "They contacted us"


class ConsentPurpose(models.TextChoices):
    """What somebody consents to; each is asked for by itself."""

    CONTACT = "contact", "Being contacted"
    ASSESSMENT = "assessment", "Being assessed"
    TAKING_PART = "taking_part", "Taking part"
    DISCLOSURE = "disclosure", "Sharing a named thing"


class Rating(models.TextChoices):
    """How likely or how serious a described risk is. Never added up to a score."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class RiskDecision(models.TextChoices):
    """What a risk assessment decides."""

    PROCEED = "proceed", "Go on"
    CONDITIONS = "conditions", "Go on with conditions"
    INDIRECT_ONLY = "indirect_only", "Messages only, no meeting"
    PAUSE = "pause", "Pause"
    STOP = "stop", "Stop"


class Suitability(models.TextChoices):
    """What an assessment of one side comes to."""

    SUITABLE = "suitable", "Suitable"
    NOT_YET = "not_yet", "Not yet"
    UNSUITABLE = "unsuitable", "Not suitable"


class ApprovalDecision(models.TextChoices):
    """What somebody decides who has to approve a sensitive or complex case."""

    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Not approved"


class FacilitatorPart(models.TextChoices):
    """Which of the two facilitators somebody is."""

    LEAD = "lead", "Lead facilitator"
    SECOND = "second", "Co-facilitator"


class MeetingStatus(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"
    STOPPED = "stopped", "Started and stopped"


class AttendeeRole(models.TextChoices):
    """As what somebody comes to a meeting."""

    HARMED = "harmed", "Person harmed"
    RESPONSIBLE = "responsible", "Person responsible"
    HARMED_SUPPORTER = "harmed_supporter", "Supporter of the person harmed"
    RESPONSIBLE_SUPPORTER = "responsible_supporter", "Supporter of the person responsible"
    COMMUNITY = "community", "Member of the community"
    FACILITATOR = "facilitator", "Facilitator"
    INTERPRETER = "interpreter", "Interpreter"
    PRISON_STAFF = "prison_staff", "Prison staff"
    OBSERVER = "observer", "Observer"


class Medium(models.TextChoices):
    """In which form a message is carried."""

    LETTER = "letter", "Letter"
    VIDEO = "video", "Video"
    AUDIO = "audio", "Audio"
    SPOKEN = "spoken", "By word of mouth, through the facilitator"


class MessageStatus(models.TextChoices):
    """Where a message stands."""

    WRITTEN = "written", "Waiting for review"
    APPROVED = "approved", "Approved, not passed on yet"
    RETURNED = "returned", "Returned to its writer"
    PASSED_ON = "passed_on", "Passed on"
    WITHDRAWN = "withdrawn", "Taken back by its sender"


class ItemStatus(models.TextChoices):
    """Where an item of an agreement stands."""

    OPEN = "open", "Not done yet"
    DONE = "done", "Done"
    NOT_DONE = "not_done", "Not done"
    GIVEN_UP = "given_up", "No longer wanted"


class TaskStatus(models.TextChoices):
    """Where a task stands."""

    OPEN = "open", "To do"
    DONE = "done", "Done"
    DROPPED = "dropped", "No longer needed"


class Plea(models.TextChoices):
    """What somebody pleaded."""

    GUILTY = "guilty", "Guilty"
    NOT_GUILTY = "not_guilty", "Not guilty"
    NONE = "none", "No plea yet"


class CourtReportAbout(models.TextChoices):
    """What a report tells the court about."""

    SUITABILITY = "suitability", "Suitability"
    OUTCOME = "outcome", "What took place"


class EmergencyFinding(models.TextChoices):
    """What somebody found who looked at why a case was opened in an emergency."""

    JUSTIFIED = "justified", "It was right to open it"
    NOT = "not", "It was not right to open it"


class WordsPlace(models.TextChoices):
    """Where words are read by more people than those who work with the person harmed."""

    MESSAGE = "message", "a message between the sides"
    AGREEMENT = "agreement", "an agreement, which both sides read"
    MEETING = "meeting", "a meeting, which everybody who works on the case reads about"
    ANSWER = "answer", "what an agency answers"
    RISK = "risk", "a risk, which everybody who works on the case reads about"
    CASE = "case", "why a case is closed"
    DOCUMENT = "document", "a file for more than the side of the person harmed"
    CONTACT = "contact", "a contact, which everybody who works on the case reads about"
    PREPARATION = "prepare", "how somebody is prepared, which every facilitator reads"
    FOLLOW_UP = "follow_up", "a follow-up, which everybody who works on the case reads about"
    REQUEST = "request", "a question to an agency"


class HeldStatus(models.TextChoices):
    """How it stands with words that wait to be read."""

    WAITING = "waiting", "Waiting to be read"
    CONFIRMED = "confirmed", "Confirmed"
    REFUSED = "refused", "Not confirmed"
    TAKEN_BACK = "taken_back", "Taken back by whoever wrote them"
