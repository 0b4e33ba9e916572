"""When a person's record is erased, nothing stays here that names or describes them."""

from django.db import connection

from rjhub.people.announcements import RecordErased


def forget_pairs(fact: RecordErased) -> None:
    """Delete the comparisons of a record with others, what was proposed about them, and the reasons of decisions."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.forget_pairs(%s)", [fact.person_id])
