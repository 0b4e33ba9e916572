"""The kinds of stage that a case can be in. A pathway uses some of them, each at most once."""

from typing import Self

from rjhub.partnership.pathway.vocabulary import Lane, Side
from rjhub.partnership.written.words import Word


class StageKind(Word):
    """A kind of stage: its label, whose lane it is drawn in, and what happens in it."""

    lane: Lane
    meaning: str

    def __new__(cls, value: str, label: str = "", lane: Lane = Lane.HUB, meaning: str = "") -> Self:
        """Make the value carry its label, its lane and what happens in it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.lane = lane
        member.meaning = meaning
        return member

    ENQUIRY = (
        "enquiry",
        "Enquiry",
        Lane.HUB,
        "Somebody asked about restorative justice, often for themselves, before there is a full referral.",
    )
    REFERRED = (
        "referred",
        "Referred",
        Lane.HUB,
        "A referral has arrived and is read for the first time.",
    )
    DUPLICATE_CHECK = (
        "duplicate_check",
        "Duplicate check",
        Lane.HUB,
        "Somebody decides whether these people are already known, and whether either has said no to anyone.",
    )
    INFORMATION = (
        "information",
        "Information from agencies",
        Lane.AGENCIES,
        "Each agency is asked for what it holds, and answers, has nothing, or refuses with a reason.",
    )
    HUB_REVIEW = (
        "hub_review",
        "Hub review",
        Lane.HUB,
        "The hub looks at everything together and decides whether and how to go on.",
    )
    FIRST_CONTACT_HARMED = (
        "first_contact_harmed",
        "First contact with the person harmed",
        Lane.HARMED,
        "The person harmed hears about restorative justice and is asked whether to be assessed.",
    )
    FIRST_CONTACT_RESPONSIBLE = (
        "first_contact_responsible",
        "First contact with the person responsible",
        Lane.RESPONSIBLE,
        "The person responsible hears about restorative justice and is asked whether to be assessed.",
    )
    COURT_ADJOURNMENT = (
        "court_adjournment",
        "Adjournment",
        Lane.COURT,
        "The court is asked for time, so that both sides can be assessed before sentence.",
    )
    SUITABILITY = (
        "suitability",
        "Suitability",
        Lane.FACILITATORS,
        "Both sides are assessed: wishes, readiness, safety, and whether the basic facts are acknowledged.",
    )
    COURT_REPORT = (
        "court_report",
        "Report to court",
        Lane.COURT,
        "The court is told whether both sides are suitable and what is proposed.",
    )
    DEFERRAL = (
        "deferral",
        "Deferred sentence",
        Lane.COURT,
        "The court puts off the sentence so that the restorative work can take place.",
    )
    ALLOCATION = (
        "allocation",
        "Allocation",
        Lane.HUB,
        "An agency takes the case, and two facilitators accept it.",
    )
    PREPARATION = (
        "preparation",
        "Preparation",
        Lane.FACILITATORS,
        "The facilitators prepare each side, and supporters, for the meeting or messages.",
    )
    READY = (
        "ready",
        "Ready",
        Lane.FACILITATORS,
        "Consents, risk and venue are looked at for the last time, and the supervisor signs off.",
    )
    MEETING = (
        "meeting",
        "Meeting",
        Lane.FACILITATORS,
        "The people meet, face to face or by live video.",
    )
    MESSAGES = (
        "messages",
        "Messages",
        Lane.FACILITATORS,
        "The facilitators carry messages by letter, video or audio; the people do not meet.",
    )
    SENTENCE_REPORT = (
        "sentence_report",
        "Report before sentence",
        Lane.COURT,
        "The court is told what took place, and passes sentence.",
    )
    AGREEMENT = (
        "agreement",
        "Agreement",
        Lane.AGENCIES,
        "What was agreed is kept or not, and the person harmed is told.",
    )
    FOLLOW_UP = (
        "follow_up",
        "Follow-up",
        Lane.FACILITATORS,
        "Each side is asked how they are, and for feedback.",
    )
    DORMANT = (
        "dormant",
        "Not now",
        Lane.HUB,
        "Somebody is not ready. The interest is kept, with a date on which to ask again.",
    )
    CLOSED = (
        "closed",
        "Closed",
        Lane.HUB,
        "The case has ended, with a reason for each side.",
    )

    @property
    def approaches(self) -> tuple[Side, ...]:
        """The sides that are approached for the first time in this stage."""
        return _APPROACHES.get(self, ())

    @property
    def brings_together(self) -> bool:
        """Whether the two sides meet or exchange messages in this stage."""
        return self in {StageKind.MEETING, StageKind.MESSAGES}

    @property
    def may_begin(self) -> bool:
        """Whether a case may begin in this stage."""
        return self in {StageKind.ENQUIRY, StageKind.REFERRED}

    @property
    def from_anywhere(self) -> bool:
        """Whether a case may go to this stage from any other: people may stop at any moment."""
        return self in {StageKind.DORMANT, StageKind.CLOSED}


_APPROACHES = {
    StageKind.FIRST_CONTACT_HARMED: (Side.HARMED,),
    StageKind.FIRST_CONTACT_RESPONSIBLE: (Side.RESPONSIBLE,),
}
