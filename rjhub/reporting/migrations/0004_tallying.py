"""What is kept of figures between two countings, and until when a return counted."""

from django.db import migrations, models

from rjhub.reporting.rules import tallying


class Migration(migrations.Migration):
    dependencies = [("reporting", "0003_freezing")]
    operations = [
        migrations.RunSQL(tallying.TALLYING),
        migrations.AddField(
            model_name="submission",
            name="counted_until",
            field=models.DateTimeField(
                help_text="What was recorded until then is in it; empty where it was counted as it was submitted",
                null=True,
            ),
        ),
    ]
