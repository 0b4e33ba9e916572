"""A request says by which clause of the agreement it may be answered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column. What was asked before says nothing of it."""

    dependencies = [("cases", "0009_held_words")]
    operations = [
        migrations.AddField(
            model_name="informationrequest",
            name="asked_under",
            field=models.CharField(
                blank=True,
                default="",
                help_text="The clause by which it may be answered: its number and title",
                max_length=200,
            ),
            preserve_default=False,
        )
    ]
