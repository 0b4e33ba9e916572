"""Row security on every table of the people room, the vault, search, and the rule that a no is a no."""

from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension
from django.db import migrations

from rjhub.people.database import MATCHING, SEARCH, VAULT
from rjhub.sharing.protect import Protect

PROTECTED = (
    "Person",
    "OtherName",
    "Identifier",
    "Amendment",
    "ContactPoint",
    "Custody",
    "SafeContact",
    "Equality",
    "Stop",
    "Link",
)

# A row about a person is in that person's file and on that person's side, whatever the program thinks.
ABOUT_PERSON = """
ALTER TABLE people_person ADD CONSTRAINT person_file_and_side UNIQUE (partnership_id, id, file_id, side);
""" + "".join(
    f"""
ALTER TABLE people_{table} ADD CONSTRAINT {table}_in_the_persons_file
  FOREIGN KEY (partnership_id, person_id, file_id, side)
  REFERENCES people_person (partnership_id, id, file_id, side);
"""
    for table in (
        "othername",
        "identifier",
        "amendment",
        "contactpoint",
        "custody",
        "safecontact",
        "equality",
        "stop",
    )
)

# The planner keeps samples of a column's common values, and EXPLAIN tells anybody how many rows have one,
# hidden rows too. Of these columns it keeps none.
NO_SAMPLES = "".join(
    f"ALTER TABLE people_{table} {', '.join(f'ALTER {column} SET STATISTICS 0' for column in columns)};\n"
    for table, columns in {
        "person": (
            "given_name",
            "middle_names",
            "family_name",
            "known_as",
            "born_on",
            "sort_key",
            "found_by",
        ),
        "othername": ("given_name", "family_name"),
        "identifier": ("value",),
        "amendment": ("before",),
        "contactpoint": ("value",),
        "custody": ("prison_code",),
        "safecontact": ("safe_times", "who_may_answer", "code_word", "notes"),
    }.items()
)


class Migration(migrations.Migration):
    """Protect the tables, then build what reads across them."""

    dependencies = [("people", "0001_initial"), ("sharing", "0002_keeper")]
    operations = [
        BtreeGinExtension(),
        TrigramExtension(),
        Protect(*PROTECTED),
        *(migrations.RunSQL(part) for part in (ABOUT_PERSON, NO_SAMPLES, VAULT, MATCHING, SEARCH)),
    ]
