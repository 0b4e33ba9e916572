"""Sealing takes its turns under a number of its own: it shared one with those who wait for somebody's no."""

from django.db import migrations

TURNS = """
SET LOCAL ROLE rjhub_keeper;
DO $do$
  DECLARE one regprocedure;
  BEGIN
    FOR one IN SELECT oid FROM pg_proc
        WHERE pronamespace = 'keeper'::regnamespace AND proname IN ('seal', 'erase_references') LOOP
      EXECUTE replace(pg_get_functiondef(one), '(7460814, p)', '(7460816, p)');
    END LOOP;
  END $do$;
RESET ROLE;
"""


class Migration(migrations.Migration):
    """Write both functions again, with nothing else changed."""

    dependencies = [("audit", "0003_by_file")]
    operations = [migrations.RunSQL(TURNS, migrations.RunSQL.noop)]
