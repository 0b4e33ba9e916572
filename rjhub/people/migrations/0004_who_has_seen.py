"""Who has seen the information about a person, for whoever answers to them for it."""

from django.db import migrations

from rjhub.people.seen_rules import SEEN


class Migration(migrations.Migration):
    """Let the keeper read it from the logs."""

    dependencies = [
        ("people", "0003_expected_rows"),
        ("audit", "0003_by_file"),
        ("sharing", "0003_emergencies"),
    ]
    operations = [migrations.RunSQL(SEEN)]
