"""How much somebody has and what they have done, counted from cases.

A count says how many. Cases that are sealed, and those that are shut to whoever asks, are not in it: nobody learns from
a number that there is one.
"""

COUNTING = """
SET LOCAL ROLE rjhub_keeper;

CREATE FUNCTION keeper.taken(who uuid[])
  RETURNS TABLE (staff_id uuid, allocation_id uuid, case_id uuid, accepted_at timestamptz, ended_at timestamptz,
                 closed_at timestamptz, offence_group text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT a.facilitator_id, a.id, c.id, a.accepted_at, a.ended_at, c.closed_at, c.offence_group
    FROM public.cases_allocation a
    JOIN public.cases_case c ON c.partnership_id = a.partnership_id AND c.id = a.case_id
    JOIN public.sharing_file f ON f.partnership_id = c.partnership_id AND f.id = c.file_id
    WHERE a.partnership_id = public.pt() AND a.facilitator_id = ANY (who) AND a.declined_at IS NULL
      AND NOT f.sealed AND NOT c.acl && public.barred() $$;

-- How many open cases each has taken or been asked to take, and whether they have had one in the last year.
CREATE FUNCTION keeper.caseloads(who uuid[]) RETURNS TABLE (staff_id uuid, has int, delivers boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT t.staff_id,
      count(DISTINCT t.case_id) FILTER (WHERE t.ended_at IS NULL AND t.closed_at IS NULL)::int,
      coalesce(bool_or(t.accepted_at IS NOT NULL
        AND least(t.ended_at, t.closed_at, clock_timestamp()) > clock_timestamp() - interval '1 year'), false)
    FROM keeper.taken(ARRAY(SELECT unnest(who) INTERSECT SELECT unnest(keeper.register()))) t
    GROUP BY t.staff_id $$;

-- Cases that somebody accepted, by kind of offence, and at how many of them they held a meeting.
CREATE FUNCTION keeper.experience(who uuid) RETURNS TABLE (offence_group text, cases int, meetings int)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT t.offence_group, count(DISTINCT t.case_id)::int, count(DISTINCT m.id)::int
    FROM keeper.taken(ARRAY(SELECT unnest(keeper.register()) INTERSECT SELECT who)) t
    LEFT JOIN public.cases_meeting m ON m.partnership_id = public.pt() AND m.case_id = t.case_id
      AND m.status = 'held' AND m.starts_at >= t.accepted_at AND (t.ended_at IS NULL OR m.starts_at <= t.ended_at)
    WHERE t.accepted_at IS NOT NULL
    GROUP BY t.offence_group ORDER BY 2 DESC, 1 $$;

REVOKE ALL ON FUNCTION keeper.taken, keeper.caseloads, keeper.experience FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.caseloads, keeper.experience TO rjhub_app;
RESET ROLE;
"""
