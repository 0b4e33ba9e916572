"""People who may be one, for tests: the cast of the people room, and some who are like them."""

from datetime import date
from typing import Any

from rjhub.kernel import clock
from rjhub.matching import queries
from rjhub.matching.actions import looking
from rjhub.matching.models import Pair
from rjhub.matching.vocabulary import Because
from rjhub.partnership.models import Staff
from rjhub.people.models import Person
from rjhub.people.tests import factories
from rjhub.people.vocabulary import ContactKind

PHONE = {ContactKind.MOBILE: "07700 900321"}
BORN = date(1991, 4, 7)


def like_rosa(by: Staff, *also: Staff, **more: Any) -> Person:
    """Somebody who may be Rosa Delacroix, born on 7 April 1991, with her telephone if nothing else is said."""
    told = {"given_name": "Rosa", "family_name": "Delacroix", "born_on": BORN, "contact": PHONE}
    return factories.a_person(by, *also, **(told | more))


def look(person: Person, because: Because = Because.REFERRAL) -> list[Pair]:
    """What the program finds of somebody."""
    return looking.look_for(person, because=because, at=clock.now())


def odds(one: Person, other: Person) -> float:
    """How likely two records are one person's, as log2 of the odds."""
    (found,) = looking.candidates_of(one, queries.weighing_of(one.partnership_id), only=other)
    return found.odds
