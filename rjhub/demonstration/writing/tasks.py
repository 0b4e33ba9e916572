"""Writes what is still to do on a case at the end of what is told: open tasks, each with its holder."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from rjhub.cases import clocks
from rjhub.cases.actions import (
    allocating,
    asking,
    cancelling,
    court_dates,
    follow_ups,
    handing_over,
    messages,
    moving,
    risk_tasks,
    risks,
    waking,
)
from rjhub.cases.models import Task
from rjhub.cases.vocabulary import MeetingStatus, MessageStatus, RequestStatus
from rjhub.demonstration.writing.book import Book, day
from rjhub.demonstration.writing.tables import Row
from rjhub.design.words import day as in_words
from rjhub.kernel import working_days
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.vocabulary import Role


@dataclass(frozen=True)
class _ToDo:
    kind: str
    words: str
    holder: int
    made_at: datetime
    due_on: date | None = None
    subject: Row | None = None
    address: str = ""


def write_tasks(book: Book) -> None:
    """Write the tasks that are open now. A closed case has none."""
    if book.case is None or book.case.get("closed_at"):
        return
    for to_do in _to_do(book, book.case):
        book.add(
            Task,
            to_do.made_at,
            holder_id=to_do.holder,
            kind=to_do.kind,
            subject_id=to_do.subject["id"] if to_do.subject is not None else None,
            words=to_do.words,
            case_reference=book.case["reference"],
            address=to_do.address or f"/cases/{book.case['reference']}",
            due_on=to_do.due_on,
            made_at=to_do.made_at,
        )


def _to_do(book: Book, case: Row) -> Iterator[_ToDo]:
    yield from _of_the_stage(book, case)
    yield from _of_others(book)
    yield from _of_facilitators(book, case)
    yield from _of_risk(book, case)
    yield from _of_the_court(book, case)
    for side in ("harmed", "responsible"):
        if not book.going(side):
            word = "person harmed" if side == "harmed" else "person responsible"
            words = f"Decide how the case ends: nobody is left on the side of the {word}"
            address = f"/cases/{case['reference']}/closing"
            yield _ToDo("close", words, book.hub.coordinators, case["updated_at"], address=address)
            return


def _of_the_stage(book: Book, case: Row) -> Iterator[_ToDo]:
    stage, since = StageKind(case["stage"]), case["stage_since"]
    if stage == StageKind.DORMANT:
        again = book.latest["pause"]["ask_again_on"]
        words = "Go on with this case, or ask again"
        yield _ToDo(waking.ASK_AGAIN, words, book.hub.coordinators, since, again)
        return
    clock = rules.clock_for(book.area.pathway, stage)
    if clock is None:
        return
    holder = book.hub.coordinators
    if clock.who in {Role.FACILITATOR, Role.VOLUNTEER} and "lead" in book.allocations:
        holder = book.allocations["lead"]["holder_id"]
    if clock.who == Role.SUPERVISOR and "supervisor" in book.latest_members:
        holder = book.latest_members["supervisor"].principal
    words = clock.label[0].upper() + clock.label[1:]
    yield _ToDo(moving.STAGE_TASK, words, holder, since, clocks.due_on(clock, since=since))


def _of_others(book: Book) -> Iterator[_ToDo]:
    """Questions that somebody has not answered yet."""
    for request in book.requests.values():
        if request["status"] == RequestStatus.ASKED:
            yield _ToDo(
                asking.ANSWER,
                "Answer a request for information",
                request["holder_id"],
                request["asked_at"],
                request["due_on"],
                request,
                f"/requests/{request['id']}",
            )
    for allocation in book.allocations.values():
        if allocation["accepted_at"] is None:
            yield _ToDo(
                allocating.ANSWER,
                "Say whether you can take this case",
                allocation["holder_id"],
                allocation["allocated_at"],
                working_days.due_on(allocation["allocated_at"], allocating.DAYS_TO_ANSWER),
                allocation,
                f"/allocations/{allocation['id']}",
            )
    handover = book.latest.get("handover")
    if handover is not None and handover["accepted_at"] is None:
        yield _ToDo(
            handing_over.ANSWER,
            "Say whether you will answer for this case",
            handover["holder_id"],
            handover["offered_at"],
            working_days.due_on(handover["offered_at"], handing_over.DAYS_TO_ANSWER),
            handover,
            f"/handovers/{handover['id']}",
        )


def _of_facilitators(book: Book, case: Row) -> Iterator[_ToDo]:
    lead = book.allocations["lead"] if book.accepted("lead") else None
    holder = lead["holder_id"] if lead is not None else book.hub.coordinators
    at = f"/cases/{case['reference']}"
    meeting = book.latest.get("meeting")
    if meeting is not None and meeting["status"] == MeetingStatus.PLANNED:
        words, due = "Write down what took place at the meeting", day(meeting["starts_at"])
        address = f"{at}/meetings/{meeting['id']}/record"
        yield _ToDo(cancelling.WRITE_DOWN, words, holder, meeting["booked_at"], due, meeting, address)
    for message in book.messages[-1:]:
        if message["status"] == MessageStatus.WRITTEN and book.accepted("second"):
            second = book.allocations["second"]
            reader = (
                lead if lead is not None and second["facilitator_id"] == message["taken_by_id"] else second
            )
            yield _ToDo(
                messages.REVIEW, "Read a message before it is passed on", reader["holder_id"],
                message["taken_at"], working_days.due_on(message["taken_at"], 5), message,
                f"{at}/messages/{message['id']}",
            )  # fmt: skip
    words_of = {"harmed": book.area.pathway.words.harmed, "responsible": book.area.pathway.words.responsible}
    for one in book.follow_ups:
        if one["done_on"] is None:
            words = f"Ask the {words_of[one['side']]} how they are"
            address = f"{at}/follow-ups/{one['id']}"
            yield _ToDo(follow_ups.FOLLOW_UP, words, holder, case["updated_at"], one["due_on"], one, address)


def _of_risk(book: Book, case: Row) -> Iterator[_ToDo]:
    """An assessment that nobody has signed off, and risks that are to be looked at again on a day."""
    at = f"/cases/{case['reference']}/risk"
    assessment = book.latest.get("assessment")
    supervisor = book.latest_members.get("supervisor")
    waits = assessment is not None and assessment.get("signed_off_at") is None
    if assessment is not None and waits and supervisor is not None:
        words = "Look at the risk assessment and sign it off"
        yield _ToDo(risk_tasks.SIGN_OFF, words, supervisor.principal, assessment["recorded_at"], address=at)
    holder = book.allocations["lead"]["holder_id"] if book.accepted("lead") else book.hub.coordinators
    for risk in book.risks:
        words = "Look at a risk again and date it anew"
        address = f"/cases/{case['reference']}/risks/{risk['id']}"
        yield _ToDo(risks.REVIEW, words, holder, risk["recorded_at"], risk["review_on"], risk, address)


def _of_the_court(book: Book, case: Row) -> Iterator[_ToDo]:
    """What has to be ready before the court's next date."""
    matter = book.latest.get("court")
    if matter is None or matter.get("sentenced_on"):
        return
    deferred, adjourned = matter.get("deferred_until"), matter.get("adjourned_until")
    dates = []
    if deferred:
        words = f"Tell the court how the work stands: the deferral ends on {in_words(deferred)}"
        dates.append((court_dates.DEFERRAL, deferred, words))
    elif adjourned:
        dates.append((court_dates.HEARING, adjourned, f"Be ready for the hearing on {in_words(adjourned)}"))
    if adjourned and "report/suitability" not in book.latest:
        words = f"Send the report that the court expects by {in_words(adjourned)}"
        dates.append((court_dates.REPORT, adjourned, words))
    for kind, on, words in dates:
        due = working_days.add_working_days(on, -court_dates.BEFORE[kind])
        address = f"/cases/{case['reference']}/court"
        yield _ToDo(kind, words, book.hub.coordinators, case["updated_at"], due, matter, address)
