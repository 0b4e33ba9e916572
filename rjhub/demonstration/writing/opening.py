"""Writes the case that a hub opens when it accepts a referral, and its way from stage to stage."""

from datetime import datetime, timedelta
from typing import Any

from rjhub.cases.models import Case, CourtMatter, Flag, Milestone, Party, StageMove
from rjhub.cases.vocabulary import PartyStatus
from rjhub.demonstration.invented.histories.events import Event
from rjhub.demonstration.invented.person import RESPONSIBLE
from rjhub.demonstration.writing import risks
from rjhub.demonstration.writing.area import Member
from rjhub.demonstration.writing.book import Book, day
from rjhub.kernel import ages
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.stages import StageKind

_SOON = timedelta(seconds=20)


def open_case(book: Book, *, by: Member, at: datetime) -> None:
    """Open the case in the file of its referral, answered for by whoever accepted it."""
    matter, referral = book.story.matter, book.referral
    assert referral is not None  # noqa: S101 - it was just accepted
    referrer = book.team.member(_referred_by(book))
    book.case = book.sheet.add(
        Case,
        **book.start(at),
        reference=referral["reference"],
        hub_id=book.hub.id,
        pathway_id=book.area.version,
        stage=StageKind.REFERRED.value,
        stage_since=at,
        referred_by=referrer.agency.kind if referrer else "",
        initiated_by=matter.initiator,
        cj_stage=matter.cj_stage,
        offence_group=matter.offence.group,
        offence=matter.offence.title,
        district=matter.district,
        answering_staff_id=by.id,
        answering_agency_id=by.agency.id,
        duplicates_decided_at=at,
        opened_at=at,
        updated_at=at,
    )
    for place in book.people:
        _write_party(book, place, at)
    for flag in dict.fromkeys(book.flags):
        book.add(Flag, at, flag=flag, raised_at=at, raised_by_id=by.id)
    _move(book, "", StageKind.REFERRED, by=by, at=at)
    book.happened("cases:case:open", by=by, at=at)
    reach(book, Check.REFERRAL_ACKNOWLEDGED, "Told that the referral arrived", by=by, at=at)
    if matter.is_before_sentence:
        _write_court(book, at)
        reach(book, Check.COURT_CONDITIONS_CHECKED, "Offence, court and plea were checked", by=by, at=at)


def stage_started(book: Book, event: Event) -> None:
    """The case goes on to a stage. Before it is opened there is nothing to move, and closing moves by itself."""
    stage = StageKind(event.detail["stage"])
    if book.case is None or stage == StageKind.CLOSED or stage.value == book.case["stage"]:
        return
    enter(book, stage, by=book.who(event.by), at=event.at)


def enter(book: Book, stage: StageKind, *, by: Member, at: datetime) -> None:
    """Put the case into a stage. Where people are brought together, the risk is looked at anew."""
    case = book.opened
    before = case["stage"]
    case["stage"], case["stage_since"], case["version"] = stage.value, at, case.get("version", 1) + 1
    _move(book, before, stage, by=by, at=at)
    if stage.brings_together and "assessment" in book.latest:
        risks.assess_again(book, stage, at=at + _SOON)


def reach(
    book: Book, check: Check, words: str, *, by: Member, at: datetime, place: tuple[str, int] | None = None,
    note: str = "",
) -> None:  # fmt: skip
    """Write that something which a check asks for was done, once."""
    key = f"{check.value}/{place}"
    if key in book.latest:
        return
    values: dict[str, Any] = {
        "check_name": check.value, "done_on": day(at), "note": note, "recorded_at": at, "recorded_by_id": by.id
    }  # fmt: skip
    if place is None:
        row = book.add(Milestone, at, **values)
    else:
        row = book.about(book.parties[place], Milestone, at, **values)
    book.latest[key] = row
    book.happened("cases:milestone:reach", by=by, at=at, row=row, detail=words)


def _referred_by(book: Book) -> str:
    return next(event.by for event in book.story.events if event.kind == "referral_received")


def _write_party(book: Book, place: tuple[str, int], at: datetime) -> None:
    side, number = place
    person, matter = book.people[place], book.story.matter
    born = person.invented.born_on
    book.parties[place] = book.add(
        Party,
        at,
        side=side,
        person_id=person.id,
        status=PartyStatus.WAITING.value,
        relationship=matter.relationship,
        under_18=born is not None and ages.is_under_18(day(at), born),
        in_custody=bool(matter.prison) and side == RESPONSIBLE and number == 0,
        ended_at=None,
    )


def _write_court(book: Book, at: datetime) -> None:
    matter = book.story.matter
    book.latest["court"] = book.add(
        CourtMatter,
        at,
        court=matter.court,
        court_kind=matter.court_kind,
        plea="guilty",
        conviction_dates=[matter.convicted_on] if matter.convicted_on else [],
    )


def _move(book: Book, before: str, stage: StageKind, *, by: Member, at: datetime) -> None:
    move = book.add(StageMove, at, from_stage=before, to_stage=stage.value, moved_at=at, moved_by_id=by.id)
    if before:
        found = rules.find_stage(book.area.pathway, stage)
        book.happened("cases:case:move", by=by, at=at, row=move, detail=found.name if found else stage.label)
