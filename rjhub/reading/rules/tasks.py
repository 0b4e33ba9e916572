"""Whether somebody had a task on a file at a time, as far as the database knows."""

TASKS = """
SET LOCAL ROLE rjhub_keeper;

-- A grant by name, an answer that their agency owes, a case they answer for, a task, an allocation, a referral that
-- nobody has decided yet, or anything that they did there: on the file, or on a case of the person whose file it is.
-- In PL/pgSQL the plans are kept; asked for each file of a day, a function in SQL would mostly plan.
CREATE FUNCTION keeper.has_task(p smallint, who uuid, own bigint, leads bigint, f uuid, first timestamptz,
                                last timestamptz) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    about uuid[] := ARRAY(
      SELECT f UNION
      SELECT y.file_id FROM public.people_person n
      JOIN public.cases_party y ON y.partnership_id = p AND y.person_id = n.id
      WHERE n.partnership_id = p AND n.file_id = f);
  BEGIN
    RETURN EXISTS (
        SELECT FROM public.sharing_grant g
        WHERE g.partnership_id = p AND g.file_id = ANY (about) AND g.purpose <> 'emergency'
          AND (g.holder_id = own OR g.holder_id = leads AND g.purpose = 'answer')
          AND g.granted_at <= last AND (g.ended_at IS NULL OR g.ended_at >= first))
      OR EXISTS (
        SELECT FROM public.cases_case c
        WHERE c.partnership_id = p AND c.file_id = ANY (about) AND who IN (c.answering_staff_id, c.supervisor_id))
      OR EXISTS (
        SELECT FROM public.audit_entry e
        WHERE e.partnership_id = p AND e.file_id = ANY (about) AND e.staff_id = who
          AND e.at >= first - interval '30 days' AND e.at <= last + interval '1 day'
          AND e.tag NOT LIKE 'cases:emergency:%' AND e.tag NOT LIKE 'sharing:%')
      OR EXISTS (
        SELECT FROM public.cases_task t
        WHERE t.partnership_id = p AND t.file_id = ANY (about) AND t.holder_id = own
          AND t.made_at <= last AND (t.ended_at IS NULL OR t.ended_at >= first))
      OR EXISTS (
        SELECT FROM public.cases_allocation a
        WHERE a.partnership_id = p AND a.file_id = ANY (about) AND a.facilitator_id = who
          AND a.allocated_at <= last AND (a.ended_at IS NULL OR a.ended_at >= first))
      OR EXISTS (
        SELECT FROM public.referrals_referral r
        WHERE r.partnership_id = p AND r.file_id = ANY (about)
          AND (r.referred_by_id = who OR r.decided_at IS NULL OR r.decided_at >= first));
  END $$;
REVOKE ALL ON FUNCTION keeper.has_task FROM PUBLIC;
RESET ROLE;
"""
