"""Joining two records takes the lock of noes, and stops what a no on either forbids."""

from django.db import migrations

from rjhub.offers.joining_rules import JOINING


class Migration(migrations.Migration):
    """After what it relies on."""

    dependencies = [("offers", "0005_near")]
    operations = [migrations.RunSQL(JOINING)]
