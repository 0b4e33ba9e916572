"""Find people who said no by names that few have, and by half a birth."""

import json
from pathlib import Path
from typing import Any

from django.db import migrations

from rjhub import matching
from rjhub.offers.rarity_rules import RARITY


def _rarity(apps: Any, schema_editor: Any) -> None:
    del apps
    told = json.loads(Path(matching.__path__[0], "shipped.json").read_bytes())
    first, last = told["first_names"], told["last_names"]
    # A name that is only in the other list is as rare as any that is in none.
    rows = [(name, first.get(name), last.get(name)) for name in sorted({*first, *last})]
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE rjhub_keeper")
        cursor.executemany("INSERT INTO keeper.name_rarity (name, first, last) VALUES (%s, %s, %s)", rows)
        cursor.execute("RESET ROLE")


class Migration(migrations.Migration):
    """In the place of what weighed by the average."""

    dependencies = [("matching", "0004_candidates"), ("offers", "0009_after_a_restore")]
    operations = [
        migrations.RunSQL(RARITY),
        migrations.RunPython(_rarity, migrations.RunPython.noop),
    ]
