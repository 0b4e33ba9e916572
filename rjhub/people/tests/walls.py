"""An attacker for tests: every way in which somebody on the responsible side might learn about a person harmed.

`breaches` tries them all as the application, with the principals of that agency, and answers which ones succeeded.
The tests ask for an empty answer, and ask again with one wall taken down, to see that the attacker would notice.
"""

from collections.abc import Callable, Iterator
from uuid import uuid4

from django.db import DatabaseError, connection, transaction

from rjhub.people.models import Person
from rjhub.sharing import signing
from rjhub.sharing.vocabulary import Category, Purpose, Side

HARMED_TABLES = ("people_safecontact", "people_stop", "people_contactpoint", "people_equality")
SECRETS = ("BN1 1AA", "+447700900321", "Otter")

# The wall stands twice: in what may be granted, and in what a clause may allow. A planted fault breaks both.
NO_WALL = (
    "ALTER TABLE sharing_grant DROP CONSTRAINT the_wall; "
    "ALTER TABLE sharing_allowance DROP CONSTRAINT no_clause_opens_the_wall; "
    "UPDATE sharing_allowance SET sides = sides || ARRAY['harmed'], "
    "categories = categories || ARRAY['contact', 'safety']"
)


def breaches(rosa: Person, principals: tuple[int, ...], partnership_id: int) -> list[str]:
    """What somebody acting as these principals gets to know or do about a person harmed, and must not."""
    attempts = [
        *(("read " + table, _reads(table, rosa)) for table in HARMED_TABLES),
        (
            "open the vault",
            _calls("SELECT count(*) FROM vault.open_contact(%s, 'attack', 'attack')", rosa.id),
        ),
        ("write to the vault", _calls("SELECT vault.keep_contact(%s, 'mobile', 'x')", rosa.id)),
        ("read the vault's table", _calls("SELECT count(*) FROM vault.contact")),
        ("read the keys", _calls("SELECT count(*) FROM people_matchkey")),
        ("be granted contact", _grants(rosa, principals, Category.CONTACT)),
        ("be granted safety", _grants(rosa, principals, Category.SAFETY)),
        ("keep contact in the open table", _inserts_contact(rosa)),
        ("keep contact as if it were the other side's", _inserts_contact(rosa, side=Side.RESPONSIBLE)),
        ("move a row to the other side", _moves_side(rosa)),
    ]
    return [name for name, attempt in attempts if _succeeds(attempt, principals, partnership_id)]


def _succeeds(attempt: Callable[[], bool], principals: tuple[int, ...], partnership_id: int) -> bool:
    with transaction.atomic():
        with connection.cursor() as cursor:
            signed = signing.signed(partnership_id, principals, None)
            cursor.execute("SELECT set_config('app.reader', %s, true)", [signed])
        try:
            with transaction.atomic():
                got = attempt()
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except DatabaseError:
            got = False
        transaction.set_rollback(True)
    return got


def _reads(table: str, rosa: Person) -> Callable[[], bool]:
    return _calls(f"SELECT count(*) FROM {table} WHERE person_id = %s OR file_id = %s", rosa.id, rosa.file_id)


def _calls(statement: str, *values: object) -> Callable[[], bool]:
    def attempt() -> bool:
        with connection.cursor() as cursor:
            cursor.execute(statement, list(values))
            return cursor.fetchone() != (0,)

    return attempt


def _grants(rosa: Person, principals: tuple[int, ...], category: Category) -> Callable[[], bool]:
    return _runs(
        "INSERT INTO sharing_grant (id, partnership_id, file_id, holder_id, works_with, sides, categories, purpose,"
        " granted_at) SELECT %s, partnership_id, %s, id, works_with, ARRAY['harmed'], ARRAY[%s], %s, now()"
        " FROM partnership_principal WHERE id = %s",
        uuid4(),
        rosa.file_id,
        category.value,
        Purpose.FACILITATE.value,
        principals[0],
    )


def _inserts_contact(rosa: Person, *, side: Side = Side.HARMED) -> Callable[[], bool]:
    return _runs(
        "INSERT INTO people_contactpoint (partnership_id, id, file_id, side, category, acl, person_id, kind, value,"
        " since) VALUES (%s, %s, %s, %s, 'contact', '{}', %s, 'mobile', '07700 900321', now())",
        rosa.partnership_id,
        uuid4(),
        rosa.file_id,
        side.value,
        rosa.id,
    )


def _moves_side(rosa: Person) -> Callable[[], bool]:
    return _runs("UPDATE people_person SET side = 'responsible' WHERE id = %s", rosa.id)


def _runs(statement: str, *values: object) -> Callable[[], bool]:
    def attempt() -> bool:
        with connection.cursor() as cursor:
            cursor.execute(statement, list(values))
            return cursor.rowcount > 0

    return attempt


def texts_of(value: object) -> Iterator[str]:
    """Every secret of Rosa's that stands in a page, a row or a message."""
    return (secret for secret in SECRETS if secret in str(value))
