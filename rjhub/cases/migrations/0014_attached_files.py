"""What shuts a case shuts the referrals that were attached to it, and a sealed one is no candidate for others."""

from django.db import migrations

from rjhub.cases.attached_files import SHUT_WITH_THE_ATTACHED


class Migration(migrations.Migration):
    """Teach the database which files came with a referral."""

    dependencies = [("cases", "0013_code_duties"), ("referrals", "0002_walls")]
    operations = [migrations.RunSQL(SHUT_WITH_THE_ATTACHED)]
