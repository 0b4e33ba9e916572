"""What the database itself holds of the logs: that they only ever grow, and how they are sealed."""

RIGHTS = """
CREATE SCHEMA IF NOT EXISTS keeper AUTHORIZATION rjhub_keeper;
GRANT USAGE ON SCHEMA keeper TO rjhub_app;
GRANT USAGE ON SCHEMA public TO rjhub_app, rjhub_keeper;

-- By its transaction each row will be sealed; under its salt its references are hidden; erasing them puts `kept` there.
ALTER TABLE audit_entry ADD COLUMN position bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  ADD COLUMN salt uuid DEFAULT gen_random_uuid(), ADD COLUMN kept bytea[];
ALTER TABLE audit_consultation ADD COLUMN position bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  ADD COLUMN salt uuid DEFAULT gen_random_uuid(), ADD COLUMN kept bytea[];
CREATE INDEX audit_entry_to_seal ON audit_entry (partnership_id, position, id);
CREATE INDEX audit_consultation_to_seal ON audit_consultation (partnership_id, position, id);

GRANT INSERT (id, at, partnership_id, tag, staff_id, agency_id, subject_kind, subject_id, file_id, changed)
  ON audit_entry TO rjhub_app;
GRANT INSERT (id, at, partnership_id, staff_id, agency_id, door, purpose, files, sides, categories, tables)
  ON audit_consultation TO rjhub_app;
GRANT SELECT (id, at) ON audit_entry, audit_consultation TO rjhub_app;
GRANT INSERT, SELECT ON audit_entry, audit_consultation TO rjhub_keeper;
GRANT UPDATE (subject_id, file_id, salt, kept) ON audit_entry TO rjhub_keeper;
GRANT UPDATE (files, salt, kept) ON audit_consultation TO rjhub_keeper;

ALTER TABLE audit_seal ALTER entry_list SET STORAGE EXTERNAL, ALTER consultation_list SET STORAGE EXTERNAL;
ALTER TABLE audit_signature ADD FOREIGN KEY (partnership_id, number) REFERENCES audit_seal;
GRANT INSERT, SELECT ON audit_seal TO rjhub_keeper;
GRANT SELECT ON audit_seal TO rjhub_app;
GRANT INSERT, SELECT ON audit_signature TO rjhub_app;
"""

SEALING = """
SET LOCAL ROLE rjhub_keeper;

-- A database that was restored elsewhere counts its transactions anew; what is added here keeps positions growing.
CREATE TABLE keeper.position_shift (one boolean PRIMARY KEY DEFAULT true CHECK (one), ahead bigint NOT NULL);
INSERT INTO keeper.position_shift (ahead) VALUES (0);

CREATE FUNCTION keeper.framed(value bytea) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT coalesce(int4send(octet_length(value)) || value, '\\xffffffff'::bytea) $$;
CREATE FUNCTION keeper.framed(value text) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT keeper.framed(convert_to(value, 'UTF8')) $$;

CREATE FUNCTION keeper.leaf(e public.audit_entry) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT sha256(
    keeper.framed('entry'::text) || keeper.framed(int8send(e.id)) || keeper.framed(timestamptz_send(e.at))
    || keeper.framed(int8send(e.partnership_id)) || keeper.framed(int8send(e.position))
    || keeper.framed(e.tag::text) || keeper.framed(uuid_send(e.staff_id)) || keeper.framed(uuid_send(e.agency_id))
    || keeper.framed(e.subject_kind::text) || keeper.framed(array_to_json(e.changed)::text)
    || sha256(sha256(uuid_send(e.salt) || int4send(1))
              || keeper.framed(e.subject_id::text) || keeper.framed(uuid_send(e.file_id)))) $$;

-- The digests of its references are reckoned outside: a function with a query in it is not expanded, and much slower.
CREATE FUNCTION keeper.leaf(c public.audit_consultation, of_references bytea) RETURNS bytea
  LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT sha256(
    keeper.framed('consultation'::text) || keeper.framed(int8send(c.id)) || keeper.framed(timestamptz_send(c.at))
    || keeper.framed(int8send(c.partnership_id)) || keeper.framed(int8send(c.position))
    || keeper.framed(c.door::text) || keeper.framed(uuid_send(c.staff_id)) || keeper.framed(uuid_send(c.agency_id))
    || keeper.framed(c.purpose::text) || keeper.framed(array_to_json(c.sides)::text)
    || keeper.framed(array_to_json(c.categories)::text) || keeper.framed(array_to_json(c.tables)::text)
    || keeper.framed(int8send(cardinality(c.files)))
    || coalesce(of_references, ''::bytea)) $$;

-- Seals what was logged since the last seal. Every transaction below the horizon is over, and no later one can get a
-- number below it, so nothing can slip under this seal afterwards. Answers NULL when there is nothing to seal and the
-- last seal is younger than `quiet`.
CREATE FUNCTION keeper.seal(p smallint, quiet interval) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    seen pg_snapshot;
    shift bigint;
    latest record;
    new public.audit_seal;
  BEGIN
    PERFORM pg_advisory_xact_lock(7460816, p);
    SELECT number, head, stop, total, sealed_at INTO latest
      FROM public.audit_seal WHERE partnership_id = p ORDER BY number DESC LIMIT 1;
    seen := pg_current_snapshot();
    SELECT ahead INTO shift FROM keeper.position_shift;
    new.partnership_id := p;
    new.number := coalesce(latest.number, 0) + 1;
    new.start := coalesce(latest.stop, 0);
    new.stop := pg_snapshot_xmin(seen)::text::bigint + shift;
    new.ceiling := pg_snapshot_xmax(seen)::text::bigint + shift;
    IF new.stop < new.start THEN
      RAISE EXCEPTION 'transactions are counted anew here: start RJ Hub again, so that its log goes on';
    END IF;
    SELECT count(*), coalesce(string_agg(int8send(e.id) || keeper.leaf(e), ''::bytea ORDER BY e.position, e.id), '')
      INTO new.entries, new.entry_list FROM public.audit_entry e
      WHERE partnership_id = p AND position >= new.start AND position < new.stop;
    SELECT count(*), coalesce(string_agg(int8send(c.id) || keeper.leaf(c, (
        SELECT string_agg(sha256(sha256(uuid_send(c.salt) || int4send(place::int)) || uuid_send(file)),
                          ''::bytea ORDER BY place)
        FROM unnest(c.files) WITH ORDINALITY AS named (file, place)
      )), ''::bytea ORDER BY c.position, c.id), '')
      INTO new.consultations, new.consultation_list FROM public.audit_consultation c
      WHERE partnership_id = p AND position >= new.start AND position < new.stop;
    new.sealed_at := clock_timestamp();
    IF new.entries + new.consultations = 0 AND new.sealed_at < latest.sealed_at + quiet THEN
      RETURN NULL;
    END IF;
    SELECT sealed_at INTO new.since FROM public.audit_seal
      WHERE partnership_id = p AND ceiling <= new.start ORDER BY number DESC LIMIT 1;
    new.total := coalesce(latest.total, 0) + new.entries + new.consultations;
    new.previous := coalesce(latest.head, decode(repeat('00', 32), 'hex'));
    new.root := sha256(sha256(new.entry_list) || sha256(new.consultation_list));
    new.head := sha256(convert_to(keeper.message(new), 'UTF8'));
    INSERT INTO public.audit_seal SELECT new.*;
    RETURN new.number;
  END $$;

CREATE FUNCTION keeper.message(s public.audit_seal) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT format(E'RJ Hub seal 1\\npartnership %s\\nnumber %s\\nprevious %s\\nroot %s\\nentries %s\\nconsultations %s\\n'
    'total %s\\nsince %s\\nsealed %s\\npositions %s %s %s\\n',
    s.partnership_id, s.number, encode(s.previous, 'hex'), encode(s.root, 'hex'), s.entries, s.consultations, s.total,
    coalesce(to_char(s.since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '-'),
    to_char(s.sealed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), s.start, s.stop, s.ceiling) $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA keeper FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.seal(smallint, interval) TO rjhub_app;
RESET ROLE;
"""

ERASING = """
SET LOCAL ROLE rjhub_keeper;

-- Takes every reference to a file out of the sealed log. Each row keeps the digest of what it said, and loses its salt,
-- so it still stands under its seal and nobody can try out what it was. Each erasure is logged.
CREATE FUNCTION keeper.erase_references(p smallint, erased uuid, asked_by uuid) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    sealed bigint;
    done bigint[];
    done_too bigint[];
    nobody constant uuid := '00000000-0000-0000-0000-000000000000';
  BEGIN
    PERFORM pg_advisory_xact_lock(7460816, p);
    SELECT stop INTO sealed FROM public.audit_seal WHERE partnership_id = p ORDER BY number DESC LIMIT 1;
    IF EXISTS (SELECT FROM public.audit_entry WHERE partnership_id = p AND position >= coalesce(sealed, 0)
                 AND (file_id = erased OR subject_id = erased::text))
       OR EXISTS (SELECT FROM public.audit_consultation WHERE partnership_id = p AND position >= coalesce(sealed, 0)
                 AND erased = ANY (files)) THEN
      RAISE EXCEPTION 'the log names it where nothing is sealed yet: try again in a minute';
    END IF;
    WITH gone AS (
      UPDATE public.audit_entry SET
        kept = ARRAY[sha256(sha256(uuid_send(salt) || int4send(1))
                            || keeper.framed(subject_id::text) || keeper.framed(uuid_send(file_id)))],
        subject_id = '', file_id = NULL, salt = NULL
      WHERE partnership_id = p AND (file_id = erased OR subject_id = erased::text) AND salt IS NOT NULL
      RETURNING id)
    SELECT array_agg(id) INTO done FROM gone;
    WITH gone AS (
      UPDATE public.audit_consultation SET
        kept = (SELECT array_agg(CASE file WHEN erased THEN sha256(key || uuid_send(file)) ELSE key END ORDER BY place)
                FROM (SELECT file, place, CASE WHEN salt IS NULL THEN kept[place]
                                               ELSE sha256(uuid_send(salt) || int4send(place::int)) END AS key
                      FROM unnest(files) WITH ORDINALITY AS named (file, place)) AS keyed),
        files = array_replace(files, erased, nobody), salt = NULL
      WHERE partnership_id = p AND erased = ANY (files)
      RETURNING id)
    SELECT array_agg(id) INTO done_too FROM gone;
    INSERT INTO public.audit_entry (partnership_id, tag, staff_id, subject_kind, subject_id, changed)
      SELECT p, 'audit:reference:erase', asked_by, 'Entry', id::text, '{}'::varchar[] FROM unnest(done) AS id
      UNION ALL
      SELECT p, 'audit:reference:erase', asked_by, 'Consultation', id::text, '{}'::varchar[]
      FROM unnest(done_too) AS id;
    RETURN coalesce(cardinality(done), 0) + coalesce(cardinality(done_too), 0);
  END $$;
REVOKE ALL ON FUNCTION keeper.erase_references(smallint, uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.erase_references(smallint, uuid, uuid) TO SESSION_USER;
RESET ROLE;
"""
