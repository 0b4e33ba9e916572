"""What the database keeps of figures that were submitted, so that they can be opened and explained later.

Of everything that was counted stands a keyed reference, one of its file, and one for its day and for each part in which
it was counted. The key never leaves the database. Of what was erased since, nothing is left but these.
"""

FREEZING = """
GRANT SELECT ON reporting_submission TO rjhub_keeper;
SET LOCAL ROLE rjhub_keeper;

CREATE TABLE keeper.figure_key (inner_pad bytea NOT NULL, outer_pad bytea NOT NULL);
INSERT INTO keeper.figure_key
  SELECT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
    sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

CREATE TABLE keeper.frozen (
  partnership_id smallint NOT NULL,
  submission uuid NOT NULL,
  figure text NOT NULL,
  reference bytea NOT NULL,
  file bytea,
  marks bytea[] NOT NULL,
  PRIMARY KEY (partnership_id, submission, figure, reference)
);

-- One expression, so that the planner puts it in place of the call.
CREATE FUNCTION keeper.figure_reference(k keeper.figure_key, said text) RETURNS bytea LANGUAGE sql IMMUTABLE
  AS $$ SELECT substr(sha256((k).outer_pad || sha256((k).inner_pad || said::bytea)), 1, 16) $$;

-- What is counted now, as it is kept. Without a period: on whatever day.
CREATE FUNCTION keeper.figures_now(which text, stock boolean, since date, before date, splits text[])
  RETURNS TABLE (reference bytea, file bytea, marks bytea[], file_id uuid, on_day date)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE parts text;
  BEGIN
    SELECT coalesce(string_agg(format(', keeper.figure_reference(k, c.said || %L || c.%I)', ' ' || one || ' ', one), ''
                               ORDER BY place), '')
      INTO parts FROM unnest(splits) WITH ORDINALITY AS each (one, place);
    PERFORM keeper.figure_rows(which, stock);
    RETURN QUERY EXECUTE format(
      'SELECT c.reference, keeper.figure_reference(k, c.file_id::text), '
      'ARRAY[keeper.figure_reference(k, c.said || '' day '' || c.on_day)%s], c.file_id, c.on_day '
      'FROM keeper.figure_key k, LATERAL (SELECT u.*, encode(u.reference, ''hex'') AS said FROM ('
      'SELECT DISTINCT ON (v.counted) v.*, keeper.figure_reference(k, v.counted::text) AS reference FROM keeper.%I v '
      'WHERE v.partnership_id = $1 AND %s ORDER BY v.counted, v.on_day) u) c',
      parts, which,
      CASE WHEN before IS NULL THEN 'true'
        WHEN stock THEN 'v.on_day < $3 AND (v.until_day IS NULL OR v.until_day >= $3)'
        ELSE 'v.on_day >= $2 AND v.on_day < $3' END)
      USING public.pt(), since, before;
  END $$;

-- Keep what is counted now with a submission that whoever asks is making.
CREATE FUNCTION keeper.freeze_figure(of_submission uuid, which text, stock boolean, splits text[]) RETURNS bigint
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE s public.reporting_submission; kept bigint;
  BEGIN
    SELECT * INTO s FROM public.reporting_submission
      WHERE id = of_submission AND partnership_id = public.pt() AND submitted_by_id = public.acting_staff()
        AND submitted_at > clock_timestamp() - interval '5 minutes';
    IF s.id IS NULL OR NOT keeper.coordinates() THEN
      RAISE EXCEPTION 'figures are kept with what is being submitted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO keeper.frozen
      SELECT s.partnership_id, s.id, which, n.reference, n.file, n.marks
      FROM keeper.figures_now(which, stock, s.since, s.before, splits) n;
    GET DIAGNOSTICS kept = ROW_COUNT;
    RETURN kept;
  END $$;

-- The files behind a number that was submitted; null where one was erased since.
CREATE FUNCTION keeper.frozen_files(of_submission uuid, which text, split text, part text, beyond int, most int)
  RETURNS TABLE (file_id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt();
  BEGIN
    IF NOT keeper.coordinates() THEN
      RETURN;
    END IF;
    RETURN QUERY
      WITH page AS MATERIALIZED (
        SELECT z.file, z.reference FROM keeper.frozen z, keeper.figure_key k
        WHERE z.partnership_id = p AND z.submission = of_submission AND z.figure = which AND (split = ''
          OR keeper.figure_reference(k, encode(z.reference, 'hex') || ' ' || split || ' ' || part) = ANY (z.marks))
        ORDER BY z.reference OFFSET beyond LIMIT most)
      SELECT f.id FROM page LEFT JOIN (
        SELECT s.id, keeper.figure_reference(k, s.id::text) AS kept FROM public.sharing_file s, keeper.figure_key k
        WHERE s.partnership_id = p) f ON f.kept = page.file
      ORDER BY page.reference;
  END $$;

-- What differs between figures that were submitted and others of the period, or of now where `newer` is null: added
-- or taken out, and of what is in both, which of its day and parts (by place, the day first) changed. The day says on
-- which it counts now, if it still does.
CREATE FUNCTION keeper.figure_changes(older uuid, newer uuid, which text, stock boolean, splits text[])
  RETURNS TABLE (what text, changed int[], file_id uuid, on_day date)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt(); s public.reporting_submission;
  BEGIN
    SELECT * INTO s FROM public.reporting_submission WHERE id = older AND partnership_id = p;
    IF s.id IS NULL OR NOT keeper.coordinates() THEN
      RETURN;
    END IF;
    RETURN QUERY
      WITH before AS (
        SELECT z.reference, z.file, z.marks FROM keeper.frozen z
        WHERE z.partnership_id = p AND z.submission = older AND z.figure = which
      ), after AS (
        SELECT z.reference, z.file, z.marks FROM keeper.frozen z
        WHERE newer IS NOT NULL AND z.partnership_id = p AND z.submission = newer AND z.figure = which
        UNION ALL
        SELECT n.reference, n.file, n.marks FROM keeper.figures_now(which, stock, s.since, s.before, splits) n
        WHERE newer IS NULL
      ), differs AS MATERIALIZED (
        SELECT coalesce(a.reference, b.reference) AS reference, coalesce(a.file, b.file) AS file,
          CASE WHEN b.reference IS NULL THEN 'added' WHEN a.reference IS NULL THEN 'taken out' ELSE 'changed' END
            AS what,
          CASE WHEN cardinality(a.marks) = cardinality(b.marks) THEN ARRAY(
            SELECT place::int FROM unnest(a.marks, b.marks) WITH ORDINALITY AS each (one, other, place)
            WHERE one <> other ORDER BY place) END AS changed
        FROM before b FULL JOIN after a ON a.reference = b.reference
        WHERE a.reference IS NULL OR b.reference IS NULL OR a.marks <> b.marks
      )
      SELECT d.what, d.changed, f.id, n.on_day FROM differs d
      LEFT JOIN keeper.figures_now(which, stock, NULL, NULL, '{}') n ON n.reference = d.reference
      LEFT JOIN (SELECT o.id, keeper.figure_reference(k, o.id::text) AS kept
                 FROM public.sharing_file o, keeper.figure_key k WHERE o.partnership_id = p) f ON f.kept = d.file
      ORDER BY d.what, n.on_day DESC NULLS LAST, d.reference;
  END $$;

REVOKE ALL ON FUNCTION keeper.figure_reference, keeper.figures_now, keeper.freeze_figure, keeper.frozen_files,
  keeper.figure_changes FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.coordinates, keeper.freeze_figure, keeper.frozen_files, keeper.figure_changes
  TO rjhub_app;
RESET ROLE;

ALTER TABLE reporting_submission ENABLE ROW LEVEL SECURITY;
ALTER TABLE reporting_submission FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON reporting_submission FOR SELECT TO rjhub_app
  USING (partnership_id = (SELECT pt()) AND (SELECT keeper.coordinates()));
CREATE POLICY add ON reporting_submission FOR INSERT TO rjhub_app
  WITH CHECK (partnership_id = (SELECT pt()) AND (SELECT keeper.coordinates())
    AND submitted_by_id = (SELECT acting_staff()));
CREATE POLICY keep ON reporting_submission FOR SELECT TO rjhub_keeper USING (true);
ALTER TABLE reporting_frozenfigure ENABLE ROW LEVEL SECURITY;
ALTER TABLE reporting_frozenfigure FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON reporting_frozenfigure FOR SELECT TO rjhub_app
  USING (partnership_id = (SELECT pt()) AND (SELECT keeper.coordinates()));
CREATE POLICY add ON reporting_frozenfigure FOR INSERT TO rjhub_app
  WITH CHECK (partnership_id = (SELECT pt()) AND (SELECT keeper.coordinates()) AND EXISTS (
    SELECT FROM reporting_submission s WHERE s.id = submission_id AND s.submitted_by_id = (SELECT acting_staff())
      AND s.submitted_at > clock_timestamp() - interval '5 minutes'));
-- Figures that were submitted stay as they are; the moment is the database's own.
SET LOCAL ROLE rjhub_keeper;
CREATE FUNCTION keeper.submitted_now() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    NEW.submitted_at := clock_timestamp();
    RETURN NEW;
  END $$;
RESET ROLE;
CREATE TRIGGER submitted_now BEFORE INSERT ON reporting_submission
  FOR EACH ROW EXECUTE FUNCTION keeper.submitted_now();
"""
