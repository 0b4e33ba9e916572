"""Surveys of a case of the Sussex cast, and the link that somebody gets."""

import re
from typing import Any
from uuid import UUID

from django.core import mail

from rjhub.cases.models import Case, Party
from rjhub.cases.tests.factories import at_work, member
from rjhub.feedback.actions import planning, sending
from rjhub.feedback.models import Answer, Concern, Survey
from rjhub.feedback.vocabulary import Questionnaire, Variant
from rjhub.kernel import clock
from rjhub.letters.actions.sending import send
from rjhub.letters.models import Letter
from rjhub.letters.tests.factories import RING, asked
from rjhub.people.actions.reaching import keep_contact
from rjhub.people.vocabulary import Channel, ContactKind
from rjhub.sharing import doors, readers

EMAIL = "alice@fenwick.example"
OPENS_AT = "http://testserver/survey/"


def reachable(party: Party, by: Any) -> None:
    """They can be written to by e-mail, and said that this is safe."""
    keep_contact(party.person, kind=ContactKind.EMAIL, value=EMAIL, by=by, at=clock.now())
    asked(party.person, Channel.EMAIL, by=by)


def planned(case: Case, party: Party, went: Variant = Variant.CONFERENCE) -> Survey:
    """Somebody is to be asked how it was."""
    survey = planning.plan_survey(case, party, Questionnaire.PARTICIPANTS, went, at=clock.now())
    assert survey is not None
    return survey


def sent(survey: Survey, by: Any) -> str:
    """The link that they get by e-mail, as the worker sends it; where their browser goes."""
    given = sending.Sending(way=Channel.EMAIL, ring=RING, opens_at=OPENS_AT)
    sending.send_survey(survey, given, by=by, at=clock.now())
    return carried(by)


def carried(by: Any) -> str:
    """The link in what waits to be sent, once it has left."""
    letter = Letter.objects.filter(status="to_send").latest("written_at")
    send(letter.id, by=by)
    return link_in(mail.outbox[-1].body)


def link_in(body: str) -> str:
    """The link in a message, as a path."""
    found = re.search(r"http://testserver(/survey/\S+)", body)
    assert found, body
    return found[1]


def as_the_program(
    survey_id: UUID, name: str = "Marian Okafor"
) -> tuple[Survey, dict[str, Answer], Concern | None]:
    """A survey, its answers and its concern, as the program sees them."""
    staff = member(name)
    with doors.opened(readers.coordinators_of(staff.partnership_id), door="test", purpose="test"):
        survey = Survey.objects.get(id=survey_id)
        answers = {one.question: one for one in Answer.objects.filter(survey_id=survey_id)}
        return survey, answers, Concern.objects.filter(survey_id=survey_id).first()


def seen_by(name: str, survey_id: UUID) -> tuple[int, int]:
    """How many answers and concerns of a survey the database shows somebody."""
    with at_work(member(name)):
        answers = Answer.objects.filter(survey_id=survey_id).count()
        return answers, Concern.objects.filter(survey_id=survey_id).count()
