"""How many rows the planner expects of the functions that say who else somebody may be."""

from django.db import migrations

from rjhub.people.database import EXPECTED


class Migration(migrations.Migration):
    """Tell the planner."""

    dependencies = [("people", "0002_walls")]
    operations = [
        migrations.RunSQL(f"SET LOCAL ROLE rjhub_keeper; {EXPECTED} RESET ROLE;", migrations.RunSQL.noop)
    ]
