"""The table that all web processes count tries to sign in in. It is made here, because only the owner may."""

from typing import Any

from django.core.management import call_command
from django.db import migrations


def create(apps: Any, schema_editor: Any) -> None:
    del apps
    call_command("createcachetable", "shared_cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("partnership", "0003_invitations_end_once")]

    operations = [
        migrations.RunPython(create, migrations.RunPython.noop),
    ]
