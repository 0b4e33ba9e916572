"""An index of the cases that are open."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Most cases are closed, and most lists are of those that are not."""

    dependencies = [("cases", "0002_gates")]
    operations = [
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["partnership", "-updated_at", "id"],
                condition=models.Q(closed_at__isnull=True),
                name="case_open_newest",
            ),
        ),
    ]
