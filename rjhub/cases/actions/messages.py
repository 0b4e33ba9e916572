"""Messages between the sides: taken down, read by a second person, passed on, answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions import carrying
from rjhub.cases.actions.documents import NewDocument, add_document
from rjhub.cases.actions.follow_ups import plan_follow_ups
from rjhub.cases.actions.holding import agreement_to_record
from rjhub.cases.actions.onward import may_tell
from rjhub.cases.actions.safeguards import made_already
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.gates.database_says import guarded
from rjhub.cases.gates.mandatory import no_gate_shut
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Document, Message, Party
from rjhub.cases.policies import wording
from rjhub.cases.policies.limits import file_within_limits
from rjhub.cases.vocabulary import Medium, MessageStatus, WordsPlace
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.letters.actions.disclosing import Disclosed, disclose
from rjhub.letters.vocabulary import What, Why
from rjhub.partnership.models import Staff
from rjhub.sharing.vocabulary import Category, Side

REVIEW, PASS_ON, WRITE_AGAIN = "review_message", "pass_on_message", "write_message_again"


@dataclass(frozen=True, kw_only=True)
class NewMessage:
    """A message as its sender gave it: words, or a file, or both. It may answer one, or stand for a returned one."""

    from_party: Party
    to_party: Party
    medium: Medium
    words: str = ""
    answers: Message | None = None
    instead_of: Message | None = None


@transaction.atomic
def take_down_message(
    case: Case,
    new: NewMessage,
    *,
    by: Staff,
    at: datetime,
    upload: "File[Any] | None" = None,
    key: UUID | None = None,
) -> Message:
    """Take a message down. Nothing of it reaches the other side before a second person has read it.

    Raises Refused if this person may not, for two people of one side, or for what an agency gave within a limit;
    HoldFirst for words to be read first; Invalid for a file that is not accepted.
    """
    case = queries.lock_case(case)
    made = made_already(Message, case.partnership_id, key)
    if made is not None:
        return made
    all_of(
        policies.may_take_down_message(by, case),
        policies.between_the_sides(new.from_party, new.to_party),
        policies.stands_for(new.instead_of),
        allow_if(new.words or upload, "A message needs words or a file."),
        may_tell(case, new.words, to=[new.to_party]),
    ).or_refuse()
    # What a person harmed says is read before it crosses; with a way to reach them it never does.
    if new.from_party.side != Side.HARMED:
        wording.let_through(case.id, WordsPlace.MESSAGE, new.words)
    document = _keep_file(case, new, upload, by=by, at=at) if upload else None
    message = Message.objects.create(
        **case.row(Side(new.from_party.side), Category.STATEMENT), **vars(new), document=document,
        taken_at=at, taken_by=by, submission_key=key,
    )  # fmt: skip
    _ask_for_review(case, message, by=by, at=at)
    _happened("take_down", case, message, by=by, at=at)
    return message


@transaction.atomic
def approve_message(message: Message, *, note: str, by: Staff, at: datetime) -> Message:
    """Let a message be passed on, having read, heard or watched all of it.

    Raises Refused to whoever took it down, if it waits for nobody, or if it says how a person harmed can be reached.
    """
    case, message = _locked(message)
    policies.may_review_message(by, case, message).and_(policies.crosses_safely(message)).or_refuse()
    carrying.crosses_safely(case, message).or_refuse()
    _review(case, message, MessageStatus.APPROVED, note, by=by, at=at)
    to_do = _to_do(case, message, PASS_ON, "Pass a message on")
    give_task(case, to_do, to=queries.carries_to(case, message.to_party), at=at)
    return message


@transaction.atomic
def return_message(message: Message, *, note: str, by: Staff, at: datetime) -> Message:
    """Give a message back to whoever took it down, saying what has to change.

    Raises Refused to whoever took it down, if it waits for nobody, or without a note.
    """
    case, message = _locked(message)
    policies.may_review_message(by, case, message).and_(allow_if(note, "Say what has to change.")).or_refuse()
    _review(case, message, MessageStatus.RETURNED, note, by=by, at=at)
    to_do = _to_do(case, message, WRITE_AGAIN, "A message was returned: write it down again with its sender")
    give_task(case, to_do, to=message.taken_by.principal_id, at=at)
    return message


@transaction.atomic
def pass_message_on(
    message: Message, *, passed_on_at: datetime, response: str, by: Staff, at: datetime
) -> Message:
    """Note that somebody passed a message on, and how it was received, if that is known yet.

    Follow-ups count from it. Raises Refused if this person may not speak with whom it is for, if nobody has read it,
    or with every gate that is shut.
    """
    case, message = _locked(message)
    all_of(
        policies.may_pass_message_on(by, case, message),
        policies.crosses_safely(message),
        policies.response_fits(message, response),
        may_tell(case, response, to=[message.from_party]),
        allow_if(passed_on_at <= at, "Enter when it was passed on, not a time in the future."),
        allow_if(message.reviewed_at and passed_on_at >= message.reviewed_at, "It was read only after that."),
        no_gate_shut(case, indirect=True),
    ).or_refuse()
    message.status, message.passed_on_at, message.passed_on_by = MessageStatus.PASSED_ON, passed_on_at, by
    message.response = response
    with guarded(case):
        message.save(update_fields=["status", "passed_on_at", "passed_on_by", "response"])
    end_tasks(case, PASS_ON, by=by, at=at, subject_id=message.id)
    if not queries.agreements_of(case):
        give_task(case, agreement_to_record(case), to=queries.holders_for(case)[0], at=at)
    going = [one for one in (message.from_party, message.to_party) if one.ended_at is None]
    plan_follow_ups(case, going, since=passed_on_at, by=by, at=at)
    disclose(message, Disclosed(what=What.MESSAGE, why=Why.PASS_ON, person=message.to_party.person), by=by)
    _happened("pass_on", case, message, by=by, at=at)
    return message


@transaction.atomic
def note_response(message: Message, *, response: str, by: Staff, at: datetime) -> Message:
    """Note how a message was received, after it was passed on. Raises Refused if this person may not."""
    case, message = _locked(message)
    all_of(
        policies.may_bring_together(by, case),
        policies.response_fits(message, response),
        may_tell(case, response, to=[message.from_party]),
        allow_if(message.status == MessageStatus.PASSED_ON, "This message has not been passed on yet."),
    ).or_refuse()
    message.response = response
    message.save(update_fields=["response"])
    _happened("respond", case, message, by=by, at=at)
    return message


@transaction.atomic
def take_message_back(message: Message, *, by: Staff, at: datetime) -> Message:
    """Note that its sender takes a message back before it is passed on, as they may at any moment.

    Raises Refused if this person may not note it, or if it is passed on already.
    """
    case, message = _locked(message)
    policies.may_take_message_back(by, case, message).or_refuse()
    message.status, message.withdrawn_at = MessageStatus.WITHDRAWN, at
    message.save(update_fields=["status", "withdrawn_at"])
    end_tasks(case, REVIEW, PASS_ON, WRITE_AGAIN, by=by, at=at, subject_id=message.id)
    _happened("take_back", case, message, by=by, at=at)
    return message


def _locked(message: Message) -> tuple[Case, Message]:
    case = queries.lock_case(message.case)
    return case, queries.as_it_stands(message)


def _review(
    case: Case, message: Message, status: MessageStatus, note: str, *, by: Staff, at: datetime
) -> None:
    message.status, message.reviewed_at, message.reviewed_by, message.review_note = status, at, by, note
    with guarded(case):
        message.save(update_fields=["status", "reviewed_at", "reviewed_by", "review_note"])
    end_tasks(case, REVIEW, by=by, at=at, subject_id=message.id)
    _happened("review", case, message, by=by, at=at)


def _ask_for_review(case: Case, message: Message, *, by: Staff, at: datetime) -> None:
    if message.instead_of_id is not None:
        end_tasks(case, WRITE_AGAIN, by=by, at=at, subject_id=message.instead_of_id)
    for holder in queries.readers_of_message(case, by):
        to_do = _to_do(case, message, REVIEW, "Read a message before it is passed on")
        give_task(case, to_do, to=holder, at=at)


def _keep_file(case: Case, new: NewMessage, upload: "File[Any]", *, by: Staff, at: datetime) -> Document:
    side, title = Side(new.from_party.side), f"Message ({new.medium.label.lower()})"
    described = NewDocument(side=side, category=Category.STATEMENT, title=title, read_before_it_goes_on=True)
    document = add_document(case, described, upload, by=by, at=at)
    within = [file_within_limits(one.limits, one.title) for one in queries.same_file(document)]
    all_of(*within).or_refuse()
    return document


def _to_do(case: Case, message: Message, kind: str, words: str) -> ToDo:
    address = f"/cases/{case.reference}/messages/{message.id}"
    return ToDo(kind=kind, words=words, address=address, subject_id=message.id)


def _happened(verb: str, case: Case, message: Message, *, by: Staff, at: datetime) -> None:
    medium = message.get_medium_display().lower()
    detail = message.get_status_display().lower() if verb == "review" else medium
    happened(f"cases:message:{verb}", case=case, by=by, at=at, row=message, detail=detail)
