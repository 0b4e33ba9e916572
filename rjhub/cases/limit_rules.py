"""How limits that an agency sets narrow who sees what it answered, as the database holds it."""

# An agency that answers may say that only the hub's coordinators see it. Who gave it sees it, too.
LIMITS = """
SET LOCAL ROLE rjhub_keeper;

CREATE FUNCTION keeper.narrow_to_the_hub() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF 'hub_only' = ANY (NEW.limits) THEN
      NEW.acl := array(
        SELECT who FROM unnest(NEW.acl) who JOIN public.partnership_principal h ON h.id = who
        WHERE h.kind = 'hub' OR who = (to_jsonb(NEW) ->> 'holder_id')::int ORDER BY 1);
    END IF;
    RETURN NEW;
  END $$;
RESET ROLE;

-- After fill_acl: triggers run in the order of their names.
CREATE TRIGGER narrow_to_the_hub BEFORE INSERT OR UPDATE ON cases_informationitem
  FOR EACH ROW EXECUTE FUNCTION keeper.narrow_to_the_hub();
CREATE TRIGGER narrow_to_the_hub BEFORE INSERT OR UPDATE ON cases_document
  FOR EACH ROW EXECUTE FUNCTION keeper.narrow_to_the_hub();
"""
