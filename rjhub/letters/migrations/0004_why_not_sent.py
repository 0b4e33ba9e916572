"""One more reason why something written was not sent."""

from django.db import migrations, models

from rjhub.letters.vocabulary import Because


class Migration(migrations.Migration):
    """The database holds the word, the program the choices."""

    dependencies = [("letters", "0003_what_left")]
    operations = [
        migrations.AlterField(
            model_name="letter",
            name="because",
            field=models.CharField(blank=True, choices=Because.choices, max_length=14),
        ),
    ]
