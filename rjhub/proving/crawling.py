"""Asking for every page as somebody, with the numbers of cases, people and referrals that are not theirs, too."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.test import Client
from psycopg import sql

from rjhub.design import problem_json
from rjhub.kernel import clock
from rjhub.partnership import acting
from rjhub.partnership.models import Staff
from rjhub.proving import one_connection, routing
from rjhub.sharing import doors, readers
from rjhub.tokens.actions.tokens import make_token

# The row that a number in an address names, among the rows of one case.
OF_A_CASE = {
    "party_id": "cases_party", "request_id": "cases_informationrequest", "document_id": "cases_document",
    "allocation_id": "cases_allocation", "handover_id": "cases_handover", "task_id": "cases_task",
    "consent_id": "cases_consent", "risk_id": "cases_risk", "flag_id": "cases_flag", "report_id": "cases_courtreport",
    "preparation_id": "cases_preparation", "meeting_id": "cases_meeting", "attendance_id": "cases_attendance",
    "message_id": "cases_message", "agreement_id": "cases_agreement", "item_id": "cases_agreementitem",
    "follow_up_id": "cases_followup", "letter_id": "letters_letter", "conflict_id": "sharing_conflictofinterest",
    "agenda_item_id": "hubmeetings_agendaitem",
}  # fmt: skip
OF_A_PERSON = {
    "stop_id": "people_stop", "name_id": "people_othername", "identifier_id": "people_identifier",
    "link_id": "people_link",
}  # fmt: skip
RICHEST = sql.SQL("""
SELECT c.file_id, c.reference FROM cases_case c
JOIN (SELECT file_id, count(*) AS n FROM (
        SELECT file_id FROM cases_event WHERE {seen} UNION ALL SELECT file_id FROM cases_task WHERE {seen}
        UNION ALL SELECT file_id FROM cases_informationrequest WHERE {seen}
        UNION ALL SELECT file_id FROM cases_allocation WHERE {seen}) rows GROUP BY 1) e USING (file_id)
ORDER BY (c.closed_at IS NOT NULL), e.n DESC, c.reference LIMIT %s
""")
PEOPLE = sql.SQL(
    "SELECT n.id, n.file_id FROM cases_party y JOIN (SELECT * FROM people_person WHERE {seen}) n ON n.id = y.person_id "
    "WHERE y.file_id = %s ORDER BY y.side LIMIT 3"
)
REFERRALS = sql.SQL("SELECT reference FROM referrals_referral WHERE {seen} ORDER BY id LIMIT %s")
EVERYTHING = sql.SQL("true")
behind_the_walls = one_connection.behind_the_walls
# What may differ between two answers about the same: tokens of forms, nonces of scripts, and keys that are always new.
CHANGING = re.compile(
    r'(?:name="(?:csrfmiddlewaretoken|submission_key|key)"(?: id="\w+")? value="|nonce[-=]"?|X-CSRFToken": ")[\w\-+/=]+'
)


@dataclass(frozen=True)
class Answer:
    """What somebody got."""

    address: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: str

    @property
    def is_broken(self) -> bool:
        """Whether the program could not make the page, so that nothing can be told by it."""
        return self.status >= HTTPStatus.INTERNAL_SERVER_ERROR

    @property
    def plain(self) -> tuple[int, tuple[tuple[str, str], ...], str]:
        """All that does not change by itself."""
        said = tuple((name, CHANGING.sub("", value)) for name, value in self.headers if name != "Expires")
        return self.status, said, CHANGING.sub("", self.body)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Browser:
    """A browser in which somebody is signed in, whatever the page before did to its cookies; and their program."""

    session: str
    token: str

    def asks(self, address: str, words: dict[str, Any] | None = None) -> Answer:
        """Ask for a page, or send the words of a form; what a program sends has a key of its own."""
        client = Client(SERVER_NAME="localhost", raise_request_exception=False)
        client.cookies[settings.SESSION_COOKIE_NAME] = self.session
        headers = _of_a_program(self.token) if address.startswith(problem_json.PREFIX) else {}
        answer: Any
        if words is None:
            answer = client.get(address, headers=headers)
        elif headers:
            answer = client.post(address, json.dumps(words), content_type="application/json", headers=headers)
        else:
            answer = client.post(address, words)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return Answer(
            address,
            answer.status_code,
            tuple(sorted(answer.headers.items())),
            body.decode("utf-8", "replace"),
        )


def _of_a_program(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "Idempotency-Key": str(routing.NOWHERE)}


def browser_of(staff: Staff) -> Browser:
    """A browser in which somebody is signed in and acts for one agency.

    Raises RuntimeError if they cannot: everything that a stranger is shown would prove nothing.
    """
    client = Client(SERVER_NAME="localhost")
    client.force_login(staff.account)
    session = client.session
    session[acting.CHOSEN] = str(staff.id)
    session.save()
    with doors.opened(readers.reader_for(staff), door="proving", purpose="proving"):
        token = make_token(name="proving", days=1, by=staff, at=clock.now())
    browser = Browser(str(session.session_key), token.words)
    refuse_if_signed_out(browser, staff)
    return browser


def refuse_if_signed_out(browser: Browser, staff: Staff) -> None:
    """Raises RuntimeError if a browser or its program is let in no more, so that all it was shown proves nothing."""
    with undone():
        answers = {browser.asks(address).status for address in ("/", f"{problem_json.PREFIX}tasks")}
    if answers != {HTTPStatus.OK}:
        raise RuntimeError(f"{staff} is not signed in here")


def subjects(cases: int, seen: sql.Composable = EVERYTHING) -> list[dict[str, str]]:
    """The numbers of the cases with most in them, of their people, and of as many referrals.

    `seen` is a condition that rows fulfil: those that somebody sees, if not all are meant.
    """
    found = []
    with behind_the_walls() as cursor:
        cursor.execute(RICHEST.format(seen=seen), [cases])
        for file, reference in cursor.fetchall():
            numbers = {name: _one_of(cursor, table, file, seen) for name, table in OF_A_CASE.items()}
            found.append({"reference": reference} | numbers)
            cursor.execute(PEOPLE.format(seen=seen), [file])
            for person, own in cursor.fetchall():
                of_them = {name: _one_of(cursor, table, own, seen) for name, table in OF_A_PERSON.items()}
                found.append({"person_id": str(person)} | of_them)
        cursor.execute(REFERRALS.format(seen=seen), [cases])
        found += [{"reference": reference} for (reference,) in cursor.fetchall()]
    return found


def _one_of(cursor: Any, table: str, file: UUID, seen: sql.Composable) -> str:
    statement = sql.SQL("SELECT id FROM {} WHERE file_id = %s AND {} ORDER BY id LIMIT 1")
    cursor.execute(statement.format(sql.Identifier(table), seen), [file])
    row = cursor.fetchone()
    return str(row[0] if row else uuid5(routing.NOWHERE, table))
