"""Make the reviewed functions of databases made before this look for names in temporary schemas last."""

from django.db import migrations

from rjhub.sharing.database import LOOK_NOWHERE_ELSE


class Migration(migrations.Migration):
    """Without it, whoever may make a temporary type has its checks run with the rights of a function's owner."""

    dependencies = [("sharing", "0002_keeper")]
    operations = [migrations.RunSQL(LOOK_NOWHERE_ELSE)]
