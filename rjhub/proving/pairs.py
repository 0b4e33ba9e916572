"""World pairs: two databases that are equal but for what somebody may not know have to look the same to them."""

from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from psycopg import sql

from rjhub.partnership.models import Staff
from rjhub.proving import choosing, consequences, crawling, facts, routing, staging
from rjhub.proving.crawling import Answer, Browser
from rjhub.sharing import readers

SEARCHES = ("name", "number", "contact")


@dataclass
class Result:
    """What came of it."""

    pairs: int = 0  # a fact that somebody may not know, changed or added
    people: int = 0
    addresses: int = 0
    answers: int = 0
    differing: int = 0
    broken: int = 0
    controls: int = 0
    controls_seen: int = 0
    mails: int = 0  # what somebody was sent on a morning, which was compared
    acts: int = 0  # things that others did and of which somebody may know nothing
    roles: int = 0
    roles_in_all: int = 0
    told: list[str] = field(default_factory=list)
    seconds: float = 0.0


def prove(*, count: int, cases: int = 2, most: int = 1000, every: int = 1, roles: bool = True) -> Result:
    """Change what each member of staff may not know, and ask for every page again, until so many facts were tried.

    With `roles`, at least as somebody of every role on every side.
    """
    result, began = Result(), perf_counter()
    everywhere = crawling.subjects(cases)
    with staging.stillness():
        everybody = staging.members()
        tasks = consequences.tasks_of(everybody)
        busiest = sorted(everybody, key=lambda one: -tasks[one.id])
        first = choosing.choose(busiest, 0, of=lambda one: one, knows=lambda one: tasks[one.id], roles=roles)
        asked = [*first, *(one for one in busiest if one not in first)][:most]
        for at, staff in enumerate(asked):
            if result.pairs >= count and at >= len(first):
                break
            browser = crawling.browser_of(staff)
            _compare(staff, browser, everywhere, every, result)
            _leave(staff, browser, everywhere, everybody, result)
        result.roles = len(choosing.every_role(asked[: result.people]))
        result.roles_in_all = len(choosing.every_role(everybody))
    result.seconds = perf_counter() - began
    return result


def fails(result: Result) -> bool:
    """Whether an answer differs, or could not be made, or what somebody may know does not show."""
    return bool(result.differing or result.broken or result.controls_seen < result.controls)


def summary(result: Result) -> list[str]:
    """What came of it, as people read it."""
    return [
        (
            f"Pairs of a fact and somebody who may not know it: {result.pairs:,}, of {result.people} people of "
            f"{result.roles} of {result.roles_in_all} roles on a side of the wall"
        ),
        f"Addresses asked for as each, at most: {result.addresses:,}; answers compared: {result.answers:,}",
        f"Mails compared: {result.mails:,}",
        f"Acts of others that have to show in nothing: {result.acts:,}",
        f"Differing: {result.differing:,}. Time: {result.seconds:.0f} s",
        f"Pages that could not be made: {result.broken:,}",
        f"Facts that they may know, changed to see that it shows: {result.controls_seen} of {result.controls} people",
        *result.told,
    ]


def _compare(
    staff: Staff, browser: Browser, everywhere: list[dict[str, str]], every: int, result: Result
) -> None:
    """As somebody, in a world and in others: with other facts, and more of them, than they may know.

    They ask for pages of cases that are the same for everybody, and of one of which they see something.
    """
    reader = readers.reader_for(staff)
    hidden, fields = facts.hidden_from(reader), facts.texts()
    known = sql.SQL("NOT ({})").format(hidden)
    own = crawling.subjects(1, known)
    pages = routing.addresses([*everywhere, *own])[::every]
    result.addresses = max(result.addresses, len(pages))
    tables = sorted({each.table for each in fields})
    sought = _hidden_words(hidden)
    before = _seen(staff, browser, pages, sought, result)
    with crawling.undone():
        with crawling.behind_the_walls() as cursor:
            changed = facts.change(cursor, fields, hidden) + facts.add(cursor, tables, hidden)
        after = _seen(staff, browser, pages, sought, result)
    result.pairs += changed
    result.people += 1
    _tell_apart(staff, before, after, result)
    with crawling.undone():
        with crawling.behind_the_walls() as cursor:
            may = facts.change(cursor, fields, known) if own else 0
        other = _seen(staff, browser, pages[: len(pages) if may else 0], sought, result)
    result.told += [f"BROKEN: {one} for {staff}" for one in before if _breaks(one, before, after, other)]
    result.broken += sum(_breaks(one, before, after, other) for one in before)
    shows = any(other[one].plain != before[one].plain for one in other)
    result.controls += bool(may)
    result.controls_seen += shows
    if may and not shows:
        result.told.append(
            f"NOT SHOWN to {staff}: {may} facts that they may know were changed, and no page says so"
        )


def _leave(
    staff: Staff, browser: Browser, everywhere: list[dict[str, str]], everybody: list[Staff], result: Result
) -> None:
    """What others do in a case, of which somebody may see no row, leaves nothing in their tasks and their mail."""
    scene = consequences.scene(everywhere[0]["reference"], everybody, without=staff)
    for name, acts, others in scene.pairs() if scene else ():
        before = consequences.left_by(staff, browser, acts)
        after = consequences.left_by(staff, browser, others)
        if before.visible == after.visible:
            result.acts += 1
            result.answers += len(before.answers) + len(after.answers)
            _tell_apart(staff, before.answers, after.answers, result, between=name)


def _tell_apart(
    staff: Staff, before: dict[str, Answer], after: dict[str, Answer], result: Result, between: str = ""
) -> None:
    for one in sorted(before):
        if before[one].plain != after[one].plain:
            result.differing += 1
            where = f"{one} ({between})" if between else one
            result.told.append(f"DIFFERENT for {staff}: {where}: {_where(before[one], after[one])}")


def _breaks(address: str, *worlds: dict[str, Answer]) -> bool:
    return any(address in world and world[address].is_broken for world in worlds)


def _seen(
    staff: Staff, browser: Browser, pages: list[str], sought: list[dict[str, str]], result: Result
) -> dict[str, Answer]:
    found = {}
    for address in pages:
        with crawling.undone():
            found[address] = browser.asks(address)
    for words in sought if pages else []:
        with crawling.undone():
            found[f"/people {words}"] = browser.asks("/people", words)
    if pages:
        found["mail"] = consequences.mail_of_a_morning(staff)
        result.mails += int(found["mail"].body.split()[0])
    result.answers += len(found)
    return found


def _hidden_words(hidden: Any) -> list[dict[str, str]]:
    """Searches for what is hidden: as it is, and as it is after the change."""
    asked = sql.SQL(
        "SELECT family_name FROM people_person WHERE {} AND family_name <> '' ORDER BY id LIMIT 3"
    )
    with crawling.behind_the_walls() as cursor:
        cursor.execute(asked.format(hidden))
        names = [name for (name,) in cursor.fetchall()]
    words = [*names, *(name[:3] for name in names), *(f"Zq{name}" for name in names)]
    return [{kind: word} for word in words for kind in SEARCHES]


def _where(before: Answer, after: Answer) -> str:
    """Where two answers begin to differ."""
    if before.status != after.status:
        return f"status {before.status} and {after.status}"
    one, other = before.plain[2], after.plain[2]
    at = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    return f"{one[max(0, at - 60) : at + 60]!r} and {other[max(0, at - 60) : at + 60]!r}"
