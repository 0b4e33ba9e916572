"""What whoever sent a referral sees of it: what they said, and whether the hub takes it on. Nothing else."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Paging, Row, Shown, Tag, Tone
from rjhub.design.words import day, moment
from rjhub.referrals.models import Amendment, Draft, Offence, Referral, ReferralParty
from rjhub.referrals.pages import wording
from rjhub.referrals.pages.wording import Change
from rjhub.referrals.queries.listing import ReferralList
from rjhub.referrals.vocabulary import Status

TONES = {
    Status.RECEIVED: Tone.WAITING,
    Status.ACCEPTED: Tone.DONE,
    Status.DECLINED: Tone.STOPPED,
    Status.WITHDRAWN: Tone.STOPPED,
}
MEANING = {
    Status.RECEIVED: "The hub has it and has not decided yet.",
    Status.ACCEPTED: "The hub takes it forward. What is said from now on stays between the people and those who work "
    "with them.",
    Status.DECLINED: "The hub does not take it forward.",
    Status.WITHDRAWN: "You took it back.",
}


@dataclass(frozen=True)
class Receipt:
    """That it was sent, and what happens next."""

    reference: str
    hub: str
    phone: str
    own_page: Link
    title: str = "Referral sent"


@dataclass(frozen=True)
class Begun:
    """A draft that waits to be finished."""

    link: Link
    saved_at: datetime
    until: datetime


@dataclass(frozen=True)
class Sent:
    """A person's own drafts and referrals."""

    drafts: tuple[Begun, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    paging: Paging
    starting_href: str
    imports: Link
    may_refer: bool
    title: str = "Your referrals"


@dataclass(frozen=True)
class Person:
    """Somebody whom the referral names, in the words that it used."""

    heading: str
    rows: tuple[Row, ...]
    change: Link | None


@dataclass(frozen=True)
class Own:
    """A referral, for whoever sent it."""

    status: Tag
    meaning: str
    words: str
    facts: tuple[Row, ...]
    about: tuple[Row, ...]
    offences: tuple[tuple[Row, ...], ...]
    people: tuple[Person, ...]
    changes: tuple[Change, ...]
    amend_about: Link | None
    amend_offences: tuple[Link, ...]
    withdrawal: Link | None
    hub_phone: str
    back: Link
    title: str


COLUMNS = (Column("Reference"), Column("People"), Column("Your reference"), Column("Sent"), Column("Status"))


def receipt(referral: Referral) -> Receipt:
    """The receipt of a referral."""
    return Receipt(
        reference=referral.reference,
        hub=referral.hub.name,
        phone=referral.partnership.phone,
        own_page=Link("See this referral", reverse("referrals:referral", args=[referral.reference])),
    )


def sent(found: ReferralList, drafts: list[Draft], *, may_refer: bool) -> Sent:
    """The list of a person's own referrals."""
    return Sent(
        drafts=tuple(_begun(draft, len(drafts) - newer) for newer, draft in enumerate(drafts)),
        columns=COLUMNS,
        rows=tuple(_row(referral) for referral in found.referrals),
        paging=paging_of(found),
        starting_href=reverse("referrals:starting"),
        imports=Link("Send many from a file", reverse("referrals:imports")),
        may_refer=may_refer,
    )


def paging_of(found: ReferralList) -> Paging:
    """Where a list of referrals stands."""
    return Paging(
        first=found.first if found.referrals else 0,
        last=found.first + len(found.referrals) - 1 if found.referrals else 0,
        total=found.total,
        at_least=found.at_least,
        previous_href=found.previous_href,
        next_href=found.next_href,
        things="referrals",
    )


def own(
    referral: Referral,
    offences: list[Offence],
    parties: list[ReferralParty],
    amendments: list[Amendment],
    *,
    may_amend: bool,
    may_withdraw: bool,
) -> Own:
    """A referral, for whoever sent it."""
    status = Status(referral.status)
    return Own(
        title=f"Referral {referral.reference}",
        status=status_tag(status),
        meaning=MEANING[status],
        words=wording.decision(referral),
        facts=(
            Row("Reference", referral.reference),
            Row("Your own reference", referral.source_reference or None),
            Row("Sent", moment(referral.received_at)),
            Row("Hub", referral.hub.name),
        ),
        about=wording.about(referral),
        offences=tuple(wording.offence(offence) for offence in offences),
        people=tuple(_person(referral, party, may_amend=may_amend) for party in parties),
        changes=wording.changes(amendments),
        amend_about=_amending(referral, "about", "Change how it came about") if may_amend else None,
        amend_offences=tuple(
            _amending(referral, str(offence.id), "Change what happened") for offence in offences if may_amend
        ),
        withdrawal=Link("Withdraw this referral", reverse("referrals:withdrawal", args=[referral.reference]))
        if may_withdraw
        else None,
        hub_phone=referral.partnership.phone,
        back=Link("Your referrals", reverse("referrals:sent")),
    )


def status_tag(status: Status) -> Tag:
    """A status in its colour."""
    return Tag(status.label, TONES[status])


def _person(referral: Referral, party: ReferralParty, *, may_amend: bool) -> Person:
    return Person(
        heading=f"{wording.say(referral, party.get_side_display().capitalize())}: {party.named_as}",
        rows=wording.party(party),
        change=_amending(referral, str(party.id), "Change what you said") if may_amend else None,
    )


def _amending(referral: Referral, noun: str, text: str) -> Link:
    return Link(text, reverse("referrals:amendment", args=[referral.reference, noun]))


def _begun(draft: Draft, number: int) -> Begun:
    link = Link(
        f"Draft {number}, begun on {moment(draft.started_at)}", reverse("referrals:draft", args=[draft.id])
    )
    return Begun(link=link, saved_at=draft.saved_at, until=draft.expires_at)


def _row(referral: Referral) -> tuple[Shown, ...]:
    named: list[ReferralParty] = referral.named  # type: ignore[attr-defined]
    return (
        Link(referral.reference, reverse("referrals:referral", args=[referral.reference])),
        tuple(party.named_as for party in named),
        referral.source_reference or None,
        day(referral.received_at),
        status_tag(Status(referral.status)),
    )
