"""Row security on every table of confidential referrals."""

from django.db import migrations

from rjhub.sharing.protect import Protect

PROTECTED = ("Referral", "Offence", "ReferralParty", "KnownRisk", "Amendment", "DuplicateCheck")


class Migration(migrations.Migration):
    """Protect the tables."""

    dependencies = [("referrals", "0001_initial"), ("people", "0002_walls"), ("sharing", "0002_keeper")]
    operations = [Protect(*PROTECTED)]
