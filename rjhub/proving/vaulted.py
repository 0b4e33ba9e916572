"""Canaries in the vault: each way to reach a person harmed becomes one that nobody else has."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rjhub.people import vault
from rjhub.people.vocabulary import ContactKind
from rjhub.proving.facts import Canary

KEPT = """
SELECT n.partnership_id, n.id, n.file_id FROM people_person n
WHERE n.file_id = ANY (%s) AND n.side = 'harmed' ORDER BY n.id
"""
OVER = (
    "UPDATE vault.contact SET until = clock_timestamp() WHERE person_id = %s AND kind = %s AND until IS NULL"
)
NEW = "INSERT INTO vault.contact (partnership_id, person_id, kind, sealed) VALUES (%s, %s, %s, %s)"


@dataclass(frozen=True)
class Whose:
    """A person, as far as a value is bound to them."""

    partnership_id: int
    id: object


def plant(cursor: Any, files: list[Any]) -> Iterator[Canary]:
    """Let everybody harmed in these files be reached in each way that there is."""
    cursor.execute(KEPT, [files])
    for at, (partnership, person, file) in enumerate(cursor.fetchall()):
        for number, kind in enumerate(ContactKind):
            word = f"zqf{at * len(ContactKind) + number:05x}"
            cursor.execute("SET ROLE rjhub_vault")
            cursor.execute(OVER, [person, kind])
            cursor.execute(
                NEW, [partnership, person, kind, vault.seal(word, Whose(partnership, person), kind)]
            )
            cursor.execute("RESET ROLE")
            yield Canary(word, "vault.contact", kind, person, file, "harmed", "contact", partnership, None)
