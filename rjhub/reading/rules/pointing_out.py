"""The one function that looks for every pattern in what is new in the digest, and writes what it finds."""

POINTING_OUT = """
SET LOCAL ROLE rjhub_keeper;

-- Looks at the days of which something new was read. The same pattern of a day is written once and grows while nobody
-- has recorded anything about it. `names`: surnames of staff as lists spell them. Answers how many were written.
CREATE FUNCTION keeper.point_out(p smallint, names jsonb, limits jsonb) RETURNS int
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE written int; today date := keeper.day(clock_timestamp());
    since date := keeper.day(clock_timestamp()) - (limits ->> 'days')::int;
  BEGIN
    PERFORM pg_advisory_xact_lock(7460815, p);
    -- A file that was read as one of a day's, and on which they had nothing to do, counted once the day is over.
    UPDATE keeper.reading_day d SET without_task = n.number
      FROM (SELECT f.staff_id, f.day, count(*) FILTER (WHERE NOT keeper.has_task(
                     p, f.staff_id, s.principal_id, a.leads_id, f.file_id, f.first_at, f.last_at)) AS number
            FROM keeper.reading_day whole
            JOIN keeper.reading_file f USING (partnership_id, staff_id, day)
            JOIN public.partnership_staff s ON s.id = f.staff_id
            JOIN public.partnership_agency a ON a.id = s.agency_id
            WHERE whole.partnership_id = p AND NOT whole.whole AND whole.day < today GROUP BY 1, 2) n
      WHERE d.partnership_id = p AND d.staff_id = n.staff_id AND d.day = n.day;
    WITH found AS (
      SELECT 'surname' AS pattern, f.* FROM keeper.found_surname(p, names, limits) f
      UNION ALL SELECT 'street', f.* FROM keeper.found_street(p) f
      UNION ALL SELECT 'conflict', f.* FROM keeper.found_conflict(p, limits) f
      UNION ALL SELECT 'no_task', f.* FROM keeper.found_returning(p, limits) f
      UNION ALL
      SELECT a.pattern, a.staff_id, a.day, d.first_at, d.last_at, '{}', a.figures
      FROM keeper.found_amounts(p, limits, since) a
      JOIN keeper.reading_day d ON (d.partnership_id, d.staff_id, d.day) = (p, a.staff_id, a.day)),
    once AS (
      SELECT DISTINCT ON (f.staff_id, f.pattern, f.day) f.* FROM found f
      ORDER BY f.staff_id, f.pattern, f.day, cardinality(f.files) DESC),
    kept AS (
      INSERT INTO public.reading_finding AS k
        (id, partnership_id, agency_id, staff_id, pattern, day, first_at, last_at, files, figures, found_at)
      SELECT gen_random_uuid(), p, s.agency_id, o.staff_id, o.pattern, o.day, o.first_at, o.last_at, o.files,
             o.figures, clock_timestamp()
      FROM once o JOIN public.partnership_staff s ON s.id = o.staff_id
      ON CONFLICT (partnership_id, staff_id, pattern, day) DO UPDATE
        SET first_at = least(k.first_at, excluded.first_at), last_at = greatest(k.last_at, excluded.last_at),
            files = ARRAY(SELECT unnest(k.files) UNION SELECT unnest(excluded.files)), figures = excluded.figures
        WHERE NOT EXISTS (SELECT FROM public.reading_outcome o WHERE o.finding_id = k.id)
          AND k.figures IS DISTINCT FROM excluded.figures
      RETURNING 1)
    SELECT count(*) INTO written FROM kept;
    UPDATE keeper.reading_day d SET fresh = false, whole = d.day < today
      WHERE d.partnership_id = p AND (d.fresh OR NOT d.whole);
    RETURN written;
  END $$;
REVOKE ALL ON FUNCTION keeper.point_out FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.point_out TO rjhub_app;
RESET ROLE;
"""
