"""Keys that find records to compare, and mean nothing alone."""

from django.db import migrations, models

from rjhub.people.vocabulary import KeyKind


class Migration(migrations.Migration):
    """Name the kinds."""

    dependencies = [("people", "0006_second_lock")]
    operations = [
        migrations.AlterField("matchkey", "kind", models.SmallIntegerField(choices=KeyKind.choices)),
    ]
