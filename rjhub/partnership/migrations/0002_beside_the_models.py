"""What no model says: versions of pathways stay, and all web processes count tries to sign in in one table."""

from typing import Any

from django.core.management import call_command
from django.db import migrations

# A version of a pathway never changes and never goes: cases keep the one with which they began.
VERSIONS_STAY = """
CREATE FUNCTION pathway_versions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'a version of a pathway stays as it is; add a new one';
  END $$;
CREATE TRIGGER pathway_versions_stay BEFORE UPDATE OR DELETE ON partnership_pathwayversion
  FOR EACH ROW EXECUTE FUNCTION pathway_versions_stay();
"""


def make_shared_cache(apps: Any, schema_editor: Any) -> None:
    # Here, because only the owner may.
    del apps
    call_command("createcachetable", "shared_cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("partnership", "0001_initial")]
    operations = [migrations.RunPython(make_shared_cache), migrations.RunSQL(VERSIONS_STAY)]
