"""What the database itself holds of the access rules: roles' rights, the keeper's functions, and one policy template.

`rjhub_keeper` cannot sign in. It owns the reviewed functions of the schema `keeper`, which run with its rights and are
the only way in which the program learns or changes anything beyond what the person asking may see.
"""

FOUNDATIONS = """
-- Nobody asks, until narrowing.SIGNING says how the program signs who does.
CREATE FUNCTION pt() RETURNS smallint LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT NULL::smallint $$;
CREATE FUNCTION pr() RETURNS int[] LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT NULL::int[] $$;
CREATE FUNCTION acting_staff() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT NULL::uuid $$;

CREATE SCHEMA IF NOT EXISTS keeper AUTHORIZATION rjhub_keeper;
GRANT USAGE ON SCHEMA keeper TO rjhub_app;
GRANT USAGE ON SCHEMA public TO rjhub_app, rjhub_keeper;

GRANT SELECT, INSERT, UPDATE ON sharing_file, sharing_grant TO rjhub_app, rjhub_keeper;
ALTER TABLE sharing_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_file FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON sharing_file TO rjhub_app
  USING (partnership_id = (SELECT pt())) WITH CHECK (partnership_id = (SELECT pt()));
CREATE POLICY keep ON sharing_file TO rjhub_keeper USING (true) WITH CHECK (true);
ALTER TABLE sharing_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_grant FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON sharing_grant TO rjhub_app
  USING (partnership_id = (SELECT pt())) WITH CHECK (partnership_id = (SELECT pt()));
CREATE POLICY keep ON sharing_grant TO rjhub_keeper USING (true) WITH CHECK (true);
ALTER TABLE sharing_grant ADD CONSTRAINT grant_within_partnership
  FOREIGN KEY (partnership_id, file_id) REFERENCES sharing_file (partnership_id, id);
ALTER TABLE sharing_grant ADD CONSTRAINT grant_holder_and_side
  FOREIGN KEY (holder_id, works_with) REFERENCES partnership_principal (id, works_with);

GRANT SELECT ON partnership_partnership TO rjhub_keeper;
"""

KEEPER = """
SET LOCAL ROLE rjhub_keeper;

CREATE TABLE keeper.protected_table (name text PRIMARY KEY);

CREATE FUNCTION keeper.acl(p smallint, f uuid, s text, c text) RETURNS int[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT holder_id ORDER BY holder_id), '{}') FROM public.sharing_grant
    WHERE partnership_id = p AND file_id = f AND ended_at IS NULL
      AND (until IS NULL OR until > clock_timestamp()) AND s = ANY (sides) AND c = ANY (categories) $$;

CREATE FUNCTION keeper.fill_acl() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.partnership_id, NEW.file_id) IS DISTINCT FROM (OLD.partnership_id, OLD.file_id) THEN
      RAISE EXCEPTION 'a protected row stays in its file';
    END IF;
    NEW.acl := keeper.acl(NEW.partnership_id, NEW.file_id, NEW.side, NEW.category);
    RETURN NEW;
  END $$;

-- For rows that one holder sees whatever else they may see of the file: a request to an agency, a task.
CREATE FUNCTION keeper.fill_acl_with_holder() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.partnership_id, NEW.file_id) IS DISTINCT FROM (OLD.partnership_id, OLD.file_id) THEN
      RAISE EXCEPTION 'a protected row stays in its file';
    END IF;
    IF NEW.side = 'harmed' AND NEW.category IN ('contact', 'safety') THEN
      RAISE EXCEPTION 'only grants open this' USING ERRCODE = 'insufficient_privilege';
    END IF;
    NEW.acl := array(SELECT DISTINCT unnest(
      keeper.acl(NEW.partnership_id, NEW.file_id, NEW.side, NEW.category) || NEW.holder_id) ORDER BY 1);
    RETURN NEW;
  END $$;

CREATE FUNCTION keeper.rewrite_acl(p smallint, f uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE name text;
  BEGIN
    FOR name IN SELECT t.name FROM keeper.protected_table t ORDER BY 1 LOOP
      EXECUTE format('UPDATE public.%I SET acl = acl WHERE partnership_id = $1 AND file_id = $2', name) USING p, f;
    END LOOP;
  END $$;

CREATE FUNCTION keeper.grants_changed() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE touched record;
  BEGIN
    FOR touched IN SELECT DISTINCT partnership_id, file_id FROM changed LOOP
      PERFORM keeper.rewrite_acl(touched.partnership_id, touched.file_id);
    END LOOP;
    RETURN NULL;
  END $$;

-- Grants that ran out since somebody last asked end now, before the asker's first statement.
CREATE FUNCTION keeper.lapse_grants() RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE public.sharing_grant SET ended_at = until
    WHERE partnership_id = public.pt() AND ended_at IS NULL AND until <= clock_timestamp() $$;

REVOKE ALL ON FUNCTION keeper.acl, keeper.rewrite_acl, keeper.lapse_grants FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.lapse_grants TO rjhub_app;
RESET ROLE;

CREATE TRIGGER grants_added AFTER INSERT ON sharing_grant
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keeper.grants_changed();
CREATE TRIGGER grants_edited AFTER UPDATE ON sharing_grant
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keeper.grants_changed();
"""

PROTECT = """
ALTER TABLE {table} DROP CONSTRAINT {table}_pkey;
ALTER TABLE {table} ADD PRIMARY KEY (partnership_id, id);
CREATE INDEX {short}_by_file ON {table} (partnership_id, file_id);
GRANT SELECT, INSERT, UPDATE{delete} ON {table} TO rjhub_app;
GRANT SELECT, INSERT, UPDATE ON {table} TO rjhub_keeper;
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON {table} FOR SELECT TO rjhub_app USING ({visible});
CREATE POLICY add ON {table} FOR INSERT TO rjhub_app WITH CHECK ({visible});
CREATE POLICY edit ON {table} FOR UPDATE TO rjhub_app USING ({visible}) WITH CHECK (partnership_id = (SELECT pt()));
CREATE POLICY remove ON {table} FOR DELETE TO rjhub_app USING ({visible});
CREATE POLICY keep ON {table} TO rjhub_keeper USING (true) WITH CHECK (true);
CREATE TRIGGER fill_acl BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION keeper.{fill}();
INSERT INTO keeper.protected_table VALUES ('{table}');
"""

# The one policy. On Citus the two "(SELECT ...)" go, and nothing else changes.
VISIBLE = "partnership_id = (SELECT pt()) AND acl && (SELECT pr())"

WITHIN = (
    "ALTER TABLE {table} ADD CONSTRAINT {short}_{column}_within FOREIGN KEY (partnership_id, {column}) "
    "REFERENCES {target} (partnership_id, id) DEFERRABLE INITIALLY DEFERRED;"
)
