"""Who sees and writes the register, what a lapse stops, what is counted from cases, and who approves hours."""

from django.db import migrations

from rjhub.facilitators.rules import counting, lapsing, learning, reading


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_attached_files"),
        ("facilitators", "0001_initial"),
        ("partnership", "0004_evidence_and_kinds"),
        ("sharing", "0007_standing"),
    ]
    operations = [
        migrations.RunSQL(each)
        for each in (reading.WHO, lapsing.LAPSING, counting.COUNTING, learning.LEARNING)
    ]
