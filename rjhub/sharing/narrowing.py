"""What the database holds against somebody who runs SQL of their own as the program's role."""

SIGNING = """
SET LOCAL ROLE rjhub_keeper;
CREATE TABLE keeper.signing_key (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  inner_pad bytea NOT NULL,
  outer_pad bytea NOT NULL
);
-- Who asks, if the program signed it and it still holds; else NULL, and so no row of any table.
CREATE FUNCTION keeper.who_asks() RETURNS text
  LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    said text := current_setting('app.reader', true);
    key keeper.signing_key;
  BEGIN
    IF coalesce(said, '') = '' THEN
      RETURN NULL;
    END IF;
    SELECT * INTO key FROM keeper.signing_key;
    IF encode(sha256(key.outer_pad || sha256(key.inner_pad || convert_to(substr(said, 66), 'UTF8'))), 'hex')
        IS DISTINCT FROM left(said, 64) THEN
      RETURN NULL;
    END IF;
    IF split_part(said, ';', 4)::bigint < extract(epoch FROM clock_timestamp()) THEN
      RETURN NULL;
    END IF;
    RETURN substr(said, 66);
  END $$;
RESET ROLE;

CREATE OR REPLACE FUNCTION pt() RETURNS smallint LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(split_part(keeper.who_asks(), ';', 1), '')::smallint $$;
CREATE OR REPLACE FUNCTION pr() RETURNS int[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(split_part(keeper.who_asks(), ';', 2), '')::int[] $$;
CREATE OR REPLACE FUNCTION acting_staff() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(split_part(keeper.who_asks(), ';', 3), '')::uuid $$;
-- The numbers by which a row says that it is shut to who asks. None for the program itself.
CREATE OR REPLACE FUNCTION barred() RETURNS int[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(split_part(keeper.who_asks(), ';', 5), '')::int[], '{}') $$;
"""

MAY_GRANT = """
-- Whoever grants holds it: each side with each category of this file, unless they open the file now; and it is not
-- shut to them, by a conflict of interest, or sealed but for people who are named. How to reach people harmed and what
-- keeps them safe may pass through a hub that may not hold it itself: the wall looks at who gets it. What somebody
-- holds in an emergency is not passed on, to themselves neither: it would outlast the hour.
CREATE OR REPLACE FUNCTION keeper.may_grant(of_file uuid, wanted_sides text[], wanted_categories text[]) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt(); r int[] := public.pr(); file public.sharing_file;
  BEGIN
    SELECT * INTO file FROM public.sharing_file WHERE partnership_id = p AND id = of_file;
    IF file.barred && public.barred() THEN
      RETURN false;
    END IF;
    IF file.opened_in = pg_current_xact_id() THEN
      RETURN true;
    END IF;
    IF file.sealed THEN
      r := ARRAY(SELECT id FROM public.partnership_principal WHERE id = ANY (r) AND kind = 'staff');
    END IF;
    RETURN NOT EXISTS (
      SELECT FROM unnest(wanted_sides) s, unnest(wanted_categories) c
      WHERE NOT EXISTS (
        SELECT FROM public.sharing_grant g
        WHERE g.partnership_id = p AND g.file_id = of_file AND g.holder_id = ANY (r) AND g.ended_at IS NULL
          AND g.purpose <> 'emergency'
          AND (g.until IS NULL OR g.until > clock_timestamp())
          AND s = ANY (g.sides) AND (c = ANY (g.categories) OR c IN ('contact', 'safety'))));
  END $$;
"""

GRANTING = f"""
ALTER TABLE sharing_file ADD COLUMN opened_in xid8 NOT NULL DEFAULT pg_current_xact_id();
REVOKE INSERT, UPDATE ON sharing_file FROM rjhub_app;
GRANT INSERT (id, partnership_id, kind, stages, closed_on, created_at) ON sharing_file TO rjhub_app;
REVOKE UPDATE ON sharing_grant FROM rjhub_app;
GRANT UPDATE (ended_at, ended_by_id) ON sharing_grant TO rjhub_app;
SET LOCAL ROLE rjhub_keeper;

{MAY_GRANT}REVOKE ALL ON FUNCTION keeper.may_grant FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.may_grant TO rjhub_app;
RESET ROLE;

CREATE FUNCTION sharing_grant_stays_ended() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'a grant that has ended stays so; give a new one' USING ERRCODE = 'check_violation';
  END $$;
CREATE TRIGGER grant_stays_ended BEFORE UPDATE ON sharing_grant FOR EACH ROW
  WHEN (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at)
  EXECUTE FUNCTION sharing_grant_stays_ended();

DROP POLICY within ON sharing_grant;
CREATE POLICY see ON sharing_grant FOR SELECT TO rjhub_app USING (partnership_id = (SELECT pt()));
CREATE POLICY give ON sharing_grant FOR INSERT TO rjhub_app
  WITH CHECK (partnership_id = (SELECT pt()) AND keeper.may_grant(file_id, sides, categories));
CREATE POLICY finish ON sharing_grant FOR UPDATE TO rjhub_app
  USING (partnership_id = (SELECT pt())) WITH CHECK (partnership_id = (SELECT pt()));
"""
