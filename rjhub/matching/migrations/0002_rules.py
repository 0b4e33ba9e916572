"""Row security on pairs and proposals, and what the database itself does for matching."""

from django.contrib.postgres.operations import CreateExtension
from django.db import migrations

from rjhub.matching.database import CANDIDATES, CHANGED, JOINING, LEVELS
from rjhub.sharing.protect import Protect


class Migration(migrations.Migration):
    """Protect the tables, then compare, find and guard."""

    dependencies = [("matching", "0001_initial")]
    operations = [
        CreateExtension("fuzzystrmatch"),
        Protect("Pair", "Proposal"),
        *(migrations.RunSQL(part) for part in (LEVELS, CANDIDATES, JOINING, CHANGED)),
    ]
