"""The application may add to the logs and nothing else."""

from django.db import migrations

from rjhub.audit.database import RIGHTS


class Migration(migrations.Migration):
    """Insert only, and each row knows its transaction, by which it will be sealed."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(RIGHTS)]
