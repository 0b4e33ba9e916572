"""Who sees and says when somebody is free; their own work as a calendar, by an address that only they know.

What stands in the calendar is when meetings of their cases begin. Cases that are sealed are left out: whoever finds
the address learns nothing of them, not even that there is something.
"""

MEETING_LASTS = "2 hours"

AVAILABILITY = "".join(
    f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON {table} FOR SELECT TO rjhub_app
  USING (staff_id = ANY ((SELECT keeper.register())::uuid[]));
CREATE POLICY add ON {table} FOR INSERT TO rjhub_app
  WITH CHECK (keeper.may_write_practice(staff_id, partnership_id, true));
CREATE POLICY edit ON {table} FOR UPDATE TO rjhub_app
  USING (keeper.may_write_practice(staff_id, partnership_id, true))
  WITH CHECK (keeper.may_write_practice(staff_id, partnership_id, true));
"""
    for table in ("facilitators_week", "facilitators_leave", "facilitators_diary")
)

FEED = f"""
SET LOCAL ROLE rjhub_keeper;

CREATE TABLE keeper.work_feed (
  partnership_id smallint NOT NULL, staff_id uuid NOT NULL, digest bytea NOT NULL UNIQUE,
  made_at timestamptz NOT NULL, PRIMARY KEY (partnership_id, staff_id), CHECK (octet_length(digest) = 32));

-- One's own address: a new one ends the one before, and none ends it.
CREATE FUNCTION keeper.keep_work_feed(of_digest bytea) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE who uuid := public.acting_staff(); p smallint := public.pt();
  BEGIN
    IF NOT EXISTS (SELECT FROM public.partnership_staff s WHERE s.id = who AND s.partnership_id = p) THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM keeper.work_feed f WHERE f.partnership_id = p AND f.staff_id = who;
    IF of_digest IS NOT NULL THEN
      INSERT INTO keeper.work_feed VALUES (p, who, of_digest, clock_timestamp());
    END IF;
  END $$;

-- Since when the asker has an address; nothing where they have none.
CREATE FUNCTION keeper.work_feed_since() RETURNS timestamptz
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT f.made_at FROM keeper.work_feed f
    WHERE f.partnership_id = public.pt() AND f.staff_id = public.acting_staff() $$;

CREATE FUNCTION keeper.meetings_taken(p smallint, who uuid[])
  RETURNS TABLE (staff_id uuid, file_id uuid, begins timestamptz, ends timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT a.facilitator_id, c.file_id, m.starts_at, m.starts_at + interval '{MEETING_LASTS}'
    FROM public.cases_allocation a
    JOIN public.cases_case c ON c.partnership_id = a.partnership_id AND c.id = a.case_id AND c.closed_at IS NULL
    JOIN public.sharing_file f ON f.partnership_id = c.partnership_id AND f.id = c.file_id AND NOT f.sealed
    JOIN public.cases_meeting m ON m.partnership_id = a.partnership_id AND m.case_id = a.case_id
      AND m.status = 'planned' AND m.starts_at > clock_timestamp() - interval '1 day'
    WHERE a.partnership_id = p AND a.facilitator_id = ANY (who) AND a.accepted_at IS NOT NULL AND a.ended_at IS NULL $$;

-- When people whose entries the asker sees have meetings: that they have one, and not of which case.
CREATE FUNCTION keeper.work_among(who uuid[]) RETURNS TABLE (staff_id uuid, begins timestamptz, ends timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT t.staff_id, t.begins, t.ends
    FROM keeper.meetings_taken(public.pt(), ARRAY(SELECT unnest(who) INTERSECT SELECT unnest(keeper.register()))) t
    JOIN public.cases_case c ON c.partnership_id = public.pt() AND c.file_id = t.file_id
    WHERE NOT c.acl && public.barred() ORDER BY 1, 2, 3 $$;

-- The same for whoever knows the address, asked before anybody is known. It ends with the work and with the account.
CREATE FUNCTION keeper.work_by_feed(of_digest bytea) RETURNS TABLE (begins timestamptz, ends timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT NULL::timestamptz, NULL::timestamptz FROM keeper.work_feed f
      JOIN public.partnership_staff s ON s.id = f.staff_id AND (s.until IS NULL OR s.until >= current_date)
      JOIN public.partnership_account u ON u.id = s.account_id AND u.is_active
      WHERE f.digest = of_digest
    UNION ALL
    SELECT t.begins, t.ends FROM keeper.work_feed f
      JOIN public.partnership_staff s ON s.id = f.staff_id AND (s.until IS NULL OR s.until >= current_date)
      JOIN public.partnership_account u ON u.id = s.account_id AND u.is_active
      CROSS JOIN LATERAL keeper.meetings_taken(f.partnership_id, ARRAY[f.staff_id]) t
      WHERE f.digest = of_digest
    ORDER BY 1 NULLS FIRST, 2 $$;

REVOKE ALL ON FUNCTION keeper.keep_work_feed, keeper.work_feed_since, keeper.meetings_taken, keeper.work_among,
  keeper.work_by_feed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.keep_work_feed, keeper.work_feed_since, keeper.work_among TO rjhub_app;
GRANT EXECUTE ON FUNCTION keeper.work_by_feed TO rjhub_front;
RESET ROLE;
"""
