"""What everybody in a room may see: worked out by the database, for the shared screen and for minutes."""

SHOWING = """
SET LOCAL ROLE rjhub_keeper;

-- Which of some rows (their places in the list, from 0) each of these people may see by what they are granted today.
-- How somebody is reached and kept safe, and what is of a sealed file, is never among them. Whoever may not act now
-- sees nothing, so nothing is shown while they count as there. It answers who runs the meeting, or is one of them.
CREATE FUNCTION keeper.shown_to_each(m uuid, who uuid[], shown jsonb) RETURNS int[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt(); now_ timestamptz := clock_timestamp(); today date := keeper.day(clock_timestamp());
  BEGIN
    IF cardinality(coalesce(who, '{}')) = 0
        OR NOT (keeper.runs_hub_meeting(m) OR coalesce(public.acting_staff() = ANY (who), false))
        OR EXISTS (SELECT FROM unnest(who) one WHERE NOT EXISTS (
             SELECT FROM public.hubmeetings_seat s WHERE s.meeting_id = m AND s.partnership_id = p
               AND s.staff_id = one)) THEN
      RETURN '{}';
    END IF;
    RETURN (
    WITH acting AS MATERIALIZED (
      SELECT -s.principal_id::int AS barred, a.works_with NOT IN ('harmed', 'both') AS across,
        CASE WHEN s.since <= today AND (s.until IS NULL OR s.until >= today)
            AND (s.access_ends_at IS NULL OR s.access_ends_at > now_)
            AND a.since <= today AND (a.until IS NULL OR a.until >= today)
            AND EXISTS (SELECT FROM public.partnership_account o WHERE o.id = s.account_id AND o.is_active)
            AND EXISTS (
              SELECT FROM public.partnership_signature g
              JOIN public.partnership_agreementversion v ON v.id = g.agreement_id AND v.in_force_since IS NOT NULL
                AND v.ended_at IS NULL AND v.review_on >= today
              WHERE g.agency_id = s.agency_id AND g.withdrawn_at IS NULL)
          THEN ARRAY[s.principal_id::int] || coalesce((
            SELECT array_agg(CASE r.role WHEN 'coordinator' THEN h.coordinators_id ELSE a.leads_id END::int)
            FROM public.partnership_roleheld r LEFT JOIN public.partnership_hub h ON h.id = r.hub_id
            WHERE r.staff_id = s.id AND (r.ended_at IS NULL OR r.ended_at > now_)
              AND (r.role = 'lead_contact' OR r.role = 'coordinator' AND h.id IS NOT NULL)), '{}')
          ELSE '{}' END AS acts_as
      FROM unnest(who) one (id)
      LEFT JOIN public.partnership_staff s ON s.id = one.id AND s.partnership_id = p
      LEFT JOIN public.partnership_agency a ON a.id = s.agency_id),
    given AS MATERIALIZED (
      SELECT n.place::int - 1 AS place, x.* FROM jsonb_array_elements(shown) WITH ORDINALITY n (each, place)
      CROSS JOIN LATERAL jsonb_to_record(n.each) x (file uuid, side text, category text, acl int[]))
    SELECT coalesce(array_agg(g.place ORDER BY g.place), '{}') FROM given g
    JOIN public.sharing_file f ON f.partnership_id = p AND f.id = g.file AND NOT f.sealed
    WHERE g.category NOT IN ('contact', 'safety') AND NOT EXISTS (
      SELECT FROM acting w WHERE NOT coalesce(
        g.acl && w.acts_as AND NOT g.acl && ARRAY[w.barred] AND NOT f.barred && ARRAY[w.barred]
        AND (NOT w.across OR g.side <> 'harmed' OR EXISTS (
          SELECT FROM public.sharing_grant t JOIN public.partnership_principal h ON h.id = t.holder_id
          WHERE t.partnership_id = p AND t.file_id = g.file AND t.holder_id = ANY (w.acts_as)
            AND 'harmed' = ANY (t.sides) AND g.category = ANY (t.categories) AND t.ended_at IS NULL
            AND (t.until IS NULL OR t.until > now_)
            AND EXISTS (
              SELECT FROM public.sharing_allowance l
              WHERE l.partnership_id = p AND l.purpose = t.purpose AND l.agency_kind = h.agency_kind
                AND l.works_with = h.works_with AND 'harmed' = ANY (l.sides) AND g.category = ANY (l.categories)))),
        false)));
  END $$;

-- The same of everybody who is in the room now, for somebody who runs the meeting and is in it. Nothing, while somebody
-- is there who is not on the list.
CREATE FUNCTION keeper.shown_in_room(m uuid, shown jsonb) RETURNS int[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE room uuid[] := array(
    SELECT s.staff_id FROM public.hubmeetings_presence here JOIN public.hubmeetings_seat s ON s.id = here.seat_id
    WHERE here.meeting_id = m AND here.left_at IS NULL);
  BEGIN
    IF NOT keeper.runs_hub_meeting(m) OR NOT public.acting_staff() = ANY (room)
        OR EXISTS (SELECT FROM public.hubmeetings_hubmeeting one WHERE one.id = m AND one.others_since IS NOT NULL) THEN
      RETURN '{}';
    END IF;
    RETURN keeper.shown_to_each(m, room, shown);
  END $$;

REVOKE ALL ON FUNCTION keeper.shown_to_each, keeper.shown_in_room FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.shown_to_each, keeper.shown_in_room TO rjhub_app;
RESET ROLE;
"""
