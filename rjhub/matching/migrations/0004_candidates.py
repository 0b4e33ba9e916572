"""Find the records that may be of one person by few keys that tell much."""

from django.db import migrations

from rjhub.matching.candidate_rules import CANDIDATES


class Migration(migrations.Migration):
    """In the place of what came before."""

    dependencies = [("matching", "0003_erasing")]
    operations = [migrations.RunSQL(CANDIDATES)]
