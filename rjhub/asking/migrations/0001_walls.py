"""What the database holds of questions before an approach. The room has no table that the program reads."""

from django.db import migrations

from rjhub.asking.database import DECIDING, TABLES, TELLING


class Migration(migrations.Migration):
    initial = True
    dependencies = [("people", "0006_second_lock"), ("sharing", "0004_second_lock")]
    operations = [migrations.RunSQL(each) for each in (TABLES, DECIDING, TELLING)]
