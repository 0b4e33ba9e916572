"""The words that an agreement may use for recipients, parties, laws and limits.

Sides, kinds of information, stages and types of agency are those of pathways.
"""

from typing import Self

from rjhub.partnership.written.words import Word


class Purpose(Word):
    """Why somebody sees something. The values are the ones that the database uses."""

    REFER = "refer", "to make and follow a referral"
    COORDINATE = "coordinate", "to coordinate the case at the hub"
    FACILITATE = "facilitate", "to facilitate the case"
    ANSWER_FOR = "answer_for", "to answer for the case"
    SUPERVISE = "supervise", "to supervise the work on the case"
    ANSWER = "answer", "to answer a request for information"
    CONTACT = "contact", "to be the named contact of a person"
    TAKE_IN = "take_in", "to take in a referral made by the public"
    EMERGENCY = "emergency", "to act in an emergency, for an hour"


class Recipient(Word):
    """Who receives information, by what they do on a case. Each has one purpose."""

    purpose: Purpose

    def __new__(cls, value: str, label: str = "", purpose: Purpose = Purpose.COORDINATE) -> Self:
        """Make the value carry its label and the purpose for which it is given anything."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.purpose = purpose
        return member

    COORDINATOR = "coordinator", "whoever coordinates the case", Purpose.COORDINATE
    FACILITATOR = "facilitator", "whoever facilitates the case", Purpose.FACILITATE
    ANSWERS_FOR = "answers_for", "whoever answers for the case", Purpose.ANSWER_FOR
    SUPERVISOR = "supervisor", "whoever supervises or approves the work", Purpose.SUPERVISE
    NAMED_CONTACT = "named_contact", "the named contact of a person", Purpose.CONTACT
    ANSWERING = "answering", "the lead contact who answers a request", Purpose.ANSWER
    REFERRER = "referrer", "whoever made the referral", Purpose.REFER
    EMERGENCY = "emergency", "whoever has to act at once to keep somebody safe", Purpose.EMERGENCY
    INTAKE = "intake", "whoever writes a referral down", Purpose.TAKE_IN


class Signs(Word):
    """Whether the agreement stands without a party's signature."""

    REQUIRED = "required", "must sign before the agreement is in force"
    INVITED = "invited", "is bound, and may give and receive, from the day on which it signs"


class Controller(Word):
    """Who decides why and how a party's information is used."""

    CONTROLLER = "controller", "controller of what it holds itself"
    JOINT = "joint_controller", "joint controller of the case record"
    PROCESSOR = "processor", "processor for the other parties"


class Regime(Word):
    """Which part of data protection law a party works under when it works cases."""

    UK_GDPR = "uk_gdpr", "UK GDPR"
    PART_3 = "part_3", "Part 3 of the Data Protection Act 2018"
    MIXED = "mixed", "UK GDPR or Part 3 of the Data Protection Act 2018, by purpose"

    @property
    def involves(self) -> frozenset["Regime"]:
        """The regimes of which a basis is needed."""
        return frozenset({Regime.UK_GDPR, Regime.PART_3}) if self == Regime.MIXED else frozenset({self})


class Gateway(Word):
    """A power to share. It is not a lawful basis: a clause needs both. How far each reaches stands in `law`."""

    test: str

    def __new__(cls, value: str, label: str = "", test: str = "") -> Self:
        """Make the value carry its citation and its test."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.test = test
        return member

    CRIME_AND_DISORDER_115 = (
        "crime_and_disorder_115",
        "Crime and Disorder Act 1998 s.115",
        "necessary or expedient for a purpose of the 1998 Act; a power, not a duty",
    )
    YOUTH_JUSTICE_37_38 = (
        "youth_justice_37_38",
        "Crime and Disorder Act 1998 ss.37 and 38",
        "needed for youth justice services, whose aim is to prevent offending by children",
    )
    OFFENDER_MANAGEMENT_14 = (
        "offender_management_14",
        "Offender Management Act 2007 s.14",
        "necessary or expedient for the probation purposes, or for the functions of prisons",
    )
    VICTIMS_CODE = (
        "victims_code",
        "Victims’ Code rights 3 and 4, and Victims and Prisoners Act 2024 s.5",
        "needed so that a person harmed is told of, or referred to, support or restorative justice",
    )
    SERIOUS_VIOLENCE_16 = (
        "serious_violence_16",
        "Police, Crime, Sentencing and Courts Act 2022 s.16",
        "only for the serious violence duty; no patient information, nothing personal held by health bodies",
    )
    SENTENCING_5 = (
        "sentencing_5",
        "Sentencing Act 2020 s.5(3)",
        "a copy of an order that defers sentence, for those who take part and whoever supervises",
    )
    POLICE_COMMON_LAW = (
        "police_common_law",
        "Common law power of the police to disclose",
        "a pressing social need, to prevent crime or protect somebody, and no more than that needs",
    )
    CHILDREN_ACT_11 = (
        "children_act_11",
        "Children Act 2004 s.11",
        "needed to safeguard a child and promote the child’s welfare",
    )
    CARE_ACT = (
        "care_act",
        "Care Act 2014",
        "needed to safeguard an adult with care and support needs",
    )


class Basis(Word):
    """A lawful basis under UK GDPR."""

    LEGAL_OBLIGATION = "legal_obligation", "legal obligation, Article 6(1)(c)"
    PUBLIC_TASK = "public_task", "public task, Article 6(1)(e)"
    RECOGNISED_INTEREST = "recognised_interest", "recognised legitimate interest, Article 6(1)(ea)"
    LEGITIMATE_INTEREST = "legitimate_interest", "legitimate interests, Article 6(1)(f)"
    CONSENT = "consent", "consent, Article 6(1)(a)"


class LawEnforcementBasis(Word):
    """A lawful basis under Part 3 of the Data Protection Act 2018."""

    TASK = "task", "necessary for a task of a competent authority, s.35(2)(b)"
    CONSENT = "consent", "consent, s.35(2)(a)"


class SpecialCondition(Word):
    """What allows special category data under UK GDPR."""

    STATUTORY = "statutory", "Article 9(2)(g) with Schedule 1 paragraph 6, statutory and government purposes"
    EQUALITY = "equality", "Article 9(2)(g) with Schedule 1 paragraph 8, equality of opportunity"
    UNLAWFUL_ACTS = "unlawful_acts", "Article 9(2)(g) with Schedule 1 paragraph 10, preventing unlawful acts"
    SAFEGUARDING = "safeguarding", "Article 9(2)(g) with Schedule 1 paragraph 18, safeguarding"
    EXPLICIT_CONSENT = "explicit_consent", "Article 9(2)(a), explicit consent"


class OffenceCondition(Word):
    """What allows criminal offence data under UK GDPR."""

    OFFICIAL_AUTHORITY = "official_authority", "Article 10(1), under the control of official authority"
    STATUTORY = "statutory", "Article 10 with Schedule 1 paragraph 6, statutory and government purposes"
    UNLAWFUL_ACTS = "unlawful_acts", "Article 10 with Schedule 1 paragraph 10, preventing unlawful acts"
    SAFEGUARDING = "safeguarding", "Article 10 with Schedule 1 paragraph 18, safeguarding"
    CONSENT = "consent", "Article 10 with Schedule 1 paragraph 29, consent"


class SensitiveCondition(Word):
    """What allows sensitive processing under Part 3, where it is strictly necessary."""

    STATUTORY = "statutory", "Schedule 8 paragraph 1, statutory purposes"
    JUSTICE = "justice", "Schedule 8 paragraph 2, administration of justice"
    VITAL_INTERESTS = "vital_interests", "Schedule 8 paragraph 3, vital interests"
    SAFEGUARDING = "safeguarding", "Schedule 8 paragraph 4, safeguarding children and people at risk"


class Onward(Word):
    """How far what was given may be passed on."""

    NOBODY = "nobody", "It is passed on to nobody."
    ON_THE_CASE = (
        "on_the_case",
        "It is passed on only to others who work on the same case under this agreement.",
    )
    GIVER_AGREES = "giver_agrees", "It is passed on beyond the case only if the agency that gave it agrees."
    COURT_REPORT = "court_report", "A summary may stand in a report to the court."
    SAFEGUARDING = (
        "safeguarding",
        "It is passed on where somebody is at risk of serious harm, and that is recorded.",
    )
    LAW = "law", "It is passed on where a court orders it or the law requires it."
