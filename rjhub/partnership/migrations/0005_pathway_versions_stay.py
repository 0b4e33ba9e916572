"""A version of a pathway never changes and never goes: cases keep the one with which they began."""

from django.db import migrations

STAY = """
CREATE FUNCTION pathway_versions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'a version of a pathway stays as it is; add a new one';
  END $$;
CREATE TRIGGER pathway_versions_stay BEFORE UPDATE OR DELETE ON partnership_pathwayversion
  FOR EACH ROW EXECUTE FUNCTION pathway_versions_stay();
"""
GO = """
DROP TRIGGER pathway_versions_stay ON partnership_pathwayversion;
DROP FUNCTION pathway_versions_stay();
"""


class Migration(migrations.Migration):
    dependencies = [("partnership", "0004_shared_cache")]

    operations = [
        migrations.RunSQL(STAY, GO),
    ]
