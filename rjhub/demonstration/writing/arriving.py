"""Writes how a story begins: the referral, the people whom it names, and the hub's answer to it."""

from collections.abc import Mapping
from datetime import timedelta

from rjhub.demonstration.invented.histories.events import Event
from rjhub.demonstration.invented.person import HARMED, RESPONSIBLE
from rjhub.demonstration.writing import files, ledger
from rjhub.demonstration.writing.area import Member
from rjhub.demonstration.writing.book import Book, Place, day
from rjhub.demonstration.writing.opening import open_case
from rjhub.demonstration.writing.people import Told, row_of, write_person
from rjhub.demonstration.writing.tables import Row
from rjhub.kernel.identifiers import police_reference
from rjhub.people.models import Stop
from rjhub.referrals.actions import letting_in
from rjhub.referrals.models import DuplicateCheck, KnownRisk, Offence, Referral, ReferralParty
from rjhub.referrals.vocabulary import DeclineReason, Known, Plea, RaisedBy, RiskKind, Sameness, Status
from rjhub.sharing.vocabulary import Category, FileKind, Purpose, Side

_RAISED_BY_AGENCY = {
    "police": RaisedBy.POLICE,
    "road_policing": RaisedBy.POLICE,
    "victim_care": RaisedBy.VICTIM_SERVICE,
    "victim_support": RaisedBy.VICTIM_SERVICE,
    "victim_liaison": RaisedBy.VICTIM_LIAISON,
    "probation": RaisedBy.PROBATION,
    "prison": RaisedBy.PRISON,
    "yjs": RaisedBy.YOUTH_JUSTICE,
}
_RAISED_BY = {
    "harmed": RaisedBy.HARMED,
    "responsible": RaisedBy.RESPONSIBLE,
    "court": RaisedBy.COURT,
    "community": RaisedBy.OTHER,
}
# What somebody who refers would have ticked on the form, for a flag of the case.
_RISKS: Mapping[str, tuple[RiskKind, Side]] = {
    "domestic_abuse": (RiskKind.DOMESTIC_ABUSE, Side.HARMED),
    "substance_use": (RiskKind.SUBSTANCES, Side.RESPONSIBLE),
    "serious_violence": (RiskKind.VIOLENCE, Side.RESPONSIBLE),
    "stalking": (RiskKind.INTIMIDATION, Side.HARMED),
    "media_interest": (RiskKind.MEDIA, Side.NEUTRAL),
    "high_risk_of_harm": (RiskKind.VIOLENCE, Side.RESPONSIBLE),
}
_LONGEST_SENTENCE_IN_COURT = 400


def referral_received(book: Book, event: Event) -> None:
    """Somebody refers: the file is opened to the hub and to them, and everybody named gets a record."""
    by = book.team.member(event.by)
    sender = files.staff(by) if by else files.intake(book.area)
    at = event.at
    book.file = book.sheet.open_file(FileKind.CASE, by=by, at=at)
    book.sheet.grant(book.file, files.coordinators(book.hub), letting_in.COORDINATE, by=by, at=at)
    book.sheet.grant(book.file, sender, letting_in.TAKE_IN, by=by, at=at)
    sides = [Side(side) for side in (HARMED, RESPONSIBLE) for _ in book.story.matter.people(side)]
    if by is not None:
        for scope in letting_in.follow(sides):
            book.sheet.grant(book.file, sender, scope, by=by, at=at)
    book.referral = _write_referral(book, event, by)
    _write_offence(book, event)
    for side in (HARMED, RESPONSIBLE):
        for place in range(len(book.story.matter.people(side))):
            _write_party(book, event, (side, place), by)
    _write_risks(book, event)
    book.sheet.log("referrals:referral:send", book.referral, by=by, at=at)
    book.let_go((Purpose.TAKE_IN,), by=by, at=at)


def flag_raised(book: Book, event: Event) -> None:
    """Something makes the case sensitive; it is marked when the case is opened."""
    book.flags.append(event.detail["flag"])


def referral_accepted(book: Book, event: Event) -> None:
    """The hub takes it on. One that is joined to another gets no case of its own."""
    by = book.who(event.by)
    referral = _referral(book)
    referral["status"], referral["decided_at"], referral["decided_by_id"] = (
        Status.ACCEPTED.value,
        event.at,
        by.id,
    )
    book.sheet.log("referrals:referral:accept", referral, by=by, at=event.at)
    if not _is_joined(book):
        open_case(book, by=by, at=event.at)


def referral_declined(book: Book, event: Event) -> None:
    """The hub does not take it on, and says why."""
    by = book.who(event.by)
    referral = _referral(book)
    referral["status"], referral["decided_at"] = Status.DECLINED.value, event.at
    referral["decided_by_id"], referral["words_to_referrer"] = by.id, event.detail["words"]
    referral["decline_reason"] = DeclineReason(event.detail["reason"]).value
    book.sheet.log("referrals:referral:decline", referral, by=by, at=event.at)


def duplicate_decided(book: Book, event: Event) -> None:
    """The hub decides whether it has the same incident already. The same one is joined to the one it had."""
    by = book.who(event.by)
    same = event.detail["same"] == "same"
    earlier = book.latest.get("earlier referral")
    decision = Sameness.SAME if same and earlier else Sameness.DIFFERENT
    check = book.sheet.add(
        DuplicateCheck,
        **book.start(event.at),
        referral_id=_referral(book)["id"],
        candidates=[earlier["id"]] if earlier else [],
        decision=decision.value,
        joined_to_id=earlier["id"] if earlier and same else None,
        decided_by_id=by.id,
        decided_at=event.at,
    )
    book.sheet.log("referrals:duplicates:decide", check, by=by, at=event.at)


def said_no_before(book: Book, event: Event) -> None:
    """The same human being had said no to another agency, which has a record of them of its own."""
    said_on = event.at - timedelta(days=event.detail["days_before"])
    agency = next(one for one in book.area.agencies if one.code == event.detail["agency"])
    by = book.team.answering(agency)
    place = (event.side, max(event.party, 0))
    told = Told(circumstances=book.story.circumstances[place], by=by, at=said_on)
    earlier = write_person(book.sheet, book.people[place].invented, told)
    book.sheet.grant(earlier.file, files.coordinators(book.hub), letting_in.COORDINATE, by=by, at=said_on)
    stop = book.sheet.add(
        Stop,
        **row_of(book.sheet, earlier, Category.SAFETY, said_on),
        said_on=day(said_on),
        said_to_id=agency.id,
        recorded_by_id=by.id if by else None,
        recorded_at=said_on,
    )
    book.sheet.log("people:stop:record", stop, by=by, at=said_on)


def _is_joined(book: Book) -> bool:
    decided = (one.detail["same"] for one in book.story.events if one.kind == "duplicate_decided")
    return "earlier referral" in book.latest and "same" in decided


def _referral(book: Book) -> Row:
    if book.referral is None:
        raise ValueError(f"{book.story.key}: there is no referral")
    return book.referral


def _write_referral(book: Book, event: Event, by: Member | None) -> Row:
    matter, said = book.story.matter, event.detail
    agency = by.agency.kind if by else ""
    raised = _RAISED_BY.get(matter.initiator) or _RAISED_BY_AGENCY.get(agency, RaisedBy.OTHER)
    reference = book.sheet.ids.reference(book.area.prefix)
    return book.sheet.add(
        Referral,
        **book.start(event.at, category=Category.REFERRAL),
        reference=reference,
        submission_key=f"invented-{reference}",
        hub_id=book.hub.id,
        received_at=event.at,
        source=said["source"],
        referred_by_id=by.id if by else None,
        agency_id=by.agency.id if by else None,
        raised_by=raised.value,
        raised_how=said["raised_how"],
        aware=said["told"],
        agreeable=said["agreeable"],
        initiator=matter.initiator,
        cj_stage=matter.cj_stage,
        court=matter.court_kind,
        court_name=matter.court,
        plea=Plea.GUILTY.value if matter.convicted_on else Plea.NONE.value,
        sentence_on=matter.sentenced_on,
        sentence=matter.sentence[:_LONGEST_SENTENCE_IN_COURT],
        district=matter.district,
        pathway_id=book.area.version,
    )


def _write_offence(book: Book, event: Event) -> None:
    matter = book.story.matter
    book.sheet.add(
        Offence,
        **book.start(event.at, category=Category.OFFENCE),
        referral_id=_referral(book)["id"],
        force_code=book.area.force_code,
        crime_reference=matter.crime_reference,
        comparable_reference=police_reference.comparable(matter.crime_reference),
        crime_group=matter.offence.group,
        description=event.detail["description"] or book.story.description,
        happened_on=matter.happened_on,
        place=matter.place,
    )


def _write_party(book: Book, event: Event, place: Place, by: Member | None) -> None:
    side, number = place
    matter = book.story.matter
    held = matter.prison if side == RESPONSIBLE and number == 0 else ""
    told = Told(
        circumstances=book.story.circumstances[place],
        by=by,
        at=event.at,
        prison=held,
        telephones=book.story.telephones,
    )
    person = write_person(book.sheet, matter.people(side)[number], told)
    book.people[place] = person
    book.sheet.grant(person.file, files.coordinators(book.hub), letting_in.COORDINATE, by=by, at=event.at)
    asked = matter.initiator == side and number == 0
    of_side = {"prison_code": held, "responsibility": Known.NOT_KNOWN.value} if side == RESPONSIBLE else {}
    party = book.sheet.add(
        ReferralParty,
        **book.start(event.at, side=side, category=Category.REFERRAL),
        referral_id=_referral(book)["id"],
        person_id=person.id,
        named_as=f"{person.invented.given_name} {person.invented.family_name}".strip(),
        relationship=matter.relationship,
        told=event.detail["told"] if asked else Known.NOT_KNOWN.value,
        **of_side,
    )
    ledger.note_referral(book, _referral(book), party, person.row, by=by)


def _write_risks(book: Book, event: Event) -> None:
    for kind, side in dict.fromkeys(_RISKS[flag] for flag in book.story.matter.flags if flag in _RISKS):
        book.sheet.add(
            KnownRisk,
            **book.start(event.at, side=side.value, category=Category.SAFETY),
            referral_id=_referral(book)["id"],
            kind=kind.value,
        )
