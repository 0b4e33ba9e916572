"""Row security on what is written and what left, and the rule that nothing leaves against a no."""

from django.db import migrations

from rjhub.letters.database import WRITING
from rjhub.sharing.protect import Protect


class Migration(migrations.Migration):
    """Protect the tables, then guard what leaves."""

    dependencies = [
        ("letters", "0001_initial"),
        ("people", "0004_who_has_seen"),
        ("sharing", "0003_emergencies"),
    ]
    operations = [Protect("Letter", "Dispatch"), migrations.RunSQL(WRITING)]
