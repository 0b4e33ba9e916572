"""Whoever often works late is pointed out too, where they had nothing to do on what they opened."""

from django.db import migrations

from rjhub.reading.rules.at_night import AT_NIGHT


class Migration(migrations.Migration):
    """Count at night what somebody had no task on."""

    dependencies = [("reading", "0002_rules")]
    operations = [migrations.RunSQL(AT_NIGHT)]
