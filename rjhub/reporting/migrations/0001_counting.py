"""A view for each version of an indicator, and the function that counts them."""

from django.db import migrations

from rjhub.reporting.rules import counting


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("cases", "0014_attached_files"),
        ("facilitators", "0002_rules"),
    ]
    operations = [migrations.RunSQL(counting.views()), migrations.RunSQL(counting.COUNTING)]
