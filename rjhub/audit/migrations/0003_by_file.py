"""An index by which readings of a file are found, in the log of what was looked at."""

from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Entries of the index are gathered before they are put in their places, so that writing the log stays quick."""

    dependencies = [("audit", "0002_rights")]
    operations = [
        BtreeGinExtension(),
        migrations.RunSQL(
            "CREATE INDEX consultation_by_file ON audit_consultation USING gin (partnership_id, files)",
            "DROP INDEX consultation_by_file",
        ),
    ]
