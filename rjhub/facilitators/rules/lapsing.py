"""Nobody is asked to take a new case whose level, DBS check or vetting has lapsed: the database holds it.

What was never recorded has not lapsed: an agency that keeps its checks elsewhere goes on working, and the register says
that nothing is recorded.
"""

LAPSING = """
SET LOCAL ROLE rjhub_keeper;

CREATE FUNCTION keeper.lapsed_of(who uuid, on_day date) RETURNS text[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(array_agg(stands.what ORDER BY stands.what), '{}') FROM (
      SELECT 'level' AS what, bool_or(l.until IS NULL OR l.until >= on_day) AS counts
        FROM public.partnership_practitionerlevel l WHERE l.staff_id = who AND l.since <= on_day
        HAVING count(*) > 0
      UNION ALL
      SELECT c.kind, bool_or(c.until >= on_day AND (c.ended_on IS NULL OR c.ended_on > on_day))
        FROM public.facilitators_clearance c
        WHERE c.staff_id = who AND c.since <= on_day AND c.kind IN ('dbs', 'vetting') AND c.ended_as <> 'mistake'
        GROUP BY c.kind) stands
    WHERE NOT stands.counts $$;

-- The same of somebody whose entry the asker sees, or whom they could ask to take a case.
CREATE FUNCTION keeper.lapsed(who uuid, on_day date) RETURNS text[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT keeper.lapsed_of(s.id, on_day) FROM public.partnership_staff s
    -- Coordinators choose from all at once, so they are asked first.
    WHERE s.id = who AND s.partnership_id = public.pt() AND CASE WHEN EXISTS (
      SELECT FROM public.partnership_roleheld r WHERE r.staff_id = public.acting_staff() AND r.role = 'coordinator'
        AND (r.ended_at IS NULL OR r.ended_at > clock_timestamp())) THEN true ELSE who = ANY (keeper.register()) END $$;

-- Whoever writes past the action dates nothing back: today counts as well. The owner writes history, and is not asked.
CREATE FUNCTION keeper.guard_allocation() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE lapsed text[];
  BEGIN
    IF keeper.connected_as() NOT IN ('rjhub_app', 'rjhub_responsible', 'rjhub_front') THEN
      RETURN NEW;
    END IF;
    lapsed := keeper.lapsed_of(NEW.facilitator_id,
      greatest(keeper.day(NEW.allocated_at), keeper.day(clock_timestamp())));
    IF lapsed <> '{}' THEN
      RAISE EXCEPTION 'lapsed: %', array_to_string(lapsed, ',') USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;

REVOKE ALL ON FUNCTION keeper.lapsed_of, keeper.lapsed, keeper.guard_allocation FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.lapsed TO rjhub_app;
RESET ROLE;
CREATE TRIGGER guard_allocation BEFORE INSERT ON cases_allocation
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_allocation();
"""
