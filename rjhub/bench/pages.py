"""The busiest pages: for each, one request of it, as many times as asked and over different rows."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from rjhub.bench.actors import Actors
from rjhub.bench.browser import Answer, Browser
from rjhub.kernel import clock

Ask = Callable[[int], Answer]
# What a referral needs, page by page. Nobody here is real; the number is one of those kept for drama.
REFERRAL: Mapping[str, Mapping[str, object]] = {
    "circumstances": {
        "source": "police",
        "initiator": "harmed",
        "raised_by": "police",
        "aware": "yes",
        "agreeable": "yes",
    },
    "happened": {
        "crime_group": "burglary_residential",
        "description": "A home was broken into at night.",
        "when": "not_known",
        "place": "A house",
    },
    "harmed-1-who": {
        "given_name": "Alice",
        "family_name": "Fenwick",
        "born_on-day": "11",
        "born_on-month": "2",
        "born_on-year": "1984",
    },
    "harmed-1-contact": {
        "known": "yes",
        "channels": ["phone"],
        "mobile": "07700 900101",
        "voicemail": "never",
    },
    "harmed-1-agreed": {"told": "yes", "agrees_to_contact": "yes", "agrees_to_assessment": "not_known"},
    "responsible-1-who": {"given_name": "Kyle", "family_name": "Marsden"},
    "responsible-1-contact": {"known": "no"},
    "responsible-1-agreed": {"told": "no", "agrees_to_contact": "not_known", "agrees_to_assessment": "not_known"},
    "risks": {"harmed_kinds": ["none-of-these"], "responsible_kinds": ["none-of-these"]},
}  # fmt: skip


@dataclass(frozen=True)
class Page:
    """A page to measure. `few` and `many` ask for it with a short and a long list, where it has one.

    `begin` does what has to be kept before the request that is measured, which gets what it answers with: how the
    program is signed in to the database may differ from one request to the next, and none sees what another has
    not kept. `goal` is the median, in milliseconds, that the release aims at.
    """

    name: str
    ask: Callable[[Any], Answer]
    begin: Callable[[int], Any] = int
    few: Ask | None = None
    many: Ask | None = None
    goal: float | None = None

    def once(self, number: int) -> Answer:
        """Ask for it, all that goes before included."""
        return self.ask(self.begin(number))


def pages(actors: Actors, browser: Callable[[Any], Browser]) -> list[Page]:
    """The pages, as whoever sees them is signed in."""
    hub = browser(actors.coordinator)
    return [
        Page("today", lambda _: hub.get("/")),
        *_cases(hub, actors.cases, actors.quiet_case),
        *_people(hub, actors),
        Page(
            "referral list",
            lambda _: hub.get("/referrals"),
            few=lambda _: hub.get(f"/referrals?reference={actors.cases[-1]}"),
            many=lambda _: hub.get("/referrals?reference="),
        ),
        Page("who takes which case", lambda _: hub.get("/allocation")),
        _requests(*(browser(account) for account in actors.agencies)),
        Page("create: log a contact", _contact(hub, actors), goal=17),
        _referral(browser(actors.referrer)),
    ]


def _cases(hub: Browser, cases: list[str], quiet: str) -> list[Page]:
    return [
        Page(
            "case list",
            lambda _: hub.get("/cases"),
            few=lambda _: hub.get(f"/cases?reference={cases[-1]}"),
            many=lambda _: hub.get("/cases?reference="),
            goal=40,
        ),
        Page(
            "case list, filtered",
            lambda n: hub.get("/cases?state=open" if n % 2 else "/cases?state=closed&stage=closed"),
            few=lambda _: hub.get(f"/cases?state=open&reference={cases[-1]}"),
            many=lambda _: hub.get("/cases?state=open"),
            goal=40,
        ),
        Page(
            "open a case",
            lambda n: hub.get(f"/cases/{cases[-1 - n % len(cases)]}"),
            few=lambda _: hub.get(f"/cases/{quiet}"),
            many=lambda _: hub.get(f"/cases/{cases[-1]}"),
            goal=30,
        ),
        _timeline(hub, cases),
    ]


def _people(hub: Browser, actors: Actors) -> list[Page]:
    people, postcodes = actors.people, actors.postcodes
    return [
        Page(
            "search people by name",
            lambda n: hub.press("/people", {"name": _name(people[n % len(people)])}),
            few=lambda _: hub.press("/people", {"name": _name(people[0])}),
            many=lambda _: hub.press("/people", {"name": people[0][1]}),
            goal=70,
        ),
        Page(
            "search people by postcode",
            lambda n: hub.press("/people", {"contact": postcodes[n % len(postcodes)]}),
            goal=70,
        ),
        Page("person", lambda n: hub.get(f"/people/{people[n % len(people)][0]}")),
    ]


def _requests(quiet: Browser, busy: Browser) -> Page:
    return Page(
        "requests of an agency",
        lambda _: busy.get("/requests"),
        few=lambda _: quiet.get("/requests"),
        many=lambda _: busy.get("/requests"),
    )


def _name(person: tuple[str, str, str]) -> str:
    return f"{person[2]} {person[1]}"


def _timeline(hub: Browser, cases: list[str]) -> Page:
    def older(reference: str) -> str:
        first = hub.get(f"/cases/{reference}/timeline").body
        mark = first.partition('href="?before=')[2].partition('"')[0]
        return f"/cases/{reference}/timeline" + (f"?before={mark}" if mark else "")

    long = [older(reference) for reference in cases[-8:]]
    return Page(
        "timeline, page 2",
        lambda n: hub.get(long[n % len(long)]),
        few=lambda _: hub.get(f"/cases/{cases[0]}/timeline"),
        many=lambda _: hub.get(f"/cases/{cases[-1]}/timeline"),
        goal=30,
    )


def _contact(hub: Browser, actors: Actors) -> Ask:
    numbers = count(time.time_ns())

    def log(number: int) -> Answer:
        reference, party = actors.contactable[number % len(actors.contactable)]
        today = clock.today()
        answers = {
            "direction": "outgoing",
            "channel": "phone",
            "happened_at-day": today.day,
            "happened_at-month": today.month,
            "happened_at-year": today.year,
            "happened_at-time": "00:01",
            "reached": "no",
            "left_message": "no",
            # The same words about the same minute would be the same contact, and nothing would be written.
            "next_step": f"Ring again about {next(numbers)}.",
        }
        return hub.press(f"/cases/{reference}/people/{party}/contacts/new", answers)

    return log


def _referral(referrer: Browser) -> Page:
    numbers = count()

    def write(_: int) -> tuple[str, dict[str, str]]:
        draft = referrer.press("/referrals/sent", {}, at="/referrals/drafts").location
        for key, answers in REFERRAL.items():
            own = {"crime_reference": f"BENCH{next(numbers):07d}"} if key == "happened" else {}
            referrer.press(f"{draft}/{key}", {**answers, **own})
        return draft, referrer.get(f"{draft}/checking").hidden()

    def send(written: tuple[str, dict[str, str]]) -> Answer:
        draft, hidden = written
        return referrer.post(f"{draft}/sending", hidden)

    return Page("create: send a referral", send, begin=write)
