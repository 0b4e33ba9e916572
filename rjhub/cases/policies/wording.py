"""Words that more people read than those who work with the person harmed: the one door that they pass.

What looks like a way to reach anybody is held, whether it is known as theirs or not: so whoever tries out what they
guess learns nothing from being stopped. What is known as theirs and looks like nothing (a house by its name, a code
word) is told only to somebody who could open the vault themself; the database compares, and answers nobody else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db import connection

from rjhub.cases.models import Case, HeldWords
from rjhub.cases.policies.case import coordinates
from rjhub.cases.vocabulary import HeldStatus, WordsPlace
from rjhub.kernel import contact_details
from rjhub.kernel.decisions import Decision, Refused, all_of, allow_if
from rjhub.partnership import acting
from rjhub.partnership.models import Staff
from rjhub.people import known

KNOWN = "known of the person harmed"
MOST_WAITING = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A part of a text that says how somebody can be reached, or looks like it."""

    start: int
    end: int
    kind: str


class HoldFirst(Refused):
    """Words that somebody has to read first. Whoever wrote them may change them, or ask for that."""

    def __init__(
        self, case_id: UUID, place: WordsPlace, texts: tuple[str, ...], hits: tuple[str, ...]
    ) -> None:
        self.case_id, self.place, self.texts, self.hits = case_id, place, texts, hits
        super().__init__(
            f"Take out how anybody can be reached ({', '.join(hits)}), or ask for the words to be read first."
        )


def let_through(case_id: UUID, place: WordsPlace, *texts: str) -> None:
    """Raise HoldFirst for texts that say, or look as if they said, how somebody can be reached, until confirmed."""
    held = [(text, hits) for text in texts if text and (hits := hits_in(case_id, text))]
    if not held:
        return
    confirmed = _confirmed(case_id, [digest(place, text) for text, _ in held])
    waiting = [one for one, is_confirmed in zip(held, confirmed, strict=True) if not is_confirmed]
    if waiting:
        named = [f"{hit.kind} {text[hit.start : hit.end]}" for text, hits in waiting for hit in hits]
        raise HoldFirst(case_id, place, tuple(text for text, _ in waiting), tuple(dict.fromkeys(named)))


def let_no_home_through(case_id: UUID, place: WordsPlace, where: str) -> None:
    """The same for where people meet, which is an address by nature: only one that is known as theirs is held."""
    theirs = [hit for hit in hits_in(case_id, where) if hit.kind == KNOWN]
    if theirs and not all(_confirmed(case_id, [digest(place, where)])):
        raise HoldFirst(
            case_id, place, (where,), tuple(f"{one.kind} {where[one.start : one.end]}" for one in theirs)
        )


def let_through_unread(case_id: UUID, place: WordsPlace, what: str) -> None:
    """Raise HoldFirst for something that the program cannot read, until somebody has confirmed it. `what` names it."""
    if not all(_confirmed(case_id, [digest(place, what)])):
        raise HoldFirst(case_id, place, (what,), ("a file that the program cannot read",))


def hits_in(case_id: UUID, text: str) -> tuple[Hit, ...]:
    """What of a text looks like contact details; and what is known as theirs, as far as the reader may know that."""
    looks = [Hit(one.start, one.end, one.kind) for one in contact_details.found_in(text)]
    places = list(known.places_in(text))
    theirs = _known(case_id, {place.digest for place in places})
    sure = [Hit(one.start, one.end, KNOWN) for one in places if one.digest in theirs]
    found: list[Hit] = []
    for hit in sorted([*sure, *looks], key=lambda hit: (hit.start, -hit.end, hit.kind != KNOWN)):
        if not found or hit.start >= found[-1].end:
            found.append(hit)
    return tuple(found)


def digest(place: WordsPlace, text: str) -> bytes:
    """By what held words are told, as the database tells them (`keeper.digest_of_words`)."""
    return sha256(f"{place.value}\x1f{text}".encode()).digest()


def may_hold(staff: Staff, case_id: UUID) -> Decision:
    """Asking for words to be read: not without end."""
    waiting = (
        HeldWords.objects.filter(case_id=case_id, written_by=staff, status=HeldStatus.WAITING)
        .values("asking")
        .distinct()
    )
    return allow_if(
        waiting.count() < MOST_WAITING,
        f"{MOST_WAITING} texts of yours are waiting to be read already. Take out how anybody can be reached.",
    )


def may_decide_words(staff: Staff, held: HeldWords) -> Decision:
    """Reading held words for the person harmed: whom is asked, or the hub in their place; never who wrote them."""
    asked = held.asked_id in acting.principals_of(staff)
    case = None if asked else Case.objects.filter(id=held.case_id).first()
    return all_of(
        allow_if(
            asked or (case is not None and coordinates(staff, case)),
            "Only the contact of the person harmed, or the hub, decides about these words.",
        ),
        allow_if(held.written_by_id != staff.id, "You wrote these words. Somebody else has to read them."),
        allow_if(held.status == HeldStatus.WAITING, "These words are not waiting to be read any more."),
    )


def together(rows: Iterable[HeldWords]) -> HeldStatus:
    """How it stands with words about which several people were asked: one no is enough, and every yes is needed."""
    statuses = {HeldStatus(one.status) for one in rows}
    order = (HeldStatus.REFUSED, HeldStatus.TAKEN_BACK, HeldStatus.WAITING, HeldStatus.CONFIRMED)
    return next(status for status in order if status in statuses)


def wrote(staff: Staff, held: HeldWords) -> Decision:
    """What is left to whoever wrote held words."""
    return allow_if(held.written_by_id == staff.id, "Somebody else wrote these words.")


def _known(case_id: UUID, digests: Iterable[bytes]) -> frozenset[bytes]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.known_in(%s, %s::bytea[])", [case_id, list(digests)])
        return frozenset(bytes(found) for (found,) in cursor.fetchall())


def _confirmed(case_id: UUID, digests: list[bytes]) -> list[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.are_confirmed(%s, %s::bytea[])", [case_id, digests])
        row = cursor.fetchone()
        return list(row[0]) if row else []
