"""Who sees and says when somebody is free, and their work as a calendar."""

from django.db import migrations

from rjhub.facilitators.rules import availability


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_attached_files"),
        ("facilitators", "0003_availability"),
        ("partnership", "0004_evidence_and_kinds"),
    ]
    operations = [migrations.RunSQL(each) for each in (availability.AVAILABILITY, availability.FEED)]
