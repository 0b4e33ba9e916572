"""Who may say who works where, and by which agreement, is asked of every statement."""

from django.db import migrations

from rjhub.sharing.standing import ASKING, READING, REFUSING, RULES, TRIGGERS


class Migration(migrations.Migration):
    """Make the functions, and a trigger for each table."""

    dependencies = [("sharing", "0006_nothing_outlasts_an_emergency"), ("partnership", "0003_front_door")]
    operations = [migrations.RunSQL(each) for each in (READING, ASKING + RULES + REFUSING, TRIGGERS)]
