"""People as a referral brings them to a register that is there already; they are taken away again afterwards."""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

import psycopg

from rjhub.audit.connecting import dsn
from rjhub.kernel import clock
from rjhub.partnership.models import Hub
from rjhub.people import keys
from rjhub.people.actions import finding
from rjhub.people.vocabulary import ContactKind, KeyKind
from rjhub.sharing.vocabulary import ALL_CATEGORIES, ALL_SIDES

# Of those who are held already: whose birth is given as it is known, and whose family name lost a letter.
SAME_BIRTH, MISSPELT = 0.7, 0.5
TABLES = {
    "sharing_file": "id, partnership_id, kind, stages, created_at",
    "sharing_grant": "id, partnership_id, file_id, holder_id, works_with, sides, categories, purpose, granted_at",
    "people_person": "id, partnership_id, file_id, side, category, acl, given_name, middle_names, family_name, "
    "known_as, pronouns, born_on, sort_key, found_by, language, needs_interpreter, communication_needs, added_at, "
    "version",
    "people_matchkey": "partnership_id, digest, kind, person_id",
}
_SOME = """
SELECT id, given_name, family_name, born_on FROM people_person
WHERE partnership_id = %s AND acl && ARRAY[%s]::int[] AND given_name <> '' AND family_name <> '' AND born_on IS NOT NULL
ORDER BY md5(id::text) LIMIT %s
"""
_REACHED = [kind.value for kind in (KeyKind.TELEPHONE, KeyKind.EMAIL, KeyKind.POSTCODE, KeyKind.ADDRESS)]
_SAME_HOME = """
INSERT INTO people_matchkey (partnership_id, digest, kind, person_id)
SELECT k.partnership_id, k.digest, k.kind, each.new
FROM unnest(%s::uuid[], %s::uuid[]) each (new, known)
JOIN people_matchkey k ON k.partnership_id = %s AND k.person_id = each.known AND k.kind = ANY (%s)
"""


@dataclass(frozen=True)
class Drawn:
    """Somebody invented: enough to look for them. Without a postcode nothing is said of where they live."""

    given: str
    family: str
    born: date
    postcode: str = ""
    phone: str = ""


def arriving(
    drawn: Sequence[Drawn], ids: Sequence[UUID], number: int, draw: random.Random
) -> tuple[Drawn, UUID, bool]:
    """Somebody as a referral brings them, with whom they live or who they are, and whether that is who they are.

    Every other one is held already and written a little differently; the others are new, and of that household.
    """
    place = draw.randrange(len(drawn))
    known = drawn[place]
    if number % 2:
        other = drawn[draw.randrange(len(drawn))]
        born = other.born + timedelta(days=400)
        return Drawn(known.given, other.family, born, known.postcode), ids[place], False
    cut = draw.randrange(1, max(len(known.family), 2))
    born = known.born if draw.random() < SAME_BIRTH else known.born + timedelta(days=1)
    slipped = known.family[:cut] + known.family[cut + 1 :] if draw.random() < MISSPELT else known.family
    return Drawn(known.given, slipped, born, known.postcode), ids[place], True


@contextmanager
def in_the_register(
    hub: Hub, times: int, say: Callable[[str], None]
) -> Iterator[list[tuple[UUID, UUID | None]]]:
    """Let some arrive in a register as it is: who they are there, and as whom they are held already."""
    draw = random.Random(times)  # noqa: S311 - the same people in every run
    with psycopg.connect(dsn()) as owner:
        rows = owner.execute(_SOME, [hub.partnership_id, hub.coordinators_id, 4 * times]).fetchall()
    ids = [row[0] for row in rows]
    wanted = [arriving([Drawn(*row[1:]) for row in rows], ids, number, draw) for number in range(times)]
    say(f"{times:,} people arrive")
    new, files = poured(hub, [one for one, *_ in wanted])
    try:
        with psycopg.connect(dsn()) as owner:
            near = [known for _, known, _ in wanted]
            owner.execute(_SAME_HOME, [new, near, hub.partnership_id, _REACHED])
        yield [
            (id_, known if is_held else None) for id_, (_, known, is_held) in zip(new, wanted, strict=True)
        ]
    finally:
        _taken_away(new, files)


def poured(hub: Hub, drawn: Sequence[Drawn]) -> tuple[list[UUID], list[UUID]]:
    """Write people by COPY. The triggers that would fill in who sees each row are passed over: it is said here."""
    ids, files = [uuid4() for _ in drawn], [uuid4() for _ in drawn]
    now, p, holder = clock.now(), hub.partnership_id, hub.coordinators
    with psycopg.connect(dsn()) as owner, owner.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        rows = {
            "sharing_file": ((file, p, "person", ["referred"], now) for file in files),
            "sharing_grant": (
                (uuid4(), p, file, holder.id, holder.works_with, [str(one) for one in ALL_SIDES],
                 [str(one) for one in ALL_CATEGORIES], "coordinate", now)
                for file in files
            ),
            "people_person": (
                (id_, p, file, "harmed", "identity", [holder.id], one.given, "", one.family, "", "", one.born,
                 finding.sort_key(one.given, one.family), finding.found_by([one.given, one.family]), "", False, "",
                 now, 1)
                for id_, file, one in zip(ids, files, drawn, strict=True)
            ),
            "people_matchkey": (
                (p, digest, kind.value, id_)
                for id_, one in zip(ids, drawn, strict=True)
                for kind, digests in _keys(one).items()
                for digest in digests
            ),
        }  # fmt: skip
        for table, columns in TABLES.items():
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows[table]:
                    copy.write_row(row)
    return ids, files


def _taken_away(ids: list[UUID], files: list[UUID]) -> None:
    with psycopg.connect(dsn()) as owner:
        owner.execute("SET session_replication_role = replica")
        owner.execute("DELETE FROM people_matchkey WHERE person_id = ANY (%s)", [ids])
        owner.execute("DELETE FROM people_person WHERE id = ANY (%s)", [ids])
        owner.execute("DELETE FROM sharing_grant WHERE file_id = ANY (%s)", [files])
        owner.execute("DELETE FROM sharing_file WHERE id = ANY (%s)", [files])


def _keys(one: Drawn) -> keys.Keys:
    said = keys.Said(names=((one.given, one.family),), born_on=one.born, numbers=())
    contact = {ContactKind.ADDRESS: f"1 The Example\n{one.postcode}"} if one.postcode else {}
    if one.phone:
        contact[ContactKind.MOBILE] = one.phone
    return keys.identity_keys(said) | keys.contact_keys(said, contact)
