"""A purpose that no task gives: an emergency, over within the hour."""

from datetime import timedelta

from django.db import migrations, models
from django.db.models import F, Q

PURPOSES = [
    ("refer", "to make and follow a referral"),
    ("coordinate", "to coordinate the case at the hub"),
    ("facilitate", "to facilitate the case"),
    ("answer_for", "to answer for the case"),
    ("supervise", "to supervise the work on the case"),
    ("answer", "to answer a request for information"),
    ("contact", "to be the named contact of a person"),
    ("take_in", "to take in a referral made by the public"),
    ("emergency", "to act in an emergency, for an hour"),
]


class Migration(migrations.Migration):
    """Name the purpose, and hold how long it lasts."""

    dependencies = [("sharing", "0002_keeper")]

    operations = [
        *(
            migrations.AlterField(
                model_name=name, name="purpose", field=models.CharField(choices=PURPOSES, max_length=12)
            )
            for name in ("allowance", "grant")
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=~Q(purpose="emergency")
                | Q(until__isnull=False, until__lte=F("granted_at") + timedelta(minutes=60)),
                name="an_emergency_is_over_within_the_hour",
            ),
        ),
    ]
