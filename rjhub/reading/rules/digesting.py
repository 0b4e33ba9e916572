"""A digest of the log: for each member of staff and day, which files they opened and how often.

What is pointed out is found in it, so that a visit of a page reads neither millions of log rows nor the data. It is
kept for some months, grows with what was logged since the last time, and loses a file when the log does.
"""

# Pages on which rows go past: being in a list is not being opened.
LISTS = (
    "home", "cases:cases", "cases:requests", "people:search", "referrals:referrals", "referrals:sent", "referrals:list",
    "api:cases", "api:referrals", "api:requests", "api:tasks", "asking:heard",
)  # fmt: skip

DIGEST = """
GRANT SELECT ON reading_hours, reading_home, partnership_hub, partnership_signature, partnership_agreementversion
  TO rjhub_keeper;
SET LOCAL ROLE rjhub_keeper;

CREATE TABLE keeper.reading_mark (partnership_id smallint PRIMARY KEY, position bigint NOT NULL);
CREATE TABLE keeper.reading_file (
  partnership_id smallint NOT NULL, staff_id uuid NOT NULL, day date NOT NULL, file_id uuid NOT NULL,
  opened int NOT NULL, outside int NOT NULL, first_at timestamptz NOT NULL, last_at timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, staff_id, day, file_id));
CREATE INDEX reading_file_by_file ON keeper.reading_file (partnership_id, file_id);
-- `fresh`: something was read since patterns were last looked for. `whole`: the day was looked at after its end.
CREATE TABLE keeper.reading_day (
  partnership_id smallint NOT NULL, staff_id uuid NOT NULL, day date NOT NULL,
  files int NOT NULL DEFAULT 0, files_outside int NOT NULL DEFAULT 0, searches int NOT NULL, missed int NOT NULL,
  without_task int NOT NULL DEFAULT 0, first_at timestamptz NOT NULL, last_at timestamptz NOT NULL,
  fresh boolean NOT NULL DEFAULT true, whole boolean NOT NULL DEFAULT false,
  PRIMARY KEY (partnership_id, staff_id, day));
CREATE INDEX reading_day_fresh ON keeper.reading_day (partnership_id, staff_id, day) WHERE fresh OR NOT whole;

-- Whether a moment lies outside an agency's working hours and days.
CREATE FUNCTION keeper.is_outside(at timestamptz, h public.reading_hours, holidays date[]) RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT (at AT TIME ZONE 'Europe/London')::time < coalesce(h.opens, '07:00')
        OR (at AT TIME ZONE 'Europe/London')::time >= coalesce(h.closes, '19:00')
        OR extract(isodow FROM at AT TIME ZONE 'Europe/London')::int <> ALL (coalesce(h.weekdays, '{{1,2,3,4,5}}'))
        OR NOT coalesce(h.bank_holidays, false) AND keeper.day(at) = ANY (holidays) $$;

-- Takes up what was logged since the last time, of no more than so many days. Every transaction below the horizon is
-- over, so nothing is missed and nothing counted twice. Answers how many readings it took up.
CREATE FUNCTION keeper.digest_reading(p smallint, holidays date[], days int) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE since bigint; upto bigint; begins date := keeper.day(clock_timestamp()) - days; taken bigint;
  BEGIN
    PERFORM pg_advisory_xact_lock(7460815, p);
    SELECT m.position INTO since FROM keeper.reading_mark m WHERE m.partnership_id = p;
    IF since IS NULL THEN
      SELECT coalesce(max(s.stop), 0) INTO since FROM public.audit_seal s
        WHERE s.partnership_id = p AND s.sealed_at < begins;
    END IF;
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + ahead INTO upto FROM keeper.position_shift;
    WITH looked AS MATERIALIZED (
      SELECT c.staff_id, keeper.day(c.at) AS day, c.at, c.files, c.door = 'people:search' AS search,
             c.door <> ALL ('{{{lists}}}') AND cardinality(c.files) > 0 AS opening,
             keeper.is_outside(c.at, h, holidays) AS outside
      FROM public.audit_consultation c LEFT JOIN public.reading_hours h ON h.agency_id = c.agency_id
      WHERE c.partnership_id = p AND c.position >= since AND c.position < upto AND c.staff_id IS NOT NULL
        AND c.at >= begins AND (c.door = 'people:search' OR cardinality(c.files) > 0)),
    of_files AS (
      INSERT INTO keeper.reading_file AS k
      SELECT p, l.staff_id, l.day, f, count(*), count(*) FILTER (WHERE l.outside), min(l.at), max(l.at)
      FROM looked l CROSS JOIN LATERAL unnest(l.files) f WHERE l.opening GROUP BY l.staff_id, l.day, f
      ON CONFLICT (partnership_id, staff_id, day, file_id) DO UPDATE SET opened = k.opened + excluded.opened,
        outside = k.outside + excluded.outside, first_at = least(k.first_at, excluded.first_at),
        last_at = greatest(k.last_at, excluded.last_at)),
    of_days AS (
      INSERT INTO keeper.reading_day AS k (partnership_id, staff_id, day, searches, missed, first_at, last_at)
      SELECT p, l.staff_id, l.day, count(*) FILTER (WHERE l.search),
             count(*) FILTER (WHERE l.search AND cardinality(l.files) = 0), min(l.at), max(l.at)
      FROM looked l WHERE l.opening OR l.search GROUP BY l.staff_id, l.day
      ON CONFLICT (partnership_id, staff_id, day) DO UPDATE SET searches = k.searches + excluded.searches,
        missed = k.missed + excluded.missed, first_at = least(k.first_at, excluded.first_at),
        last_at = greatest(k.last_at, excluded.last_at), fresh = true, whole = false)
    SELECT count(*) INTO taken FROM looked;
    UPDATE keeper.reading_day d SET files = n.files, files_outside = n.outside
      FROM (SELECT f.staff_id, f.day, count(*) AS files, count(*) FILTER (WHERE f.outside > 0) AS outside
            FROM keeper.reading_day fresh
            JOIN keeper.reading_file f USING (partnership_id, staff_id, day)
            WHERE fresh.partnership_id = p AND fresh.fresh GROUP BY 1, 2) n
      WHERE d.partnership_id = p AND d.staff_id = n.staff_id AND d.day = n.day;
    DELETE FROM keeper.reading_file k WHERE k.partnership_id = p AND k.day < begins;
    DELETE FROM keeper.reading_day k WHERE k.partnership_id = p AND k.day < begins;
    INSERT INTO keeper.reading_mark VALUES (p, upto)
      ON CONFLICT (partnership_id) DO UPDATE SET position = excluded.position;
    RETURN taken;
  END $$;

-- Where a reference is erased from the log, it goes from here too.
CREATE FUNCTION keeper.forget_reading() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE gone uuid[] := ARRAY(SELECT unnest(OLD.files) EXCEPT SELECT unnest(NEW.files));
  BEGIN
    DELETE FROM keeper.reading_file k WHERE k.partnership_id = NEW.partnership_id AND k.file_id = ANY (gone);
    UPDATE public.reading_finding f
      SET files = ARRAY(SELECT one FROM unnest(f.files) one WHERE one <> ALL (gone))
      WHERE f.staff_id = NEW.staff_id AND f.files && gone;
    RETURN NULL;
  END $$;

REVOKE ALL ON FUNCTION keeper.digest_reading FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.digest_reading TO rjhub_app;
RESET ROLE;
CREATE TRIGGER forget_reading AFTER UPDATE OF files ON audit_consultation
  FOR EACH ROW EXECUTE FUNCTION keeper.forget_reading();
""".format(lists=",".join(LISTS))
