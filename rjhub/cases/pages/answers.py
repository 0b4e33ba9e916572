"""What programs are shown of cases, tasks and requests: what their pages show, as data."""

from datetime import date, datetime
from uuid import UUID

from ninja import Schema


class CaseLine(Schema):
    """A case in the list."""

    reference: str
    hub: str
    stage: str
    opened_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    answered_for_by: str
    agency: str
    harmed: list[str]
    responsible: list[str]


class CasePage(Schema):
    """Some cases, newest change first. `next` is where the list goes on; empty at its end."""

    items: list[CaseLine]
    next: str


class PersonInCase(Schema):
    """Somebody whose case it is."""

    person: UUID
    name: str
    status: str
    named_contact: str
    relationship: str
    hopes: str
    under_18: bool
    in_custody: bool


class OneSide(Schema):
    """One of the two sides. `shown` is false where your role on this case does not give you this side."""

    shown: bool
    people: list[PersonInCase]


class Way(Schema):
    """A stage to which the case may go next, and what stands in the way of it."""

    stage: str
    in_the_way: list[str]


class WholeCase(CaseLine):
    """One case, its two sides apart."""

    harmed_side: OneSide
    responsible_side: OneSide
    initiated_by: str
    offence: str
    offence_group: str
    cj_stage: str
    district: str
    flags: list[str]
    closing_reason: str
    ways: list[Way]


class Happening(Schema):
    """A line of the timeline."""

    at: datetime
    words: str
    by: str


class Timeline(Schema):
    """What happened, newest first. `older` is what `before` takes to go on; null at the end."""

    items: list[Happening]
    older: datetime | None


class TaskLine(Schema):
    """Something that you have to do."""

    id: UUID
    words: str
    case: str
    due_on: date | None
    page: str


class Tasks(Schema):
    """What you have to do, the most urgent first."""

    items: list[TaskLine]


class RequestLine(Schema):
    """What your agency is asked, with the least by which it finds the person."""

    id: UUID
    case: str
    about: str
    name: str
    born_on: date | None
    find_by: list[str]
    why: str
    questions: list[str]
    due_on: date
    status: str


class Requests(Schema):
    """What your agency is asked and has not answered, the most urgent first."""

    items: list[RequestLine]
