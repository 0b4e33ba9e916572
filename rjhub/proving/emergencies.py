"""Cases that people of a world open in an emergency, through the one function that opens them."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from rjhub.proving import oracle, placing
from rjhub.proving.inventing import HOME, Opening
from rjhub.proving.placing import PARTNERSHIPS, Laid
from rjhub.proving.talking import Connection
from rjhub.sharing import signing

# Each as whoever opens the case, and all in one question. What is refused is left.
_OPEN = """
DO $$ DECLARE one record; done text[] := '{}'; BEGIN
  FOR one IN SELECT * FROM json_to_recordset(current_setting('proof.openings')::json)
      AS t (number text, role text, said text, reference text) LOOP
    PERFORM set_config('app.reader', one.said, true);
    EXECUTE format('SET LOCAL ROLE %I', one.role);
    BEGIN
      IF keeper.open_in_an_emergency(one.reference, 'proof') IS NOT NULL THEN
        done := done || one.number;
      END IF;
    EXCEPTION WHEN insufficient_privilege THEN NULL;
    END;
  END LOOP;
  PERFORM set_config('proof.opened', array_to_string(done, ','), true);
END $$
"""
# Everything else of them stays where it is, but the hour goes on.
_MOVE = """
UPDATE sharing_grant SET granted_at = the.begin, until = until + (the.begin - granted_at)
FROM (SELECT clock_timestamp() + %(left)s - interval '60 minutes' AS begin) the WHERE purpose = 'emergency'
"""


def open_cases(connection: Connection, laid: Laid, *, early: bool) -> None:
    """Let everybody open what they are made up to open, and note what was done."""
    wanted = {f"{file} {at}": opening for file, at, opening in openings(laid) if opening.early == early}
    if not wanted:
        return
    asked = [{"number": key} | _asked(laid, int(key.split()[0]), one) for key, one in wanted.items()]
    connection.execute("SELECT set_config('proof.openings', %s, true)", [json.dumps(asked)])
    connection.execute("RESET ROLE")
    connection.execute(_OPEN)
    ((done,),) = connection.execute("SELECT current_setting('proof.opened')").fetchall()
    for key in done.split(",") if done else ():
        file, at = map(int, key.split())
        laid.opened.add((file, at))


def openings(laid: Laid) -> Iterator[tuple[int, int, Opening]]:
    """Each: the file of its case, its place there, and what it is."""
    for file, (_, papers) in enumerate(laid.files):
        for at, opening in enumerate(papers.openings):
            yield file, at, opening


def should_be_open(laid: Laid, file: int, opening: Opening) -> bool:
    """Whether the rules let this case be opened, as it stood then."""
    number, papers = laid.files[file]
    own = papers.early() if opening.early else papers
    return laid.batch.may_open(opening, laid.batch.without_emergencies(laid.batch.worlds[number], own))


def go_on(connection: Connection, left: int) -> None:
    """Let so many minutes be left of every emergency. At none, it is over at this very moment."""
    connection.execute("RESET ROLE")
    connection.execute("ALTER TABLE sharing_grant DISABLE TRIGGER USER")
    connection.execute("SET LOCAL ROLE rjhub_keeper")
    connection.execute(_MOVE, {"left": timedelta(minutes=left)})
    connection.execute("RESET ROLE")
    connection.execute("ALTER TABLE sharing_grant ENABLE TRIGGER USER")


def said_by(laid: Laid, who: str) -> tuple[str, str]:
    """The role through which somebody asks, and who they are, signed; while the first agreement holds."""
    staff, own = laid.batch.reader(who).staff, laid.numbers[who]
    beside = staff.agency.works_with in oracle.BESIDE_THE_HARMED
    role = "rjhub_app" if beside else "rjhub_responsible"
    covered = oracle.is_bound(staff.agency)
    names = tuple(sorted(laid.numbers[each] for each in staff.stands_for)) if covered else ()
    home = PARTNERSHIPS[HOME]
    return role, signing.signed(home, names, laid.staff_id(who), barred=(-own,), role=role)


def _asked(laid: Laid, file: int, opening: Opening) -> dict[str, Any]:
    role, said = said_by(laid, opening.who)
    return {"role": role, "said": said, "reference": placing.reference_of(file)}
