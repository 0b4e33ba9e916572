"""The one statement that finds the records which may be of a person and weighs them, by Fellegi and Sunter.

It runs as the application, under row security: names and dates of birth come from rows that the asker sees. Of how
people can be reached, and of official numbers, it is told only whether they are the same (`keeper.match_candidates`).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from rjhub.kernel.matching.names import name_parts
from rjhub.matching.sought import Sought
from rjhub.matching.vocabulary import Compared
from rjhub.matching.weighing import HIGHEST, Weighing
from rjhub.people.models import Person

_PLACES = {each: place for place, each in enumerate(Compared)}
MOST = 60  # candidates that are looked at closely; a record has seven at the median
MOST_OF_A_KEY = MOST  # a key that more share would fill the list with whom it does not tell apart

# Every step of the statement stands by itself (MATERIALIZED): folded into one another, the functions that compare would
# be written out hundreds of times, which takes longer to prepare than to run. Rows are asked for by a list of numbers,
# because the database would expect so many candidates that it reads the whole register to join them.
_NAMED = """
named AS (
  SELECT t.id, t.given_name AS first, t.family_name AS last FROM them t
  UNION ALL SELECT t.id, t.known_as, t.family_name FROM them t WHERE t.known_as <> ''
  UNION ALL SELECT o.person_id, o.given_name, o.family_name FROM them t
    JOIN people_othername o ON o.partnership_id = %(partnership)s AND o.person_id = t.id AND o.withdrawn_at IS NULL
      AND o.person_id = ANY (ARRAY(SELECT id FROM them))),
spelt AS MATERIALIZED (
  SELECT n.id, n.first AS first_written, n.last AS last_written,
    keeper.plain_name(split_part(btrim(n.first), ' ', 1)) AS first, keeper.plain_name(n.last) AS last,
    keeper.name_parts(n.last) AS parts FROM named n),
"""
# The best of each record's names against each name that is sought: the two that speak most for one person.
_BEST = """
paired AS MATERIALIZED (
  SELECT s.id, s.first_written, s.last_written, q.first_written AS asked_first, q.last_written AS asked_last,
    q.rare_first, q.rare_last,
    keeper.levels_of_names(q.first, q.forms, q.last, q.parts, s.first, s.last, s.parts) AS level
  FROM spelt s CROSS JOIN jsonb_to_recordset(%(names)s::jsonb) AS q(
    first text, forms text[], last text, parts text[], rare_first float8, rare_last float8, first_written text,
    last_written text)),
told AS MATERIALIZED (
  SELECT l.*,
    CASE WHEN l.level[1] = 0 THEN least(greatest((%(first_name)s::float8[])[1] + l.rare_first, 0), %(highest)s)
      ELSE coalesce((%(first_name)s::float8[])[l.level[1] + 1], 0) END AS first_bits,
    CASE WHEN l.level[2] = 0 THEN least(greatest((%(last_name)s::float8[])[1] + l.rare_last, 0), %(highest)s)
      ELSE coalesce((%(last_name)s::float8[])[l.level[2] + 1], 0) END AS last_bits
  FROM paired l),
names AS (
  SELECT DISTINCT ON (id) * FROM told
  ORDER BY id, first_bits + last_bits DESC, first_written, last_written, asked_first, asked_last),
"""
_LEVELS = """
levels AS MATERIALIZED (
  SELECT t.id, t.born_on, t.middle_names, t.shared, n.first_written, n.last_written, n.asked_first, n.asked_last,
    n.first_bits, n.last_bits, ARRAY[
      n.level[1], n.level[2], keeper.level_of_birth(%(born)s::date, t.born_on),
      keeper.level_of_middle_names(%(middle)s, keeper.plain_name(split_part(btrim(t.middle_names), ' ', 1))),
      CASE WHEN t.shared && '{1,2,3,4}'::smallint[] THEN 0 WHEN t.on_both && '{1,2,3,4}'::smallint[] THEN 1 END,
      CASE WHEN 30 = ANY (t.shared) THEN 0 WHEN 30 = ANY (t.on_both) THEN 1 END,
      CASE WHEN 31 = ANY (t.shared) THEN 0 WHEN 31 = ANY (t.on_both) THEN 1 END,
      CASE WHEN 22 = ANY (t.shared) THEN 0 WHEN 22 = ANY (t.on_both) THEN 1 END,
      CASE WHEN 23 = ANY (t.shared) THEN 0 WHEN 23 = ANY (t.on_both) THEN 1 END]::smallint[] AS levels
  FROM them t JOIN names n ON n.id = t.id),
weighed AS (
  SELECT l.*, ARRAY[l.first_bits, l.last_bits,
    coalesce((%(born_bits)s::float8[])[l.levels[3] + 1], 0), coalesce((%(middle_names)s::float8[])[l.levels[4] + 1], 0),
    coalesce((%(numbers)s::float8[])[l.levels[5] + 1], 0), coalesce((%(postcode)s::float8[])[l.levels[6] + 1], 0),
    coalesce((%(address)s::float8[])[l.levels[7] + 1], 0), coalesce((%(telephone)s::float8[])[l.levels[8] + 1], 0),
    coalesce((%(email)s::float8[])[l.levels[9] + 1], 0)] AS bits
  FROM levels l)
"""
STATEMENT = f"""
WITH found AS MATERIALIZED (
  SELECT * FROM keeper.match_candidates(%(person)s, %(more)s::bytea[], %(only)s::uuid, %(most_of_a_key)s)),
them AS MATERIALIZED (
  SELECT p.id, p.given_name, p.family_name, p.known_as, p.middle_names, p.born_on, f.shared, f.on_both
  FROM found f JOIN people_person p ON p.partnership_id = %(partnership)s AND p.id = f.person_id
    AND p.id = ANY (ARRAY(SELECT person_id FROM found))),
{_NAMED}{_BEST}{_LEVELS}
SELECT id, first_written, last_written, asked_first, asked_last, middle_names, born_on, shared, levels, bits,
  (SELECT sum(b) FROM unnest(bits) b) AS weight
FROM weighed ORDER BY weight DESC, id LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Scored:
    """A record that may be of the person, and how much each comparison speaks for it.

    Levels and bits stand in the order of `Compared`; no level means that it is not on both records.
    """

    person_id: UUID
    name: tuple[str, str]
    asked: tuple[str, str]
    middle_names: str
    born_on: date | None
    shared: tuple[int, ...]
    levels: tuple[int | None, ...]
    bits: tuple[float, ...]
    weight: float

    def level(self, of: Compared) -> int | None:
        """The level of one comparison."""
        return self.levels[_PLACES[of]]


def scored(
    person: Person, sought: Sought, weighing: Weighing, *, only: UUID | None = None, most: int = MOST
) -> list[Scored]:
    """The records that may be of one person with this one, likeliest first, or `only` one of them.

    Nothing for whoever coordinates no hub.
    """
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, parameters(person, sought, weighing, only=only, most=most))
        return [_row(row) for row in cursor.fetchall()]


def parameters(
    person: Person, sought: Sought, weighing: Weighing, *, only: UUID | None, most: int
) -> dict[str, Any]:
    """What the statement is given."""
    weights: dict[str, Sequence[float]] = {
        "born_bits" if each is Compared.BORN else each.value: list(bits)
        for each, bits in weighing.bits.items()
    }
    names = sought.for_statement(weighing)
    return {
        **weights,
        "partnership": person.partnership_id,
        "person": person.id,
        "more": sought.more_keys(),
        "only": only,
        "most_of_a_key": MOST_OF_A_KEY,
        "names": json.dumps(names),
        "born": sought.born_on,
        "middle": _first_word(sought.middle_names),
        "highest": HIGHEST,
        "most": most,
    }


def _first_word(names: str) -> str:
    return "".join(name_parts(names)[:1])


def _row(told: tuple[Any, ...]) -> Scored:
    (person_id, first, last, asked_first, asked_last, middle_names, born_on, shared, levels, bits, weight) = (
        told
    )
    return Scored(
        person_id=person_id,
        name=(first, last),
        asked=(asked_first, asked_last),
        middle_names=middle_names,
        born_on=born_on,
        shared=tuple(shared),
        levels=tuple(levels),
        bits=tuple(bits),
        weight=weight,
    )
