"""Keep of an erased record no more than finds it: not the keys by which records are only brought together."""

from django.db import migrations

from rjhub.offers.erasing_rules import KEPT_OF_A_NO


class Migration(migrations.Migration):
    """Once there are such keys."""

    dependencies = [("offers", "0002_noes"), ("people", "0007_wider_keys")]
    operations = [migrations.RunSQL(KEPT_OF_A_NO)]
