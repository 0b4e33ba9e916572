"""What shows a level, and what a course is for. Courses that were typed before are told by their words."""

from django.db import migrations, models

TOLD_BY_THEIR_WORDS = """
UPDATE partnership_training SET kind = 'complex' WHERE course ILIKE '%sensitive%complex%';
UPDATE partnership_training SET kind = 'facilitation' WHERE kind = 'other' AND course ILIKE '%facilitat%';
"""


class Migration(migrations.Migration):
    dependencies = [("partnership", "0003_front_door")]
    operations = [
        migrations.AddField(
            model_name="practitionerlevel",
            name="evidence",
            field=models.CharField(
                blank=True, help_text="The registration, or where the certificate is kept", max_length=120
            ),
        ),
        migrations.AddField(
            model_name="training",
            name="kind",
            field=models.CharField(
                choices=[
                    ("facilitation", "Facilitation"),
                    ("complex", "Sensitive and complex cases"),
                    ("domestic_abuse", "Domestic abuse"),
                    ("sexual_harm", "Sexual harm"),
                    ("youth", "Children and young people"),
                    ("prison", "Working in prisons"),
                    ("other", "Something else"),
                ],
                default="other",
                max_length=16,
            ),
        ),
        migrations.RunSQL(TOLD_BY_THEIR_WORDS),
    ]
