"""A person's record: what stops contact and how to make it safely come first, then who they are."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Tag, Tone
from rjhub.kernel import clock
from rjhub.people.approach import NOBODY_NOW
from rjhub.people.models import Person
from rjhub.people.pages import cards
from rjhub.people.pages.cards import Card
from rjhub.people.queries import Contents
from rjhub.people.vocabulary import Approach, Voicemail
from rjhub.sharing.vocabulary import Category

SEARCH = "Find a person"
# Pages about a person in rooms above this one, which name them here: words, name of the address.
ALSO: list[tuple[str, str]] = []
# The same for who compares records, and cards that only they see.
COMPARING: list[tuple[str, str]] = []
COMPARING_CARDS: list[Callable[[Person], Iterable[Card]]] = []


@dataclass(frozen=True)
class Record:
    """A person's record, as far as the reader may see it."""

    title: str
    side: Tag
    warnings: tuple[str, ...]
    cards: tuple[Card, ...]
    others: tuple[Link, ...]
    breadcrumbs: tuple[Link, ...]


def page_for(contents: Contents, *, compares: bool, tells: bool) -> Record:
    """The record. `compares` offers the look for other records, `tells` who has seen this one.

    Whoever is granted how to reach them safely is offered the pages of other rooms, too.
    """
    person = contents.person
    others = [Link("What was changed", reverse("people:history", args=[person.id]))]
    if tells:
        others.append(Link("Who has seen this information", reverse("people:seen", args=[person.id])))
    if {Category.CONTACT, Category.SAFETY} <= contents.categories:
        others += [Link(text, reverse(name, args=[person.id])) for text, name in ALSO]
    if compares:
        others += [Link(text, reverse(name, args=[person.id])) for text, name in COMPARING]
    return Record(
        title=person.name,
        side=side_of(person),
        warnings=tuple(_warnings(contents)),
        cards=(
            *(_explained(person, kind, card) for kind, card in _cards(contents)),
            *(card for of in COMPARING_CARDS if compares for card in of(person)),
        ),
        others=tuple(others),
        breadcrumbs=(Link(SEARCH, reverse("people:search")),),
    )


def side_of(person: Person) -> Tag:
    """Whose side this record is on."""
    return Tag(person.get_side_display().capitalize(), Tone.DOING if person.is_harmed else Tone.TO_DO)


def stop_warnings(approach: Approach, name: str) -> Iterator[str]:
    """What to know before any contact, in the same words for everybody."""
    if approach is Approach.STOPPED:
        yield f"Do not contact {name}. They asked not to be contacted."
    elif approach is Approach.UNSURE:
        yield (
            f"Ask the hub before you contact {name}. Somebody who may be the same person asked not to be contacted."
        )
    elif approach is Approach.FROZEN:
        yield f"Do not contact {name} now. {NOBODY_NOW}"


def _warnings(contents: Contents) -> Iterator[str]:
    name = contents.person.name
    yield from stop_warnings(contents.approach, name)
    for stop in contents.stops:
        if stop.channel and stop.in_force_on(clock.today()):
            yield f"{name} asked not to be contacted by {stop.get_channel_display().lower()}."
    if Category.SAFETY in contents.categories:
        if contents.safe_contact is None:
            yield f"Nobody has recorded how to contact {name} safely. Do not leave a message."
        elif contents.safe_contact.voicemail == Voicemail.NEVER:
            yield f"Never leave a message for {name}."


def _explained(person: Person, kind: Category, card: Card) -> Card:
    """A card, with the way to why the reader sees this kind of information."""
    why = Link("Why can I see this?", f"{reverse('people:why', args=[person.id])}#{person.side}-{kind}")
    return replace(card, actions=(*card.actions, why))


def _cards(contents: Contents) -> Iterator[tuple[Category, Card]]:
    if Category.SAFETY in contents.categories:
        yield Category.SAFETY, cards.safe_contact(contents.person, contents.safe_contact)
    yield Category.SAFETY, cards.stops(contents)
    if Category.CONTACT in contents.categories:
        yield Category.CONTACT, cards.contact(contents.person, contents.contact_points)
        if not contents.person.is_harmed:
            yield Category.CONTACT, cards.custody(contents.person, contents.custodies)
    yield Category.IDENTITY, cards.particulars(contents.person)
    yield Category.IDENTITY, cards.other_names(contents.person, contents.other_names)
    yield Category.IDENTITY, cards.identifiers(contents.person, contents.identifiers)
    if Category.EQUALITY in contents.categories:
        yield Category.EQUALITY, cards.equality(contents.person, contents.equality)
