"""The second lock, in the functions that find people and say who answers for them."""

from django.db import migrations

from rjhub.people.locking import LOCKED


class Migration(migrations.Migration):
    """Let them show the other side no more than the tables would."""

    dependencies = [("people", "0005_said_words"), ("sharing", "0004_second_lock")]
    operations = [migrations.RunSQL(LOCKED)]
