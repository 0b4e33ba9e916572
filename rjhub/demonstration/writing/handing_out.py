"""Writes who does what on a case: facilitators, supervisor, named contact, hand-overs, transfers, approval."""

from datetime import datetime

from rjhub.cases.actions import access
from rjhub.cases.models import Allocation, Approval, Handover, Transfer
from rjhub.cases.vocabulary import ApprovalDecision, FacilitatorPart
from rjhub.demonstration.invented.histories.events import Event
from rjhub.demonstration.invented.person import HARMED
from rjhub.demonstration.writing import files, risks
from rjhub.demonstration.writing.area import Member
from rjhub.demonstration.writing.book import Book
from rjhub.demonstration.writing.tables import Row
from rjhub.partnership.vocabulary import Role
from rjhub.sharing.actions.granting import Scope
from rjhub.sharing.vocabulary import Category, Purpose, Side

_CONTACT_SEES = (
    Category.IDENTITY,
    Category.CONTACT,
    Category.SAFETY,
    Category.CASEWORK,
    Category.OFFENCE,
)


def allocated(book: Book, event: Event) -> None:
    """The hub asks a facilitator."""
    part = FacilitatorPart(event.detail["part"])
    facilitator = _member(book, event.detail["to"])
    by = book.who(event.by)
    names = ", ".join(person.name for person in book.people.values())
    row = book.add(
        Allocation,
        event.at,
        holder_id=facilitator.principal,
        case_reference=book.opened["reference"],
        offence=book.opened["offence"],
        people=names[:400],
        facilitator_id=facilitator.id,
        agency_id=facilitator.agency.id,
        part=part.value,
        allocated_at=event.at,
        allocated_by_id=by.id,
        accepted_at=None,
        declined_at=None,
        ended_at=None,
    )
    book.allocations[part.value] = row
    book.happened("cases:allocation:ask", by=by, at=event.at, row=row, detail=_words(facilitator, part))


def allocation_accepted(book: Book, event: Event) -> None:
    """A facilitator accepts, knows nobody in the case, and sees it from now on."""
    part = FacilitatorPart(event.detail["part"])
    row, facilitator = book.allocations[part.value], _member(book, event.by)
    row["accepted_at"], row["knows_nobody"] = event.at, True
    book.let_in(files.staff(facilitator), access.FACILITATE, by=facilitator, at=event.at)
    words = _words(facilitator, part)
    book.happened("cases:allocation:accept", by=facilitator, at=event.at, row=row, detail=words)


def allocation_declined(book: Book, event: Event) -> None:
    """Somebody does not take it on. Who that was only shows now: whoever is asked next is another."""
    part = FacilitatorPart(event.detail["part"])
    row = book.allocations.pop(part.value)
    somebody = book.team.somebody_else() or _member(book, event.by)
    row["facilitator_id"], row["agency_id"] = somebody.id, somebody.agency.id
    row["holder_id"] = somebody.principal
    row["declined_at"], row["declined_because"] = event.at, event.detail["because"]
    words = _words(somebody, part)
    book.happened("cases:allocation:decline", by=somebody, at=event.at, row=row, detail=words)


def supervisor_named(book: Book, event: Event) -> None:
    """The hub names who supervises the work."""
    _name_supervisor(book, _member(book, event.detail["who"]), by=book.who(event.by), at=event.at)


def risk_signed_off(book: Book, event: Event) -> None:
    """Whoever signs off supervises the case, if nobody was named before."""
    by = book.who(event.by)
    if book.opened.get("supervisor_id") is None and by.holds(Role.SUPERVISOR):
        _name_supervisor(book, by, by=book.coordinator, at=event.at)
    risks.risk_signed_off(book, event)


def _name_supervisor(book: Book, supervisor: Member, *, by: Member, at: datetime) -> None:
    book.opened["supervisor_id"] = supervisor.id
    book.latest_members["supervisor"] = supervisor
    book.let_in(files.staff(supervisor), access.SUPERVISE, by=by, at=at)
    book.happened("cases:case:name_supervisor", by=by, at=at, detail=supervisor.name)


def approval_decided(book: Book, event: Event) -> None:
    """Somebody decides whether a sensitive case may go on."""
    decision, by = ApprovalDecision(event.detail["decision"]), book.who(event.by)
    row = book.add(
        Approval,
        event.at,
        decision=decision.value,
        why=event.detail["why"],
        flags=",".join(sorted(set(book.flags))),
        role=Role.SUPERVISOR.value,
        decided_at=event.at,
        decided_by_id=by.id,
    )
    book.happened("cases:approval:decide", by=by, at=event.at, row=row, detail=decision.label)


def named_contact_set(book: Book, event: Event) -> None:
    """One member of staff speaks with a person throughout. The wall holds here as everywhere."""
    place = (event.side, max(event.party, 0))
    contact = book.who(event.detail["who"])
    if event.side == HARMED and not contact.agency.may_reach_harmed:
        raise ValueError(f"{book.story.key}: {contact.name} may not know how to reach people harmed")
    party, by = book.party(event), book.who(event.by)
    party["named_contact_id"] = contact.id
    scope = Scope(purpose=Purpose.CONTACT, sides=(Side(event.side), Side.NEUTRAL), categories=_CONTACT_SEES)
    book.let_in(files.staff(contact), scope, by=by, at=event.at, only=place)
    book.happened("cases:party:name_contact", by=by, at=event.at, row=party, detail=contact.name)


def handover_offered(book: Book, event: Event) -> None:
    """Whoever answers for the case asks somebody else to."""
    giver = book.who(event.by)
    if book.opened["answering_staff_id"] != giver.id:
        # Whoever hands over answered for the case: they had taken it over from the hub when they took it on.
        since = next(one["accepted_at"] for one in book.allocations.values() if one["accepted_at"])
        earlier = _offer(book, giver, "Leads the work from now on.", by=book.coordinator, at=since)
        _accept(book, earlier, giver, at=since)
    to = _member(book, event.detail["to"])
    if to.id == giver.id:
        to = _member(book, "lead")
    book.latest["handover"] = _offer(book, to, event.detail["why"], by=giver, at=event.at)
    book.latest_members["handover"] = to


def handover_accepted(book: Book, event: Event) -> None:
    """They accept, and answer for it from now on."""
    _accept(book, book.latest["handover"], book.latest_members["handover"], at=event.at)


def _offer(book: Book, to: Member, why: str, *, by: Member, at: datetime) -> Row:
    row = book.add(
        Handover,
        at,
        holder_id=to.principal,
        case_reference=book.opened["reference"],
        offence=book.opened["offence"],
        from_staff_id=book.opened["answering_staff_id"],
        to_staff_id=to.id,
        to_agency_id=to.agency.id,
        why=why,
        offered_at=at,
        accepted_at=None,
    )
    detail = f"{to.name}, {to.agency.short_name}"
    book.happened("cases:handover:offer", by=by, at=at, row=row, detail=detail)
    return row


def _accept(book: Book, handover: Row, by: Member, *, at: datetime) -> None:
    handover["accepted_at"] = at
    book.opened["answering_staff_id"], book.opened["answering_agency_id"] = by.id, by.agency.id
    book.let_in(files.staff(by), access.ANSWER_FOR, by=by, at=at)
    detail = f"{by.name}, {by.agency.short_name}"
    book.happened("cases:handover:accept", by=by, at=at, row=handover, detail=detail)


def transfer_offered(book: Book, event: Event) -> None:
    """Another area is asked to take the case."""
    by, to = book.who(event.by), event.detail["to"]
    name = to.replace("-", " ").title() if to.islower() and " " not in to else to
    row = book.add(
        Transfer,
        event.at,
        to_name=name[:120],
        to_contact="The coordinator there, by email and on the phone",
        why=event.detail["why"],
        agreed_by_parties=True,
        offered_at=event.at,
        offered_by_id=by.id,
        accepted_at=None,
    )
    book.latest["transfer"] = row
    book.happened("cases:transfer:offer", by=by, at=event.at, row=row, detail=name)


def transfer_accepted(book: Book, event: Event) -> None:
    """The other area takes it."""
    row = book.latest["transfer"]
    row["accepted_at"], row["answer"] = event.at, "Taken on."
    by = book.who(event.by)
    book.happened("cases:transfer:accept", by=by, at=event.at, row=row, detail=row["to_name"])


def _member(book: Book, who: str) -> Member:
    """Whoever plays a part, whether they have accepted the case yet or not."""
    return book.team.member(who) or book.coordinator


def _words(facilitator: Member, part: FacilitatorPart) -> str:
    return f"{facilitator.name}, {part.label.lower()}"
