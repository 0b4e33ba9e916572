"""Row security on every table of confidential referrals, and the look for the same incident across hubs."""

from django.db import migrations

from rjhub.referrals.database import SIMILAR
from rjhub.sharing.protect import Protect

PROTECTED = ("Referral", "Offence", "ReferralParty", "KnownRisk", "Amendment", "DuplicateCheck")


class Migration(migrations.Migration):
    """Protect the tables, then build what reads across them."""

    dependencies = [("referrals", "0001_initial"), ("people", "0002_walls"), ("sharing", "0002_keeper")]
    operations = [Protect(*PROTECTED), migrations.RunSQL(SIMILAR)]
