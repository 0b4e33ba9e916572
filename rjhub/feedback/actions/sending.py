"""Sending a survey: a letter like any other, whose link is made as it leaves and kept as a digest."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.models import Case
from rjhub.cases.vocabulary import TaskStatus
from rjhub.feedback import policies, queries
from rjhub.feedback.actions.planning import SEND
from rjhub.feedback.models import Survey, SurveyLink
from rjhub.feedback.vocabulary import Because, Status
from rjhub.kernel import clock
from rjhub.kernel.decisions import all_of
from rjhub.letters import queries as letters
from rjhub.letters.actions import writing
from rjhub.letters.actions.changing import change
from rjhub.letters.actions.writing import NewLetter
from rjhub.letters.announcements import LetterChanged
from rjhub.letters.models import Letter
from rjhub.letters.vocabulary import OPEN, Occasion
from rjhub.letters.vocabulary import Status as LetterStatus
from rjhub.partnership.models import Staff
from rjhub.people.vocabulary import Channel
from rjhub.sharing import doors, readers

DOOR = "feedback:sending"
WORKS_FOR = timedelta(days=30)
NEXT = timedelta(days=7)
MOST_REMINDERS = 2
WAYS = (Channel.EMAIL, Channel.TEXT)
_NOT_SENT = (
    LetterStatus.STOPPED,
    LetterStatus.COULD_NOT,
    LetterStatus.NOT_KNOWN,
    LetterStatus.TAKEN_BACK,
)


@dataclass(frozen=True, kw_only=True)
class Sending:
    """By which way somebody is asked, on which number they can ring, when, and the address that links begin with."""

    way: Channel
    ring: str
    opens_at: str
    when: datetime | None = None


@transaction.atomic
def send_survey(survey: Survey, sending: Sending, *, by: Staff, at: datetime) -> Survey:
    """Send somebody the questions, at a time that whoever sends them knows to be safe.

    Raises Refused if this person may not, if it was sent already, or if they may not be written to; Invalid for a
    telephone number that is none, or a time that is too far off.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("hub", "file").get(id=survey.case_id)
    survey = queries.lock_survey(survey.id)
    all_of(policies.may_ask(by, case, survey.party, sending.way), policies.is_due(survey)).or_refuse()
    _write(survey, case, sending, by=by, at=at)
    survey.status, survey.way, survey.sent_by = Status.WAITING, sending.way, by
    survey.save(update_fields=["status", "way", "sent_by"])
    end_tasks(case, SEND, by=by, at=at, subject_id=survey.id)
    record("feedback:survey:send", by=by, subject=survey, partnership=survey.partnership_id)
    return survey


@transaction.atomic
def leave_out(survey: Survey, *, by: Staff, at: datetime) -> Survey:
    """Decide not to ask somebody. Raises Refused."""
    case = Case.objects.select_related("hub").get(id=survey.case_id)
    survey = queries.lock_survey(survey.id)
    all_of(policies.may_send(by, case), policies.is_due(survey)).or_refuse()
    survey.status, survey.because = Status.ENDED, Because.NOT_WANTED
    survey.save(update_fields=["status", "because"])
    end_tasks(case, SEND, by=by, at=at, subject_id=survey.id, status=TaskStatus.DROPPED)
    record("feedback:survey:leave_out", by=by, subject=survey, partnership=survey.partnership_id)
    return survey


@transaction.atomic
def remind(survey: Survey, *, by: Staff, at: datetime) -> None:
    """Write once more, as whoever sent it, in the hour in which it was safe then. Raises Refused."""
    case = Case.objects.select_related("hub", "file").get(id=survey.case_id)
    survey = queries.lock_survey(survey.id)
    policies.may_ask(by, case, survey.party, Channel(survey.way)).or_refuse()
    before = SurveyLink.objects.filter(survey_id=survey.id).order_by("-made_at", "-id").first()
    earlier = letters.find_letter(before.letter_id) if before else None
    if before is None or earlier is None:
        return
    sending = Sending(way=Channel(survey.way), ring=earlier.ring, opens_at=before.opens_at)
    _write(survey, case, sending, by=by, at=at, is_reminder=True)
    record("feedback:survey:remind", by=by, subject=survey, partnership=survey.partnership_id)


def link_for(letter: Letter) -> str:
    """Make the link of a letter that is leaving; none where the survey is over."""
    link = SurveyLink.objects.select_for_update().filter(letter_id=letter.id).first()
    if link is None or link.ended_at is not None:
        return ""
    key = secrets.token_urlsafe(16)
    link.key_digest, link.expires_at = digest_of(key), clock.now() + WORKS_FOR
    link.save(update_fields=["key_digest", "expires_at"])
    return f"{link.opens_at}{key}"


def note_letter(fact: LetterChanged) -> None:
    """Note on a survey what became of its letter. The program does, whoever sent it."""
    link = SurveyLink.objects.filter(letter_id=fact.letter_id).first()
    if link is None:
        return
    with doors.opened(
        readers.coordinators_of(fact.partnership_id), door=DOOR, purpose="the program, to note it"
    ):
        letter = letters.find_letter(fact.letter_id)
        if letter is None:
            return
        survey = queries.lock_survey(link.survey_id)
        if letter.status == LetterStatus.SENT:
            _note_sent(survey, link, letter)
        elif letter.status in _NOT_SENT:
            _note_not_sent(survey, link, letter)


def end_links(survey: Survey, *, at: datetime) -> None:
    """Have no link to a survey open anything any more, and nothing go that waits. For a locked survey."""
    links = SurveyLink.objects.filter(survey_id=survey.id, ended_at=None)
    waiting = list(links.values_list("letter_id", flat=True))
    links.update(ended_at=at)
    for letter_id in waiting:
        letter = letters.find_letter(letter_id)
        if letter is not None and letter.status in OPEN:
            change(writing.held(letter), LetterStatus.TAKEN_BACK, by=None, at=at)


def digest_of(key: str) -> bytes:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).digest()


def _write(
    survey: Survey, case: Case, sending: Sending, *, by: Staff, at: datetime, is_reminder: bool = False
) -> None:
    new = NewLetter(occasion=Occasion.SURVEY, way=sending.way, ring=sending.ring)
    letter = writing.write_letter(survey.party.person, new, file=case.file, by=by, at=at)
    SurveyLink.objects.create(
        partnership_id=survey.partnership_id,
        survey=survey,
        letter_id=letter.id,
        is_reminder=is_reminder,
        opens_at=sending.opens_at,
        made_at=at,
    )
    writing.send_off(letter, by=by, at=at, when=sending.when)


def _note_sent(survey: Survey, link: SurveyLink, letter: Letter) -> None:
    if survey.status not in {Status.WAITING, Status.ASKED}:
        return
    survey.status, survey.asked_at = Status.ASKED, survey.asked_at or letter.changed_at
    survey.reminders += link.is_reminder
    safe_then = clock.in_london(letter.send_from or letter.changed_at)
    survey.remind_at = safe_then + NEXT if survey.reminders < MOST_REMINDERS else None
    survey.save(update_fields=["status", "asked_at", "reminders", "remind_at"])


def _note_not_sent(survey: Survey, link: SurveyLink, letter: Letter) -> None:
    SurveyLink.objects.filter(id=link.id, ended_at=None).update(ended_at=letter.changed_at)
    if survey.status == Status.WAITING:
        survey.status = Status.DUE
        survey.save(update_fields=["status"])
        case = Case.objects.select_related("hub").get(id=survey.case_id)
        to_do = ToDo(
            kind=SEND,
            words="Look at questions that were not sent",
            address=f"/cases/{case.reference}/feedback",
            due_on=survey.due_on,
            subject_id=survey.id,
        )
        hub: int = case.hub.coordinators_id
        give_task(case, to_do, to=hub, at=letter.changed_at)
    elif survey.status == Status.ASKED:
        survey.remind_at = None
        survey.save(update_fields=["remind_at"])
