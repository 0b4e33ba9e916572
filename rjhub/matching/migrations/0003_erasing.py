"""Keep no comparison of an erased record."""

from django.db import migrations

from rjhub.matching.erasing_rules import FORGETTING


class Migration(migrations.Migration):
    """Once there is something to forget."""

    dependencies = [("matching", "0002_rules")]
    operations = [migrations.RunSQL(FORGETTING)]
