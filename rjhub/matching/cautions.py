"""Reasons to look twice: rules that no weight replaces, said in words beside the comparison.

The twin guard is that of HM Prison and Probation Service: same last name, same birth, same place, other first name.
"""

from datetime import date

from rjhub.kernel import text
from rjhub.matching.scoring import Scored
from rjhub.matching.sought import Sought
from rjhub.matching.vocabulary import Caution, Compared
from rjhub.people.models import Person

_A_GENERATION = 15  # years
_HOME = (Compared.POSTCODE, Compared.ADDRESS, Compared.TELEPHONE)
_NEARLY = 1
_NOT_NEAR = 2


def cautions_of(sought: Sought, scored: Scored) -> list[Caution]:
    """Every reason to look twice at what was compared."""
    found = [*_of_family(sought, scored)]
    if scored.level(Compared.NUMBERS) == 1:
        found.append(Caution.NUMBERS)
    if _new_year(sought.born_on) or _new_year(scored.born_on):
        found.append(Caution.ONLY_YEAR)
    if any(text.mixed_scripts(name) for name in (*scored.name, *scored.asked)):
        found.append(Caution.LETTERS)
    return found


def between(one: Person, other: Person) -> list[Caution]:
    """Every reason that stands on the two records beside what was compared."""
    found = [Caution.OTHER_SIDE] if one.side != other.side else []
    if _pronouns_differ(one.pronouns, other.pronouns):
        found.append(Caution.PRONOUNS)
    return found


def _of_family(sought: Sought, scored: Scored) -> list[Caution]:
    first, last, born = (
        scored.level(one) for one in (Compared.FIRST_NAME, Compared.LAST_NAME, Compared.BORN)
    )
    one_home = any(scored.level(each) == 0 for each in _HOME)
    if scored.level(Compared.NUMBERS) == 0:
        return []
    other_first = first is not None and first > _NEARLY
    same_last = last is not None and last <= _NEARLY
    if other_first and same_last and born == 0:
        return [Caution.TWINS]
    if other_first and same_last and one_home:
        return [Caution.SIBLINGS]
    if other_first and one_home and (born is None or born >= _NOT_NEAR):
        return [Caution.HOUSEHOLD]
    if not other_first and same_last and one_home and _a_generation_apart(sought.born_on, scored.born_on):
        return [Caution.JUNIOR]
    return []


def _a_generation_apart(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs(one.year - other.year) >= _A_GENERATION


def _new_year(born: date | None) -> bool:
    return born is not None and (born.month, born.day) == (1, 1)


def _pronouns_differ(one: str, other: str) -> bool:
    return bool(one and other) and text.sort_key(one) != text.sort_key(other)
