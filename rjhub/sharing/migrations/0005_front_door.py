"""An administrator signs somebody out, from inside a door that reaches no session."""

from django.db import migrations

from rjhub.sharing.front_door import SIGNING_OUT


class Migration(migrations.Migration):
    """Make the function; the rights on the tables are given after each migration."""

    dependencies = [("sharing", "0004_second_lock"), ("partnership", "0003_front_door")]
    operations = [migrations.RunSQL(SIGNING_OUT)]
