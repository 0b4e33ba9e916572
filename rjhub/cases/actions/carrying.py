"""What is handed to the other side: made anew from the words that were read, never the file as it came."""

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.cases import policies, sealing, uploads
from rjhub.cases.models import Case, Message
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import Medium, WordsPlace
from rjhub.design.pdf import pdf
from rjhub.design.words import day, moment
from rjhub.kernel.decisions import Decision, allow_if
from rjhub.letters.actions.disclosing import Disclosed, disclose
from rjhub.letters.vocabulary import What, Why
from rjhub.partnership.models import Staff
from rjhub.sharing.vocabulary import Side


def said_in(message: Message) -> str:
    """All that a message says: the words that were written down, and those of its file that the program can read."""
    return "\n\n".join(part for part in (message.words, _read(message).text) if part)


def crosses_safely(case: Case, message: Message) -> Decision:
    """Whether the file of a message may cross: how a person harmed can be reached never does.

    Raises HoldFirst for a file that nobody who speaks for the person harmed has confirmed, where the program cannot
    read all of it, or where it holds what looks like contact details.
    """
    if message.document is None:
        return allow_if(condition=True, otherwise="")
    read = _read(message)
    if message.side == Side.HARMED:
        decision = policies.reaches_nobody(case.id, read.text)
        if decision and not read.whole:
            wording.let_through_unread(case.id, WordsPlace.MESSAGE, _unread(message))
        return decision
    wording.let_through(case.id, WordsPlace.MESSAGE, read.text)
    return allow_if(condition=True, otherwise="")


@transaction.atomic
def copy_to_hand_over(message: Message, *, by: Staff) -> bytes:
    """A new document with what a message says and nothing else. That it was made is on record.

    Raises Refused before the message is approved, or where it says nothing that can be written down.
    """
    policies.may_copy_message(message).and_(
        allow_if(
            said_in(message), "The program cannot read what this message says, so it cannot write it anew."
        )
    ).or_refuse()
    record("cases:message:copy", by=by, subject=message, partnership=message.partnership_id)
    disclose(message, Disclosed(what=What.MESSAGE, why=Why.WORK, staff=by), by=by)
    title = "A letter" if message.medium == Medium.LETTER else "A message"
    return pdf(
        "cases/message",
        {"title": title, "made": f"Written down on {day(message.taken_at)}", "words": said_in(message)},
    )


def _read(message: Message) -> uploads.Read:
    if message.document is None:
        return uploads.Read("", whole=True)
    return uploads.text_of(sealing.unseal(message.document), message.document.kind)


def _unread(message: Message) -> str:
    """What stands for a file of which the program cannot read all, so that it is confirmed for this file alone."""
    assert message.document is not None  # noqa: S101 - asked only of a message with a file
    return (
        f"The file of a message, taken down on {moment(message.taken_at)}: {message.document.title}. The program "
        "cannot read all of it. Ask the person harmed whether it shows how they can be reached "
        f"({message.document.id})."
    )
