"""Words that wait until the contact of the person harmed has read them: held, confirmed or not, saved."""

import json
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rjhub.cases import policies, queries, sealing
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Document, HeldWords, InformationItem
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import HeldStatus, Limit, TaskStatus, WordsPlace
from rjhub.design.words import moment
from rjhub.kernel.decisions import Conflict, all_of, allow_if
from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Staff
from rjhub.sharing import doors, readers
from rjhub.sharing.vocabulary import Category, Side

READ_WORDS, SAVE_WORDS = "read_words", "save_words"
SAVE_NOW = "Your words were confirmed: save them"
GIVEN = {WordsPlace.ANSWER, WordsPlace.DOCUMENT}
_ANEW = "submission_key"  # differs with each opening of a form


@dataclass(frozen=True, kw_only=True)
class Typed:
    """All that somebody typed on a page, so that nothing is lost, and where that was."""

    address: str
    answers: tuple[tuple[str, str], ...]
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Held:
    """Held words, opened."""

    texts: tuple[str, ...]
    typed: Typed


@transaction.atomic
def hold_words(
    held: wording.HoldFirst, typed: Typed, *, instead: HeldWords | None = None, by: Staff, at: datetime
) -> HeldWords:
    """Keep what somebody typed, and ask for the words to be read. Asking twice for the same words asks once.

    What else was typed beside the same words counts as it was typed last. `instead` are words of theirs that were not
    confirmed. Raises Refused where too much of theirs is waiting, and for words that were not confirmed before.
    """
    with _program(by.partnership_id, "hold"):
        case = queries.lock_case(Case.objects.get(id=held.case_id))
        before = queries.words_waiting(case, by, [wording.digest(held.place, text) for text in held.texts])
        if before is not None:
            together = queries.asked_together(before)
            why_not = " ".join(f"“{one.note}”" for one in together if one.note)
            allow_if(not why_not, f"These words were not confirmed: {why_not} Change them first.").or_refuse()
            if _the_same(opened(before).typed, typed):
                return before
            _take_back(case, together, by=by, at=at)
        wording.may_hold(by, held.case_id).or_refuse()
        asking = new_id()
        rows = [
            _hold(case, held, typed, asked, asking, holder=by.principal_id, by=by, at=at)
            for asked in _asked(case, by)
        ]
        happened(
            "cases:held_words:hold", case=case, by=by, at=at, row=rows[0], detail=rows[0].get_place_display()
        )
        if instead is not None and wording.wrote(by, instead):
            end_tasks(case, SAVE_WORDS, by=by, at=at, subject_id=instead.asking, status=TaskStatus.DROPPED)
    return rows[0]


def held_in(case: Case, side: str, *texts: str) -> tuple[str, ...]:
    """Which of an agency's texts hold what looks like contact details, or is known of the person harmed.

    For actions, as the program. On the side of the person harmed such an answer is refused before.
    """
    return (
        ()
        if side == Side.HARMED
        else tuple(text for text in texts if text and wording.hits_in(case.id, text))
    )


def keep_to_the_hub(
    case: Case, item: InformationItem | Document, texts: tuple[str, ...], *, by: Staff | None, at: datetime
) -> HeldWords:
    """Ask the hub to read what it alone sees, before others may. For actions, under the lock of the case.

    Whoever gave it is told nothing of that: what they see must not depend on what is known of the person harmed.
    """
    place = WordsPlace.DOCUMENT if isinstance(item, Document) else WordsPlace.ANSWER
    where = "documents" if place == WordsPlace.DOCUMENT else "information"
    typed = Typed(address=f"/cases/{case.reference}/{where}", answers=((place, str(item.id)),))
    held = wording.HoldFirst(case.id, place, texts, ())
    hub = case.hub.coordinators_id
    with _program(case.partnership_id, "keep_to_the_hub"):
        row = _hold(case, held, typed, hub, new_id(), holder=hub, by=by, at=at)
        happened("cases:held_words:hold", case=case, by=by, at=at, row=row, detail=row.get_place_display())
    return row


@transaction.atomic
def confirm_words(held: HeldWords, *, by: Staff, at: datetime) -> HeldWords:
    """Confirm that words may be read where they were written.

    Raises Refused if this is not theirs to decide, and Conflict if somebody has decided already.
    """
    return _decide(held, HeldStatus.CONFIRMED, "", by=by, at=at)


@transaction.atomic
def refuse_words(held: HeldWords, *, why: str, by: Staff, at: datetime) -> HeldWords:
    """Do not confirm words, saying why.

    Raises Refused if this is not theirs to decide, or without a reason, and Conflict if somebody has decided already.
    """
    allow_if(why, "Say what has to change.").or_refuse()
    return _decide(held, HeldStatus.REFUSED, why, by=by, at=at)


@transaction.atomic
def take_words_back(held: HeldWords, *, seen: str, by: Staff, at: datetime) -> None:
    """Note that whoever wrote words needs them no more. `seen` is how it stood with them when they said so.

    Done twice, it is done once. Raises Refused for somebody else's words, and Conflict if they were decided about
    since.
    """
    wording.wrote(by, held).or_refuse()
    with _program(by.partnership_id, "take_back"):
        case = queries.lock_case(Case.objects.get(id=held.case_id))
        together = queries.asked_together(held)
        stands = wording.together(together)
        if stands == HeldStatus.TAKEN_BACK:
            return
        if stands != seen:
            message = f"Your words were read while this page was open: {stands.label.lower()}."
            raise Conflict(message)
        _take_back(case, together, by=by, at=at)
        happened(
            "cases:held_words:take_back", case=case, by=by, at=at, row=held, detail=held.get_place_display()
        )


@transaction.atomic
def words_were_saved(held: HeldWords, *, by: Staff, at: datetime) -> None:
    """Note that confirmed words stand where they were to stand. Raises Refused for somebody else's words."""
    wording.wrote(by, held).or_refuse()
    with _program(by.partnership_id, "save"):
        HeldWords.objects.filter(asking=held.asking, saved_at=None).update(saved_at=at)
        case = Case.objects.get(id=held.case_id)
        end_tasks(case, SAVE_WORDS, by=by, at=at, subject_id=held.asking)


def opened(held: HeldWords) -> Held:
    """What was typed. Raises sealing.Tampered if it is not as it was kept."""
    kept = json.loads(sealing.unseal(held))
    answers = tuple((name, value) for name, value in kept["answers"])
    typed = Typed(address=held.address, answers=answers, files=tuple(kept["files"]))
    return Held(tuple(kept["texts"]), typed)


def _take_back(case: Case, together: list[HeldWords], *, by: Staff, at: datetime) -> None:
    for one in together:
        if one.status == HeldStatus.WAITING:
            one.status = HeldStatus.TAKEN_BACK
            one.save(update_fields=["status"])
        end_tasks(case, READ_WORDS, by=by, at=at, subject_id=one.id, status=TaskStatus.DROPPED)
    end_tasks(case, SAVE_WORDS, by=by, at=at, subject_id=together[0].asking, status=TaskStatus.DROPPED)


def _the_same(before: Typed, now: Typed) -> bool:
    def told(typed: Typed) -> list[tuple[str, str]]:
        return sorted(one for one in typed.answers if one[0] != _ANEW)

    return told(before) == told(now) and before.files == now.files


def _hold(
    case: Case,
    held: wording.HoldFirst,
    typed: Typed,
    asked: int,
    asking: UUID,
    *,
    holder: int,
    by: Staff | None,
    at: datetime,
) -> HeldWords:
    row = HeldWords(
        **case.row(Side.HARMED, Category.CASEWORK), id=new_id(), holder_id=holder, asked_id=asked,
        asking=asking, place=held.place, digests=[wording.digest(held.place, text) for text in held.texts],
        case_reference=case.reference, address=typed.address, written_at=at, written_by=by,
    )  # fmt: skip
    kept = {"texts": held.texts, "answers": typed.answers, "files": typed.files}
    row.sealed = sealing.seal(json.dumps(kept).encode(), row)
    row.save(force_insert=True)
    words = "Read words before others see them: they may say how somebody can be reached"
    give_task(
        case,
        ToDo(kind=READ_WORDS, words=words, address=f"/held/{row.id}", subject_id=row.id),
        to=asked,
        at=at,
    )
    return row


def _asked(case: Case, by: Staff) -> list[int]:
    """The contacts of all who were harmed, whoever of them the words are about; the hub where there is none.

    Always all of them, so that who is asked says nothing.
    """
    contacts = {
        party.named_contact.principal_id
        for party in queries.parties_of(case)
        if party.side == Side.HARMED and party.ended_at is None and party.named_contact not in {None, by}
    }
    return sorted(contacts) or [case.hub.coordinators_id]


def _decide(held: HeldWords, status: HeldStatus, why: str, *, by: Staff, at: datetime) -> HeldWords:
    case = queries.lock_case(held.case)
    held = queries.as_it_stands(held)
    if held.decided_by_id == by.id and (held.status, held.note) == (status, why):
        return held  # sent twice
    if held.decided_by and held.decided_at:
        message = (
            f"{held.decided_by.name} decided about these words on {moment(held.decided_at)}: "
            f"{held.get_status_display().lower()}."
        )
        raise Conflict(message)
    all_of(wording.may_decide_words(by, held), policies.is_open(case)).or_refuse()
    held.status, held.note, held.decided_at, held.decided_by = status, why, at, by
    held.save(update_fields=["status", "note", "decided_at", "decided_by"])
    end_tasks(case, READ_WORDS, by=by, at=at, subject_id=held.id)
    happened(
        "cases:held_words:decide", case=case, by=by, at=at, row=held, detail=held.get_status_display().lower()
    )
    if held.place in GIVEN:
        if status == HeldStatus.CONFIRMED:
            _open_to_others(case, held)
        return held
    together = queries.asked_together(held)
    if status == HeldStatus.REFUSED or all(one.status == HeldStatus.CONFIRMED for one in together):
        words = SAVE_NOW if status == HeldStatus.CONFIRMED else "Your words were not confirmed"
        to_do = ToDo(kind=SAVE_WORDS, words=words, address=f"/held/{held.id}", subject_id=held.asking)
        give_task(case, to_do, to=held.holder_id, at=at)
    return held


def _open_to_others(case: Case, held: HeldWords) -> None:
    """What an agency gave is read by whoever may see its side and category, now that the hub has read it."""
    ((kind, given_id),) = opened(held).typed.answers
    given: type[InformationItem | Document] = Document if kind == WordsPlace.DOCUMENT else InformationItem
    row = given.objects.get(partnership_id=case.partnership_id, id=given_id)
    row.limits = [limit for limit in row.limits if limit != Limit.HUB_ONLY]
    row.save(update_fields=["limits"])


def _program(partnership_id: int, what: str) -> AbstractContextManager[object]:
    """Act as the program for the hub: who writes need see neither who was harmed nor who is asked."""
    reader = readers.coordinators_of(partnership_id)
    return doors.opened(reader, door=f"cases:held_words:{what}", purpose="the program, for the hub")
