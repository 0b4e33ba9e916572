"""What an information officer is told of the log: who of their agency read which files when, and nothing of them.

A file is told by the reference of its case or referral. Files that are sealed, or shut to the officer by a conflict of
interest, are not told at all, nor what was read of nothing else.
"""

TELLING = """
SET LOCAL ROLE rjhub_keeper;

-- Files of which the asker may not even learn that they are there.
CREATE FUNCTION keeper.untold(p smallint) RETURNS uuid[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(array_agg(f.id), '{}') FROM (
      SELECT x.id FROM public.sharing_file x WHERE x.partnership_id = p AND x.sealed
      UNION
      SELECT beside FROM public.partnership_staff own
      JOIN public.partnership_staff one ON one.account_id = own.account_id AND one.partnership_id = p
      JOIN public.sharing_conflictofinterest c ON c.partnership_id = p AND c.staff_id = one.id AND c.ended_at IS NULL
      CROSS JOIN LATERAL keeper.files_beside(p, c.file_id) beside
      WHERE own.id = public.acting_staff()) f
    CROSS JOIN LATERAL keeper.acl(p, f.id, 'neutral', 'casework') seen_by
    WHERE NOT (seen_by && coalesce(public.pr(), '{}') AND NOT seen_by && public.barred()) $$;

-- Files by their references: of the case, else of the referral; a person by the cases they are in.
CREATE FUNCTION keeper.told(p smallint, files uuid[], untold uuid[]) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('file', x.id, 'kind', x.kind,
                                                 'references', coalesce(named.names, '[]'))
                              ORDER BY x.kind, named.names::text), '[]')
    FROM unnest(files) f
    JOIN public.sharing_file x ON x.partnership_id = p AND x.id = f AND x.id <> ALL (untold)
    CROSS JOIN LATERAL (
      SELECT jsonb_agg(DISTINCT coalesce(
        (SELECT c.reference FROM public.cases_case c WHERE c.partnership_id = p AND c.file_id = about),
        (SELECT r.reference FROM public.referrals_referral r WHERE r.partnership_id = p AND r.file_id = about LIMIT 1)))
        FILTER (WHERE about <> x.id OR x.kind = 'case') AS names
      FROM keeper.files_about(p, x.id) about WHERE about <> ALL (untold)) named $$;

-- What staff of the asker's agency read, newest first, from a place on: of one of them, of a day, of some files, or as
-- far as a pattern was found in it. Six files of each reading are named and all are counted.
CREATE FUNCTION keeper.readings(one uuid, first timestamptz, last timestamptz, wanted text, of_files uuid[],
                                before timestamptz, before_id bigint, most int)
  RETURNS TABLE (id bigint, at timestamptz, staff_id uuid, door text, purpose text, sides text[], categories text[],
                 files jsonb, number int)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt(); agency uuid := keeper.watched(); hidden uuid[] := keeper.untold(p);
  BEGIN
    IF agency IS NULL THEN
      RAISE EXCEPTION 'not an information officer' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
      SELECT l.id, l.at, l.staff_id, l.door::text, l.purpose::text, l.sides::text[], l.categories::text[],
             keeper.told(p, l.shown[1:6], '{}'), cardinality(l.shown)
      FROM (
        SELECT c.*, CASE WHEN c.files && hidden THEN ARRAY(SELECT f FROM unnest(c.files) f WHERE f <> ALL (hidden))
                         ELSE c.files END AS shown
        FROM public.partnership_staff s
        CROSS JOIN LATERAL (
          SELECT c.* FROM public.audit_consultation c
          WHERE c.partnership_id = p AND c.staff_id = s.id AND c.at >= coalesce(first, '-infinity')
            AND c.at < coalesce(last, 'infinity') AND c.at <= coalesce(before, 'infinity')
            AND (before IS NULL OR (c.at, c.id) < (before, before_id))
            AND (of_files IS NULL OR c.files && of_files)
            AND (c.files = '{}' OR NOT c.files <@ hidden)
            AND (wanted = '' OR EXISTS (
              SELECT FROM public.reading_finding f WHERE f.partnership_id = p AND f.staff_id = s.id
                AND f.pattern = wanted AND f.day = keeper.day(c.at) AND (f.files = '{}' OR f.files && c.files)))
          ORDER BY c.at DESC, c.id DESC LIMIT most) c
        WHERE s.agency_id = agency AND s.partnership_id = p AND (one IS NULL OR s.id = one)
        ORDER BY c.at DESC, c.id DESC LIMIT most) l
      ORDER BY l.at DESC, l.id DESC;
  END $$;

-- The files of a finding, for whom it is; NULL where all of them are sealed or shut to the asker by now.
CREATE FUNCTION keeper.files_of_finding(finding uuid) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt(); found uuid[]; told jsonb;
  BEGIN
    SELECT f.files INTO found FROM public.reading_finding f
      WHERE f.id = finding AND f.partnership_id = p AND f.agency_id = keeper.watched();
    IF found IS NULL OR found = '{}' THEN
      RETURN '[]';
    END IF;
    told := keeper.told(p, found, keeper.untold(p));
    RETURN CASE WHEN told <> '[]' THEN told END;
  END $$;

REVOKE ALL ON FUNCTION keeper.untold, keeper.told, keeper.readings, keeper.files_of_finding FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.readings, keeper.files_of_finding TO rjhub_app;
RESET ROLE;
"""
