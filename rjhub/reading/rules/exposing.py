"""How many people's records each member of staff could read: counted over the access lists that stand in the rows."""

EXPOSING = """
SET LOCAL ROLE rjhub_keeper;

-- Counts for a partnership as of now. Rows with the same access list are counted first, so that the work grows with how
-- differently people are let in, and not with people times staff. An agency that no agreement covers sees nobody.
CREATE FUNCTION keeper.note_exposure(p smallint) RETURNS int
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE today date := keeper.day(clock_timestamp()); number int;
  BEGIN
    WITH working AS MATERIALIZED (
      SELECT s.id, s.agency_id, s.principal_id::int AS own, EXISTS (
        SELECT FROM public.partnership_signature g
        JOIN public.partnership_agreementversion v ON v.id = g.agreement_id AND v.in_force_since IS NOT NULL
          AND v.ended_at IS NULL AND v.review_on >= today
        WHERE g.agency_id = s.agency_id AND g.withdrawn_at IS NULL) AS covered
      FROM public.partnership_staff s
      JOIN public.partnership_agency a ON a.id = s.agency_id AND a.since <= today
        AND (a.until IS NULL OR a.until >= today)
      WHERE s.partnership_id = p AND s.since <= today AND (s.until IS NULL OR s.until >= today)
        AND (s.access_ends_at IS NULL OR s.access_ends_at > clock_timestamp())),
    acting AS MATERIALIZED (
      SELECT w.id, w.own, w.own AS principal FROM working w WHERE w.covered
      UNION
      SELECT w.id, w.own, CASE r.role WHEN 'coordinator' THEN h.coordinators_id ELSE a.leads_id END::int
      FROM working w
      JOIN public.partnership_roleheld r ON r.staff_id = w.id AND r.role IN ('coordinator', 'lead_contact')
        AND (r.ended_at IS NULL OR r.ended_at > clock_timestamp())
      JOIN public.partnership_agency a ON a.id = w.agency_id
      LEFT JOIN public.partnership_hub h ON h.id = r.hub_id
      WHERE w.covered AND (r.role = 'lead_contact' OR h.id IS NOT NULL)),
    alike AS MATERIALIZED (
      SELECT row_number() OVER () AS id, n.acl, count(*) FILTER (WHERE n.side = 'harmed') AS harmed,
             count(*) FILTER (WHERE n.side = 'responsible') AS responsible
      FROM public.people_person n WHERE n.partnership_id = p AND n.acl <> '{}' GROUP BY n.acl),
    seen AS (
      SELECT DISTINCT a.id AS staff_id, g.id FROM alike g
      CROSS JOIN LATERAL unnest(g.acl) one (principal)
      JOIN acting a ON a.principal = one.principal
      WHERE NOT g.acl @> ARRAY[-a.own]),
    counted AS (
      SELECT s.staff_id, sum(g.harmed) AS harmed, sum(g.responsible) AS responsible
      FROM seen s JOIN alike g USING (id) GROUP BY s.staff_id)
    INSERT INTO public.reading_exposure (partnership_id, agency_id, staff_id, day, harmed, responsible)
    SELECT p, w.agency_id, w.id, today, coalesce(c.harmed, 0), coalesce(c.responsible, 0)
    FROM working w LEFT JOIN counted c ON c.staff_id = w.id
    ON CONFLICT (staff_id, day) DO UPDATE SET harmed = excluded.harmed, responsible = excluded.responsible;
    GET DIAGNOSTICS number = ROW_COUNT;
    DELETE FROM public.reading_exposure e WHERE e.partnership_id = p AND e.day < today - 400;
    RETURN number;
  END $$;
REVOKE ALL ON FUNCTION keeper.note_exposure FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.note_exposure TO rjhub_app;
RESET ROLE;
"""
