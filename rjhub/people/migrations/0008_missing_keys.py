"""Which records were stored before keys of some kind were made."""

from django.db import migrations

from rjhub.people.missing_keys import WITHOUT_KEYS


class Migration(migrations.Migration):
    """Make the function that tells the program; the keys are made at night."""

    dependencies = [("people", "0007_wider_keys"), ("sharing", "0004_second_lock")]
    operations = [migrations.RunSQL(WITHOUT_KEYS)]
