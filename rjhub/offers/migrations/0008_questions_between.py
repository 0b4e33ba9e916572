"""Erase with a record what another partnership asked about the person."""

from django.db import migrations

from rjhub.offers.erasing_rules import QUESTIONS_BETWEEN


class Migration(migrations.Migration):
    """Once partnerships ask each other."""

    dependencies = [("asking", "0002_between"), ("offers", "0007_approaches")]
    operations = [migrations.RunSQL(QUESTIONS_BETWEEN)]
