"""A role of its own for staff who do not work with people harmed, and a lock for it on every protected table."""

from django.db import migrations

from rjhub.sharing.second_lock import ASKING, LOCK


class Migration(migrations.Migration):
    """Let who asks count only through the role that is theirs; put the lock on the tables that are there."""

    dependencies = [("sharing", "0003_emergencies")]
    operations = [migrations.RunSQL(each) for each in (ASKING, LOCK)]
