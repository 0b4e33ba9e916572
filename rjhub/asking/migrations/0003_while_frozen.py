"""Whoever asks first while contact stands still is told to ring the hub."""

from django.db import migrations

from rjhub.asking.freeze_rules import FROZEN


class Migration(migrations.Migration):
    """Once the database knows whether it does."""

    dependencies = [("asking", "0002_between"), ("offers", "0009_after_a_restore")]
    operations = [migrations.RunSQL(FROZEN)]
