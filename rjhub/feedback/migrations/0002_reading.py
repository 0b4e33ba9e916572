"""Row security on what people answer, and who reads it."""

from django.db import migrations

from rjhub.feedback.rules.reading import READING
from rjhub.sharing.database import WITHIN
from rjhub.sharing.protect import Protect


class Migration(migrations.Migration):
    """Protect the tables, tie the links to them, then say who reads."""

    dependencies = [
        ("feedback", "0001_initial"),
        ("cases", "0014_attached_files"),
        ("offers", "0009_after_a_restore"),
    ]
    operations = [
        Protect("Survey", "Answer", "Concern"),
        migrations.RunSQL(
            WITHIN.format(
                table="feedback_surveylink",
                short="feedback_surveylink",
                column="survey_id",
                target="feedback_survey",
            ),
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(READING, migrations.RunSQL.noop),
    ]
