"""Pages about the referrals of one incident: which are attached to its case, and who is who in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from rjhub.cases import pathways
from rjhub.cases.forms.attached import Detaching, WhoIs
from rjhub.cases.models import AttachedReferral, Case, Party
from rjhub.cases.pages.ending import Asking
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown
from rjhub.design.words import day, moment
from rjhub.kernel.decisions import Decision
from rjhub.matching.models import Pair
from rjhub.matching.vocabulary import State
from rjhub.people.models import Person
from rjhub.referrals.models import Referral, ReferralParty

BESIDE = (Column("In the referral"), Column("In the case"), Column("What is known"), Column("Compare"))
SETTLED = "Decided who is who"


@dataclass(frozen=True)
class Card:
    """One referral about the incident."""

    title: str
    rows: tuple[Row, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Attached:
    """Every referral about the incident of a case."""

    frame: CaseFrame
    cards: tuple[Card, ...]
    closed: str
    reopen: Link | None
    why_not: tuple[str, ...]
    title: str = "Referrals about this incident"


@dataclass(frozen=True)
class WhoIsWhoPage:
    """The people of a referral beside those of the case, and the question who is who."""

    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    form: WhoIs
    submit: str
    back: Link
    title: str


@dataclass(frozen=True)
class Beside:
    """Somebody of a referral beside the people of the case on their side, with what is known of each two."""

    named: ReferralParty
    person: Person | None
    parties: Sequence[Party]
    pairs: Mapping[frozenset[UUID], Pair]
    joined: frozenset[UUID]

    @property
    def offered(self) -> list[tuple[UUID, str]]:
        """Whom they may be."""
        return [(party.id, party.name) for party in self.parties]

    @property
    def known(self) -> str:
        """Whom a hub has decided that they are, if anybody."""
        return next((str(one.id) for one in self.parties if one.person_id in self.joined), "")


def attached(
    case: Case, first: Referral | None, rows: Sequence[AttachedReferral], may_reopen: Decision
) -> Attached:
    """The page of a case."""
    closed = (
        pathways.in_words_of(
            case, f"This case was closed on {day(case.closed_at)}: {case.get_closing_reason_display()}."
        )
        if case.closed_at
        else ""
    )
    reopen = Link("Open the case again", reverse("cases:reopening", args=[case.reference]))
    return Attached(
        frame=frame_for(case, "attached"),
        cards=(*([_first(case, first)] if first else []), *(_card(case, row) for row in rows)),
        closed=closed,
        reopen=reopen if may_reopen else None,
        why_not=may_reopen.reasons if case.is_closed else (),
    )


def who_is_who(
    case: Case, referral: Referral, beside: Sequence[Beside], form: WhoIs, *, attached: bool
) -> WhoIsWhoPage:
    """The page on which people are compared, before or after a referral is attached."""
    back = (
        Link("Referrals about this incident", reverse("cases:attached", args=[case.reference]))
        if attached
        else Link("Check for duplicates", reverse("referrals:duplicates", args=[referral.reference]))
    )
    return WhoIsWhoPage(
        title=f"Who is who in {referral.reference}?"
        if attached
        else f"Attach the referral {referral.reference} to the case {case.reference}",
        about=_about(case, attached=attached),
        columns=BESIDE,
        rows=tuple(line for one in beside for line in _lines(one)),
        form=form,
        submit="Save who is who" if attached else "Attach it to this case",
        back=back,
    )


def detaching(case: Case, row: AttachedReferral, form: Detaching) -> Asking:
    """The page on which a referral is taken out."""
    return Asking(
        frame=frame_for(case, "attached"),
        form=form,
        about="The referral waits for the hub’s decision again. Records that were joined for it are taken apart, marks "
        "that it put on the case are taken away, and people who came with it leave the case. What was written stays.",
        submit="Take it out of the case",
        back=Link("Referrals about this incident", reverse("cases:attached", args=[case.reference])),
        title=f"Take {row.reference} out of this case",
        warning=True,
    )


def _about(case: Case, *, attached: bool) -> str:
    if attached:
        return "Say for each person of the referral who they are. Nothing is merged, and each decision can be undone."
    if case.is_closed:
        return (
            "This case is closed. The referral is attached to it and opens no second case. After that you can open the "
            "case again, unless somebody has said no."
        )
    return (
        "No second case is opened and nobody is approached a second time. Whoever sent the referral reads only that it "
        "was accepted."
    )


def _first(case: Case, referral: Referral) -> Card:
    rows = (
        Row("Received", moment(referral.received_at)),
        Row("Comes from", _source(case, referral)),
        Row("What became of it", "This case was opened for it"),
    )
    return Card(referral.reference, rows, (_referral(referral),))


def _card(case: Case, row: AttachedReferral) -> Card:
    by = f", by {row.attached_by.name}" if row.attached_by else ""
    rows = [
        Row("Received", moment(row.referral.received_at)),
        Row("Comes from", _source(case, row.referral)),
        Row("Attached", f"{moment(row.attached_at)}{by}"),
    ]
    links = [_referral(row.referral)]
    if row.detached_at:
        taken = (
            f"{moment(row.detached_at)}, by {row.detached_by.name}"
            if row.detached_by
            else moment(row.detached_at)
        )
        rows += [Row("Taken out", taken), Row("Because", row.detached_because)]
        return Card(row.reference, tuple(rows), tuple(links))
    rows.append(Row("People", SETTLED if row.settled_at else "Not said yet who is who"))
    for text, name in (("Say who is who", "attached_referral"), ("Take it out of the case", "detaching")):
        links.append(Link(text, reverse(f"cases:{name}", args=[case.reference, row.id])))
    return Card(row.reference, tuple(rows), tuple(links))


def _referral(referral: Referral) -> Link:
    return Link("Read the referral", reverse("referrals:referral", args=[referral.reference]))


def _source(case: Case, referral: Referral) -> str:
    said = pathways.in_words_of(case, referral.get_source_display())
    return f"{said}, {referral.agency.short_name}" if referral.agency else said


def _lines(one: Beside) -> list[tuple[Shown, ...]]:
    who = _described(one.named.named_as, one.person)
    if not one.parties:
        return [(who, "Nobody on this side yet", None, None)]
    return [
        (who, _described(party.name, party.person), _known(one, party), _compare(one, party))
        for party in one.parties
    ]


def _described(name: str, person: Person | None) -> list[Shown]:
    if person is None:
        return [name]
    return [name, f"Born {day(person.born_on)}" if person.born_on else "Date of birth not known"]


def _known(one: Beside, party: Party) -> Shown:
    if party.person_id == one.named.person_id:
        return "One record"
    if party.person_id in one.joined:
        return "A hub has decided that they are the same"
    pair = one.pairs.get(frozenset({party.person_id, one.named.person_id}))
    if pair is None:
        return "Nothing was found that says they are the same"
    said = {
        State.DIFFERENT: "A hub has decided that they are different",
        State.ASKED: "Waits for a second coordinator",
    }
    return said.get(State(pair.state), "May be the same: compare them")


def _compare(one: Beside, party: Party) -> Shown:
    if one.person is None or party.person_id == one.named.person_id:
        return None
    there = reverse("matching:pair", args=[one.named.person_id, party.person_id])
    return Link(f"Compare {one.named.named_as} with {party.name}", there)
