"""The overview of a case: its two sides apart, what stands in the way, what happened last."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from rjhub.cases import pathways
from rjhub.cases.gates import CaseState, in_the_way
from rjhub.cases.gates import Obstacle as Missing
from rjhub.cases.happenings import sentence
from rjhub.cases.models import Case, Event, Party, Pause
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.cases.remedies import remedy_for
from rjhub.design.links import Link
from rjhub.design.pieces import Entry, Obstacle, Row, Side
from rjhub.design.words import capital, day
from rjhub.kernel.decisions import Decision
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.stages import StageKind
from rjhub.sharing import vocabulary as sharing

# Where a case can still go when nobody is left on one of its sides: a court that waits is told.
WITHOUT_THEM = {StageKind.COURT_REPORT, StageKind.SENTENCE_REPORT, StageKind.CLOSED}


@dataclass(frozen=True)
class Way:
    """One stage to which the case may go next, and what stands in the way of it."""

    heading: str
    obstacles: tuple[Obstacle, ...]
    move_href: str
    button: str


@dataclass(frozen=True)
class Person:
    """Somebody whose case it is, as the overview shows them."""

    name: str
    href: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Overview:
    """The page of a case."""

    frame: CaseFrame
    harmed: Side
    responsible: Side
    harmed_people: tuple[Person, ...]
    responsible_people: tuple[Person, ...]
    harmed_word: str
    responsible_word: str
    nobody_left: tuple[str, ...]
    close: Link | None
    waiting: str
    resume_href: str
    ways: tuple[Way, ...]
    facts: tuple[Row, ...]
    entries: tuple[Entry, ...]
    timeline: Link
    may_move: bool
    title: str
    back: Link


def overview(
    state: CaseState,
    events: list[Event],
    *,
    pause: Pause | None,
    resuming: Decision | None,
    may_move: bool,
    may_close: bool,
    may_see_referrals: bool,
) -> Overview:
    """The overview for whoever may see the case. `pause`: what it waits for; `resuming`: whether they may go on."""
    case, words = state.case, state.pathway.words
    harmed = [party for party in state.parties if party.side == sharing.Side.HARMED]
    responsible = [party for party in state.parties if party.side == sharing.Side.RESPONSIBLE]
    return Overview(
        frame=frame_for(case, "case"),
        harmed=_side(harmed),
        responsible=_side(responsible),
        harmed_people=tuple(_person(party) for party in harmed),
        responsible_people=tuple(_person(party) for party in responsible),
        harmed_word=capital(words.harmed),
        responsible_word=capital(words.responsible),
        nobody_left=() if case.is_closed else nobody_left(case, state.parties),
        close=Link("Close the case", reverse("cases:closing", args=[case.reference])) if may_close else None,
        waiting=_waiting(pause, resuming) if pause else "",
        resume_href=reverse("cases:resuming", args=[case.reference]) if resuming else "",
        ways=() if case.is_closed or (pause and not resuming) else tuple(_ways(state)),
        facts=_facts(state, may_see_referrals=may_see_referrals),
        entries=tuple(entry(event, case) for event in events),
        timeline=Link("The whole timeline", reverse("cases:timeline", args=[case.reference])),
        may_move=may_move,
        title=f"Case {case.reference}",
        back=Link("Cases", reverse("cases:cases")),
    )


def _waiting(pause: Pause, resuming: Decision | None) -> str:
    why = pause.why.rstrip(".")
    until = f"The case waits until {day(pause.ask_again_on)}. {why}."
    return " ".join([until, *(resuming.reasons if resuming is not None else ())])


def entry(event: Event, case: Case) -> Entry:
    """A line of the timeline."""
    return Entry(title=sentence(event, case), at=event.at, by=event.by.name if event.by else "the program")


def _ways(state: CaseState) -> list[Way]:
    case = state.case
    return [
        Way(
            heading=f"Before the case goes to: {_stage_name(state, stage)}",
            obstacles=tuple(_obstacle(case, one) for one in missing),
            move_href=reverse("cases:stage", args=[case.reference, stage.value]),
            button=f"Go on to: {_stage_name(state, stage)}",
        )
        for stage, missing in in_the_way(state).items()
        if stage in WITHOUT_THEM or not nobody_left(case, state.parties)
    ]


def nobody_left(case: Case, parties: Sequence[Party]) -> tuple[str, ...]:
    """For each side on which the case has ended for everybody: who it was, what became of it, and what comes next."""
    words = pathways.pathway_of(case).words
    sides = {sharing.Side.HARMED: words.harmed, sharing.Side.RESPONSIBLE: words.responsible}
    gone = {
        word: there
        for side, word in sides.items()
        if (there := [party for party in parties if party.side == side])
        and all(party.ended_at for party in there)
    }
    return tuple(
        f"Nobody is left on the side of the {word}: "
        + ", ".join(f"{party.name} ({party.get_status_display().lower()})" for party in there)
        + ". Do not ask them again. Tell the others, and close the case."
        for word, there in gone.items()
    )


def _obstacle(case: Case, missing: Missing) -> Obstacle:
    return Obstacle(text=missing.words, act=remedy_for(case, missing.check))


def _stage_name(state: CaseState, kind: StageKind) -> str:
    stage = rules.find_stage(state.pathway, kind)
    return stage.name if stage else kind.label


def _side(parties: list[Party]) -> Side:
    if not parties:
        return Side(closed="Your role on this case does not give you this side.")
    return Side(name=", ".join(party.name for party in parties))


def _person(party: Party) -> Person:
    rows = [Row("In this case", party.get_status_display())]
    if party.side == sharing.Side.HARMED:
        contact = party.named_contact
        rows.append(Row("Named contact", f"{contact.name}, {contact.agency.short_name}" if contact else None))
    if party.relationship:
        rows.append(Row("Relationship to the other side", capital(party.relationship)))
    if party.under_18:
        rows.append(Row("Age", "Under 18"))
    if party.in_custody:
        rows.append(Row("Custody", "In custody"))
    if party.hopes:
        rows.append(Row("Hopes for", party.hopes))
    return Person(party.name, reverse("people:person", args=[party.person_id]), tuple(rows))


def _facts(state: CaseState, *, may_see_referrals: bool) -> tuple[Row, ...]:
    case, facts = state.case, state.facts
    rows = [
        Row("Asked for first by", capital(pathways.in_words_of(case, facts.initiated_by.label))),
        Row("Stage of justice", facts.cj_stage.label if facts.cj_stage else None),
        Row("Kind of offence", facts.offence_group.label if facts.offence_group else None),
        Row("Where", case.district or None),
        Row("Supervisor", case.supervisor.name if case.supervisor else None),
        Row("Sensitive or complex", [flag.get_flag_display() for flag in state.flags] or None),
    ]
    if may_see_referrals:
        every = Link("Referrals about this incident", reverse("cases:attached", args=[case.reference]))
        rows.append(Row("Referrals", every))
    if case.is_closed:
        rows.insert(0, Row("Closed because", pathways.in_words_of(case, case.get_closing_reason_display())))
    return tuple(rows)
