"""The application may add to the logs and nothing else; the keeper seals them, and erases on the owner's word."""

from django.db import migrations

from rjhub.audit.database import ERASING, RIGHTS, SEALING


class Migration(migrations.Migration):
    """Insert only, and each row knows its transaction, by which it is sealed."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(each) for each in (RIGHTS, SEALING, ERASING)]
