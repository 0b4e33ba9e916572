"""Words that every facilitator reads are held as well: contacts, preparing, follow-ups, guests, questions."""

from django.db import migrations, models

from rjhub.cases.vocabulary import WordsPlace
from rjhub.cases.wording_rules import MORE_GUARDS


class Migration(migrations.Migration):
    """More places; what stands in them already stays as it is until somebody changes it."""

    dependencies = [("cases", "0010_asked_under")]
    operations = [
        migrations.AlterField(
            "heldwords", "place", models.CharField(choices=WordsPlace.choices, max_length=9)
        ),
        migrations.RunSQL(MORE_GUARDS),
    ]
