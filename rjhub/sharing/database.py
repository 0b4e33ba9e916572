"""What the database itself holds of the access rules: roles' rights, the keeper's functions, and one policy template.

`rjhub_keeper` cannot sign in. It owns the reviewed functions of the schema `keeper`, which run with its rights and are
the only way in which the program learns or changes anything beyond what the person asking may see.
"""

FOUNDATIONS = """
-- Nobody asks, until narrowing.SIGNING says how the program signs who does.
CREATE FUNCTION pt() RETURNS smallint LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT NULL::smallint $$;
CREATE FUNCTION pr() RETURNS int[] LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT NULL::int[] $$;
CREATE FUNCTION acting_staff() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT NULL::uuid $$;
CREATE FUNCTION barred() RETURNS int[] LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT NULL::int[] $$;

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

GRANT SELECT, INSERT, DELETE ON sharing_allowance TO rjhub_app;
GRANT SELECT ON sharing_allowance TO rjhub_keeper;
ALTER TABLE sharing_allowance ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_allowance FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON sharing_allowance TO rjhub_app
  USING (partnership_id = (SELECT pt())) WITH CHECK (partnership_id = (SELECT pt()));
CREATE POLICY keep ON sharing_allowance TO rjhub_keeper USING (true) WITH CHECK (true);
ALTER TABLE sharing_allowance ADD CONSTRAINT allowance_within_partnership
  FOREIGN KEY (partnership_id, agreement_id) REFERENCES partnership_agreementversion (partnership_id, id);

GRANT SELECT ON partnership_partnership TO rjhub_keeper;
"""

KEEPER = """
SET LOCAL ROLE rjhub_keeper;

CREATE TABLE keeper.protected_table (name text PRIMARY KEY);

CREATE FUNCTION keeper.day(at timestamptz) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT (at AT TIME ZONE 'Europe/London')::date $$;

-- Whom the grants in force on a file, as far as clauses of the agreement allow them, let see a side and category; and,
-- as negative numbers, who sees nothing of the file whatever they are granted. A sealed one is seen by single people.
CREATE FUNCTION keeper.acl(p smallint, f uuid, s text, c text) RETURNS int[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  -- In PL/pgSQL the plan is kept; a function in SQL would be planned anew for every row that is written.
  DECLARE file public.sharing_file;
  BEGIN
    SELECT * INTO file FROM public.sharing_file WHERE partnership_id = p AND id = f;
    RETURN coalesce(file.barred, '{}') || (
    SELECT coalesce(array_agg(DISTINCT g.holder_id::int), '{}')
    FROM public.sharing_grant g
    JOIN public.partnership_principal h ON h.id = g.holder_id
    WHERE g.partnership_id = p AND g.file_id = f AND g.ended_at IS NULL
      AND -g.holder_id <> ALL (file.barred) AND (h.kind = 'staff' OR NOT file.sealed)
      AND (g.until IS NULL OR g.until > clock_timestamp()) AND s = ANY (g.sides) AND c = ANY (g.categories)
      AND EXISTS (
        SELECT FROM public.sharing_allowance a
        WHERE a.partnership_id = p AND a.purpose = g.purpose AND a.agency_kind = h.agency_kind
          AND a.works_with = h.works_with AND s = ANY (a.sides) AND c = ANY (a.categories)
          AND (a.stages = '{}' OR a.stages && file.stages)
          AND (a.months IS NULL
               OR keeper.day(g.granted_at) + make_interval(months => a.months) > keeper.day(clock_timestamp()))
          AND (a.months_after_closing IS NULL OR file.closed_on IS NULL
               OR file.closed_on + make_interval(months => a.months_after_closing) > keeper.day(clock_timestamp()))));
  END $$;

CREATE FUNCTION keeper.fill_acl() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.partnership_id, NEW.file_id) IS DISTINCT FROM (OLD.partnership_id, OLD.file_id) THEN
      RAISE EXCEPTION 'a protected row stays in its file';
    END IF;
    NEW.acl := keeper.acl(NEW.partnership_id, NEW.file_id, NEW.side, NEW.category);
    RETURN NEW;
  END $$;

-- For rows that one holder sees whatever else they may see of the file: a request to an agency, a task. In a sealed
-- file the holder is one member of staff, or nobody; and no more once what it was about is over, but for the statement
-- that ends it, which has to see what it writes.
CREATE FUNCTION keeper.fill_acl_with_holder() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE before jsonb := to_jsonb(CASE WHEN TG_OP = 'UPDATE' THEN OLD ELSE NEW END);
  BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.partnership_id, NEW.file_id) IS DISTINCT FROM (OLD.partnership_id, OLD.file_id) THEN
      RAISE EXCEPTION 'a protected row stays in its file';
    END IF;
    IF NEW.side = 'harmed' AND NEW.category IN ('contact', 'safety') THEN
      RAISE EXCEPTION 'only grants open this' USING ERRCODE = 'insufficient_privilege';
    END IF;
    NEW.acl := keeper.acl(NEW.partnership_id, NEW.file_id, NEW.side, NEW.category);
    IF NOT NEW.acl && ARRAY[NEW.holder_id, -NEW.holder_id]::int[] AND NOT EXISTS (
        SELECT FROM public.sharing_file f JOIN public.partnership_principal h ON h.id = NEW.holder_id
        WHERE f.partnership_id = NEW.partnership_id AND f.id = NEW.file_id AND f.sealed
          AND (h.kind <> 'staff' OR coalesce(before ->> 'ended_at', before ->> 'declined_at', before ->> 'accepted_at')
            <> '')) THEN
      NEW.acl := array(SELECT unnest(NEW.acl || NEW.holder_id::int) ORDER BY 1);
    END IF;
    RETURN NEW;
  END $$;

-- Who sees each row of a file, worked out anew. Nothing to do yet: `Protect` writes it again with each table.
CREATE FUNCTION keeper.rewrite_acl(p smallint, f uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN END $$;

CREATE FUNCTION keeper.grants_changed() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE touched record;
  BEGIN
    FOR touched IN SELECT DISTINCT partnership_id, file_id FROM changed LOOP
      PERFORM keeper.rewrite_acl(touched.partnership_id, touched.file_id);
    END LOOP;
    RETURN NULL;
  END $$;

-- A new stage opens and closes what clauses allow at some stages only.
CREATE FUNCTION keeper.stages_changed() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NEW.closed_on IS DISTINCT FROM OLD.closed_on
        OR EXISTS (SELECT FROM public.sharing_allowance
                   WHERE partnership_id = NEW.partnership_id AND stages <> '{}') THEN
      PERFORM keeper.rewrite_acl(NEW.partnership_id, NEW.id);
    END IF;
    RETURN NULL;
  END $$;

-- Files of which a clause allows less since some days, because its months have passed: who sees them is worked out
-- anew. Each night; answers how many.
CREATE FUNCTION keeper.lapse_clauses(days int) RETURNS int
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE touched record; number int := 0; today date := keeper.day(clock_timestamp());
  BEGIN
    FOR touched IN
      SELECT DISTINCT g.file_id FROM public.sharing_grant g
      JOIN public.sharing_file file ON file.partnership_id = g.partnership_id AND file.id = g.file_id
      JOIN (SELECT DISTINCT purpose, months, months_after_closing FROM public.sharing_allowance
            WHERE partnership_id = public.pt()) a ON a.purpose = g.purpose
      WHERE g.partnership_id = public.pt() AND g.ended_at IS NULL
        AND (keeper.day(g.granted_at) + make_interval(months => a.months) BETWEEN today - days AND today
          OR file.closed_on + make_interval(months => a.months_after_closing) BETWEEN today - days AND today)
    LOOP
      PERFORM keeper.rewrite_acl(public.pt(), touched.file_id);
      number := number + 1;
    END LOOP;
    RETURN number;
  END $$;

-- Who sees each row of a partnership, worked out anew: when another agreement comes into force.
CREATE FUNCTION keeper.apply_agreement() RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE name text;
  BEGIN
    FOR name IN SELECT t.name FROM keeper.protected_table t ORDER BY 1 LOOP
      EXECUTE format('UPDATE public.%I SET acl = acl WHERE partnership_id = public.pt()', name);
    END LOOP;
  END $$;

-- Grants that ran out since somebody last asked end now, before the asker's first statement.
CREATE FUNCTION keeper.lapse_grants() RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE public.sharing_grant SET ended_at = until
    WHERE partnership_id = public.pt() AND ended_at IS NULL AND until <= clock_timestamp() $$;

REVOKE ALL ON FUNCTION keeper.acl, keeper.rewrite_acl, keeper.lapse_grants, keeper.lapse_clauses, keeper.apply_agreement
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.lapse_grants, keeper.lapse_clauses, keeper.apply_agreement TO rjhub_app;
RESET ROLE;

CREATE TRIGGER grants_added AFTER INSERT ON sharing_grant
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keeper.grants_changed();
CREATE TRIGGER grants_edited AFTER UPDATE ON sharing_grant
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keeper.grants_changed();
CREATE TRIGGER stages_changed AFTER UPDATE OF stages, closed_on ON sharing_file
  FOR EACH ROW WHEN ((NEW.stages, NEW.closed_on) IS DISTINCT FROM (OLD.stages, OLD.closed_on))
  EXECUTE FUNCTION keeper.stages_changed();
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

# Every table is named in the function, so that a session plans its fifty statements once and not at every grant.
REWRITING = """
SET ROLE rjhub_keeper;
DO $do$
  DECLARE updates text;
  BEGIN
    SELECT string_agg(
      format('UPDATE public.%I SET acl = acl WHERE partnership_id = p AND file_id = f;', name), E'\\n    ' ORDER BY name
    ) INTO updates FROM keeper.protected_table;
    EXECUTE 'CREATE OR REPLACE FUNCTION keeper.rewrite_acl(p smallint, f uuid) RETURNS void '
      'LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$ '
      'BEGIN ' || updates || ' END $body$';
  END $do$;
RESET ROLE;
"""

# The one policy. On Citus the three "(SELECT ...)" go, and nothing else changes.
VISIBLE = "partnership_id = (SELECT pt()) AND acl && (SELECT pr()) AND NOT acl && (SELECT barred())"

WITHIN = (
    "ALTER TABLE {table} ADD CONSTRAINT {short}_{column}_within FOREIGN KEY (partnership_id, {column}) "
    "REFERENCES {target} (partnership_id, id) DEFERRABLE INITIALLY DEFERRED;"
)
