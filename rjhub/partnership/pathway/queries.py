"""What a pathway says about one case. Pure functions: the same pathway and facts always give the same answer.

Where a list says that the first line that fits counts, the loader has made sure that one always does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rjhub.kernel.decisions import Decision, all_of, allow, allow_if
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.checks import Check, mandatory_for
from rjhub.partnership.pathway.conditions import all_that_fit
from rjhub.partnership.pathway.facts import CaseFacts
from rjhub.partnership.pathway.parts import HUB, REFERRER, Clock, Contact, Gate, Hub, Next, Request, Stage
from rjhub.partnership.pathway.schema import Approval, Document, FollowUp, PairingRule, Pathway, Stream
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.vocabulary import (
    AgencyJob,
    AllocationMoment,
    DocumentKind,
    Factor,
    Level,
    Role,
    Side,
    Strength,
)


@dataclass(frozen=True, slots=True)
class FirstContactRule:
    """Who speaks with somebody: `agency` is a type, or "lead" for whichever agency has taken the case."""

    agency: AgencyType | Literal["lead"]
    role: Role
    called: str
    once: bool
    hand_to: AgencyType | Literal["lead"] | None
    source: str


@dataclass(frozen=True, slots=True)
class AllocationRules:
    """How one case comes to an agency and two facilitators."""

    by: Role
    moment: AllocationMoment
    lead_agency: AgencyType
    two_facilitators: Strength
    lead_level: Level
    second_level: Level
    pairing: tuple[PairingRule, ...]
    weigh: tuple[Factor, ...]
    approvals: tuple[Approval, ...]


def takes(pathway: Pathway, facts: CaseFacts) -> Decision:
    """Whether this pathway takes such a case; a no gives each reason."""
    accepted = (allow_if(line.needs.fits(facts), line.otherwise) for line in pathway.accepts)
    kept_out = (allow_if(not line.when.fits(facts), line.reason) for line in pathway.excludes)
    before_court = [court_conditions(pathway, facts)] if facts.before_sentence else []
    return all_of(*accepted, *kept_out, *before_court)


def court_conditions(pathway: Pathway, facts: CaseFacts) -> Decision:
    """Whether a case before sentence meets the area's rules on court, offence and plea."""
    rules = pathway.court
    if rules is None:
        return allow()
    courts = ", ".join(court.label for court in rules.courts)
    offences = ", ".join(offence.label for offence in rules.offences)
    return all_of(
        allow_if(
            facts.court in rules.courts, f"Cases before sentence are taken from these courts: {courts}."
        ),
        allow_if(
            not rules.offences or facts.offence_group in rules.offences,
            f"Cases before sentence are taken for these offences: {offences}.",
        ),
        allow_if(facts.guilty_plea or not rules.guilty_plea, "A case before sentence needs a guilty plea."),
    )


def first_stage(pathway: Pathway, facts: CaseFacts) -> Stage:
    """Where such a case begins: an agency's referral is already more than an enquiry."""
    begins = StageKind.ENQUIRY if facts.referred_by is None else StageKind.REFERRED
    found = find_stage(pathway, begins)
    return found or pathway.stages[0]


def find_stage(pathway: Pathway, kind: StageKind) -> Stage | None:
    """The stage of a kind, if the pathway has it."""
    return next((stage for stage in pathway.stages if stage.stage == kind), None)


def next_line(pathway: Pathway, stage: StageKind, facts: CaseFacts) -> Next | None:
    """The line of `next` that counts for such a case: where it leads, and where a case may go early."""
    found = find_stage(pathway, stage)
    return next(all_that_fit(found.next, facts), None) if found else None


def next_stages(pathway: Pathway, stage: StageKind, facts: CaseFacts) -> tuple[StageKind, ...]:
    """Where such a case may go when the stage is finished; several mean a choice. Empty at the end.

    Closing and waiting are possible from every stage and are not named here.
    """
    step = next_line(pathway, stage, facts)
    return step.choices if step else ()


def gates_for(pathway: Pathway, stage: StageKind, facts: CaseFacts | None = None) -> tuple[Check, ...]:
    """What must hold before a case may come to a stage. Without facts, for any case at all.

    Mandatory checks are always among them, whatever the pathway says.
    """
    found = find_stage(pathway, stage)
    written = _checks(found.to_start, facts) if found else ()
    return tuple(dict.fromkeys((*mandatory_for(stage), *written)))


def gates_to_finish(pathway: Pathway, stage: StageKind, facts: CaseFacts | None = None) -> tuple[Check, ...]:
    """What must hold before a case may go on from a stage. Closing and waiting do not ask for it."""
    found = find_stage(pathway, stage)
    written = _checks(found.to_finish, facts) if found else ()
    if stage == StageKind.ALLOCATION:
        written = (
            *written,
            *(check for line in all_that_fit(pathway.approvals, facts) for check in line.also),
        )
    return tuple(dict.fromkeys(written))


def gates_between(
    pathway: Pathway, leaving: StageKind, entering: StageKind, facts: CaseFacts
) -> tuple[Check, ...]:
    """Everything that must hold for a case to go from one stage to another.

    Whoever stops before the stage is finished, to close or to wait, need not finish it; nor need a case
    that takes a way which the pathway leaves open early.
    """
    step = next_line(pathway, leaving, facts)
    early = entering in step.early if step else False
    stops = entering.from_anywhere and not (step and entering in step.to)
    finish = () if early or stops else gates_to_finish(pathway, leaving, facts)
    return tuple(dict.fromkeys((*finish, *gates_for(pathway, entering, facts))))


def missing_sentence(pathway: Pathway, check: Check) -> str:
    """What is missing while a check does not hold, in the area's own words."""
    return check.label.format(**pathway.words.model_dump())


def requests_for(pathway: Pathway, facts: CaseFacts) -> tuple[Request, ...]:
    """Who is asked for what in such a case."""
    return tuple(all_that_fit(pathway.requests, facts))


def hub_for(pathway: Pathway, district: str | None) -> Hub:
    """The hub that serves a district; for places outside the area, the one named for them."""
    serves = next((hub for hub in pathway.hubs if district in hub.districts), None)
    return serves or next(hub for hub in pathway.hubs if hub.key == pathway.routing.outside)


def received_by(pathway: Pathway, facts: CaseFacts) -> AgencyType:
    """The type of agency that receives such a referral."""
    return _agency(pathway, (line.agency for line in all_that_fit(pathway.routing.received_by, facts)), facts)


def clock_for(pathway: Pathway, part: Stage | Request | FollowUp | StageKind) -> Clock | None:
    """The clock that runs for a stage, a request or a follow-up."""
    timed = find_stage(pathway, part) if isinstance(part, StageKind) else part
    return next((clock for clock in pathway.clocks if timed and clock.key == timed.clock), None)


def first_contact_rule(pathway: Pathway, side: Side, facts: CaseFacts) -> FirstContactRule:
    """Who makes first contact with a side in such a case. `side` is HARMED or RESPONSIBLE."""
    lines = {Side.HARMED: pathway.first_contact.harmed, Side.RESPONSIBLE: pathway.first_contact.responsible}
    return _contact_rule(pathway, next(all_that_fit(lines[side], facts)), facts)


def named_contact_rule(pathway: Pathway, facts: CaseFacts) -> FirstContactRule:
    """Who stays the person harmed's one contact throughout."""
    return _contact_rule(pathway, next(all_that_fit(pathway.named_contact, facts)), facts)


def first_side(pathway: Pathway, facts: CaseFacts) -> Side:
    """The side that is approached first in such a case."""
    ahead, seen = [first_stage(pathway, facts).stage], set()
    while ahead:
        kind = ahead.pop(0)
        if kind.approaches:
            return kind.approaches[0]
        if kind not in seen:
            seen.add(kind)
            ahead.extend(next_stages(pathway, kind, facts))
    return Side.HARMED


def lead_agency_type_for(pathway: Pathway, facts: CaseFacts) -> AgencyType:
    """The type of agency that takes such a case, unless the coordinator decides otherwise with a reason."""
    return _agency(pathway, (line.agency for line in all_that_fit(pathway.allocation.lead, facts)), facts)


def approvals_for(pathway: Pathway, facts: CaseFacts) -> tuple[Approval, ...]:
    """The approvals that such a case needs."""
    return tuple(all_that_fit(pathway.approvals, facts))


def allocation_rules(pathway: Pathway, facts: CaseFacts) -> AllocationRules:
    """How such a case is allocated; where approvals ask for more training, the highest level counts."""
    rules, approvals = pathway.allocation, approvals_for(pathway, facts)
    return AllocationRules(
        by=rules.by,
        moment=rules.moment,
        lead_agency=lead_agency_type_for(pathway, facts),
        two_facilitators=rules.two_facilitators,
        lead_level=_highest(rules.lead_level, *(line.lead_level for line in approvals)),
        second_level=_highest(rules.second_level, *(line.second_level for line in approvals)),
        pairing=rules.pairing,
        weigh=rules.weigh,
        approvals=approvals,
    )


def stream_for(pathway: Pathway, facts: CaseFacts) -> Stream | None:
    """The stream in which such a case is counted, if the pathway has streams."""
    return next(all_that_fit(pathway.streams, facts), None)


def follow_ups_for(pathway: Pathway, side: Side) -> tuple[FollowUp, ...]:
    """When a side is asked how they are."""
    return tuple(line for line in pathway.follow_ups if line.side in {side, Side.NEUTRAL})


def document_for(pathway: Pathway, kind: DocumentKind, side: Side) -> Document | None:
    """The current wording of a leaflet or consent for a side."""
    fits = (text for text in pathway.documents if text.kind == kind and text.side in {side, Side.NEUTRAL})
    return next(fits, None)


def _checks(gates: tuple[Gate, ...], facts: CaseFacts | None) -> tuple[Check, ...]:
    return tuple(gate.check for gate in all_that_fit(gates, facts))


def _agency(pathway: Pathway, choices: Iterable[AgencyType | str], facts: CaseFacts) -> AgencyType:
    facilitates = {agency.type for agency in pathway.agencies if AgencyJob.FACILITATES in agency.does}
    for choice in choices:
        if isinstance(choice, AgencyType):
            return choice
        if choice == REFERRER and facts.referred_by in facilitates:
            return facts.referred_by
        if choice == HUB:
            break
    return hub_for(pathway, facts.district).host


def _contact_rule(pathway: Pathway, line: Contact, facts: CaseFacts) -> FirstContactRule:
    def who(choice: AgencyType | Literal["hub", "lead"]) -> AgencyType | Literal["lead"]:
        return hub_for(pathway, facts.district).host if choice == HUB else choice

    return FirstContactRule(
        agency=who(line.agency),
        role=line.role,
        called=line.called or line.role.label.lower(),
        once=line.once,
        hand_to=who(line.hand_to) if line.hand_to else None,
        source=line.source,
    )


def _highest(*levels: Level) -> Level:
    return max(levels, key=list(Level).index)
