"""The words that a pathway file may use for sides, roles, rules and reasons.

Longer lists have their own modules: `stages.StageKind`, `checks.Check`, `agency_types.AgencyType`,
`case_words` (what a case can be like) and `closing.ClosingReason`. Values of sides, categories and roles
are the ones that the database uses.
"""

from rjhub.partnership.written.words import Word


class Side(Word):
    """Whose side of a case something belongs to."""

    HARMED = "harmed", "person harmed"
    RESPONSIBLE = "responsible", "person responsible"
    NEUTRAL = "neutral", "both sides"


class WorksWith(Word):
    """Which side an agency works with. The wall between the sides is built on this."""

    HARMED = "harmed", "people harmed"
    RESPONSIBLE = "responsible", "people responsible"
    BOTH = "both", "both sides"
    NEITHER = "neither", "neither side"

    def may_be_asked_about(self, side: Side) -> bool:
        """Whether an agency that works with these may be told that somebody on this side is in a case."""
        return self == WorksWith.BOTH or side == Side.NEUTRAL or self.value == side.value


class Category(Word):
    """What kind of information a row of a file holds."""

    REFERRAL = "referral", "the referral"
    OFFENCE = "offence", "the offence"
    IDENTITY = "identity", "who somebody is"
    CONTACT = "contact", "how to reach somebody"
    SAFETY = "safety", "what keeps somebody safe"
    POLICE = "police", "police information"
    HEALTH = "health", "health and needs"
    STATEMENT = "statement", "what somebody said"
    CASEWORK = "casework", "the work on the case"
    AGREEMENT = "agreement", "the agreement"
    FEEDBACK = "feedback", "feedback"
    EQUALITY = "equality", "equality monitoring"
    MONEY = "money", "money"


class Role(Word):
    """What somebody may be asked to do for a partnership."""

    COORDINATOR = "coordinator", "Coordinator"
    FACILITATOR = "facilitator", "Facilitator"
    VOLUNTEER = "volunteer", "Volunteer"
    LEAD_CONTACT = "lead_contact", "Agency lead contact"
    SUPERVISOR = "supervisor", "Supervisor"
    REFERRER = "referrer", "Referrer"
    COMMISSIONER = "commissioner", "Commissioner"
    ADMINISTRATOR = "administrator", "Agency administrator"
    INFORMATION_OFFICER = "information_officer", "Information officer"


class Level(Word):
    """Practitioner levels of the Restorative Justice Council; each includes the one before."""

    FOUNDATION = "foundation", "Foundation"
    INTERMEDIATE = "intermediate", "Intermediate"
    ADVANCED = "advanced", "Advanced"


class Lane(Word):
    """Where a stage is drawn in the picture of a pathway."""

    HUB = "hub", "Hub"
    AGENCIES = "agencies", "Agencies"
    HARMED = "harmed", "Person harmed"
    RESPONSIBLE = "responsible", "Person responsible"
    FACILITATORS = "facilitators", "Facilitators"
    COURT = "court", "Court"


class AgencyJob(Word):
    """What an agency does in the partnership."""

    COMMISSIONS = "commissions", "pays for the service and answers for it"
    COORDINATES = "coordinates", "hosts the hub or the coordinator"
    REFERS = "refers", "sends referrals"
    FIRST_CONTACT = "first_contact", "speaks with somebody first"
    ANSWERS = "answers", "gives information when asked"
    ASSESSES = "assesses", "assesses whether people are suitable"
    FACILITATES = "facilitates", "has trained facilitators, so it can take a case"
    REPORTS_TO_COURT = "reports_to_court", "reports to the court"
    SUPPORTS = "supports", "supports people beside the case"
    GOVERNS = "governs", "sits on a board of the partnership"


class Event(Word):
    """What starts a clock."""

    REFERRAL_RECEIVED = "referral_received", "the referral arrives"
    STAGE_STARTED = "stage_started", "the stage starts"
    REQUEST_SENT = "request_sent", "the request is sent"
    ADJOURNMENT_GRANTED = "adjournment_granted", "the court adjourns"
    DEFERRAL_MADE = "deferral_made", "the court defers sentence"
    BROUGHT_TOGETHER = "brought_together", "the meeting or the last message"
    AGREEMENT_MADE = "agreement_made", "the agreement is made"
    NOT_NOW = "not_now", "somebody says not now"


class Unit(Word):
    """What a clock counts."""

    WORKING_DAYS = "working_days", "working days"
    WEEKS = "weeks", "weeks"
    MONTHS = "months", "months"


class Place(Word):
    """Which place decides the hub of a case."""

    OFFENCE = "offence", "where it happened"
    HARMED_HOME = "harmed_home", "where the person harmed lives"
    RESPONSIBLE_HOME = "responsible_home", "where the person responsible lives"


class Rhythm(Word):
    """How often a hub meets."""

    WEEKLY = "weekly", "every week"
    FORTNIGHTLY = "fortnightly", "every two weeks"
    MONTHLY = "monthly", "every month"
    QUARTERLY = "quarterly", "every three months"
    AS_NEEDED = "as_needed", "when there is something to decide"


class AllocationMoment(Word):
    """When cases are allocated."""

    HUB_MEETING = "hub_meeting", "at the hub's meeting"
    DAY_TO_DAY = "day_to_day", "day to day"
    EITHER = "either", "day to day, or at the hub's meeting"


class Factor(Word):
    """What is weighed when a case is allocated."""

    SEVERITY = "severity", "how serious the offence is"
    TRAINING_LEVEL = "training_level", "how far the facilitators are trained"
    CAPABILITY = "capability", "what the agency can do"
    CAPACITY = "capacity", "how much room the agency has"
    BALANCED_WORKLOAD = "balanced_workload", "a fair share of the work"
    SUITS_THE_CASE = "suits_the_case", "who suits this case best"
    DISTANCE = "distance", "how far people have to travel"


class Pairing(Word):
    """A rule for choosing the two facilitators of a case."""

    DIFFERENT_AGENCIES = "different_agencies", "come from different agencies"
    LESS_WITH_MORE_EXPERIENCED = "less_with_more_experienced", "pair less with more experienced"
    STATUTORY_WITH_CHARITY = "statutory_with_charity", "one from a public body, one from a charity"
    FOUNDATION_NEVER_LEADS = "foundation_never_leads", "somebody at Foundation level never leads"
    NOBODY_INVOLVED = "nobody_involved", "neither knows or manages anybody in the case"


class Strength(Word):
    """Whether a rule may be put aside."""

    MUST = "must", "must"
    SHOULD = "should", "should, unless there is a reason"


class InterventionType(Word):
    """What a restorative process can be. Only direct ones bring people face to face."""

    CONFERENCE = "voc", "conference between the person harmed and the person responsible"
    COMMUNITY_CONFERENCE = "comm", "community conference"
    SHUTTLE = "shuttle", "messages carried by a facilitator"
    REMOTE = "remote", "meeting by live video"
    FAMILY_GROUP = "fgc", "family group conference"
    REFERRAL_ORDER_PANEL = "ro_panel", "youth offender panel with the person harmed"
    STREET = "street", "street or instant restorative justice by police"
    JUSTICE_PANEL = "njp", "neighbourhood or community justice panel"
    PROXY = "proxy", "work with somebody else in the place of the person harmed"

    @property
    def is_direct(self) -> bool:
        """Whether the people meet."""
        return self not in {InterventionType.SHUTTLE, InterventionType.PROXY}

    @property
    def counts(self) -> bool:
        """Whether it counts as restorative justice with the person harmed; proxy work does not."""
        return self != InterventionType.PROXY


class DocumentKind(Word):
    """A text that people are given or sign, kept by version."""

    LEAFLET = "leaflet", "leaflet"
    CONSENT_TO_CONTACT = "consent_to_contact", "consent to be contacted"
    CONSENT_TO_ASSESSMENT = "consent_to_assessment", "consent to be assessed"
    CONSENT_TO_TAKE_PART = "consent_to_take_part", "consent to take part"
    CONSENT_TO_DISCLOSURE = "consent_to_disclosure", "consent to share a named thing"
