"""Outside hours, for those who often work then: pointed out too, where they had nothing to do on what they opened."""

AT_NIGHT = """
SET LOCAL ROLE rjhub_keeper;
CREATE OR REPLACE FUNCTION keeper.found_amounts(p smallint, limits jsonb, since date)
  RETURNS TABLE (pattern text, staff_id uuid, day date, figures jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT m.measure, u.staff_id, u.day,
           jsonb_build_object('number', u.number, 'own_days', u.own_days, 'own_usual', round(u.own_median::numeric),
                              'peer_days', u.peer_days, 'peer_usual', round(u.peer_median::numeric))
    FROM (VALUES ('bulk'), ('missed'), ('no_task')) m (measure)
    CROSS JOIN LATERAL keeper.usual(p, m.measure, since) u
    WHERE u.number >= (limits ->> (m.measure || '_floor'))::int
      AND keeper.stands_out(u.number, u.own_days, u.own_median, u.own_mad, limits)
      AND keeper.stands_out(u.number, u.peer_days, u.peer_median, u.peer_mad, limits)
      AND u.own_days + u.peer_days >= (limits ->> 'fewest_days')::int
    UNION ALL
    SELECT 'hours', u.staff_id, u.day,
           jsonb_build_object('number', u.number, 'own_days', u.own_days, 'own_other_days', u.own_other_days)
    FROM keeper.usual(p, 'hours', since) u
    WHERE u.number >= (limits ->> 'hours_floor')::int
      AND u.own_other_days <= u.own_days * (limits ->> 'hours_usual')::float
    UNION ALL
    -- Counted once the day is over: what somebody does about a case often comes hours after they opened it.
    SELECT 'hours', d.staff_id, d.day,
           jsonb_build_object('number', opened.number, 'own_days', own.days, 'own_other_days', own.outside,
                              'without_task', opened.number)
    FROM keeper.reading_day d
    JOIN public.partnership_staff s ON s.id = d.staff_id
    JOIN public.partnership_agency a ON a.id = s.agency_id
    CROSS JOIN LATERAL (
      SELECT count(*) AS days, count(*) FILTER (WHERE o.files_outside > 0) AS outside FROM keeper.reading_day o
      WHERE o.partnership_id = p AND o.staff_id = d.staff_id AND o.day >= found_amounts.since AND o.day <> d.day) own
    CROSS JOIN LATERAL (
      SELECT count(*) AS number FROM keeper.reading_file f
      WHERE (f.partnership_id, f.staff_id, f.day) = (p, d.staff_id, d.day) AND f.outside > 0
        -- Nor in the months before: late in the day people go through what they worked on once.
        AND NOT keeper.has_task(p, f.staff_id, s.principal_id, a.leads_id, f.file_id,
                                f.first_at - interval '120 days', f.last_at)) opened
    WHERE d.partnership_id = p AND NOT d.whole AND d.day >= found_amounts.since
      AND d.day < keeper.day(clock_timestamp())
      AND d.files_outside >= (limits ->> 'hours_floor')::int
      AND own.outside > own.days * (limits ->> 'hours_usual')::float
      AND opened.number >= (limits ->> 'hours_floor')::int $$;
RESET ROLE;
"""
