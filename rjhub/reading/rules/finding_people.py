"""Patterns of whose file it was: the reader's surname, their home's postcode, somebody they said they know.

Sealed files are left out: who may see one is named one by one, and nobody else may learn that it is there.
"""

PEOPLE = """
SET LOCAL ROLE rjhub_keeper;

CREATE FUNCTION keeper.found_surname(p smallint, names jsonb, limits jsonb)
  RETURNS TABLE (staff_id uuid, day date, first_at timestamptz, last_at timestamptz, files uuid[], figures jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH everybody AS MATERIALIZED (
      SELECT greatest(count(*), 1) AS people FROM public.people_person WHERE partnership_id = p),
    opened AS MATERIALIZED (
      SELECT f.staff_id, f.day, f.file_id, f.first_at, f.last_at, own.surname, s.principal_id, a.leads_id
      FROM keeper.reading_day d
      JOIN keeper.reading_file f ON (f.partnership_id, f.staff_id, f.day) = (d.partnership_id, d.staff_id, d.day)
      JOIN public.partnership_staff s ON s.id = d.staff_id
      JOIN public.partnership_agency a ON a.id = s.agency_id
      JOIN public.sharing_file x ON x.partnership_id = p AND x.id = f.file_id AND NOT x.sealed
      JOIN public.people_person n ON n.partnership_id = p AND n.file_id = f.file_id
      CROSS JOIN LATERAL jsonb_array_elements_text(names -> d.staff_id::text) own (surname)
      WHERE d.partnership_id = p AND d.fresh
        AND (n.sort_key LIKE own.surname || ' %' OR n.sort_key = own.surname
          OR own.surname = ANY (regexp_split_to_array(lower(n.family_name), '[^[:alpha:]]+'))
          OR EXISTS (SELECT FROM public.people_othername o WHERE o.partnership_id = p AND o.person_id = n.id
                     AND o.withdrawn_at IS NULL
                     AND own.surname = ANY (regexp_split_to_array(lower(o.family_name), '[^[:alpha:]]+'))))),
    shared AS MATERIALIZED (
      SELECT named.surname, (SELECT count(*) FROM public.people_person n WHERE n.partnership_id = p
                          AND n.sort_key >= named.surname || ' ' AND n.sort_key < named.surname || '!') AS bearers
      FROM (SELECT DISTINCT o.surname FROM opened o) named),
    told AS (
      SELECT o.*, shared.bearers, everybody.people, min(o.day) OVER (PARTITION BY o.staff_id, o.file_id) AS once,
             keeper.has_task(p, o.staff_id, o.principal_id, o.leads_id, o.file_id, o.first_at, o.last_at) AS task
      FROM opened o JOIN shared USING (surname) CROSS JOIN everybody
      WHERE NOT EXISTS (
        SELECT FROM public.reading_finding b WHERE b.partnership_id = p AND b.staff_id = o.staff_id
          AND b.pattern = 'surname' AND b.day <> o.day AND b.day > o.day - 90 AND b.files @> ARRAY[o.file_id]))
    SELECT t.staff_id, t.day, min(t.first_at), max(t.last_at), array_agg(DISTINCT t.file_id),
           jsonb_build_object('people', count(DISTINCT t.file_id), 'bearers', max(t.bearers), 'of', max(t.people),
                              'without_task', count(DISTINCT t.file_id) FILTER (WHERE NOT t.task))
    FROM told t
    WHERE t.day = t.once AND (NOT t.task OR t.bearers * (limits ->> 'common_one_in')::int <= t.people)
    GROUP BY t.staff_id, t.day $$;

CREATE FUNCTION keeper.found_street(p smallint)
  RETURNS TABLE (staff_id uuid, day date, first_at timestamptz, last_at timestamptz, files uuid[], figures jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT s.staff_id, s.day, min(s.first_at), max(s.last_at), array_agg(DISTINCT s.file_id),
           jsonb_build_object('people', count(DISTINCT s.file_id))
    FROM (SELECT f.*, min(f.day) OVER (PARTITION BY f.staff_id, f.file_id) AS once
    FROM public.reading_home h
    JOIN keeper.reading_day d ON d.partnership_id = p AND d.staff_id = h.staff_id AND d.fresh
    JOIN public.people_matchkey k ON k.partnership_id = p AND k.digest = h.digest AND k.kind = 30
    JOIN public.people_person n ON n.partnership_id = p AND n.id = k.person_id
    JOIN public.sharing_file x ON x.partnership_id = p AND x.id = n.file_id AND NOT x.sealed
    JOIN keeper.reading_file f
      ON (f.partnership_id, f.staff_id, f.day, f.file_id) = (p, d.staff_id, d.day, n.file_id)
    WHERE NOT EXISTS (
      SELECT FROM public.reading_finding b WHERE b.partnership_id = p AND b.staff_id = f.staff_id
        AND b.pattern = 'street' AND b.day <> f.day AND b.day > f.day - 90 AND b.files @> ARRAY[f.file_id])) s
    WHERE s.day = s.once GROUP BY s.staff_id, s.day $$;

-- Opened after they said that they know somebody in it, also once that had ended; or, before they said so, on more than
-- one day or more often than it takes to notice.
CREATE FUNCTION keeper.found_conflict(p smallint, limits jsonb)
  RETURNS TABLE (staff_id uuid, day date, first_at timestamptz, last_at timestamptz, files uuid[], figures jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH known AS MATERIALIZED (
      SELECT c.since, one.id AS staff_id, beside AS file_id
      FROM public.sharing_conflictofinterest c
      JOIN public.partnership_staff named ON named.id = c.staff_id
      JOIN public.partnership_staff one ON one.account_id = named.account_id AND one.partnership_id = p
      CROSS JOIN LATERAL keeper.files_beside(p, c.file_id) beside
      JOIN public.sharing_file x ON x.partnership_id = p AND x.id = beside AND NOT x.sealed
      WHERE c.partnership_id = p),
    opened AS (
      SELECT f.*, k.since, f.last_at > k.since + interval '1 minute' AS later,
             d.fresh OR k.since > clock_timestamp() - interval '2 days' AS asked
      FROM known k
      JOIN keeper.reading_file f ON (f.partnership_id, f.staff_id, f.file_id) = (p, k.staff_id, k.file_id)
      JOIN keeper.reading_day d ON (d.partnership_id, d.staff_id, d.day) = (f.partnership_id, f.staff_id, f.day)
      WHERE f.last_at > k.since - interval '30 days'),
    weighed AS (
      SELECT o.*, count(*) FILTER (WHERE NOT o.later) OVER one AS days_before,
             sum(o.opened) FILTER (WHERE NOT o.later) OVER one AS times_before
      FROM opened o WINDOW one AS (PARTITION BY o.staff_id, o.file_id))
    SELECT w.staff_id, w.day, min(w.first_at), max(w.last_at), array_agg(DISTINCT w.file_id),
           jsonb_build_object('later', bool_or(w.later), 'days_before', max(w.days_before),
                              'times_before', max(w.times_before))
    FROM weighed w
    WHERE w.asked AND (w.later OR w.days_before >= (limits ->> 'conflict_days')::int
                       OR w.times_before > (limits ->> 'conflict_times')::int)
    GROUP BY w.staff_id, w.day $$;
REVOKE ALL ON FUNCTION keeper.found_surname, keeper.found_street, keeper.found_conflict FROM PUBLIC;
RESET ROLE;
"""
