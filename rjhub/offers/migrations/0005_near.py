"""Find people who said no although two things about them are written wrongly."""

from typing import Any

from django.db import migrations

from rjhub.kernel.matching.nicknames import table
from rjhub.offers.near_rules import DECIDING, WEIGHING
from rjhub.offers.trait_rules import TRAITS


def _nicknames(apps: Any, schema_editor: Any) -> None:
    del apps
    rows = [(name, root) for name, roots in sorted(table().items()) for root in sorted(roots)]
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE rjhub_keeper")
        cursor.executemany("INSERT INTO keeper.nickname (name, root) VALUES (%s, %s)", rows)
        cursor.execute("RESET ROLE")


class Migration(migrations.Migration):
    """What they are found by, how it is weighed, and that whoever is to be approached is weighed so."""

    dependencies = [("matching", "0003_erasing"), ("offers", "0004_words_go")]
    operations = [
        migrations.RunSQL(TRAITS),
        migrations.RunPython(_nicknames, migrations.RunPython.noop),
        migrations.RunSQL(WEIGHING),
        migrations.RunSQL(DECIDING),
    ]
