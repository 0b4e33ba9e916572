"""Questions for tests, asked by the demonstration's cast about people whom the people room's tests know."""

from datetime import date
from typing import Any

from rjhub.asking.actions.asking import Answered, ask_before_approaching
from rjhub.asking.keys import Asked
from rjhub.kernel.identifiers.kinds import IdentifierKind
from rjhub.partnership.models import Staff
from rjhub.people.tests.factories import at_work, member

DARREN = Asked(given_name="Darren", family_name="Pike", born_on=date(1988, 11, 23))
ROSA = Asked(given_name="Rosa", family_name="Delacroix", born_on=date(1991, 4, 7))
NOBODY = Asked(given_name="Quentin", family_name="Oyelaran", born_on=date(1971, 2, 19))
BY_NUMBER = Asked(number=(IdentifierKind.PRISON_NUMBER, "A1234BC"))


def asks(name: str, asked: Asked) -> Answered:
    """Somebody of the cast asks."""
    with at_work(member(name)) as staff:
        return ask_before_approaching(asked, by=staff)


def told(name: str, asked: Asked) -> str:
    """What somebody of the cast is told."""
    return asks(name, asked).answer.value


def typed(asked: Asked) -> dict[str, Any]:
    """A question as a browser sends it."""
    born = asked.born_on
    return {
        "given_name": asked.given_name,
        "family_name": asked.family_name,
        "born_on-day": born.day if born else "",
        "born_on-month": born.month if born else "",
        "born_on-year": born.year if born else "",
        "postcode": asked.postcode,
        "number": asked.number[1] if asked.number else "",
    }


def staff(name: str) -> Staff:
    """A member of the cast."""
    return member(name)
