"""Patterns of how much and when: far more than usual, outside hours, searches that find nobody, nothing to do there.

What is usual is a median, and how far from it others lie the median of the distances (MAD), so that one day of
snooping does not make the next look usual. A day is compared with the same person's other days, and with the days of
others who have the same kind of role in the partnership.
"""

AMOUNTS = """
SET LOCAL ROLE rjhub_keeper;

-- What everybody's days were like: for each day that is fresh, its numbers beside what is usual. `no_task` counts only
-- days that are over, because what somebody does about a case often comes hours after they opened it.
CREATE FUNCTION keeper.usual(p smallint, measure text, since date)
  RETURNS TABLE (staff_id uuid, day date, number int, own_days bigint, own_median float, own_mad float,
                 own_other_days bigint, peer_days bigint, peer_median float, peer_mad float)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH counted AS MATERIALIZED (
      SELECT d.staff_id, d.day, d.fresh, d.whole,
             CASE measure WHEN 'bulk' THEN d.files WHEN 'hours' THEN d.files_outside WHEN 'missed' THEN d.missed
                          ELSE d.without_task END AS n,
             coalesce(r.role, '') AS role
      FROM keeper.reading_day d
      LEFT JOIN LATERAL (
        SELECT CASE WHEN bool_or(h.role = 'coordinator') THEN 'coordinator'
                    WHEN bool_or(h.role IN ('facilitator', 'volunteer')) THEN 'facilitator'
                    WHEN bool_or(h.role = 'lead_contact') THEN 'lead_contact' ELSE 'other' END AS role
        FROM public.partnership_roleheld h WHERE h.staff_id = d.staff_id) r ON true
      WHERE d.partnership_id = p AND d.day >= since),
    asked AS MATERIALIZED (
      SELECT * FROM counted WHERE n > 0 AND CASE measure WHEN 'no_task' THEN NOT whole ELSE fresh END),
    of_peers AS (
      SELECT c.role, count(*) AS days, percentile_cont(0.5) WITHIN GROUP (ORDER BY c.n) AS median
      FROM counted c GROUP BY c.role),
    peers AS (
      SELECT c.role, o.days, o.median, percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(c.n - o.median)) AS mad
      FROM counted c JOIN of_peers o USING (role) GROUP BY c.role, o.days, o.median)
    SELECT a.staff_id, a.day, a.n, own.days, own.median, spread.mad, own.other_days, peers.days, peers.median, peers.mad
    FROM asked a JOIN peers USING (role)
    CROSS JOIN LATERAL (
      SELECT count(*) AS days, percentile_cont(0.5) WITHIN GROUP (ORDER BY c.n) AS median,
             count(*) FILTER (WHERE c.n > 0) AS other_days
      FROM counted c WHERE c.staff_id = a.staff_id AND c.day <> a.day) own
    CROSS JOIN LATERAL (
      SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(c.n - own.median)) AS mad
      FROM counted c WHERE c.staff_id = a.staff_id AND c.day <> a.day) spread $$;

-- Whether a number stands far out: over a floor, and well over what is usual for the person and for those like them.
CREATE FUNCTION keeper.stands_out(number int, days bigint, median float, mad float, limits jsonb) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT days < (limits ->> 'fewest_days')::int
        OR number > median + (limits ->> 'distances')::float * 1.4826 * greatest(mad, 1) AND number >= 2 * median $$;

CREATE FUNCTION keeper.found_amounts(p smallint, limits jsonb, since date)
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
      AND u.own_other_days <= u.own_days * (limits ->> 'hours_usual')::float $$;

-- Files without a task, opened on several days, though nothing was ever done there.
CREATE FUNCTION keeper.found_returning(p smallint, limits jsonb)
  RETURNS TABLE (staff_id uuid, day date, first_at timestamptz, last_at timestamptz, files uuid[], figures jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH returned AS MATERIALIZED (
      SELECT f.staff_id, d.day, f.file_id, count(*) AS days, min(f.first_at) AS first_at, max(f.last_at) AS last_at,
             min(d.day) OVER (PARTITION BY f.staff_id, f.file_id) AS once
      FROM keeper.reading_day d
      JOIN keeper.reading_file there
        ON (there.partnership_id, there.staff_id, there.day) = (d.partnership_id, d.staff_id, d.day)
      JOIN keeper.reading_file f ON (f.partnership_id, f.staff_id, f.file_id) = (p, there.staff_id, there.file_id)
        AND f.day > d.day - 21 AND f.day <= d.day
      WHERE d.partnership_id = p AND NOT d.whole AND d.day < keeper.day(clock_timestamp())
      GROUP BY f.staff_id, d.day, f.file_id HAVING count(*) >= (limits ->> 'returning_days')::int)
    SELECT r.staff_id, r.day, min(r.first_at), max(r.last_at), array_agg(r.file_id),
           jsonb_build_object('number', count(*), 'returning', max(r.days))
    FROM returned r
    JOIN public.partnership_staff s ON s.id = r.staff_id
    JOIN public.partnership_agency a ON a.id = s.agency_id
    JOIN public.sharing_file x ON x.partnership_id = p AND x.id = r.file_id AND NOT x.sealed
    WHERE r.day = r.once
      AND NOT keeper.has_task(p, r.staff_id, s.principal_id, a.leads_id, r.file_id, r.first_at, r.last_at)
      AND NOT EXISTS (
        SELECT FROM public.reading_finding b WHERE b.partnership_id = p AND b.staff_id = r.staff_id
          AND b.pattern = 'no_task' AND b.day <> r.day AND b.day > r.day - 21 AND b.files @> ARRAY[r.file_id])
    GROUP BY r.staff_id, r.day $$;
REVOKE ALL ON FUNCTION keeper.usual, keeper.found_amounts, keeper.found_returning FROM PUBLIC;
RESET ROLE;
"""
