"""Trying out names to learn who has said no is pointed out too."""

from django.db import migrations, models

from rjhub.reading.rules.finding_tries import TRIES
from rjhub.reading.vocabulary import Pattern


class Migration(migrations.Migration):
    """One pattern more."""

    dependencies = [("reading", "0003_at_night"), ("people", "0004_who_has_seen"), ("offers", "0005_near")]
    operations = [
        migrations.AlterField("finding", "pattern", models.CharField(choices=Pattern.choices, max_length=8)),
        migrations.RunSQL(TRIES),
    ]
