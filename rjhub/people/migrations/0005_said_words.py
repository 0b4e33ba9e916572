"""Keys of addresses line by line, and of code words, by which texts are compared with them."""

from django.db import migrations, models

from rjhub.people.vocabulary import KeyKind


class Migration(migrations.Migration):
    """Name the kinds."""

    dependencies = [("people", "0004_who_has_seen")]
    operations = [
        migrations.AlterField("matchkey", "kind", models.SmallIntegerField(choices=KeyKind.choices)),
    ]
