"""What no model says: versions of pathways and sides of the wall stay, and web processes count tries in one table."""

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

# The side of a principal is what the wall looks at, so it is not a matter of what somebody writes there.
SIDES_STAY = """
CREATE FUNCTION partnership_on_one_side() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE side text; who int;
  BEGIN
    IF TG_TABLE_NAME = 'partnership_agency' THEN
      IF TG_OP = 'UPDATE' AND OLD.works_with <> NEW.works_with THEN
        RAISE EXCEPTION 'an agency stays on its side of the wall' USING ERRCODE = 'check_violation';
      END IF;
      side := NEW.works_with;
      who := NEW.leads_id;
    ELSIF TG_TABLE_NAME = 'partnership_staff' THEN
      SELECT a.works_with INTO side FROM public.partnership_agency a WHERE a.id = NEW.agency_id;
      who := NEW.principal_id;
    ELSE
      SELECT a.works_with INTO side FROM public.partnership_agency a WHERE a.id = NEW.host_id;
      who := NEW.coordinators_id;
    END IF;
    IF NOT EXISTS (SELECT FROM public.partnership_principal p
                   WHERE p.id = who AND p.partnership_id = NEW.partnership_id AND p.works_with = side) THEN
      RAISE EXCEPTION 'whoever acts for an agency is on its side of the wall' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
CREATE TRIGGER on_one_side BEFORE INSERT OR UPDATE OF works_with, leads_id, partnership_id ON partnership_agency
  FOR EACH ROW EXECUTE FUNCTION partnership_on_one_side();
CREATE TRIGGER on_one_side BEFORE INSERT OR UPDATE OF agency_id, principal_id, partnership_id ON partnership_staff
  FOR EACH ROW EXECUTE FUNCTION partnership_on_one_side();
CREATE TRIGGER on_one_side BEFORE INSERT OR UPDATE OF host_id, coordinators_id, partnership_id ON partnership_hub
  FOR EACH ROW EXECUTE FUNCTION partnership_on_one_side();
"""


def make_shared_cache(apps: Any, schema_editor: Any) -> None:
    # Here, because only the owner may.
    del apps
    call_command("createcachetable", "shared_cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("partnership", "0001_initial")]
    operations = [
        migrations.RunPython(make_shared_cache),
        migrations.RunSQL(VERSIONS_STAY),
        migrations.RunSQL(SIDES_STAY),
    ]
