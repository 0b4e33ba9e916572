"""Take up what agencies recorded after they had asked first."""

from django.db import migrations

from rjhub.offers.approach_rules import APPROACHES


class Migration(migrations.Migration):
    """Once erased records are kept of, and approaches are."""

    dependencies = [("asking", "0001_walls"), ("offers", "0006_joining")]
    operations = [migrations.RunSQL(APPROACHES)]
