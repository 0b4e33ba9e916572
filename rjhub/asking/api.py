"""Asking before approaching somebody, for programs: the same question, the same two answers, the same limits."""

from datetime import date
from uuid import UUID

from django.http import QueryDict
from ninja import Router, Schema

from rjhub.asking import forms, policies, queries
from rjhub.asking.actions import asking as actions
from rjhub.asking.vocabulary import Answer
from rjhub.partnership.middleware import StaffRequest
from rjhub.tokens.answers import Text, Wrong, documented

router = Router()


class Question(Schema):
    """The least by which you ask: a name with a date of birth or a postcode, or an identifier alone."""

    given_name: Text = ""
    family_name: Text = ""
    born_on: date | None = None
    postcode: Text = ""
    number: Text = ""


class Hub(Schema):
    """Whom to ring."""

    name: str
    phone: str


class Told(Schema):
    """One of two answers. Neither says why."""

    question: UUID
    answer: Answer
    words: str
    ring: list[Hub]


@router.post(
    "/questions", response=documented(Told), url_name="ask", summary="Ask before you approach somebody"
)
def ask(request: StaffRequest, asked: Question) -> Told:
    """Ask whether to ring the hub before you approach somebody. Every question is recorded, and there is a limit."""
    policies.may_ask(request.staff).or_refuse()
    form = forms.Asking(_typed(asked))
    if not form.is_valid():
        raise Wrong(form.errors)
    answered = actions.ask_before_approaching(form.asked(), by=request.staff)
    hubs = queries.whom_to_ring(request.staff)
    return Told(
        question=answered.id,
        answer=answered.answer,
        words=answered.answer.label,
        ring=[Hub(name=one.hub, phone=one.phone) for one in hubs],
    )


def _typed(asked: Question) -> QueryDict:
    born = asked.born_on
    typed = QueryDict(mutable=True)
    typed.update(asked.dict(exclude={"born_on"}))
    if born is not None:
        typed.update(
            {"born_on-day": str(born.day), "born_on-month": str(born.month), "born_on-year": str(born.year)}
        )
    return typed
