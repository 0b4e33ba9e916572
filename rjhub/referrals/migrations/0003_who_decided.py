"""A decided referral says who decided."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Both or neither."""

    dependencies = [("referrals", "0002_walls")]
    operations = [
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="a_decided_referral_says_who",
            ),
        )
    ]
