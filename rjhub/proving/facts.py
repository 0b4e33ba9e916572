"""Protected facts: which there are, which of them somebody may not know, and how to change them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from django.apps import apps
from django.db import models, transaction
from psycopg import sql

from rjhub.sharing.doors import Reader
from rjhub.sharing.models import Protected

HIDDEN = sql.SQL("NOT (partnership_id = {} AND acl && {} AND NOT acl && {})")
# Texts in which nobody writes words of their own: references, and codes of a pathway or of a list, without which a page
# that shows them cannot be made.
CODES = {
    "id", "acl", "side", "category", "reference", "submission_key", "case_reference", "key", "tag", "kind", "role",
    "referred_by", "cj_stage", "offence_group", "district", "action", "court_kind", "court", "noun", "field",
    "force_code", "prison_code", "address", "asked_under", "question", "value",
}  # fmt: skip


@dataclass(frozen=True)
class Field:
    """A text of a protected table."""

    table: str
    column: str
    longest: int | None


def texts() -> list[Field]:
    """Every text of every protected table in which somebody writes words of their own."""
    return [
        Field(model._meta.db_table, str(field.column), field.max_length)
        for model in apps.get_models()
        if issubclass(model, Protected)
        for field in model._meta.local_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in CODES
    ]


def hidden_from(reader: Reader) -> sql.Composed:
    """The condition under which a row is hidden from somebody."""
    numbers = (sql.Literal(list(each)) for each in (reader.principals, reader.barred))
    return HIDDEN.format(
        sql.Literal(reader.partnership_id), *(sql.SQL("{}::int[]").format(each) for each in numbers)
    )


def _words_in(column: str) -> sql.Composed:
    # A telephone number, which begins with a plus, is shown as one, and nothing else can stand in its place.
    return sql.SQL("{0} <> '' AND {0} NOT LIKE '+%%'").format(sql.Identifier(column))


def change(cursor: Any, fields: list[Field], where: sql.Composable) -> int:
    """Let each text say something else in the rows for which a condition holds. Answers how many were changed."""
    changed = 0
    for field in fields:
        value = sql.SQL("left('Zq' || {}, {})").format(
            sql.Identifier(field.column), sql.Literal(field.longest)
        )
        statement = sql.SQL("UPDATE {} SET {} = {} WHERE {} AND {}").format(
            sql.Identifier(field.table), sql.Identifier(field.column), value, _words_in(field.column), where
        )
        changed += _done(cursor, statement)
    return changed


def add(cursor: Any, tables: list[str], where: sql.Composable) -> int:
    """Let there be one more of each row for which a condition holds, where that can be. Answers how many."""
    statement = sql.SQL(
        "INSERT INTO {0} SELECT (jsonb_populate_record(NULL::{0}, to_jsonb(t) "
        "|| jsonb_build_object('id', gen_random_uuid(), 'submission_key', gen_random_uuid()))).* FROM {0} t WHERE {1}"
    )
    return sum(_done(cursor, statement.format(sql.Identifier(table), where)) for table in tables)


def _done(cursor: Any, statement: sql.Composable) -> int:
    try:
        with transaction.atomic():
            cursor.execute(statement)
            return int(cursor.rowcount)
    except psycopg.Error:
        return 0  # the table does not take such a row, so nobody can tell anything by it


@dataclass(frozen=True)
class Canary:
    """A word that stands in one field of one row, and nowhere else."""

    word: str
    table: str
    column: str
    row: Any
    file: Any
    side: str
    category: str
    partnership: int
    holder: int | None


def plant(cursor: Any, files: list[Any]) -> Iterator[Canary]:
    """Put a word of its own into every text of some files."""
    number = 0
    for field in texts():
        if field.longest is not None and field.longest < len("zq000000"):
            continue
        table, column = sql.Identifier(field.table), sql.Identifier(field.column)
        holder = "holder_id" if _has_holder(field.table) else "NULL"
        asked = (
            "SELECT id, file_id, side, category, partnership_id, {} FROM {} WHERE file_id = ANY (%s) AND {}"
        )
        cursor.execute(sql.SQL(asked).format(sql.SQL(holder), table, _words_in(field.column)), [files])
        for row, file, side, category, partnership, held_by in cursor.fetchall():
            number += 1
            word = f"zq{number:06x}"
            if _done(cursor, sql.SQL("UPDATE {} SET {} = {} WHERE id = {}").format(
                table, column, sql.Literal(word), sql.Literal(row)
            )):  # fmt: skip
                yield Canary(word, field.table, field.column, row, file, side, category, partnership, held_by)


def _has_holder(table: str) -> bool:
    model = next(each for each in apps.get_models() if each._meta.db_table == table)
    return any(field.name == "holder" for field in model._meta.local_fields)
