"""Writes what is learnt about a case: what agencies answer, contacts, consents, assessments, preparation."""

from rjhub.cases import pathways
from rjhub.cases.actions.contacts import TOLD
from rjhub.cases.actions.moving import MILESTONES
from rjhub.cases.models import (
    Acknowledgement,
    Consent,
    ContactLogEntry,
    InformationItem,
    InformationRequest,
    Preparation,
    SuitabilityAssessment,
)
from rjhub.cases.vocabulary import AnswerKind, ConsentPurpose, Direction, PartyStatus, RequestStatus
from rjhub.cases.vocabulary import Suitability as Result
from rjhub.demonstration.invented.histories.events import Event
from rjhub.demonstration.invented.person import RESPONSIBLE
from rjhub.demonstration.writing.book import Book, day
from rjhub.demonstration.writing.opening import reach
from rjhub.demonstration.writing.tables import Row
from rjhub.demonstration.writing.team import agency_asked
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.vocabulary import Side as PathwaySide
from rjhub.people.vocabulary import Channel
from rjhub.sharing.vocabulary import Category, Side

_BEHIND_THE_WALL = {Category.CONTACT, Category.SAFETY}
_COMES_ALONE = ("alone", "nobody", "no one", "none", "on their own", "no supporter")


def information_asked(book: Book, event: Event) -> None:
    """The hub asks an agency. Types of agency that the area does not have are not asked."""
    said, by = event.detail, book.who(event.by)
    matter = book.story.matter
    agency = agency_asked(book.area, said["agency_type"], prison=matter.prison, district=matter.district)
    if agency is None:
        return
    line = next((one for one in book.area.pathway.requests if one.key == said["key"]), None)
    place = (RESPONSIBLE if event.side == Side.NEUTRAL else event.side, 0)
    category = Category(line.categories[0]) if line else Category.CASEWORK
    if event.side == Side.HARMED and category in _BEHIND_THE_WALL:
        category = Category.CASEWORK
    person = book.people[place].invented
    names = (person.given_name, person.middle_names, person.family_name)
    questions = said["questions"] or ("\n".join(line.questions) if line else "What do you hold?")
    row = book.add(
        InformationRequest,
        event.at,
        side=event.side,
        party_id=book.parties[place]["id"],
        holder_id=agency.leads,
        agency_id=agency.id,
        key=said["key"] if line else "",
        case_reference=book.opened["reference"],
        about_name=" ".join(name for name in names if name)[:170],
        about_born_on=person.born_on,
        why=line.why if line else "To know about risk before anybody is approached",
        questions=questions,
        answer_category=category.value,
        asked_at=event.at,
        asked_by_id=by.id,
        due_on=said["due_on"],
        status=RequestStatus.ASKED.value,
    )
    book.requests[said["key"]] = row
    book.happened("cases:request:ask", by=by, at=event.at, row=row, detail=agency.short_name)


def information_answered(book: Book, event: Event) -> None:
    """An agency answers: with information, with nothing held, or with a refusal."""
    said = event.detail
    request = book.requests.get(said["key"])
    if request is None:
        return
    agency = next(one for one in book.area.agencies if one.id == request["agency_id"])
    by = book.team.answering(agency) if event.by.startswith("agency:") else book.team.member(event.by)
    by = by or book.coordinator
    if by.agency.kind == agency.kind:
        # Of several agencies of a type, the one answers that was asked.
        agency = by.agency
        request["agency_id"], request["holder_id"] = agency.id, agency.leads
    kind = AnswerKind(said["kind"])
    book.sheet.add(
        InformationItem,
        **book.start(event.at, side=request["side"], category=Category(request["answer_category"])),
        request_id=request["id"],
        holder_id=request["holder_id"],
        kind=kind.value,
        answer=said["answer"],
        reason=said["reason"],
        given_at=event.at,
        given_by_id=by.id,
    )
    refused = kind == AnswerKind.REFUSED
    request["status"] = (RequestStatus.REFUSED if refused else RequestStatus.ANSWERED).value
    request["answered_at"], request["answered_by_id"] = event.at, by.id
    detail = f"{agency.short_name}: {kind.label.lower()}"
    book.happened("cases:request:answer", by=by, at=event.at, row=request, detail=detail)


def hub_decided(book: Book, event: Event) -> None:
    """The hub has looked at everything together."""
    if event.detail["goes_on"]:
        words, note = MILESTONES[Check.HUB_DECIDED], event.detail["note"]
        reach(book, Check.HUB_DECIDED, words, by=book.who(event.by), at=event.at, note=note)


def contact(book: Book, event: Event) -> None:
    """Somebody spoke with one person, or tried to."""
    party, said, by = book.party(event), event.detail, book.who(event.by)
    channel = Channel(said["channel"])
    row = book.about(
        party,
        ContactLogEntry,
        event.at,
        direction=Direction(said["direction"]).value,
        channel=channel.value,
        happened_at=event.at,
        reached=said["reached"],
        safe=said["safe"],
        left_message=said["left_message"],
        message_left=said["message"],
        summary=said["summary"],
        mood=said["mood"],
        next_step=said["next_step"],
        made_by_id=by.id,
        recorded_at=event.at,
    )
    if said["reached"] and party["status"] == PartyStatus.WAITING:
        party["status"] = PartyStatus.APPROACHED.value
    detail = f"{channel.label}, {'reached' if said['reached'] else 'not reached'}"
    book.happened("cases:contact:log", by=by, at=event.at, row=row, detail=detail)


def told(book: Book, event: Event) -> None:
    """One person was told what restorative justice is; before sentence also that nothing is promised."""
    by, place = book.who(event.by), (event.side, max(event.party, 0))
    check = TOLD[Side(event.side)]
    reach(book, check, MILESTONES[check], by=by, at=event.at, place=place)
    if event.side == RESPONSIBLE and book.story.matter.is_before_sentence:
        words = MILESTONES[Check.NO_PROMISE_EXPLAINED]
        reach(book, Check.NO_PROMISE_EXPLAINED, words, by=by, at=event.at, place=place)


def consent_given(book: Book, event: Event) -> None:
    """One person consents to one thing, in the pathway's wording; for a child somebody agrees as well."""
    party, by = book.party(event), book.who(event.by)
    purpose = ConsentPurpose(event.detail["purpose"])
    kind, side = pathways.WORDING[purpose], PathwaySide(event.side)
    document = rules.document_for(book.area.pathway, kind, side)
    row = book.about(
        party,
        Consent,
        event.at,
        purpose=purpose.value,
        wording=f"{document.key}, version {document.version}" if document else "as told",
        written=bool(event.detail["written"]),
        given_on=day(event.at),
        given_by_carer="Mother, in person" if party["under_18"] else "",
        recorded_at=event.at,
        recorded_by_id=by.id,
        withdrawn_at=None,
    )
    book.consents.append(row)
    if party["status"] in {PartyStatus.WAITING, PartyStatus.APPROACHED} and purpose != ConsentPurpose.CONTACT:
        party["status"] = PartyStatus.TAKING_PART.value
        book.happened("cases:party:say_yes", by=by, at=event.at, row=party)
    book.happened("cases:consent:give", by=by, at=event.at, row=row, detail=purpose.label.lower())


def consent_withdrawn(book: Book, event: Event) -> None:
    """One person takes a consent back."""
    party, by, purpose = book.party(event), book.who(event.by), ConsentPurpose(event.detail["purpose"])
    for row in _in_force(book, party, purpose):
        row["withdrawn_at"], row["withdrawal_recorded_by_id"] = event.at, by.id
        book.happened("cases:consent:withdraw", by=by, at=event.at, row=row, detail=purpose.label.lower())


def _in_force(book: Book, party: Row, purpose: ConsentPurpose) -> list[Row]:
    return [
        row
        for row in book.consents
        if row["party_id"] == party["id"] and row["purpose"] == purpose and row["withdrawn_at"] is None
    ]


def acknowledged(book: Book, event: Event) -> None:
    """One person says whether the basic facts are right, and whether they are willing."""
    said, by = event.detail, book.who(event.by)
    row = book.about(
        book.party(event),
        Acknowledgement,
        event.at,
        facts=said["facts"],
        responsibility=said["responsibility"],
        willing=said["willing"],
        acknowledged_on=day(event.at),
        note=said["note"],
        recorded_at=event.at,
        recorded_by_id=by.id,
    )
    detail = "acknowledges the basic facts" if said["facts"] else "does not acknowledge the basic facts"
    book.happened("cases:acknowledgement:record", by=by, at=event.at, row=row, detail=detail)


def suitability_assessed(book: Book, event: Event) -> None:
    """One person is assessed."""
    said, by = event.detail, book.who(event.by)
    words = (
        "wishes",
        "motivation",
        "impact",
        "acknowledges",
        "expectations",
        "safety",
        "support",
        "practical",
    )
    result = Result(said["result"])
    row = book.about(
        book.party(event),
        SuitabilityAssessment,
        event.at,
        category=Category.STATEMENT,
        **{word: said[word] for word in words},
        result=result.value,
        why=said["why"],
        assessed_on=day(event.at),
        assessed_by_id=by.id,
        recorded_at=event.at,
    )
    book.happened("cases:suitability:assess", by=by, at=event.at, row=row, detail=result.label.lower())


def prepared(book: Book, event: Event) -> None:
    """One person is prepared."""
    said, by = event.detail, book.who(event.by)
    supporters = said["supporters"]
    alone = not supporters or any(word in supporters.lower() for word in _COMES_ALONE)
    words = ("place", "questions", "hopes", "fears", "ground_rules", "practical")
    row = book.about(
        book.party(event),
        Preparation,
        event.at,
        category=Category.STATEMENT,
        **{word: said[word] for word in words},
        held_on=day(event.at),
        held_by_id=by.id,
        supporters=supporters,
        supporters_prepared=None if alone else bool(said["ready"]),
        ready=said["ready"],
        recorded_at=event.at,
    )
    detail = "ready" if said["ready"] else "not ready yet"
    book.happened("cases:preparation:record", by=by, at=event.at, row=row, detail=detail)
