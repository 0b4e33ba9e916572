"""Erase with a record what was written beside its noes and offers, and what was asked about the person."""

from django.db import migrations

from rjhub.offers.erasing_rules import WORDS_GO


class Migration(migrations.Migration):
    """Once questions are kept."""

    dependencies = [("asking", "0001_walls"), ("offers", "0003_kept_of_a_no")]
    operations = [migrations.RunSQL(WORDS_GO)]
