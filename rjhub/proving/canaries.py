"""Canaries: a word of its own in every text of some files; who reads which, whether it is granted, and is logged."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from uuid import UUID

from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.proving import crawling, facts, oracle, sending, staging, vaulted
from rjhub.proving.crawling import Answer, Browser
from rjhub.proving.facts import Canary
from rjhub.proving.gathering import Gathering

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
    missed: list[str] = field(default_factory=list)  # routes that nobody asked for
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

    def look(self, pages: list[str]) -> Iterator[Canary]:
        """Ask for every page, and send its forms; answers the canaries that were on any."""
        browser = crawling.browser_of(self.staff)
        sent: set[str] = set()
        for address in pages:
            answer, words = self._ask(browser, address)
            yield from (self.canaries[word] for word in sorted(words))
            forms = sending.forms_of(address, answer.body) if self.sends else []
            # Whatever takes no more than words is sent none, also where no form of the page leads.
            for form in [sending.Form(address)] * self.sends + [
                one for one in forms if one.address not in sent
            ]:
                sent.add(form.address)
                for said in list(form.ways())[: 4 if form.typed or form.chosen else 1]:
                    _, words = self._ask(browser, form.address, said)
                    yield from (self.canaries[word] for word in sorted(words))

    def _ask(
        self, browser: Browser, address: str, said: dict[str, str] | None = None
    ) -> tuple[Answer, set[str]]:
        with crawling.undone():
            before = _newest_entry()
            answer = browser.asks(address, said)
            words = {word.casefold() for word in WORD.findall(answer.body)} & self.canaries.keys()
            self._judge(answer, words, before)
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


def prove(*, cases: int, most: int, every: int = 1, sends: bool = True) -> Result:
    """Plant canaries in the files of so many cases, and look for them as so many people, on every so many pages."""
    result, began = Result(), perf_counter()
    pages = crawling.addresses(crawling.subjects(cases))[::every]
    result.routes_in_all = len(crawling.routes())
    result.routes = len(crawling.routes_of(pages))
    result.missed = sorted(crawling.routes() - crawling.routes_of(pages))
    with staging.stillness(), crawling.undone():
        with crawling.behind_the_walls() as cursor:
            files = files_of(cursor, cases)
            canaries = {one.word: one for one in (*facts.plant(cursor, files), *vaulted.plant(cursor, files))}
        found: set[str] = set()
        for crawl in _crawls(canaries, result, most, sends=sends):
            for canary in crawl.look(pages):
                found.add(f"{canary.table}.{canary.column}")
    planted = {f"{one.table}.{one.column}" for one in canaries.values()}
    result.planted, result.fields = len(canaries), len(planted)
    result.never_seen = sorted(planted - found)
    result.seconds = perf_counter() - began
    return result


def summary(result: Result) -> list[str]:
    """What came of it, as people read it."""
    return [
        f"Canaries: {result.planted:,} in {result.fields} fields",
        f"Looked for as {result.people} people by {result.routes} of {result.routes_in_all} routes",
        f"Routes that nobody asked for: {', '.join(result.missed) or 'none'}",
        f"Answers: {result.answers:,}, {result.sent:,} of them to what was sent",
        f"Canaries read: {result.seen:,} times; of the vault's: {result.vault:,}",
        f"Decisions of a page compared with the rules: {result.decisions:,}",
        f"Read by somebody who may not: {result.stray:,}. Read and not in the log: {result.unlogged:,}",
        f"Pages that could not be made: {result.broken:,}",
        f"Fields that no page showed to anybody: {', '.join(result.never_seen) or 'none'}",
        *result.told,
    ]


def _crawls(canaries: dict[str, Canary], result: Result, most: int, *, sends: bool) -> list[Crawl]:
    """So many people: those first who may read most, but each third somebody who may read nothing."""
    with crawling.behind_the_walls() as cursor:
        gathering, crawls = Gathering(cursor), []
        for staff in staging.members():
            reader = gathering.staff(staff)
            may = frozenset(word for word, one in canaries.items() if may_read(gathering, reader, one))
            crawls.append(Crawl(staff, reader, canaries, may, result, sends))
    knowing = sorted((one for one in crawls if one.may), key=lambda one: -len(one.may))
    others = [one for one in crawls if not one.may]
    outside = min(len(others), max(1, most // 3, most - len(knowing)))
    chosen = [*knowing[: most - outside], *others[:outside]]
    result.people = len(chosen)
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
