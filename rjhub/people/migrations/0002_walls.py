"""Row security on every table of the people room, the vault, and the rule that a no is a no."""

from django.db import migrations

from rjhub.people.database import MATCHING, VAULT
from rjhub.sharing.protect import Protect

PROTECTED = (
    "Person",
    "OtherName",
    "Identifier",
    "ContactPoint",
    "Custody",
    "SafeContact",
    "Equality",
    "Stop",
    "Link",
)


class Migration(migrations.Migration):
    """Protect the tables, then build what reads across them."""

    dependencies = [("people", "0001_initial"), ("sharing", "0002_keeper")]
    operations = [
        *(Protect(name) for name in PROTECTED),
        migrations.RunSQL(VAULT),
        migrations.RunSQL(MATCHING),
    ]
