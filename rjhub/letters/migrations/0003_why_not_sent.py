"""One more reason why something written was not sent."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("letters", "0002_guards"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="because",
            field=models.CharField(blank=True, choices=[("said_no", "They asked not to be contacted"), ("maybe_said_no", "Somebody who may be this person asked not to be contacted. Ask the hub"), ("never_asked", "Nobody has asked them how they can be contacted safely"), ("not_this_way", "This is not among the ways that they said are safe"), ("asked_long_ago", "They were last asked more than six months ago what is safe. Ask them again"), ("no_address", "Nothing is recorded by which they could be reached in this way"), ("changed_since", "How they can be reached changed after they said what is safe. Ask them again"), ("in_custody", "They are held in a prison, so a letter to their address would not reach them alone"), ("too_early", "The time to send it has not come"), ("too_late", "The time in which it was to be sent has passed"), ("frozen", "RJ Hub was restored from a backup, so nobody is written to until the noes said since are known again"), ("writer_gone", "Whoever sent it off may no longer reach this person")], max_length=14),
        ),
    ]
