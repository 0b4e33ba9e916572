"""Whoever may lock an account ends its sessions, and nobody else at work."""

from django.db import migrations

from rjhub.sharing.signing_out import ONE_RULE


class Migration(migrations.Migration):
    """Let one rule decide both."""

    dependencies = [("sharing", "0007_standing")]
    operations = [migrations.RunSQL(ONE_RULE)]
