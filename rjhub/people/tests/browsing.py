"""What tests of pages have in common: what a page says, and sending a form."""

import re
from uuid import uuid4

from django.urls import get_resolver, reverse

from rjhub.people import queries
from rjhub.people.tests import factories

MARIAN = "Marian Okafor"


def text_of(response):
    """What a page says, without its tags."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(words.replace("&#39;", "'").replace("’", "'").split())


def post(person, name, data, who=MARIAN, args=()):
    return factories.signed_in(who).post(reverse(f"people:{name}", args=[person.id, *args]), data)


def the_day(name, day):
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def stored(person):
    with factories.at_work(factories.coordinator()):
        return queries.contents_of(queries.find_person(person.id))


def addresses(person, other=None):
    """Every address of the room, for one person."""
    fill = {"person_id": person, "kind": "mobile"}
    for pattern in get_resolver("rjhub.people.urls").url_patterns:
        if pattern.name == "search":
            continue
        names = pattern.pattern.converters
        yield reverse(
            f"people:{pattern.name}", kwargs={name: fill.get(name, other or uuid4()) for name in names}
        )


def without_time(headers):
    return {name: value for name, value in headers.items() if name != "Expires"}
