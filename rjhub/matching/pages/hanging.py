"""What hangs on a record, for whoever compares it with another: rooms above this one say what they hold."""

from collections.abc import Callable, Iterable

from rjhub.design.pieces import Shown
from rjhub.design.words import day
from rjhub.kernel import clock
from rjhub.people import queries as people
from rjhub.people.models import Person

# From rooms above this one: a question, and what they hold about a person that the one who asks may see.
HELD: list[tuple[str, Callable[[Person], Iterable[Shown]]]] = []


def held(person: Person) -> list[tuple[str, list[Shown]]]:
    """Each question with its answers."""
    return [("Said no", _stops(person)), *((question, list(of(person))) for question, of in HELD)]


def _stops(person: Person) -> list[Shown]:
    today = clock.today()
    return [
        f"On {day(stop.said_on)}" + (f", until {day(stop.until)}" if stop.until else "")
        for stop in people.stops(person)
        if stop.in_force_on(today)
    ]
