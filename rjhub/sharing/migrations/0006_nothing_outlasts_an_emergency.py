"""What somebody holds in an emergency they pass on to nobody, so that it is over within the hour."""

from django.db import migrations

from rjhub.sharing.narrowing import MAY_GRANT

AS_THE_KEEPER = f"SET LOCAL ROLE rjhub_keeper;{MAY_GRANT}RESET ROLE;"


class Migration(migrations.Migration):
    """Ask it of every grant that is given from now on."""

    dependencies = [("sharing", "0005_front_door")]
    operations = [migrations.RunSQL(AS_THE_KEEPER)]
