"""Writes the ledger of offers: what the people of a story were asked and said, as it follows from what happens."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from rjhub.cases.actions.ledger import ANSWERS, TOLD
from rjhub.cases.vocabulary import ConsentPurpose, Direction
from rjhub.demonstration.writing.area import Member
from rjhub.demonstration.writing.tables import Row, table_of
from rjhub.offers.models import Entry
from rjhub.offers.vocabulary import RaisedBy, Said, Source
from rjhub.partnership.pathway.checks import Check
from rjhub.people.models import Stop
from rjhub.referrals.vocabulary import Known
from rjhub.sharing.vocabulary import Category

if TYPE_CHECKING:
    from rjhub.demonstration.writing.book import Book

_NOES = {Said.SAID_NO, Said.WITHDREW}


@dataclass(kw_only=True)
class Line:
    """One thing that one person was asked or said, until it is known whether it is the line of a no."""

    person: Row
    said: Said
    on: date
    by: Member | None
    at: datetime
    source: Source = Source.CASE
    channel: str = ""
    raised_by: str = ""
    what: str = ""
    case_reference: str = ""
    crime_reference: str = ""
    ask_again_on: date | None = None
    subject_id: str | None = None


def note_referral(book: "Book", referral: Row, party: Row, person: Row, *, by: Member | None) -> None:
    """Somebody was referred, and perhaps told before."""
    asked = by is None and referral["initiator"] == party["side"]
    said = [Said.ASKED_FOR_IT if asked else Said.REFERRED]
    if party["told"] == Known.YES:
        said.insert(0, Said.TOLD)
    at = referral["received_at"]
    book.lines += [
        Line(
            person=person, said=one, on=at.date(), by=by, at=at, source=Source.REFERRAL,
            raised_by=(RaisedBy.THEMSELF if referral["initiator"] == party["side"] else RaisedBy.OTHER).value,
            case_reference=referral["reference"], crime_reference=book.story.matter.crime_reference,
            subject_id=party["id"],
        )
        for one in said
    ]  # fmt: skip


def note_happening(book: "Book", tag: str, row: Row | None, *, by: Member | None, at: datetime) -> None:
    """Keep the line that follows from something that happened on the case, if any does."""
    line = _line_of(book, tag, row, by, at) if row is not None else None
    if line is not None:
        book.lines.append(line)


def write_ledger(book: "Book") -> None:
    """Write every line. One that a no came with is the line of that no; any other no gets its own."""
    noes = [row for row in book.sheet.rows if row.table is table_of(Stop)]
    for line in book.lines:
        stop = next((one for one in noes if _is_of(line, one)), None)
        if stop is not None:
            noes.remove(stop)
        entry = book.sheet.add(
            Entry,
            **_start(book, line.person["file_id"], line.person["side"], line.at),
            person_id=line.person["id"],
            said=line.said.value,
            what=line.what,
            happened_on=line.on,
            channel=line.channel,
            raised_by=line.raised_by,
            agency_id=line.by.agency.id if line.by else None,
            case_reference=line.case_reference,
            crime_reference=line.crime_reference,
            ask_again_on=line.ask_again_on,
            source=line.source.value,
            subject_id=line.subject_id,
            stop_id=stop["id"] if stop is not None else None,
            recorded_at=line.at,
            recorded_by_id=line.by.id if line.by else None,
        )
        noted = Row(
            entry.table, {"id": entry["id"]}
        )  # of nobody's file: it says only that a line was written
        book.sheet.log("offers:entry:note", noted, by=line.by, at=line.at)
    for stop in noes:
        _write_no(book, stop)


def _line_of(book: "Book", tag: str, row: Row, by: Member | None, at: datetime) -> Line | None:
    if tag in ANSWERS:
        return _answer(book, ANSWERS[tag], row, by, at)
    if tag in {"cases:consent:give", "cases:consent:withdraw"}:
        gave = row["withdrawn_at"] is None
        line = _of_party(book, row["party_id"], Said.AGREED if gave else Said.WITHDREW, by, at)
        line.what, line.subject_id = ConsentPurpose(row["purpose"]).label, row["id"]
        return line
    if tag == "cases:contact:log" and row["direction"] == Direction.OUTGOING:
        line = _of_party(book, row["party_id"], Said.CONTACTED, by, at)
        line.channel, line.raised_by, line.subject_id = row["channel"], RaisedBy.AGENCY.value, row["id"]
        return line
    if tag == "cases:milestone:reach" and row.get("party_id") and Check(row["check_name"]) in TOLD:
        line = _of_party(book, row["party_id"], Said.TOLD, by, at)
        line.subject_id = row["id"]
        return line
    return None


def _answer(book: "Book", said: Said, party: Row, by: Member | None, at: datetime) -> Line:
    line = _of_party(book, party["id"], said, by, at)
    line.raised_by = RaisedBy.THEMSELF.value
    line.ask_again_on = party["ask_again_on"] if said is Said.NOT_NOW else None
    return line


def _of_party(book: "Book", party_id: str, said: Said, by: Member | None, at: datetime) -> Line:
    place = next(place for place, party in book.parties.items() if party["id"] == party_id)
    person, case = book.people[place].row, book.opened
    return Line(person=person, said=said, on=at.date(), by=by, at=at, case_reference=case["reference"])


def _is_of(line: Line, stop: Row) -> bool:
    """Whether a line says this very no, as the database tells it."""
    same = stop["person_id"] == line.person["id"] and stop["recorded_at"] == line.at
    return same and line.said in (_NOES if stop.get("until") is None else {Said.NOT_NOW})


def _write_no(book: "Book", stop: Row) -> None:
    until = stop.get("until")
    book.sheet.add(
        Entry,
        **_start(book, stop["file_id"], stop["side"], stop["recorded_at"]),
        person_id=stop["person_id"],
        said=(Said.SAID_NO if until is None else Said.NOT_NOW).value,
        happened_on=stop["said_on"],
        raised_by=RaisedBy.THEMSELF.value,
        agency_id=stop["said_to_id"],
        ask_again_on=until,
        source=Source.RECORD.value,
        subject_id=stop["id"],
        stop_id=stop["id"],
        recorded_at=stop["recorded_at"],
        recorded_by_id=stop["recorded_by_id"],
    )


def _start(book: "Book", file: str, side: str, at: datetime) -> dict[str, object]:
    return {
        "id": book.sheet.ids.new(at), "partnership_id": book.area.id, "file_id": file, "side": side,
        "category": Category.SAFETY.value,
    }  # fmt: skip
