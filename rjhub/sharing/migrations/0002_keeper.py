"""Who may see what, as the database holds it, before the first protected table exists."""

from django.db import migrations

from rjhub.sharing.barring import BARRING, FILES
from rjhub.sharing.database import FOUNDATIONS, KEEPER
from rjhub.sharing.narrowing import GRANTING, SIGNING
from rjhub.sharing.protect import Protect


class Migration(migrations.Migration):
    """The keeper's functions and the policies of files and grants."""

    dependencies = [("sharing", "0001_initial"), ("audit", "0002_rights")]
    operations = [
        *(migrations.RunSQL(each) for each in (FOUNDATIONS, FILES, KEEPER, SIGNING, GRANTING)),
        Protect("ConflictOfInterest", "Sealing"),
        migrations.RunSQL(BARRING),
    ]
