"""What the database holds of tokens. The room has no table that the program reads."""

from django.db import migrations

from rjhub.tokens.database import TOKENS


class Migration(migrations.Migration):
    initial = True
    dependencies = [("sharing", "0005_front_door")]
    operations = [migrations.RunSQL(TOKENS)]
