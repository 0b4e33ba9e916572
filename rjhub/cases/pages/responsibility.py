"""Pages about who does what on a case."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.cases import pathways
from rjhub.cases.forms import responsibility as forms
from rjhub.cases.gates.first_contact import who_is_first
from rjhub.cases.gates.state import CaseState
from rjhub.cases.models import Allocation, Handover
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.cases.vocabulary import PartyStatus
from rjhub.design.links import Link
from rjhub.design.pieces import Row, Shown, Tag, Tone
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.vocabulary import Pairing

PAIRED = {
    Pairing.DIFFERENT_AGENCIES: "The two come from different agencies",
    Pairing.LESS_WITH_MORE_EXPERIENCED: "Somebody less experienced goes with somebody more experienced",
    Pairing.STATUTORY_WITH_CHARITY: "Of the two, one from a public body, one from a charity",
    Pairing.FOUNDATION_NEVER_LEADS: "Somebody at Foundation level never leads",
    Pairing.NOBODY_INVOLVED: "Neither of the two knows or manages anybody in the case",
}

CONTACTS = (
    "Each person harmed has one contact who speaks with them throughout. A person responsible can have one too, for "
    "example whoever speaks with them first. A contact sees their own side of the case only."
)


@dataclass(frozen=True)
class Responsibility:
    """Who answers for the case, facilitates, supervises, and is whose contact."""

    frame: CaseFrame
    facilitators: tuple[Row, ...]
    answering: tuple[Row, ...]
    contacts: tuple[Row, ...]
    about_contacts: str
    speaking: tuple[str, ...]
    wanted: tuple[str, ...]
    allocate: Link | None
    title: str = "Who does what"


@dataclass(frozen=True)
class Allocate:
    """Choosing two facilitators."""

    frame: CaseFrame
    form: forms.Allocation
    against: tuple[str, ...]
    wanted: tuple[str, ...]
    back: Link
    title: str = "Ask two facilitators"


@dataclass(frozen=True)
class Choosing:
    """Choosing one member of staff for something, on a page of a case."""

    frame: CaseFrame
    form: forms.Somebody
    about: str
    submit: str
    back: Link
    title: str


@dataclass(frozen=True)
class Answering:
    """Answering whether one will take on a case that one cannot see yet."""

    form: object
    rows: tuple[Row, ...]
    about: str
    title: str
    back: Link


def responsibility(
    state: CaseState, handover: Handover | None, *, may_coordinate: bool, may_hand_over: bool
) -> Responsibility:
    """The page, as far as the reader may see it."""
    case = state.case

    def link(text: str, name: str, *more: object, allowed: bool) -> Link | None:
        return Link(text, reverse(f"cases:{name}", args=[case.reference, *more])) if allowed else None

    waiting = [party for party in state.parties if party.status == PartyStatus.WAITING]
    answering = [
        Row(
            "Answers for the case", f"{case.answering_staff.name}, {case.answering_agency.short_name}",
            link("Hand over", "handover", allowed=may_hand_over and handover is None),
        ),
        Row(
            "Supervisor", case.supervisor.name if case.supervisor else None,
            link("Change" if case.supervisor else "Name", "supervisor", allowed=may_coordinate),
        ),
    ]  # fmt: skip
    if handover is not None:
        answering.insert(1, Row("Asked to take over", f"{handover.to_staff} has not answered yet"))
    return Responsibility(
        frame=frame_for(case, "responsibility"),
        facilitators=tuple(_facilitator(one) for one in state.allocations),
        answering=tuple(answering),
        contacts=tuple(
            Row(
                party.name,
                f"{party.named_contact.name}, {party.named_contact.agency.short_name}" if party.named_contact else None,
                link("Change" if party.named_contact else "Name", "named_contact", party.id, allowed=may_coordinate),
            )
            for party in state.parties
        ),
        about_contacts=pathways.in_words_of(case, CONTACTS),
        speaking=tuple(f"{who_is_first(state, party)}." for party in waiting),
        wanted=wanted_of(state),
        allocate=link("Ask facilitators", "allocation", allowed=may_coordinate),
    )  # fmt: skip


def wanted_of(state: CaseState) -> tuple[str, ...]:
    """What the pathway asks of the facilitators of this case, in words."""
    wanted = rules.allocation_rules(state.pathway, state.facts)
    return (
        f"The lead usually comes from: {wanted.lead_agency.label}",
        f"Lead at least {wanted.lead_level.label}, second at least {wanted.second_level.label}",
        *(f"{PAIRED[line.rule]} ({line.strength.label})" for line in wanted.pairing),
    )


def allocation_rows(allocation: Allocation) -> tuple[Row, ...]:
    """What somebody who was asked learns before they answer."""
    return (
        Row("Case", allocation.case_reference),
        Row("What happened", allocation.offence or None),
        Row("People in it", allocation.people),
        Row("You would be", allocation.get_part_display()),
        Row("Asked by", allocation.allocated_by.name),
    )


def handover_rows(handover: Handover) -> tuple[Row, ...]:
    """What somebody who was asked learns before they answer."""
    return (
        Row("Case", handover.case_reference),
        Row("What happened", handover.offence or None),
        Row("Answers for it now", str(handover.from_staff)),
        Row("Why you are asked", handover.why),
    )


def _facilitator(one: Allocation) -> Row:
    status = Tag("Accepted", Tone.DONE) if one.accepted_at else Tag("Has not answered yet", Tone.WAITING)
    parts: list[Shown] = [f"{one.facilitator.name}, {one.agency.short_name}", status]
    if one.override:
        parts.append(f"Rule put aside: {one.override}")
    return Row(one.get_part_display(), parts)
