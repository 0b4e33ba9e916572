"""Answering by a one-time link: it belongs to the browser that begins, and every page is kept as it is typed."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.feedback import queries
from rjhub.feedback.actions import alerting
from rjhub.feedback.actions.sending import digest_of, end_links
from rjhub.feedback.models import Answer, Concern, Survey, SurveyLink
from rjhub.feedback.vocabulary import How, Language, Status
from rjhub.kernel.decisions import Refused

OVER = "These questions cannot be answered any more."


@dataclass(frozen=True)
class Said:
    """One answer: what was chosen, or what was written."""

    value: str = ""
    words: str = ""


def find_open_link(key: str, browser: str, *, at: datetime) -> SurveyLink | None:
    """The link of a key; None if it was never made, is over, or belongs to another browser. All look the same."""
    found = SurveyLink.objects.filter(key_digest=digest_of(key)).first()
    if found is None or not found.is_open(at):
        return None
    begun = found.browser_digest
    mine = begun is None or hmac.compare_digest(bytes(begun), digest_of(browser))
    return found if mine else None


@transaction.atomic
def begin(link: SurveyLink, *, at: datetime) -> str:
    """Give the link to the browser that begins; it opens in no other from now on. Raises Refused if one was first."""
    link = SurveyLink.objects.select_for_update().get(id=link.id)
    if not link.is_open(at) or link.browser_digest is not None:
        raise Refused(OVER)
    browser = secrets.token_urlsafe(32)
    link.browser_digest = digest_of(browser)
    link.save(update_fields=["browser_digest"])
    record("feedback:survey_link:begin", by=None, subject=link, partnership=link.partnership_id)
    return browser


@transaction.atomic
def leave(browser: str, *, at: datetime) -> None:
    """Have the link of a browser open nothing any more. What was kept stays kept."""
    if browser:
        SurveyLink.objects.filter(browser_digest=digest_of(browser), ended_at=None).update(ended_at=at)


@transaction.atomic
def keep(survey: Survey, said: Mapping[str, Said], *, link: SurveyLink, at: datetime) -> Survey:
    """Keep what somebody answered so far. The program does. Raises Refused once it is over."""
    survey = _open(survey)
    there = queries.answers_of(survey)
    for question, one in said.items():
        answer = there.get(question) or Answer(
            partnership_id=survey.partnership_id, file_id=survey.file_id, side=survey.side,
            category=survey.category, survey=survey, holder_id=survey.holder_id,
            hub_reader_id=survey.hub_reader_id, kept_from=survey.kept_from, question=question,
        )  # fmt: skip
        if answer.saved_at is not None and (answer.value, answer.words) == (one.value, one.words):
            continue
        answer.value, answer.words, answer.link_id, answer.saved_at = one.value, one.words, link.id, at
        answer.named = bool(survey.named)
        answer.save()
    _note_naming(survey, said)
    alerting.look(survey, at=at)
    return survey


@transaction.atomic
def finish(survey: Survey, *, how: How, language: Language, at: datetime) -> Survey:
    """Close a survey that was answered: no link opens it, and nobody is reminded. Raises Refused once it is over."""
    survey = _open(survey)
    survey.status, survey.answered_at, survey.how = Status.ANSWERED, at, how
    survey.language, survey.remind_at = language, None
    survey.save(update_fields=["status", "answered_at", "how", "language", "remind_at"])
    end_links(survey, at=at)
    alerting.look(survey, at=at, is_finished=True)
    record("feedback:survey:answer", by=None, subject=survey, partnership=survey.partnership_id)
    return survey


def _open(survey: Survey) -> Survey:
    survey = queries.lock_survey(survey.id)
    if survey.status in {Status.ANSWERED, Status.ENDED}:
        raise Refused(OVER)
    return survey


def _note_naming(survey: Survey, said: Mapping[str, Said]) -> None:
    """Whether the hub may read it with their name holds for all of it, from the moment in which they say so."""
    asked = next((one.key for one in queries.asked_in(survey).questions if one.about == "named"), "")
    if asked not in said or not said[asked].value:
        return
    survey.named = said[asked].value == "yes"
    survey.save(update_fields=["named"])
    for rows in (Answer.objects.all(), Concern.objects.all()):
        rows.filter(partnership_id=survey.partnership_id, survey_id=survey.id).update(named=survey.named)
