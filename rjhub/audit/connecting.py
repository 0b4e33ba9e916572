"""The owner's own way to the database, past Django: what verifies a log reads it as it stands, and quickly."""

from django.conf import settings
from psycopg.conninfo import make_conninfo

OWNER = "owner"


def dsn(database: str = "") -> str:
    """The owner's way to a database, by default to the program's own."""
    owner = settings.DATABASES[OWNER]
    given = {
        "host": owner["HOST"],
        "port": owner["PORT"],
        "user": owner["USER"],
        "password": owner["PASSWORD"],
        "dbname": database or owner["NAME"],
    }
    return make_conninfo(**{name: value for name, value in given.items() if value})
