"""Writes what people are asked about how it was, and what they answered: as the feedback room plans and keeps it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from rjhub.cases.models import Task
from rjhub.cases.vocabulary import MessageStatus, PartyStatus
from rjhub.demonstration.invented.draws import Chance
from rjhub.demonstration.writing.book import Book, day
from rjhub.demonstration.writing.tables import Row
from rjhub.feedback.actions import alerting, planning
from rjhub.feedback.instrument import shelf
from rjhub.feedback.instrument.schema import Question, Side
from rjhub.feedback.models import Answer, Concern, Survey
from rjhub.feedback.vocabulary import How, Language, Questionnaire, Status, Variant
from rjhub.kernel import clock, working_days
from rjhub.people.vocabulary import Channel
from rjhub.sharing.vocabulary import Category

ANSWER, TELL_OF_HARM, NAMED = 0.7, 0.08, 0.4
HELD_UP = timedelta(days=3)
HARM = "I saw one of them outside my door the week after, and nobody had told me that this could happen."
KIND = (
    "It helped me to hear it from them.",
    "Thank you for listening to me.",
    "I wish that it had begun sooner.",
)
DONE = (
    "I rang the hub, and its coordinator spoke with them the same day. A plan for their safety is in place."
)


def write_surveys(book: Book, *, now: datetime) -> None:
    """Write a survey of everybody who was offered the questions at a follow-up, and what they answered."""
    supervisor = book.latest_members.get("supervisor")
    if book.case is None or supervisor is None:
        return
    chance = Chance(f"surveys/{book.story.key}")
    for party in book.parties.values():
        at = _offered_at(book, party)
        if at is not None:
            _write(book, party, supervisor.principal, chance, at=at, now=now)


def _offered_at(book: Book, party: Row) -> datetime | None:
    """At a follow-up, or when the case closed, if they were told of it at all and did not say no."""
    offered = [
        one for one in book.follow_ups if one["party_id"] == party["id"] and one.get("feedback_offered")
    ]
    if offered:
        return datetime.combine(offered[0]["done_on"], book.opened["opened_at"].timetz()) + timedelta(hours=1)
    told = party.get("status") not in {PartyStatus.WAITING, PartyStatus.DECLINED, PartyStatus.WITHDREW}
    closed_at: datetime | None = book.opened.get("closed_at")
    return closed_at if told else None


def _went(book: Book) -> Variant:
    meeting = book.latest.get("meeting")
    if meeting is not None and meeting.get("started_at"):
        return Variant.CONFERENCE
    passed = any(one["status"] == MessageStatus.PASSED_ON for one in book.messages)
    return Variant.INDIRECT if passed else Variant.NOT_PROCEEDED


def _write(book: Book, party: Row, reader: int, chance: Chance, *, at: datetime, now: datetime) -> None:
    went = _went(book)
    # So that a supervisor of the demonstration has something to do.
    fresh = went is Variant.CONFERENCE and party["side"] == "harmed" and book.opened.get("closed_at") is None
    answered_at = at + timedelta(days=chance.between(1, 9), minutes=chance.between(0, 300))
    answered_at = max(now - timedelta(hours=3), at) if fresh else answered_at
    answers = fresh or (chance.yes(ANSWER) and answered_at < now)
    named = chance.yes(NAMED) if answers else None
    asked_at = at + HELD_UP if at + HELD_UP < now else None
    status = Status.ANSWERED if answers else Status.ASKED if asked_at else Status.DUE
    survey = book.about(
        party, Survey, at, category=Category.FEEDBACK, **_kept(book, reader),
        case_reference=book.opened["reference"], questionnaire=Questionnaire.PARTICIPANTS.value,
        version=shelf.newest(Questionnaire.PARTICIPANTS).version, went=went.value, status=status.value,
        made_at=at, due_on=working_days.add_working_days(day(at), planning.SENT_WITHIN),
        way=Channel.EMAIL.value if asked_at else "", sent_by_id=book.coordinator.id if asked_at else None,
        asked_at=at if answers else asked_at, answered_at=answered_at if answers else None,
        how=How.LINK.value if answers else "", language=Language.ENGLISH.value if answers else "", named=named,
    )  # fmt: skip
    book.sheet.log("feedback:survey:plan", survey, by=None, at=at)
    if answers:
        harm = fresh or chance.yes(TELL_OF_HARM)
        _answer(book, survey, reader, chance, at=answered_at, now=now, harm=harm)
    elif status is Status.DUE:
        words, address = "Send the questions about how it was", f"/cases/{survey['case_reference']}/feedback"
        _task(
            book,
            survey,
            planning.SEND,
            words=words,
            address=address,
            holder=book.hub.coordinators,
            due_on=survey["due_on"],
        )


def _answer(
    book: Book, survey: Row, reader: int, chance: Chance, *, at: datetime, now: datetime, harm: bool
) -> None:
    asked = shelf.newest(Questionnaire.PARTICIPANTS)
    for group in asked.groups_for(Side(survey["side"]), Variant(survey["went"])):
        for question in group.questions:
            value, words = _said(question, chance, harm=harm, named=bool(survey["named"]))
            if value or words:
                book.sheet.add(
                    Answer, **book.start(at, side=survey["side"], category=Category.FEEDBACK),
                    survey_id=survey["id"], **_kept(book, reader), named=bool(survey["named"]),
                    question=question.key, value=value, words=words, saved_at=at,
                )  # fmt: skip
    within = alerting.ALERT_WITHIN if harm else alerting.WORDS_WITHIN
    due_on = working_days.add_working_days(clock.day_of(at), within)
    read = due_on < clock.day_of(now)
    supervisor = book.latest_members["supervisor"]
    concern = book.sheet.add(
        Concern, **book.start(at, side=survey["side"], category=Category.FEEDBACK), survey_id=survey["id"],
        **_kept(book, reader), named=bool(survey["named"]), questions=["made_worse"] if harm else [],
        raised_at=at, due_on=due_on, read_at=at + timedelta(hours=20) if read else None,
        read_by_id=supervisor.id if read else None, done=(DONE if harm else "There was nothing to do.") if read else "",
    )  # fmt: skip
    book.sheet.log("feedback:concern:raise", concern, by=None, at=at)
    if not read:
        words, address = "Read what somebody answered", f"/feedback/answers/{survey['id']}"
        _task(book, survey, alerting.READ, words=words, address=address, holder=reader, due_on=due_on)


def _task(book: Book, survey: Row, kind: str, *, words: str, address: str, holder: int, due_on: date) -> None:
    book.add(
        Task, survey["made_at"], holder_id=holder, kind=kind, subject_id=survey["id"], words=words,
        case_reference=survey["case_reference"], address=address, due_on=due_on, made_at=survey["made_at"],
    )  # fmt: skip


def _said(question: Question, chance: Chance, *, harm: bool, named: bool) -> tuple[str, str]:
    if question.about == "named":
        return "yes" if named else "no", ""
    if question.scale is None:
        return "", (HARM if question.key == "worse_how" else "") if harm else _kind_words(question, chance)
    values = list(shelf.newest(Questionnaire.PARTICIPANTS).scale(question.scale).values)
    if question.key == "made_worse":
        return "yes" if harm else "no", ""
    if question.alert:
        safe = [value for value in values if value not in question.alert and value != "not_said"]
        return chance.pick(safe), ""
    liked = values[:2] if chance.yes(0.3 if harm else 0.8) else values[2:-1] or values
    return chance.pick(liked), ""


def _kind_words(question: Question, chance: Chance) -> str:
    return chance.pick(KIND) if question.key == "anything_else" else ""


def _kept(book: Book, reader: int) -> dict[str, object]:
    return {
        "holder_id": reader,
        "hub_reader_id": book.hub.coordinators,
        "kept_from": sorted(set(_facilitated(book))),
    }


def _facilitated(book: Book) -> Iterator[int]:
    return (one["holder_id"] for one in book.allocations.values() if one["accepted_at"])
