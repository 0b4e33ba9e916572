"""What somebody elsewhere sees by a one-time link: a code is asked for, then the questions, and nothing else."""

from dataclasses import dataclass

from rjhub.cases.forms.outside import Code, Reply
from rjhub.cases.models import InformationRequest, OutsideLink
from rjhub.cases.pages.requests import person_rows
from rjhub.design.pieces import Row
from rjhub.design.words import day, moment


@dataclass(frozen=True)
class LinkOver:
    """The one page for every link that opens nothing, whatever the reason. It says nothing else.

    Whoever sent an answer to it gets back what they typed.
    """

    typed: tuple[tuple[str, str], ...]
    title: str = "This link does not open anything"


@dataclass(frozen=True)
class LinkCode:
    """Asking for the code."""

    form: Code
    kept: tuple[tuple[str, str], ...]
    title: str = "Enter the code that the hub told you"


@dataclass(frozen=True)
class LinkRequest:
    """The questions."""

    rows: tuple[Row, ...]
    person: tuple[Row, ...]
    form: Reply
    is_kept: bool
    title: str = "Request for information"


@dataclass(frozen=True)
class LinkThanks:
    """The answer was taken."""

    title: str = "Thank you. The hub has your answer"


def link_request(
    request: InformationRequest, form: Reply, link: OutsideLink, *, is_kept: bool = False
) -> LinkRequest:
    """The page with the questions."""
    rows = (
        Row("Questions", request.questions.splitlines()),
        Row("Why we ask", request.why),
        Row("By which clause of our information sharing agreement", request.asked_under),
        Row("Answer by", day(request.due_on)),
        Row("This link works until", moment(link.expires_at)),
    )
    return LinkRequest(rows, person_rows(request), form, is_kept)
