"""Row security on what is written and what left, and the rule that nothing leaves against a no."""

from django.db import migrations

from rjhub.letters.database import WRITING
from rjhub.sharing.protect import Protect


class Migration(migrations.Migration):
    """Protect the tables, then guard what leaves."""

    dependencies = [
        ("letters", "0001_initial"),
        ("people", "0006_second_lock"),
        ("sharing", "0004_second_lock"),
    ]
    operations = [Protect("Letter", "Dispatch"), migrations.RunSQL(WRITING)]
