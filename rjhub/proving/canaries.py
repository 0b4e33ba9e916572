"""Canaries: a word of its own in every text of some files; who reads which, whether it is granted, and is logged."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from uuid import UUID

from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.proving import choosing, crawling, facts, oracle, programs, routing, sending, staging, vaulted
from rjhub.proving.crawling import Answer, Browser
from rjhub.proving.facts import Canary
from rjhub.proving.gathering import Gathering
from rjhub.proving.programs import Described
from rjhub.proving.routing import Reached

WORD = re.compile(r"zq[0-9a-f]{6}", re.IGNORECASE)
LOGGED = "SELECT files, sides, categories FROM audit_consultation WHERE id > %s AND staff_id = %s"


@dataclass
class Result:
    """What came of it."""

    planted: int = 0
    fields: int = 0
    people: int = 0
    routes: int = 0
    routes_in_all: int = 0
    missed: list[str] = field(default_factory=list)  # routes that did not answer
    shut: list[str] = field(default_factory=list)  # routes that told nobody more than that there is nothing
    roles: int = 0  # on a side of the wall
    roles_in_all: int = 0
    answers: int = 0
    sent: int = 0  # of them to forms, blank, wrong and filled in
    vault: int = 0  # how often a way to reach somebody harmed was read
    seen: int = 0
    decisions: int = 0
    stray: int = 0
    unlogged: int = 0
    broken: int = 0
    never_seen: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True)
class Crawl:
    """One member of staff on all pages."""

    staff: Staff
    reader: oracle.Staff
    canaries: dict[str, Canary]
    may: frozenset[str]  # the words that the rules let them read
    result: Result
    sends: bool = True
    reached: Reached = field(default_factory=Reached)

    def look(self, pages: list[str]) -> Iterator[Canary]:
        """Ask for every page, and send its forms; answers the canaries that were on any."""
        browser = crawling.browser_of(self.staff)
        told = self._described(browser) if self.sends else Described({"paths": {}})
        sent: set[str] = set()
        for address in pages:
            answer, words = self._ask(browser, address)
            yield from (self.canaries[word] for word in sorted(words))
            for where, said in [*self._sent(answer, sent), *((address, one) for one in told.bodies(address))]:
                _, words = self._ask(browser, where, said)
                yield from (self.canaries[word] for word in sorted(words))
        crawling.refuse_if_signed_out(browser, self.staff)

    def _sent(self, answer: Answer, sent: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """What is sent from a page. Whatever takes no more than words is sent none, also where no form leads."""
        if not self.sends:
            return
        forms = sending.forms_of(answer.address, answer.body)
        for form in [sending.Form(answer.address), *(one for one in forms if one.address not in sent)]:
            sent.add(form.address)
            for said in list(form.ways())[: 4 if form.typed or form.chosen else 1]:
                yield form.address, said

    def _described(self, browser: Browser) -> Described:
        with crawling.undone():
            schema = json.loads(browser.asks(programs.DESCRIPTION).body)
        with crawling.undone():
            return programs.described(schema, json.loads(browser.asks(programs.QUESTIONS).body))

    def _ask(
        self, browser: Browser, address: str, said: dict[str, Any] | None = None
    ) -> tuple[Answer, set[str]]:
        with crawling.undone():
            before = _newest_entry()
            answer = browser.asks(address, said)
            words = {word.casefold() for word in WORD.findall(answer.body)} & self.canaries.keys()
            self._judge(answer, words, before)
        self.reached.note(address, sent=said is not None, status=answer.status)
        self.result.sent += said is not None
        self.result.vault += sum(self.canaries[word].table == "vault.contact" for word in words)
        return answer, words

    def _judge(self, answer: Answer, words: set[str], before: int) -> None:
        self.result.answers += 1
        if answer.is_broken:
            self.result.broken += 1
            self.result.told.append(f"BROKEN: {answer.address} for {self.staff}: nothing is shown by that")
        self.result.seen += len(words)
        self.result.decisions += len(self.canaries)
        for word in sorted(words - self.may):
            self.result.stray += 1
            self.result.told.append(
                f"STRAY: {self.staff} reads {_words(self.canaries[word])} on {answer.address}"
            )
        if not words:
            return
        files, sides, categories = _logged(before, self.staff.id)
        for word in sorted(words):
            canary = self.canaries[word]
            if not (canary.file in files and canary.side in sides and canary.category in categories):
                self.result.unlogged += 1
                self.result.told.append(f"UNLOGGED: {self.staff} reads {_words(canary)} on {answer.address}")


def prove(*, cases: int, most: int, every: int = 1, sends: bool = True, roles: bool = True) -> Result:
    """Plant canaries in the files of so many cases, and look for them as so many people, on every so many pages.

    With `roles`, as many more as it takes for somebody of every role on every side.
    """
    result, began, reached = Result(), perf_counter(), Reached()
    pages = routing.addresses(crawling.subjects(cases))[::every]
    with staging.stillness(), crawling.undone():
        with crawling.behind_the_walls() as cursor:
            files = files_of(cursor, cases)
            canaries = {one.word: one for one in (*facts.plant(cursor, files), *vaulted.plant(cursor, files))}
        found: set[str] = set()
        for crawl in _crawls(Crowd(canaries, reached, sends=sends, roles=roles), result, most):
            for canary in crawl.look(pages):
                found.add(f"{canary.table}.{canary.column}")
    planted = {f"{one.table}.{one.column}" for one in canaries.values()}
    result.planted, result.fields = len(canaries), len(planted)
    result.never_seen = sorted(planted - found)
    result.routes_in_all, result.routes = len(routing.names()), len(reached.names())
    result.missed, result.shut = sorted(routing.names() - reached.names()), sorted(reached.shut())
    result.seconds = perf_counter() - began
    return result


def fails(result: Result, *, whole: bool) -> bool:
    """Whether something is wrong; in a whole crawl, every route has to have answered."""
    hollow = not result.seen or (whole and bool(result.missed))
    return hollow or bool(result.stray or result.unlogged or result.broken)


def summary(result: Result) -> list[str]:
    """What came of it, as people read it."""
    return [
        f"Canaries: {result.planted:,} in {result.fields} fields",
        (
            f"Looked for as {result.people} people of {result.roles} of {result.roles_in_all} roles on a side of the "
            f"wall, by {result.routes} of {result.routes_in_all} routes ({result.routes / result.routes_in_all:.0%})"
        ),
        f"Routes that did not answer: {', '.join(result.missed) or 'none'}",
        f"Routes that told nobody anything: {', '.join(result.shut) or 'none'}",
        f"Answers: {result.answers:,}, {result.sent:,} of them to what was sent",
        f"Canaries read: {result.seen:,} times; of the vault's: {result.vault:,}",
        f"Decisions of a page compared with the rules: {result.decisions:,}",
        f"Read by somebody who may not: {result.stray:,}. Read and not in the log: {result.unlogged:,}",
        f"Pages that could not be made: {result.broken:,}",
        f"Fields that no page showed to anybody: {', '.join(result.never_seen) or 'none'}",
        *result.told,
    ]


@dataclass(frozen=True)
class Crowd:
    """What everybody who looks has in common."""

    canaries: dict[str, Canary]
    reached: Reached
    sends: bool
    roles: bool


def _crawls(crowd: Crowd, result: Result, most: int) -> list[Crawl]:
    """The people who look."""
    everybody = staging.members()
    with crawling.behind_the_walls() as cursor:
        gathering, crawls = Gathering(cursor), []
        for staff in everybody:
            reader = gathering.staff(staff)
            may = frozenset(word for word, one in crowd.canaries.items() if may_read(gathering, reader, one))
            crawls.append(Crawl(staff, reader, crowd.canaries, may, result, crowd.sends, crowd.reached))
    chosen = choosing.choose(
        crawls, most, of=lambda one: one.staff, knows=lambda one: len(one.may), roles=crowd.roles
    )
    result.people = len(chosen)
    result.roles_in_all = len(choosing.every_role(everybody))
    result.roles = len(choosing.every_role(one.staff for one in chosen))
    return chosen


def may_read(gathering: Gathering, reader: oracle.Staff, canary: Canary) -> bool:
    """Whether the rules let somebody read a canary."""
    file = gathering.file(canary.file, canary.partnership)
    row = gathering.row(canary.side, canary.category, canary.holder)
    agreement = gathering.agreement(canary.partnership)
    return oracle.may_see(reader, file, row, agreement, clock.now())


def files_of(cursor: Any, cases: int) -> list[UUID]:
    """The files of the cases with most in them, and of their people."""
    cursor.execute(crawling.RICHEST.format(seen=crawling.EVERYTHING), [cases])
    files = [file for file, _ in cursor.fetchall()]
    cursor.execute(
        "SELECT n.file_id FROM cases_party y JOIN people_person n ON n.id = y.person_id WHERE y.file_id = ANY (%s)",
        [files],
    )
    return [*files, *(file for (file,) in cursor.fetchall())]


def _newest_entry() -> int:
    with crawling.behind_the_walls() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM audit_consultation")
        return int(cursor.fetchone()[0])


def _logged(after: int, staff: UUID) -> tuple[set[UUID], set[str], set[str]]:
    files: set[UUID] = set()
    sides: set[str] = set()
    categories: set[str] = set()
    with crawling.behind_the_walls() as cursor:
        cursor.execute(LOGGED, [after, staff])
        for of, side, category in cursor.fetchall():
            files |= set(of)
            sides |= set(side)
            categories |= set(category)
    return files, sides, categories


def _words(canary: Canary) -> str:
    return f"{canary.table}.{canary.column} ({canary.side} {canary.category}, file {canary.file})"
