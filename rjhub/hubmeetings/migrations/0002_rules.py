"""Protect agendas and decisions, say who sees meetings, and work out what everybody in a room may see."""

from django.db import migrations

from rjhub.hubmeetings.rules import attending, changing, showing
from rjhub.sharing.protect import Protect


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_attached_files"),
        ("hubmeetings", "0001_initial"),
        ("sharing", "0007_standing"),
    ]
    operations = [
        Protect("AgendaItem", "ItemDecision"),
        *(
            migrations.RunSQL(each)
            for each in (attending.ATTENDING, changing.CHANGING, changing.WORDING, showing.SHOWING)
        ),
    ]
