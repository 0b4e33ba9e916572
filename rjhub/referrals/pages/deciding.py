"""The pages on which a hub decides about a referral."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown, Tag, Tone
from rjhub.design.words import day
from rjhub.people.models import Person
from rjhub.referrals.forms import hub as forms
from rjhub.referrals.models import Referral
from rjhub.referrals.pages import with_us, wording
from rjhub.referrals.pages.with_us import CaseOf
from rjhub.referrals.pages.wording import AGREES
from rjhub.referrals.queries.similar import Account, Candidate
from rjhub.referrals.vocabulary import Status
from rjhub.sharing.vocabulary import Side


@dataclass(frozen=True)
class Compared:
    """A referral beside the one that is checked, line by line, with what agrees."""

    heading: str
    tags: tuple[Tag, ...]
    hidden: str
    links: tuple[Link, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True)
class Duplicates:
    """Everything that may be about the same incident, and the decision."""

    compared: tuple[Compared, ...]
    form: forms.Duplicates
    back: Link
    title: str = "Is it about an incident that a hub has already?"


@dataclass(frozen=True)
class Declining:
    """Why a referral is not taken on."""

    form: forms.Declining
    back: Link
    title: str = "Decline this referral"


def duplicates(
    referral: Referral, ours: Account, candidates: list[Candidate], form: forms.Duplicates
) -> Duplicates:
    """The page of the duplicate check."""
    cases = with_us.cases_of(candidates)
    return Duplicates(
        compared=tuple(
            _compared(referral, ours, candidate, cases.get(candidate.similar.referral_id))
            for candidate in candidates
        ),
        form=form,
        back=back_to(referral),
    )


def offered(candidates: list[Candidate]) -> list[tuple[UUID, str]]:
    """What a referral can be joined to, in words."""
    return [(one.similar.referral_id, _called(one)) for one in candidates if one.similar.is_open]


def back_to(referral: Referral) -> Link:
    """The way back to a referral."""
    return Link("Back to the referral", reverse("referrals:referral", args=[referral.reference]))


def _called(candidate: Candidate) -> str:
    if candidate.account is None:
        return f"The one at the {candidate.hub.name}"
    names = ", ".join(party.named_as for party in candidate.account.parties)
    return f"{candidate.account.referral.reference}: {names}"


def _compared(referral: Referral, ours: Account, candidate: Candidate, case: CaseOf | None) -> Compared:
    theirs = candidate.account
    known = with_us.already(referral, case) if case else None
    return Compared(
        heading=_called(candidate),
        tags=(*_tags(candidate), *((_state(case),) if case else ())),
        hidden="" if theirs else wording.say(referral, _hidden(candidate)),
        links=(known.attach, known.case) if known else (),
        columns=(
            Column("What"),
            Column(referral.reference),
            Column(theirs.referral.reference if theirs else ""),
            Column("Agrees"),
        ),
        rows=_lines(ours, theirs, candidate) if theirs else (),
    )


def _tags(candidate: Candidate) -> tuple[Tag, ...]:
    likely = Tag("Probably the same incident", Tone.SOON) if candidate.is_likely else Tag("May be related")
    closed = () if candidate.similar.is_open else (Tag("Declined or withdrawn", Tone.STOPPED),)
    return (likely, *closed)


def _state(case: CaseOf) -> Tag:
    return Tag("In an open case", Tone.DOING) if case.is_open else Tag("In a closed case", Tone.DONE)


def _hidden(candidate: Candidate) -> str:
    what = [
        text
        for text, agrees in (
            ("the crime reference", candidate.similar.same_crime),
            ("the person harmed", candidate.similar.harmed is not None),
            ("the person responsible", candidate.similar.responsible is not None),
        )
        if agrees
    ]
    return (
        f"The {candidate.hub.name} has a referral that agrees in {' and '.join(what)}. You may not see it. "
        "Ask a coordinator there whether it is the same incident."
    )


def _lines(ours: Account, theirs: Account, candidate: Candidate) -> tuple[tuple[Shown, ...], ...]:
    similar = candidate.similar
    same_day = similar.days_apart == 0
    near = f"{similar.days_apart} days apart" if similar.days_apart else ""
    return (
        ("Crime reference", _crimes(ours), _crimes(theirs), AGREES if similar.same_crime else None),
        ("When", _days(ours), _days(theirs), AGREES if same_day else near or None),
        ("Kind", _kinds(ours), _kinds(theirs), AGREES if set(_kinds(ours)) & set(_kinds(theirs)) else None),
        (
            wording.say(ours.referral, "Person harmed"),
            _people(ours, Side.HARMED),
            _people(theirs, Side.HARMED),
            _sure(similar.harmed),
        ),
        (
            wording.say(ours.referral, "Person responsible"),
            _people(ours, Side.RESPONSIBLE),
            _people(theirs, Side.RESPONSIBLE),
            _sure(similar.responsible),
        ),
        ("Comes from", _source(ours), _source(theirs), None),
        ("Received", day(ours.referral.received_at), day(theirs.referral.received_at), None),
        ("Status", Status(ours.referral.status).label, Status(theirs.referral.status).label, None),
    )


def _sure(agrees: bool | None) -> Shown:  # noqa: FBT001 - an answer of the database
    return {True: AGREES, False: Tag("May be the same", Tone.SOON), None: None}[agrees]


def _source(account: Account) -> str:
    return wording.say(account.referral, account.referral.get_source_display())


def _crimes(account: Account) -> tuple[str, ...]:
    return tuple(offence.crime_reference for offence in account.offences if offence.crime_reference)


def _days(account: Account) -> tuple[str, ...]:
    return tuple(day(offence.happened_on) for offence in account.offences if offence.happened_on)


def _kinds(account: Account) -> tuple[str, ...]:
    return tuple(offence.get_crime_group_display() for offence in account.offences)


def _people(account: Account, side: Side) -> tuple[str, ...]:
    return tuple(_described(person) for person in account.on(side))


def _described(person: Person) -> str:
    born = f", born {day(person.born_on)}" if person.born_on else ""
    return f"{person.given_name} {person.family_name}{born}".strip()
