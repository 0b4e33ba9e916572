"""Every route that there is, an address for each, and which of them a crawl has really been to."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import UUID

from django.urls import NoReverseMatch, Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse

NOWHERE = UUID("5eed0000-0000-4000-8000-000000000000")
WORDS = {
    "to": "ready", "check": "facts_acknowledged", "purpose": "taking_part", "about": "harmed", "kind": "mobile",
    "noun": "offence", "side": "harmed", "slot": "1", "code": "sussex", "number": "1", "key": "nothing",
    "name": "nothing", "provider_id": "nothing", "pk": "1",
    "language": "en", "group": "before", "version": "1", "other": "2", "uidb36": "1", "batch_id": "", "draft_id": "",
    "staff_id": "", "role_id": "", "invitation_id": "", "other_id": "",
    "hub_meeting_id": "", "seat_id": "", "other_meeting_id": "", "audience": "all", "place": "0",
}  # fmt: skip
# What ends a session comes last, so that nothing is asked for by somebody who is signed out.
LAST = ("end_session", "end_all_sessions", "account_logout")


@dataclass(frozen=True)
class Route:
    """A name, where it stands among the addresses, and what an address of it takes."""

    name: str
    pattern: str
    wanted: frozenset[str]


@dataclass
class Reached:
    """What a crawl asked for and what it was told, by route."""

    ways: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    open: set[str] = field(default_factory=set)

    def note(self, address: str, *, sent: bool, status: int) -> None:
        """Keep that an address answered; one that takes no such request has not."""
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            return
        try:
            pattern = resolve(urlsplit(address).path).route
        except Resolver404:
            return
        self.ways[pattern].add("sent" if sent else "asked")
        if status < HTTPStatus.BAD_REQUEST:
            self.open.add(pattern)

    def names(self) -> set[str]:
        """The routes that answered. Of two at one address, one is for what is sent there: both have to be used."""
        return {
            one.name
            for names in _together().values()
            for one in names
            if len(self.ways.get(one.pattern, ())) >= len(names)
        }

    def shut(self) -> set[str]:
        """The routes that answered, and told nobody anything but that there is nothing for them."""
        return {
            one.name for one in every() if self.ways.get(one.pattern) and one.pattern not in self.open
        } & self.names()


def every() -> list[Route]:
    """Every route that has a name."""
    return list(_routes(get_resolver()))


def names() -> set[str]:
    """The name of every route."""
    return {one.name for one in every()}


def addresses(subjects: list[dict[str, str]]) -> list[str]:
    """Every address that there is, with each subject's numbers where they fit, and with nobody's where none do."""
    found: dict[str, None] = {}
    for route in sorted(every(), key=lambda one: LAST.index(one.name) + 1 if one.name in LAST else 0):
        fitting = [
            one for one in subjects if route.wanted & one.keys() and route.wanted <= one.keys() | WORDS.keys()
        ]
        for numbers in fitting or [{}]:
            given = {one: numbers.get(one) or WORDS.get(one) or str(NOWHERE) for one in route.wanted}
            found.update(_reversed(route.name, given))
    return list(found)


def _reversed(name: str, given: dict[str, str]) -> dict[str, None]:
    try:
        return {reverse(name, kwargs=given): None}
    except NoReverseMatch:
        return {}  # a referral's words do not fit where a case's are asked for


def _together() -> dict[str, list[Route]]:
    found: dict[str, list[Route]] = defaultdict(list)
    for one in every():
        found[one.pattern].append(one)
    return found


def _routes(resolver: URLResolver, space: str = "", before: str = "") -> Iterator[Route]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inside = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _routes(entry, inside, before + str(entry.pattern).removeprefix("^"))
        elif isinstance(entry, URLPattern) and entry.name:
            wanted = entry.pattern.converters.keys() or entry.pattern.regex.groupindex.keys()
            pattern = before + str(entry.pattern).removeprefix("^" if before else "")
            yield Route(f"{space}{entry.name}", pattern, frozenset(wanted))
