"""Asking before approaching somebody, recording an approach, and ringing back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, InternalError, ProgrammingError, transaction
from psycopg import errors

from rjhub.asking import keeper, policies
from rjhub.asking.announcements import ApproachRecorded
from rjhub.asking.keys import Asked, digest_of, keys_of, parts_of
from rjhub.asking.vocabulary import Answer, ApproachedAs, Outcome
from rjhub.audit.recording import record
from rjhub.kernel.decisions import Conflict, Refused
from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Staff
from rjhub.people.vocabulary import Channel
from rjhub.tasks.announcing import announce

NOT_YOURS = (
    "You can record an approach only after a question of your own, for a side that your agency works with."
)
ONCE = "You have recorded already that you approached them."


@dataclass(frozen=True)
class Question:
    """What the log names."""

    pk: UUID


@dataclass(frozen=True)
class Approach:
    """What the log names."""

    pk: UUID


@dataclass(frozen=True)
class Answered:
    """A question and what its asker is told."""

    id: UUID
    answer: Answer


@transaction.atomic
def ask_before_approaching(asked: Asked, *, by: Staff) -> Answered:
    """Ask whether the hub wants to be rung before somebody is approached.

    Every question is on record: who asked, a digest of what, and the answer. Raises Refused if they may not ask.
    """
    policies.may_ask(by).or_refuse()
    question, digest = new_id(), digest_of(asked)
    answer = keeper.ask(
        question, given=asked.given, digest=digest, parts=parts_of(asked), keys=keys_of(asked)
    )
    record(
        "asking:question:ask",
        by=by,
        subject=Question(question),
        partnership=by.partnership_id,
        changed=(answer.value, digest.hex()[:32]),
    )
    return Answered(question, answer)


@transaction.atomic
def record_approach(
    question: UUID, *, side: ApproachedAs, on: date, channel: Channel, outcome: Outcome, by: Staff
) -> None:
    """Record that somebody was approached whom one had asked about.

    Whoever asks about them next is told to ring. Raises Refused if it was not their question, and Conflict if it is
    on record already.
    """
    policies.may_ask(by).or_refuse()
    approach = new_id()
    try:
        with transaction.atomic():
            keeper.record_approach(question, approach, side=side, on=on, channel=channel, outcome=outcome)
    except (ProgrammingError, InternalError) as error:
        raise _refusal(error, NOT_YOURS) from error
    except IntegrityError as error:
        raise Conflict(ONCE) from error
    record("asking:approach:record", by=by, subject=Approach(approach), partnership=by.partnership_id)
    fact = ApproachRecorded(by.partnership_id, approach, by.agency_id, by.id, side, on, channel, outcome)
    announce(fact)


@transaction.atomic
def settle_question(question: UUID, *, by: Staff) -> None:
    """Record that one has spoken with whoever asked. Raises Refused where there is nothing to settle for them."""
    policies.may_hear(by).or_refuse()
    try:
        with transaction.atomic():
            keeper.settle(question)
    except (ProgrammingError, InternalError) as error:
        raise _refusal(
            error, "There is nothing to settle. Reload the page to see how it stands now."
        ) from error
    record("asking:question:settle", by=by, subject=Question(question), partnership=by.partnership_id)


def _refusal(error: Exception, words: str) -> Exception:
    return Refused(words) if isinstance(error.__cause__, errors.InsufficientPrivilege) else error
