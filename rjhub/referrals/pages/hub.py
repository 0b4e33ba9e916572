"""What a hub sees of referrals: the list, and one with its two sides apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from rjhub.design import pieces
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Obstacle, Paging, Row, Shown, Tag, Tone
from rjhub.design.words import day, moment
from rjhub.people.models import Person
from rjhub.people.vocabulary import Approach
from rjhub.referrals.forms.hub import Accepting, ReferralFilters
from rjhub.referrals.models import DuplicateCheck, KnownRisk, Offence, Referral, ReferralParty
from rjhub.referrals.pages import sent, wording
from rjhub.referrals.pages.with_us import Already
from rjhub.referrals.pages.wording import Change
from rjhub.referrals.queries.listing import ReferralList
from rjhub.referrals.vocabulary import Sameness, Status
from rjhub.sharing.vocabulary import Side

COLUMNS = (
    Column("Reference"),
    Column("People"),
    Column("Comes from"),
    Column("Received"),
    Column("Hub"),
    Column("Status"),
)
JOINED = Tag("Joined to another case", Tone.DONE)
UNCHECKED = Tag("Check for duplicates", Tone.TO_DO)
APPROACH = {
    Approach.STOPPED: Tag("Said no: nobody may approach them", Tone.STOPPED),
    Approach.UNSURE: Tag("Somebody who may be them said no: look first", Tone.SOON),
    Approach.FROZEN: Tag("Nobody may be contacted now: noes may be missing", Tone.STOPPED),
}


@dataclass(frozen=True)
class Referrals:
    """The referrals that the reader's hubs received."""

    filters: ReferralFilters
    chosen: tuple[Link, ...]
    clear_href: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    paging: Paging
    own: Link
    title: str = "Referrals"


@dataclass(frozen=True)
class Named:
    """Somebody whom a referral names, with their own record where the reader may see it."""

    name: str
    record: Link | None
    tags: tuple[Tag, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Received:
    """A referral, for the hub that received it and those who work on it."""

    tags: tuple[Tag, ...]
    facts: tuple[Row, ...]
    about: tuple[Row, ...]
    offences: tuple[tuple[Row, ...], ...]
    harmed: pieces.Side
    responsible: pieces.Side
    harmed_word: str
    responsible_word: str
    harmed_people: tuple[Named, ...]
    responsible_people: tuple[Named, ...]
    harmed_risks: tuple[Row, ...]
    responsible_risks: tuple[Row, ...]
    other_risks: tuple[Row, ...]
    changes: tuple[Change, ...]
    checks: tuple[tuple[Row, ...], ...]
    obstacles: tuple[Obstacle, ...]
    deciding: bool
    already: tuple[Already, ...]
    words: str
    acceptance: str
    accepting: Accepting
    declining: Link
    duplicates: Link
    case: Link | None
    back: Link
    title: str


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Everything that belongs to one referral, as far as the reader may see it."""

    referral: Referral
    offences: list[Offence]
    parties: list[ReferralParty]
    risks: list[KnownRisk]
    changes: tuple[Change, ...]
    checks: list[DuplicateCheck]
    people: Mapping[UUID, Person]
    approaches: Mapping[UUID, Approach | None]
    obstacles: tuple[str, ...]
    decides: bool
    already: tuple[Already, ...]
    accepting: Accepting


def listing(found: ReferralList, filters: ReferralFilters, chosen: tuple[Link, ...]) -> Referrals:
    """The list of a hub's referrals."""
    return Referrals(
        filters=filters,
        chosen=chosen,
        clear_href=reverse("referrals:referrals"),
        columns=COLUMNS,
        rows=tuple(_row(referral) for referral in found.referrals),
        paging=sent.paging_of(found),
        own=Link("Refer somebody yourself, and see what you sent", reverse("referrals:sent")),
    )


def received(parts: Parts) -> Received:
    """One referral, for the hub."""
    referral = parts.referral
    joined = _joined_to(parts.checks)
    return Received(
        title=f"Referral {referral.reference}",
        tags=(JOINED,) if joined else (sent.status_tag(Status(referral.status)),),
        facts=_facts(referral, joined),
        about=wording.about(referral),
        offences=tuple(wording.offence(offence) for offence in parts.offences),
        harmed=_side(parts, Side.HARMED),
        responsible=_side(parts, Side.RESPONSIBLE),
        harmed_word=wording.say(referral, "Person harmed"),
        responsible_word=wording.say(referral, "Person responsible"),
        harmed_people=_people(parts, Side.HARMED),
        responsible_people=_people(parts, Side.RESPONSIBLE),
        harmed_risks=_risks(parts, Side.HARMED),
        responsible_risks=_risks(parts, Side.RESPONSIBLE),
        other_risks=_risks(parts, Side.NEUTRAL),
        changes=parts.changes,
        checks=tuple(_check(check) for check in parts.checks),
        obstacles=tuple(Obstacle(text) for text in parts.obstacles),
        deciding=parts.decides and referral.status == Status.RECEIVED,
        already=parts.already,
        words=wording.decision(referral),
        acceptance=reverse("referrals:acceptance", args=[referral.reference]),
        accepting=parts.accepting,
        declining=Link("Decline it", reverse("referrals:declining", args=[referral.reference])),
        duplicates=Link("Check for duplicates", reverse("referrals:duplicates", args=[referral.reference])),
        case=_case(referral, joined),
        back=Link("Referrals", reverse("referrals:referrals")),
    )


def status_of(referral: Referral) -> Tag:
    """How a referral stands in the hub's list, which knows about joining and duplicate checks."""
    if getattr(referral, "is_joined", False):
        return JOINED
    if referral.status == Status.RECEIVED and not getattr(referral, "is_checked", True):
        return UNCHECKED
    return sent.status_tag(Status(referral.status))


def _row(referral: Referral) -> tuple[Shown, ...]:
    named: list[ReferralParty] = referral.named  # type: ignore[attr-defined]
    return (
        Link(referral.reference, reverse("referrals:referral", args=[referral.reference])),
        tuple(party.named_as for party in named),
        referral.agency.short_name
        if referral.agency
        else wording.say(referral, referral.get_source_display()),
        (day(referral.received_at), *_for_court(referral)),
        referral.hub.name,
        status_of(referral),
    )


def _for_court(referral: Referral) -> tuple[Tag, ...]:
    due = referral.court_deadline_on
    return (Tag(f"For the court by {day(due)}", Tone.SOON),) if due else ()


def _facts(referral: Referral, joined: Referral | None) -> tuple[Row, ...]:
    sender = referral.referred_by
    rows = [
        Row("Reference", referral.reference),
        Row("Received", moment(referral.received_at)),
        Row("Hub", referral.hub.name),
        Row(
            "Sent by",
            f"{sender.name}, {referral.agency}"
            if sender
            else wording.say(referral, referral.get_source_display()),
        ),
        Row("Their reference", referral.source_reference or None),
        Row("District", referral.district or "Outside the area, or not known"),
    ]
    if referral.decided_at and referral.decided_by:
        rows.append(Row("Decided", f"{moment(referral.decided_at)}, by {referral.decided_by.name}"))
    if joined:
        rows.append(
            Row("Joined to", Link(joined.reference, reverse("referrals:referral", args=[joined.reference])))
        )
    return tuple(rows)


def _side(parts: Parts, side: Side) -> pieces.Side:
    named = [party.named_as for party in parts.parties if party.side == side]
    return pieces.Side(name=", ".join(named) or "Nobody is named")


def _people(parts: Parts, side: Side) -> tuple[Named, ...]:
    return tuple(_named(parts, party) for party in parts.parties if party.side == side)


def _named(parts: Parts, party: ReferralParty) -> Named:
    person = parts.people.get(party.person_id)
    approach = parts.approaches.get(party.person_id)
    return Named(
        name=person.name if person else party.named_as,
        record=Link("Their record", reverse("people:person", args=[person.id])) if person else None,
        tags=(APPROACH[approach],) if approach in APPROACH else (),
        rows=(*(_identity(person) if person else ()), *wording.party(party)),
    )


def _identity(person: Person) -> tuple[Row, ...]:
    rows = {
        "Date of birth": day(person.born_on),
        "Language": person.language,
        "Interpreter": "Needs an interpreter" if person.needs_interpreter else "",
        "What helps them": person.communication_needs,
    }
    return tuple(Row(key, value) for key, value in rows.items() if value)


def _risks(parts: Parts, side: Side) -> tuple[Row, ...]:
    return tuple(
        Row(risk.get_kind_display(), risk.description or "No more is known")
        for risk in parts.risks
        if risk.side == side
    )


def _check(check: DuplicateCheck) -> tuple[Row, ...]:
    decided = f"{moment(check.decided_at)}, by {check.decided_by.name}"
    looked_at = len(check.candidates)
    return (
        Row("Decided", check.get_decision_display()),
        Row("When", decided),
        Row("Looked at", f"{looked_at} other referral{'' if looked_at == 1 else 's'}"),
        Row("Note", check.note or None),
    )


def _joined_to(checks: list[DuplicateCheck]) -> Referral | None:
    now = [check for check in checks if check.superseded_at is None and check.decision == Sameness.SAME]
    return now[0].joined_to if now else None


def _case(referral: Referral, joined: Referral | None) -> Link | None:
    if referral.status != Status.ACCEPTED:
        return None
    reference = joined.reference if joined else referral.reference
    return Link("Open the case", reverse("cases:case", args=[reference]))
