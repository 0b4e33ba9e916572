"""Letters on paper: printed by somebody who may know the address, then posted, or not."""

from datetime import datetime

from django.db import transaction

from rjhub.design.pdf import pdf
from rjhub.design.words import day
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.letters import policies, queries
from rjhub.letters.actions.addressing import address_of
from rjhub.letters.actions.changing import change, note_leaving
from rjhub.letters.actions.writing import held
from rjhub.letters.models import Letter
from rjhub.letters.vocabulary import Because, Status
from rjhub.partnership.models import Staff


@transaction.atomic
def print_letter(letter: Letter, *, by: Staff, at: datetime) -> bytes:
    """Typeset a letter with the address of today. The address is kept nowhere else, and opening it is on record.

    It may be printed again until it is posted. Raises Refused if `by` may not, or if they may not be written to now.
    """
    letter = held(letter)
    policies.may_handle(by, letter, Status.WRITTEN, Status.PRINTED).or_refuse()
    policies.may_go_on(letter).or_refuse()
    note_leaving(letter, by=by)
    address = address_of(letter, by=by, purpose="To print a letter")
    if address is None:
        raise Refused(f"{Because.NO_ADDRESS.label}.")
    if letter.status == Status.WRITTEN:
        change(letter, Status.PRINTED, by=by, at=at)
    return _paper(letter, address, by=by, at=at)


@transaction.atomic
def post_letter(letter: Letter, *, by: Staff, at: datetime) -> Letter:
    """Note that a printed letter is being posted now. Raises Refused where it may not be any more."""
    letter = held(letter)
    policies.may_handle(by, letter, Status.PRINTED).or_refuse()
    policies.may_go_on(letter).or_refuse()
    return change(letter, Status.POSTED, by=by, at=at)


def _paper(letter: Letter, address: str, *, by: Staff, at: datetime) -> bytes:
    said = queries.words_of(letter)
    given = letter.person.known_as or letter.person.given_name or letter.person.family_name
    return pdf(
        "letters/letter",
        {
            "title": said.subject,
            "to": f"{letter.person.given_name} {letter.person.family_name}".strip() + f"\n{address}",
            "from": f"{by.agency.name}\nTelephone {queries.number_of(letter)}",
            "day": day(clock.day_of(at)),
            "greeting": f"Dear {given},",
            "body": said.body,
            "signed": letter.signed_by,
        },
    )
