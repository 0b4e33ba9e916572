"""What has been written of one story so far, and the few ways in which more is written."""

from datetime import date, datetime
from typing import Any

from django.db import models

from rjhub.cases.happenings import SENTENCES
from rjhub.cases.models import Event as TimelineEvent
from rjhub.demonstration.invented.histories.events import Event
from rjhub.demonstration.writing import ledger
from rjhub.demonstration.writing.area import HubKnown, Member
from rjhub.demonstration.writing.files import Holder
from rjhub.demonstration.writing.people import PersonWritten
from rjhub.demonstration.writing.sheet import Sheet
from rjhub.demonstration.writing.story import Story
from rjhub.demonstration.writing.tables import Row
from rjhub.demonstration.writing.team import Team
from rjhub.sharing.actions.granting import Scope
from rjhub.sharing.vocabulary import Category, Purpose, Side

Place = tuple[str, int]


class Book:
    """One story on its sheet. Each event finds here what the events before it have written."""

    def __init__(self, story: Story, *, sheet: Sheet, hub: HubKnown, team: Team) -> None:
        """Begin a story of a hub."""
        self.story = story
        self.sheet = sheet
        self.hub = hub
        self.team = team
        self.area = sheet.area
        self.file = ""
        self.referral: Row | None = None
        self.case: Row | None = None
        self.people: dict[Place, PersonWritten] = {}
        self.parties: dict[Place, Row] = {}
        self.flags: list[str] = []
        self.requests: dict[str, Row] = {}
        self.allocations: dict[str, Row] = {}
        self.follow_ups: list[Row] = []
        self.items: list[Row] = []
        self.messages: list[Row] = []
        self.seats: list[Row] = []
        self.risks: list[Row] = []
        self.consents: list[Row] = []
        self.lines: list[ledger.Line] = []
        self.latest: dict[str, Row] = {}
        self.latest_members: dict[str, Member] = {}

    @property
    def opened(self) -> Row:
        """The case. Raises ValueError where there is none yet."""
        if self.case is None:
            raise ValueError(f"{self.story.key}: this happens on a case, and there is none")
        return self.case

    def who(self, by: str) -> Member:
        """Whoever does something. A facilitator who has not accepted yet is still the hub's coordinator."""
        if by in {"lead", "second"} and not self.accepted(by):
            by = ""
        return self.team.member(by) or self.coordinator

    @property
    def coordinator(self) -> Member:
        """The coordinator of the hub."""
        member = self.team.member("")
        if member is None:
            raise ValueError(f"{self.story.key}: the hub has no coordinator")
        return member

    def accepted(self, part: str) -> bool:
        """Whether a facilitator of this part has accepted the case."""
        allocation = self.allocations.get(part)
        return allocation is not None and allocation["accepted_at"] is not None

    def party(self, event: Event) -> Row:
        """The party that an event is about."""
        return self.parties[event.side, max(event.party, 0)]

    def going(self, side: str | None = None) -> list[Row]:
        """The parties for whom the case has not ended."""
        return [
            row
            for (of, _), row in self.parties.items()
            if row["ended_at"] is None and (side is None or of == side)
        ]

    def start(
        self, at: datetime, *, side: str = Side.NEUTRAL.value, category: Category = Category.CASEWORK
    ) -> dict[str, Any]:
        """What every row in the file begins with."""
        return {
            "id": self.sheet.ids.new(at),
            "partnership_id": self.area.id,
            "file_id": self.file,
            "side": side,
            "category": category.value,
        }

    def add(
        self,
        model: type[models.Model],
        moment: datetime,
        /,
        *,
        side: str = Side.NEUTRAL.value,
        category: Category = Category.CASEWORK,
        **values: Any,
    ) -> Row:
        """Write a row of the case."""
        start = self.start(moment, side=side, category=category)
        return self.sheet.add(model, **start, case_id=self.opened["id"], **values)

    def about(
        self,
        party: Row,
        model: type[models.Model],
        moment: datetime,
        /,
        *,
        category: Category = Category.CASEWORK,
        **values: Any,
    ) -> Row:
        """Write a row about one person in the case."""
        return self.add(model, moment, side=party["side"], category=category, party_id=party["id"], **values)

    def happened(
        self, tag: str, *, by: Member | None, at: datetime, row: Row | None = None, detail: str = ""
    ) -> None:
        """Write the audit entry, and the line of a ledger and of the timeline, if what happened makes one."""
        subject = row if row is not None else self.opened
        self.sheet.log(tag, subject, by=by, at=at)
        ledger.note_happening(self, tag, row, by=by, at=at)
        self.opened["updated_at"] = max(at, self.opened["updated_at"])
        if tag not in SENTENCES:
            return
        self.add(
            TimelineEvent,
            at,
            side=row["side"] if row is not None else Side.NEUTRAL.value,
            category=Category(row["category"]) if row is not None else Category.CASEWORK,
            tag=tag,
            detail=detail,
            at=at,
            by_id=by.id if by else None,
            subject_id=subject["id"],
        )

    def let_in(
        self, holder: Holder, scope: Scope, *, by: Member | None, at: datetime, only: Place | None = None
    ) -> None:
        """Grant a scope of the case's file, and of its people's (of one of them, if `only` says which)."""
        people = [self.people[only]] if only is not None else list(self.people.values())
        for file in (self.file, *(person.file for person in people)):
            self.sheet.grant(file, holder, scope, by=by, at=at)

    def let_go(
        self, purposes: tuple[Purpose, ...], *, holder: int | None = None, by: Member | None, at: datetime
    ) -> None:
        """End what was granted for these purposes, of the case's file and its people's."""
        for file in (self.file, *(person.file for person in self.people.values())):
            self.sheet.end_grants(file, purposes, holder=holder, by=by, at=at)


def day(at: datetime) -> date:
    """The day of a moment in office hours, when London and UTC have the same one."""
    return at.date()
