"""When the database itself shuts a gate: its refusal, in the same words as the page's."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from psycopg.errors import CheckViolation

from rjhub.cases.models import Case
from rjhub.cases.pathways import pathway_of
from rjhub.kernel.decisions import Refused
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.checks import Check
from rjhub.people import approach
from rjhub.people.vocabulary import Approach

MARK = "gate: "
# What the database refuses besides the checks of a pathway.
BESIDES = {
    "frozen": approach.NOBODY_NOW,
    "contact_details": (
        "The words say how the person harmed can be reached. Return the message, so that this is left out."
    ),
}


@contextmanager
def guarded(case: Case, *, savepoint: bool = True) -> Iterator[None]:
    """Do something that the database may refuse. Raises Refused with what is missing if a gate is shut.

    Without a `savepoint` of its own whoever catches the refusal goes back to theirs.
    """
    try:
        with transaction.atomic(savepoint=savepoint):
            yield
    except IntegrityError as error:
        missing = _gates_in(error)
        if not missing:
            raise
        pathway = pathway_of(case)
        said = (
            BESIDES.get(name) or _why_not(error) or rules.missing_sentence(pathway, Check(name))
            for name in missing
        )
        raise Refused(*said) from error


def _gates_in(error: IntegrityError) -> list[str]:
    cause = error.__cause__
    said = cause.diag.message_primary if isinstance(cause, CheckViolation) else ""
    if not said or not said.startswith(MARK):
        return []
    return said.removeprefix(MARK).split(",")


def _why_not(error: IntegrityError) -> str | None:
    # Where one person is contacted the database says which no it found.
    hint = error.__cause__.diag.message_hint if isinstance(error.__cause__, CheckViolation) else None
    return approach.WHY_NOT.get(Approach(hint)) if hint and hint in Approach else None
