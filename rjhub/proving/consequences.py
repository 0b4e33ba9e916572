"""What reaches somebody without their asking: the mail of a morning, and what others did that shows in their tasks."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from unittest import mock
from uuid import UUID

from django.test import TestCase
from psycopg import sql

from rjhub.cases import reminding
from rjhub.cases.actions import chasing, held_words
from rjhub.cases.models import Case, HeldWords, Party
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import WordsPlace
from rjhub.design import problem_json
from rjhub.kernel import clock, working_days
from rjhub.outbound import mailing
from rjhub.partnership import acting
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role
from rjhub.people.actions import reaching
from rjhub.people.vocabulary import ContactKind
from rjhub.proving import crawling, facts
from rjhub.proving.crawling import Answer, Browser
from rjhub.sharing import doors, readers
from rjhub.sharing.vocabulary import Side

MINE = ("/", f"{problem_json.PREFIX}tasks")
NUMBER = "07700 900777"
WORDS = f"Ring {NUMBER} first."
LET_IN = """
SELECT s.id FROM sharing_grant g JOIN partnership_staff s ON s.principal_id = g.holder_id
WHERE g.file_id = %s AND g.ended_at IS NULL ORDER BY g.granted_at, s.id
"""
Act = Callable[[], None]


@dataclass(frozen=True)
class Left:
    """What others leave behind for somebody."""

    answers: dict[str, Answer]
    visible: list[Any]


@dataclass(frozen=True)
class Scene:
    """A case, and who does something in it: somebody who writes words, and whoever answers for the case."""

    case: Case
    writer: Staff
    coordinator: Staff
    everybody: tuple[Staff, ...]

    def hold(self) -> HeldWords:
        """Somebody writes how somebody can be reached, and asks for it to be read."""
        found = wording.HoldFirst(self.case.id, WordsPlace.MEETING, (WORDS,), ())
        typed = held_words.Typed(address=f"/cases/{self.case.reference}/meetings", answers=())
        with _at_work(self.writer):
            return held_words.hold_words(found, typed, by=self.writer, at=clock.now())

    def refuse(self) -> None:
        """Whoever is asked does not confirm it."""
        held = self.hold()
        for one in self.everybody:
            if held.asked_id in acting.principals_of(one) and one != self.writer:
                with _at_work(one):
                    held_words.refuse_words(held, why="Take the number out.", by=one, at=clock.now())
                return

    def know(self) -> None:
        """The number becomes one by which the person harmed can be reached."""
        with _at_work(self.coordinator):
            for party in Party.objects.filter(case=self.case, side=Side.HARMED, ended_at=None):
                reaching.keep_contact(
                    party.person, kind=ContactKind.MOBILE, value=NUMBER, by=self.coordinator, at=clock.now()
                )

    def pairs(self) -> Iterator[tuple[str, list[Act], list[Act]]]:
        """What is done in one world and in another, between which somebody who may know of neither tells nothing."""
        hold, refuse = (lambda: void(self.hold())), self.refuse
        yield "nothing, and words that are held", [], [hold]
        yield "nothing, and held words that are not confirmed", [], [refuse]
        yield "words held with a number that nobody has, and one that the person harmed has", [hold], [
            self.know, hold,
        ]  # fmt: skip


def void(_: object) -> None:
    """Leave an answer unread."""


def scene(reference: str, everybody: list[Staff], *, without: Staff) -> Scene | None:
    """Who could do something in a case beside one person; nobody where there are no two."""
    with crawling.behind_the_walls() as cursor:
        cursor.execute(
            "SELECT partnership_id, file_id, hub_id FROM cases_case WHERE reference = %s", [reference]
        )
        partnership, file, hub = cursor.fetchone()
        cursor.execute(LET_IN, [file])
        let_in = {staff: at for at, (staff,) in enumerate(cursor.fetchall())}
    others = tuple(one for one in everybody if one != without and one.partnership_id == partnership)
    coordinators = [one for one in others if _runs(one, hub)]
    writers = sorted(
        (one for one in others if one.id in let_in and not _runs(one, hub)), key=lambda one: let_in[one.id]
    )
    if not coordinators or not writers:
        return None
    with _at_work(coordinators[0]):
        case = Case.objects.select_related("hub").get(reference=reference)
    return Scene(case, writers[0], coordinators[0], others)


def tasks_of(everybody: list[Staff]) -> dict[UUID, int]:
    """How much each has to do by a day."""
    with crawling.behind_the_walls() as cursor:
        cursor.execute("SELECT holder_id FROM cases_task WHERE status = 'open' AND due_on IS NOT NULL")
        holders = [holder for (holder,) in cursor.fetchall()]
    return {one.id: sum(holder in acting.principals_of(one) for holder in holders) for one in everybody}


def _runs(staff: Staff, hub: UUID) -> bool:
    return any(held.role == Role.COORDINATOR and held.hub_id == hub for held in staff.current_roles())


def _at_work(staff: Staff) -> AbstractContextManager[object]:
    return doors.opened(readers.reader_for(staff), door="proving", purpose="proving")


def mail_of_a_morning(staff: Staff) -> Answer:
    """What somebody is sent on the next working morning: how much, under which subject, in which words."""
    today = working_days.add_working_days(clock.today(), 1)
    with crawling.undone(), _kept() as sent:
        reminding.remind_everybody(today=today)
        chasing.chase_everybody(today=today, at=clock.now())
    return _to(staff, sent, "the mail of a morning")


def left_by(staff: Staff, browser: Browser, acts: list[Act]) -> Left:
    """What somebody finds in their tasks and is sent after others did something; and what they may see by then."""
    with crawling.undone():
        with _kept() as sent:
            for act in acts:
                act()
            answers = [browser.asks(address) for address in MINE]
        answers += [_to(staff, sent, "mail"), mail_of_a_morning(staff)]
        return Left({one.address: one for one in answers}, _visible(staff))


def _to(staff: Staff, sent: list[tuple[str, str]], what: str) -> Answer:
    theirs = [said for to, said in sent if to == staff.account.email]
    return Answer(what, HTTPStatus.OK, (), "\n".join((f"{len(theirs)} sent", *theirs)))


@contextmanager
def _kept() -> Iterator[list[tuple[str, str]]]:
    """Keep what is sent instead of handing it over, and let what waits for the end of a transaction happen."""
    sent: list[tuple[str, str]] = []

    def keep(to: str, *, subject: str, body: str, attached: object = None, **_: object) -> bool:
        sent.append((to, f"{subject}\n{body}\n{attached}"))
        return True

    with mock.patch.object(mailing, "carry", keep), TestCase.captureOnCommitCallbacks(execute=True):
        yield sent


def _visible(staff: Staff) -> list[Any]:
    """Every protected row that somebody may see, as it is."""
    seen = sql.SQL("NOT ({})").format(facts.hidden_from(readers.reader_for(staff)))
    asked = sql.SQL(" UNION ALL ").join(
        sql.SQL("SELECT {0}, t.id::text, md5(t::text) FROM {1} t WHERE {2}").format(
            sql.Literal(table), sql.Identifier(table), seen
        )
        for table in sorted({one.table for one in facts.texts()})
    )
    with crawling.behind_the_walls() as cursor:
        cursor.execute(asked)
        return sorted(cursor.fetchall())
