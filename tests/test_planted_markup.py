"""Whatever somebody typed is only ever words on the pages of others: no tag, no attribute, no address, no template.

Markup is planted in every text of the database that people write, under the forms and the actions, so that no check of
theirs helps; then members of the cast walk along every link.
"""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection, models
from psycopg import DataError, IntegrityError, sql

from tests.fields import classified, key_of, ours
from tests.looks import seeing
from tests.looks.seeing import Seen

pytestmark = pytest.mark.django_db
TAG = "x-planted"
MARKUP = f"</textarea></title></select>'\"><{TAG} onfocus=x>x{{{{7*7}}}}x "
SHORT = f'"><{TAG}> '
# A coordinator, an information officer, a facilitator of the other side, a referrer who answers requests.
WALKERS = ("Marian Okafor", "Helen Marsh", "Adaeze Obi", "Dean Whitlock")
LEADS = ("href", "src", "action", "formaction", "data-save-as-typed")


class Planted(HTMLParser):
    """Finds what a browser would take for more than words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == TAG or TAG in said or "onfocus" in said:
            self.found.append(str(self.get_starttag_text()))
        self.found += [str(said[each]) for each in LEADS if (said.get(each) or "").startswith("javascript:")]


def texts() -> list[tuple[str, str, str, int]]:
    """Table, column, payload and room of every text that people write and nothing reads as a code."""
    table = classified()
    found = []
    for model in ours():
        written = {
            name for kind in ("narrative", "personal", "staff") for name in table[key_of(model)].get(kind, ())
        }
        for field in model._meta.concrete_fields:
            plain = type(field) in (models.CharField, models.TextField) and not field.choices
            if field.name in written and plain:
                room = field.max_length or 10_000
                found.append(
                    (
                        model._meta.db_table,
                        str(field.column),
                        MARKUP if room > 2 * len(MARKUP) else SHORT,
                        room,
                    )
                )
    return found


def plant(looking: Any) -> set[str]:
    """Put markup before every such text; gives the columns that the database does not let it into."""
    refused = set()
    with looking():
        beside: Any = connection.connection  # beside the program, whose doors are for its own statements
        beside.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, column, payload, room in texts():
            planted = sql.SQL(
                "UPDATE {0} SET {1} = left({2} || {1}, {3}) WHERE {1} <> '' AND {1} <> ALL ({4})"
            ).format(sql.Identifier(table), sql.Identifier(column), payload, room, list(WALKERS))
            try:
                with beside.transaction():
                    beside.execute(_triggers("DISABLE", table))
                    beside.execute(planted)
                    beside.execute(_triggers("ENABLE", table))
            except (DataError, IntegrityError):
                refused.add(f"{table}.{column}")
    return refused


def _triggers(how: str, table: str) -> sql.Composed:
    return sql.SQL("ALTER TABLE {} {} TRIGGER USER").format(sql.Identifier(table), sql.SQL(how))


def test_markup_in_every_text_that_people_write_stays_words(behind_the_walls: Any) -> None:
    seeing.load()
    refused = plant(behind_the_walls)
    seen = Seen()
    shown, wrong = 0, dict[str, Any]()
    for look in seeing.walk(seen, WALKERS, visits=1, thorough=False):
        shown += "&lt;x-planted" in look.html
        found = Planted(look.html).found + (["49"] if "x49x" in look.html else [])
        if found:
            wrong[look.place] = found[:2]
    assert wrong == {}
    assert seen.failed == []
    assert refused == set()
    assert shown > 40
