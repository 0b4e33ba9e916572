"""What it takes to explain somebody else's access: which file a reference means, and whether it was shut to them."""

EXPLAINING = """
SET LOCAL ROLE rjhub_keeper;

-- The file of a case, a referral or a person, for somebody who may ask about the access of others, or who sees it.
CREATE FUNCTION keeper.file_to_explain(named text, f uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT x.id FROM public.sharing_file x
    WHERE x.partnership_id = public.pt() AND x.kind <> 'link' AND x.id <> ALL (keeper.untold(public.pt()))
      AND (keeper.watched() IS NOT NULL OR keeper.watches_everybody())
      AND (x.id = f OR named <> '' AND (
        EXISTS (SELECT FROM public.cases_case c WHERE c.partnership_id = x.partnership_id AND c.file_id = x.id
                AND c.reference = named)
        OR EXISTS (SELECT FROM public.referrals_referral r WHERE r.partnership_id = x.partnership_id
                   AND r.file_id = x.id AND r.reference = named)))
    LIMIT 1 $$;

-- What it is called, as in the list of readings.
CREATE FUNCTION keeper.called(f uuid) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT keeper.told(public.pt(), ARRAY[x], keeper.untold(public.pt())) -> 0
    FROM keeper.file_to_explain('', f) x WHERE x IS NOT NULL $$;

-- Whether a file was shut to somebody at a moment, by a conflict of interest; whether it was sealed; and at which
-- stages it was, as far as its cases say.
CREATE FUNCTION keeper.how_it_stood(f uuid, who uuid, moment timestamptz)
  RETURNS TABLE (barred boolean, sealed boolean, stages text[], closed_on date)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt();
  BEGIN
    IF keeper.file_to_explain('', f) IS NULL OR NOT EXISTS (
        SELECT FROM public.partnership_staff s WHERE s.id = who AND s.partnership_id = p
          AND (s.agency_id = keeper.watched() OR keeper.watches_everybody())) THEN
      RAISE EXCEPTION 'not to be explained' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
      SELECT
        EXISTS (SELECT FROM keeper.files_about(p, f) about
                JOIN public.sharing_conflictofinterest c ON c.partnership_id = p AND c.file_id = about
                  AND c.since <= moment AND (c.ended_at IS NULL OR c.ended_at > moment)
                JOIN public.partnership_staff named ON named.id = c.staff_id
                JOIN public.partnership_staff one ON one.account_id = named.account_id WHERE one.id = who),
        coalesce(bool_or(known.sealed) FILTER (WHERE known.about = f), false)
          OR coalesce(bool_and(known.sealed) FILTER (WHERE known.about <> f), false),
        coalesce(array_agg(DISTINCT known.stage)
                   FILTER (WHERE known.stage IS NOT NULL AND known.closed_on IS NULL), '{}'),
        CASE WHEN bool_and(known.closed_on IS NOT NULL) FILTER (WHERE known.stage IS NOT NULL)
             THEN max(known.closed_on) END
      FROM (
        SELECT about, EXISTS (SELECT FROM public.sharing_sealing s WHERE s.partnership_id = p AND s.file_id = about
                       AND s.since <= moment AND (s.ended_at IS NULL OR s.ended_at > moment)) AS sealed,
               (SELECT m.to_stage::text FROM public.cases_stagemove m WHERE m.partnership_id = p AND m.case_id = c.id
                  AND m.moved_at <= moment ORDER BY m.moved_at DESC, m.id DESC LIMIT 1) AS stage,
               CASE WHEN c.closed_at <= moment THEN keeper.day(c.closed_at) END AS closed_on
        FROM keeper.files_about(p, f) about
        LEFT JOIN public.cases_case c ON c.partnership_id = p AND c.file_id = about) known;
  END $$;

REVOKE ALL ON FUNCTION keeper.file_to_explain, keeper.called, keeper.how_it_stood FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.file_to_explain, keeper.called, keeper.how_it_stood TO rjhub_app;
RESET ROLE;
"""
