"""What the database keeps of what was submitted."""

from django.db import migrations

from rjhub.reporting.rules import freezing


class Migration(migrations.Migration):
    dependencies = [
        ("offers", "0009_after_a_restore"),
        ("reporting", "0002_submissions"),
        ("sharing", "0007_standing"),
    ]
    operations = [migrations.RunSQL(freezing.FREEZING)]
