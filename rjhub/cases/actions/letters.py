"""Writing to people of a case: the rules of contact, with those of the letters room, and what follows for the case."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions.tasks import ToDo, give_task
from rjhub.cases.gates.first_contact import right_person_first
from rjhub.cases.gates.state import CaseState
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Party
from rjhub.cases.vocabulary import Direction
from rjhub.kernel.decisions import Decision, all_of
from rjhub.letters import queries as written
from rjhub.letters.actions import printing, writing
from rjhub.letters.actions.writing import NewLetter
from rjhub.letters.announcements import LetterChanged
from rjhub.letters.models import Letter
from rjhub.letters.vocabulary import Status
from rjhub.partnership.models import Staff
from rjhub.people.vocabulary import Channel

NOT_SENT = "letter_not_sent"
TO_DO = {
    Status.STOPPED: "Look at something written that was not sent",
    Status.COULD_NOT: "Look at something written that could not be sent",
    Status.NOT_KNOWN: "Find out whether something written has arrived",
}
DO_NOT_POST = "Destroy a letter that was printed, and do not post it"


def may_write(by: Staff, case: Case, party: Party, way: Channel | None) -> Decision:
    """Contacting somebody, in writing: as by any other way, and first only by whom the pathway names."""
    return all_of(
        policies.may_contact(by, case, party, Direction.OUTGOING, way),
        right_person_first(CaseState(case), party, by),
    )


@transaction.atomic
def write(party: Party, new: NewLetter, *, by: Staff, at: datetime, key: UUID | None = None) -> Letter:
    """Write to somebody in a case; nothing leaves yet. Raises Refused, and Invalid for answers that cannot be."""
    case = queries.lock_case(party.case)
    may_write(by, case, party, new.way).or_refuse()
    letter = writing.write_letter(party.person, new, file=case.file, by=by, at=at, key=key)
    if letter.written_at == at:
        happened("cases:letter:write", case=case, by=by, at=at, row=letter, detail=str(letter))
    return letter


@transaction.atomic
def send_off(party: Party, letter: Letter, *, when: datetime | None, by: Staff, at: datetime) -> None:
    """Have an e-mail or a text message sent, now or at a safe time. Raises Refused, and Invalid for the time."""
    _may_still(party, letter, by)
    writing.send_off(letter, by=by, at=at, when=when)


@transaction.atomic
def print_letter(party: Party, letter: Letter, *, by: Staff, at: datetime) -> bytes:
    """Typeset a letter with the address of today. Raises Refused."""
    _may_still(party, letter, by)
    return printing.print_letter(letter, by=by, at=at)


@transaction.atomic
def post_letter(party: Party, letter: Letter, *, by: Staff, at: datetime) -> None:
    """Note that a printed letter is being posted now. Raises Refused."""
    _may_still(party, letter, by)
    printing.post_letter(letter, by=by, at=at)


@transaction.atomic
def take_back(party: Party, letter: Letter, *, by: Staff, at: datetime) -> None:
    """Take back what has not gone yet. Raises Refused."""
    policies.may_work_on(by, queries.lock_case(party.case)).or_refuse()
    writing.take_back(letter, by=by, at=at)


def note_letter(fact: LetterChanged) -> None:
    """Put it on the timeline; and where something was not sent, have whoever speaks with the person look at it."""
    letter = written.find_letter(fact.letter_id)
    case = queries.case_of_file(letter.file_id) if letter else None
    if letter is None or case is None:
        return
    status, at = Status(letter.status), letter.changed_at
    by = letter.changed_by
    detail = f"{letter.get_way_display()}, {status.label.lower()}"
    happened("cases:letter:change", case=case, by=by, at=at, row=letter, detail=detail)
    party = Party.objects.filter(case=case, person_id=letter.person_id).select_related(
        "named_contact__agency"
    )
    whose = party.first()
    if status not in TO_DO or whose is None or fact.before == Status.WRITTEN:
        return
    to_do = ToDo(
        kind=NOT_SENT,
        words=DO_NOT_POST if fact.before == Status.PRINTED else TO_DO[status],
        address=f"/cases/{case.reference}/letters/{letter.id}",
        subject_id=letter.id,
    )
    give_task(case, to_do, to=queries.speaks_with(case, whose), at=at)


def _may_still(party: Party, letter: Letter, by: Staff) -> None:
    case = queries.lock_case(party.case)
    may_write(by, case, party, Channel(letter.way)).or_refuse()
