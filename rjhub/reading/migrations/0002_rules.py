"""What the database does with the log of readings, and whom it tells of it."""

from django.db import migrations

from rjhub.reading.rules import (
    digesting,
    explaining,
    exposing,
    finding_amounts,
    finding_people,
    pointing_out,
    tasks,
    telling,
    watching,
)


class Migration(migrations.Migration):
    """The keeper's functions and the policies of the reading room."""

    dependencies = [
        ("reading", "0001_initial"),
        ("cases", "0008_outside"),
        ("people", "0004_who_has_seen"),
        ("referrals", "0002_walls"),
    ]
    operations = [
        migrations.RunSQL(each)
        for each in (
            watching.WATCHING,
            digesting.DIGEST,
            tasks.TASKS,
            finding_people.PEOPLE,
            finding_amounts.AMOUNTS,
            pointing_out.POINTING_OUT,
            telling.TELLING,
            explaining.EXPLAINING,
            exposing.EXPOSING,
        )
    ]
