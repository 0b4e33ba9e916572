"""Asking other partnerships, and agreeing the keys by which they are asked."""

from uuid import UUID

from django.db import IntegrityError, InternalError, ProgrammingError, transaction
from psycopg import errors

from rjhub.asking import elsewhere, policies
from rjhub.asking.actions.asking import Question
from rjhub.asking.keys import Asked, digest_of, sought_elsewhere
from rjhub.asking.vocabulary import Answer
from rjhub.audit.recording import record
from rjhub.kernel.decisions import Conflict, Refused
from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Partnership, Staff
from rjhub.sharing import doors, readers

AT_ONCE = 40_000  # keys of a register: some two thousand people
NOT_THERE = (
    "This key is not there to be agreed or ended. Somebody may have done so before you, or you proposed it "
    "yourself: somebody else, at the other partnership, has to agree."
)
WAITS = "A key with this partnership is on its way already. Reload the page to see how it stands."


@transaction.atomic
def ask_elsewhere(asked: Asked, *, by: Staff) -> tuple[UUID, dict[int, Answer]]:
    """Ask every partnership with which a key is in force whether to ring its hub before approaching somebody.

    Answers the question's number and what each said. On record here and there. Raises Refused if they may not ask.
    """
    policies.may_ask(by).or_refuse()
    question, digest = new_id(), digest_of(asked)
    answers = elsewhere.ask(question, given=asked.given, digest=digest, sought=sought_elsewhere(asked))
    said = (*(answer.value for answer in answers.values()), digest.hex()[:32])
    record(
        "asking:question:ask_elsewhere",
        by=by,
        subject=Question(question),
        partnership=by.partnership_id,
        changed=said,
    )
    for other, answer in answers.items():
        record(
            "asking:question:answer_elsewhere",
            by=None,
            subject=Question(question),
            partnership=other,
            changed=(answer.value, digest.hex()[:32]),
        )
    return question, answers


@transaction.atomic
def propose_key(other: int, *, by: Staff) -> UUID:
    """Propose a key to another partnership, also to take the place of the one in force.

    Raises Refused for whoever is no coordinator, and Conflict if one is on its way.
    """
    policies.may_hear(by).or_refuse()
    key = new_id()
    try:
        with transaction.atomic():
            elsewhere.propose(key, other)
    except IntegrityError as error:
        raise Conflict(WAITS) from error
    except (ProgrammingError, InternalError) as error:
        raise _refusal(error) from error
    return _recorded("propose", key, by)


@transaction.atomic
def agree_key(key: UUID, *, by: Staff) -> None:
    """Agree to a key that somebody else, at the other partnership, proposed. Raises Refused."""
    policies.may_hear(by).or_refuse()
    try:
        with transaction.atomic():
            elsewhere.agree(key)
    except (ProgrammingError, InternalError) as error:
        raise _refusal(error) from error
    _recorded("agree", key, by)


@transaction.atomic
def end_key(key: UUID, *, by: Staff) -> None:
    """End a key, or take back or decline a proposal. Raises Refused."""
    policies.may_hear(by).or_refuse()
    try:
        with transaction.atomic():
            elsewhere.end(key)
    except (ProgrammingError, InternalError) as error:
        raise _refusal(error) from error
    _recorded("end", key, by)


@transaction.atomic
def settle_elsewhere(question: UUID, between: UUID, *, by: Staff) -> None:
    """Record that one has spoken with the hub that asked. Raises Refused where there is nothing to settle."""
    policies.may_hear(by).or_refuse()
    try:
        with transaction.atomic():
            elsewhere.settle(question, between)
    except (ProgrammingError, InternalError) as error:
        raise _refusal(error) from error
    record(
        "asking:question:settle_elsewhere",
        by=by,
        subject=Question(question),
        partnership=by.partnership_id,
    )


def encode_everywhere() -> None:
    """Encode who is new or changed, in every partnership, for every key that it has agreed."""
    for each in Partnership.objects.order_by("id"):
        while _encode(each.id) > 0:
            pass


def _encode(partnership_id: int) -> int:
    reader = readers.coordinators_of(partnership_id)
    if not reader.principals:
        return 0  # without an agreement that counts today nobody may ask, nor be asked about
    with doors.opened(reader, door="asking:encode", purpose="asking between partnerships"):
        return elsewhere.encode(AT_ONCE)


def _recorded(what: str, key: UUID, by: Staff) -> UUID:
    record(f"asking:key:{what}", by=by, subject=Question(key), partnership=by.partnership_id)
    return key


def _refusal(error: Exception) -> Exception:
    return Refused(NOT_THERE) if isinstance(error.__cause__, errors.InsufficientPrivilege) else error
