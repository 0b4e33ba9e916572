"""A pattern of what somebody did, not of what they read: names tried out to learn who has said no.

A record that may be of somebody who said no waits for the hub, and whoever works with it is told so. So whoever adds
records, or changes the names and dates of birth in one, until that is said has learned it of people whom they may not
see. What was added or changed in two days is found by the moment that stands in identifiers (RFC 9562), not by a
date, because nothing else asks for it by date.
"""

from rjhub.reading.rules.pointing_out import POINTING_OUT
from rjhub.sharing.rewriting import changed

_RETURNING = "      UNION ALL SELECT 'no_task', f.* FROM keeper.found_returning(p, limits) f\n"
_AND_TRIES = _RETURNING + "      UNION ALL SELECT 'tries', f.* FROM keeper.found_tries(p, limits) f\n"

TRIES = f"""
SET LOCAL ROLE rjhub_keeper;

-- Who added records, or changed who somebody is in one, many times in a day where somebody who said no may be meant.
-- A record whose names or birth were changed again and again counts whatever is left of it in the end. Of what one
-- person did in a day the newest 500 records are weighed: an import adds thousands.
CREATE FUNCTION keeper.found_tries(p smallint, limits jsonb)
  RETURNS TABLE (staff_id uuid, day date, first_at timestamptz, last_at timestamptz, files uuid[], figures jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH begins AS MATERIALIZED (
      SELECT (keeper.day(clock_timestamp()) - 1)::timestamp AT TIME ZONE 'Europe/London' AS at),
    least_id AS MATERIALIZED (
      SELECT (lpad(to_hex((extract(epoch FROM b.at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid AS id
      FROM begins b),
    done AS MATERIALIZED (
      SELECT n.added_by_id AS who, n.id AS person_id, n.added_at AS at, false AS again
      FROM public.people_person n
      WHERE n.partnership_id = p AND n.id >= (SELECT l.id FROM least_id l) AND n.added_by_id IS NOT NULL
      UNION
      SELECT a.amended_by_id, a.person_id, a.amended_at, true
      FROM public.people_amendment a
      WHERE a.partnership_id = p AND a.id >= (SELECT l.id FROM least_id l) AND a.amended_by_id IS NOT NULL
        AND a.field IN ('given_name', 'family_name', 'known_as', 'born_on')),
    of_record AS (
      SELECT d.who, keeper.day(d.at) AS on_day, d.person_id, count(*) AS times,
             count(*) FILTER (WHERE d.again) AS changes, min(d.at) AS first_at, max(d.at) AS last_at
      FROM done d WHERE d.at >= (SELECT b.at FROM begins b) GROUP BY d.who, keeper.day(d.at), d.person_id),
    of_day AS MATERIALIZED (
      SELECT r.*, sum(r.times) OVER (PARTITION BY r.who, r.on_day) AS of_all,
             row_number() OVER (PARTITION BY r.who, r.on_day ORDER BY r.last_at DESC, r.person_id) AS place
      FROM of_record r),
    tried AS (
      SELECT o.* FROM of_day o
      WHERE o.of_all >= (limits ->> 'tries_floor')::int AND o.place <= 500
        AND NOT EXISTS (SELECT FROM public.people_stop s WHERE s.partnership_id = p AND s.person_id = o.person_id)
        AND (o.changes >= (limits ->> 'tries_changes')::int OR keeper.approach(p, o.person_id, '') <> 'clear'))
    SELECT t.who, t.on_day, min(t.first_at), max(t.last_at), '{{}}'::uuid[],
           jsonb_build_object('number', sum(t.times), 'records', count(*), 'of', max(t.of_all))
    FROM tried t GROUP BY t.who, t.on_day
    HAVING sum(t.times) >= (limits ->> 'tries_floor')::int
       AND sum(t.times) >= (limits ->> 'tries_share')::float * max(t.of_all) $$;
REVOKE ALL ON FUNCTION keeper.found_tries FROM PUBLIC;

{changed(POINTING_OUT, "keeper.point_out", (_RETURNING, _AND_TRIES))}
RESET ROLE;
"""
