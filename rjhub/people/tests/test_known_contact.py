"""The keys by which texts are compared with how a person harmed can be reached, and how many spellings they meet."""

from typing import Any

import pytest

from rjhub.people import known
from rjhub.people.actions import reaching, safe_contact
from rjhub.people.actions.safe_contact import SafeWays
from rjhub.people.models import Person
from rjhub.people.tests import contact_recall, factories
from rjhub.people.vocabulary import Channel, ContactKind, KeyKind

CODE_WORD, ADDRESS = int(KeyKind.CODE_WORD), int(KeyKind.ADDRESS)


def kept(behind_the_walls: Any, person: Person, kind: int) -> set[bytes]:
    """The digests of a kind that the database keeps of somebody."""
    with behind_the_walls() as cursor:
        cursor.execute(
            "SELECT digest FROM people_matchkey WHERE person_id = %s AND kind = %s", [person.id, kind]
        )
        return {bytes(digest) for (digest,) in cursor.fetchall()}


def in_text(text: str) -> set[bytes]:
    return {one.digest for one in known.places_in(text)}


@pytest.mark.django_db
def test_an_address_and_a_code_word_are_known_by_what_replaces_them(marian, behind_the_walls) -> None:
    rosa = factories.rosa(marian)
    reaching.keep_contact(
        rosa, kind=ContactKind.ADDRESS, value="12 Mill Lane\nLewes\nBN7 1AA", by=marian, at=factories.NOW
    )
    ways = SafeWays(channels=(Channel.PHONE,), code_word="Otter")
    safe_contact.confirm_safe_contact(rosa, ways=ways, by=marian, at=factories.NOW)
    assert kept(behind_the_walls, rosa, ADDRESS) <= in_text("She is at 12, Mill Ln. now")
    assert kept(behind_the_walls, rosa, CODE_WORD) <= in_text("Say “otter” first")
    ways = SafeWays(channels=(Channel.PHONE,), code_word="Heron")
    safe_contact.confirm_safe_contact(rosa, ways=ways, by=marian, at=factories.NOW)
    assert not kept(behind_the_walls, rosa, CODE_WORD) & in_text("Say “otter” first")


def test_nearly_every_spelling_is_known_and_no_harmless_text_alarms() -> None:
    found = contact_recall.measure(2_000, seed=7)
    assert found.known >= found.made * 0.999
    assert found.seen >= found.made * 0.99
    assert found.alarms <= found.harmless * 0.005
