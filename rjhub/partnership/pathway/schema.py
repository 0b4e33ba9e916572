"""A whole pathway: its sections, in the order of the file."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.case_words import ClosingReason, Court, OffenceGroup
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.conditions import When
from rjhub.partnership.pathway.parts import (
    SOURCE,
    WHEN,
    Agency,
    Area,
    Clock,
    Contact,
    FirstContact,
    Hub,
    Request,
    Routing,
    Stage,
    Taker,
)
from rjhub.partnership.pathway.vocabulary import (
    AllocationMoment,
    DocumentKind,
    Factor,
    InterventionType,
    Level,
    Pairing,
    Role,
    Side,
    Strength,
)
from rjhub.partnership.written.parts import Key, LongText, OneOrMore, Part, Text

Name = Annotated[str, Field(min_length=1, max_length=60)]


class Words(Part):
    """What this area calls people and things. Written as in the middle of a sentence."""

    harmed: Name = Field(default="person harmed", description="one person harmed")
    harmed_plural: Name = Field(default="people harmed", description="several people harmed")
    responsible: Name = Field(default="person responsible", description="one person responsible")
    responsible_plural: Name = Field(default="people responsible", description="several people responsible")
    hub: Name = Field(default="hub", description="the hub")
    hub_meeting: Name = Field(default="hub meeting", description="the hub's meeting")
    coordinator: Name = Field(default="coordinator", description="who coordinates")
    facilitator: Name = Field(default="facilitator", description="who brings people together")
    meeting: Name = Field(default="meeting", description="when the two sides meet")


class Acceptance(Part):
    """Which cases this pathway is for."""

    needs: When = Field(description="what a case must be like")
    otherwise: Text = Field(description="the sentence shown when it is not")
    source: Text = SOURCE


class Exclusion(Part):
    """Cases that this pathway does not take, with the reason that justifies it against the Victims' Code."""

    when: When = Field(description="the cases that are not taken")
    reason: Text = Field(description="why not")
    review_on: date = Field(description="when the exclusion is looked at again")
    source: Text = SOURCE


class Incidents(Part):
    """When two referrals are taken to be about one incident, which the hub then decides."""

    near_days: Annotated[StrictInt, Field(ge=0, le=366)] = Field(
        description="the same two people: how many days may lie between. The same crime reference needs no day"
    )
    source: Text = SOURCE


class Stream(Part):
    """A kind of case that is counted, and often paid for, apart. The first stream that fits counts."""

    key: Key = Field(description="a short name that does not change")
    name: Text = Field(description="its name")
    partners: tuple[AgencyType, ...] = Field(
        default=(), description="the types of agency that deliver it together"
    )
    paid_by: AgencyType | None = Field(default=None, description="the type of agency that pays for it")
    when: When | None = WHEN
    source: Text = SOURCE


class Lead(Part):
    """Which agency takes a case."""

    agency: Taker = Field(description="a type of agency, `hub`, or `referrer`")
    when: When | None = WHEN
    source: Text = SOURCE


class PairingRule(Part):
    """A rule for choosing the two facilitators."""

    rule: Pairing = Field(description="the rule")
    strength: Strength = Field(description="whether it may be put aside with a reason")
    source: Text = SOURCE


class Allocation(Part):
    """How a case comes to an agency and two facilitators."""

    by: Role = Field(description="who allocates")
    moment: AllocationMoment = Field(description="when cases are allocated")
    lead: Annotated[tuple[Lead, ...], Field(min_length=1)] = Field(
        description="which agency takes the case; the first line that fits counts"
    )
    two_facilitators: Strength = Field(description="whether every case must have two facilitators")
    lead_level: Level = Field(description="the least level of the lead facilitator")
    second_level: Level = Field(description="the least level of the second facilitator")
    pairing: tuple[PairingRule, ...] = Field(default=(), description="rules for choosing the two")
    weigh: tuple[Factor, ...] = Field(default=(), description="what is weighed")
    source: Text = SOURCE


class Approval(Part):
    """What sensitive and complex cases need in addition. All that fit count."""

    key: Key = Field(description="a short name that does not change")
    when: When = Field(description="the cases that need it")
    by: Role = Field(description="who approves")
    called: Text | None = Field(default=None, description="what they are called here")
    lead_level: Level = Field(description="the least level of the lead facilitator")
    second_level: Level = Field(description="the least level of the second facilitator")
    also: tuple[Check, ...] = Field(default=(), description="further checks before allocation is finished")
    support: Text | None = Field(default=None, description="the support that is offered beside the case")
    source: Text = SOURCE


class Interventions(Part):
    """What can take place."""

    offered: Annotated[tuple[InterventionType, ...], OneOrMore, Field(min_length=1)] = Field(
        description="what is offered"
    )
    preferred: InterventionType | None = Field(default=None, description="what is tried first")
    source: Text = SOURCE


class Adjournment(Part):
    """For how long the court is asked to adjourn."""

    least_weeks: Annotated[StrictInt, Field(ge=1, le=26)] = Field(description="at least")
    most_weeks: Annotated[StrictInt, Field(ge=1, le=26)] = Field(description="at most")


class Deferral(Part):
    """How long a deferral the court is asked for. The legal maximum follows from the conviction dates."""

    months: Annotated[StrictInt, Field(ge=1, le=12)] = Field(description="how many months are asked for")
    basis: Literal["practice", "law"] = Field(description="whether that is local practice or a rule of law")


class CourtRules(Part):
    """Rules for cases before sentence."""

    agency: AgencyType = Field(description="the type of agency that finds cases and speaks to the court")
    called: Text = Field(description="who does that, as they are called here")
    assessed_by: AgencyType = Field(description="the type of agency that assesses both sides")
    courts: Annotated[tuple[Court, ...], OneOrMore, Field(min_length=1)] = Field(
        description="the courts that take part"
    )
    offences: Annotated[tuple[OffenceGroup, ...], OneOrMore] = Field(
        default=(), description="the offences; all if left out"
    )
    guilty_plea: StrictBool = Field(description="whether a guilty plea is needed")
    adjournment: Adjournment = Field(description="the time asked for to assess both sides")
    deferral: Deferral = Field(description="the time asked for the work itself")
    no_promise: Text = Field(description="what the person responsible is told about sentence")
    if_unfinished: Text = Field(description="what happens when the time runs out first")
    source: Text = SOURCE


class Venue(Part):
    """A place where meetings are held."""

    name: Text = Field(description="the place")
    source: Text = SOURCE


class FollowUp(Part):
    """A moment at which somebody is asked how they are."""

    key: Key = Field(description="a short name that does not change")
    side: Side = Field(description="the side that is asked")
    clock: Key = Field(description="the clock that says when")
    ask: Text = Field(description="what is asked")
    source: Text = SOURCE


class Document(Part):
    """A text that people are given or sign. A new wording needs a new version."""

    key: Key = Field(description="a short name that does not change")
    kind: DocumentKind = Field(description="what it is")
    side: Side = Field(description="who it is for")
    version: Name = Field(description="the version of the wording, in quotes")
    title: Text = Field(description="its title")
    wording: LongText = Field(description="the words")
    source: Text = SOURCE


class Closing(Part):
    """How cases end."""

    reasons: Annotated[tuple[ClosingReason, ...], Field(min_length=1)] = Field(
        description="the reasons to choose from"
    )
    source: Text = SOURCE


class Note(Part):
    """Something that an administrator should know about this pathway."""

    text: Text = Field(description="the note")
    source: Text = SOURCE


class Pathway(Part):
    """How one partnership works."""

    format: Literal[1] = Field(description="the format of the file: 1")
    key: Key = Field(description="a short name that does not change")
    version: Annotated[StrictInt, Field(ge=1, le=100_000)] = Field(description="counts up with each change")
    name: Text = Field(description="the name of the partnership or pathway")
    about: LongText = Field(description="how it works, in a few sentences")
    words: Words = Field(default=Words(), description="what this area calls people and things")
    area: Area = Field(description="the place that it serves")
    agencies: Annotated[tuple[Agency, ...], Field(min_length=1)] = Field(description="the agencies, by type")
    hubs: Annotated[tuple[Hub, ...], Field(min_length=1)] = Field(description="the hubs")
    routing: Routing = Field(description="how a referral finds its hub")
    incidents: Incidents = Field(
        default=Incidents(near_days=31, source="default"),
        description="when two referrals are taken to be about one incident; 31 days if left out",
    )
    accepts: tuple[Acceptance, ...] = Field(default=(), description="which cases it is for; all if left out")
    excludes: tuple[Exclusion, ...] = Field(default=(), description="which cases it does not take")
    streams: tuple[Stream, ...] = Field(default=(), description="kinds of case that are counted apart")
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)] = Field(description="the stages, in order")
    clocks: tuple[Clock, ...] = Field(description="the clocks that stages, requests and follow-ups use")
    first_contact: FirstContact = Field(description="who makes first contact with each side")
    named_contact: Annotated[tuple[Contact, ...], Field(min_length=1)] = Field(
        description="who stays the person harmed's one contact throughout; the first line that fits counts"
    )
    requests: tuple[Request, ...] = Field(description="who is asked for what; all that fit count")
    interventions: Interventions = Field(description="what can take place")
    allocation: Allocation = Field(description="how a case comes to an agency and facilitators")
    approvals: tuple[Approval, ...] = Field(description="what sensitive and complex cases need in addition")
    court: CourtRules | None = Field(default=None, description="rules for cases before sentence")
    venues: tuple[Venue, ...] = Field(default=(), description="where meetings are held")
    follow_ups: tuple[FollowUp, ...] = Field(description="when people are asked how they are")
    documents: tuple[Document, ...] = Field(description="leaflets and consents, by version")
    closing: Closing = Field(description="how cases end")
    notes: tuple[Note, ...] = Field(default=(), description="what administrators should know")
