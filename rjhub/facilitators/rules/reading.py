"""Who sees whose entry in the register, and who writes it."""

WHO = """
GRANT SELECT ON facilitators_practice, facilitators_clearance, partnership_practitionerlevel TO rjhub_keeper;
SET LOCAL ROLE rjhub_keeper;

-- Whether the asker is the line manager of somebody of their own agency, or administers that agency.
CREATE FUNCTION keeper.looks_after(who uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
      SELECT FROM public.partnership_staff s
      WHERE s.id = who AND s.partnership_id = public.pt() AND (keeper.administers(s.agency_id) OR EXISTS (
        SELECT FROM public.partnership_staff m
        WHERE m.id = s.line_manager_id AND m.id = public.acting_staff() AND m.agency_id = s.agency_id))) $$;

-- Whose entry the asker sees: their own; of their own agency whom they manage or administer; whom they supervise;
-- and who facilitates for a hub that they coordinate.
CREATE FUNCTION keeper.register() RETURNS uuid[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    p smallint := public.pt();
    me uuid := public.acting_staff();
    mine uuid;
    administered uuid;
    coordinated uuid[];
  BEGIN
    SELECT s.agency_id INTO mine FROM public.partnership_staff s WHERE s.id = me AND s.partnership_id = p;
    IF mine IS NULL THEN
      RETURN '{}';
    END IF;
    administered := CASE WHEN keeper.administers(mine) THEN mine END;
    SELECT array_agg(r.hub_id) INTO coordinated FROM public.partnership_roleheld r
      WHERE r.staff_id = me AND r.role = 'coordinator' AND (r.ended_at IS NULL OR r.ended_at > clock_timestamp());
    RETURN (
      SELECT coalesce(array_agg(s.id), '{}') FROM public.partnership_staff s
      LEFT JOIN public.facilitators_practice h ON h.staff_id = s.id
      WHERE s.partnership_id = p AND (
        s.id = me OR s.line_manager_id = me AND s.agency_id = mine OR s.agency_id = administered
        OR h.supervisor_id = me
        OR coordinated IS NOT NULL AND (h.hubs IS NULL OR h.hubs = '{}' OR h.hubs && coordinated) AND EXISTS (
          SELECT FROM public.partnership_roleheld r WHERE r.staff_id = s.id AND r.role = 'facilitator'
            AND (r.ended_at IS NULL OR r.ended_at > clock_timestamp()))));
  END $$;

-- Whether an entry may be written by whoever asks: as its agency, or also as the person themselves; or by a command.
CREATE FUNCTION keeper.may_write_practice(who uuid, of_partnership smallint, themselves boolean) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT keeper.installs() OR of_partnership = public.pt()
      AND (keeper.looks_after(who) OR themselves AND who = public.acting_staff()) $$;

REVOKE ALL ON FUNCTION keeper.looks_after, keeper.register, keeper.may_write_practice FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.looks_after, keeper.register, keeper.may_write_practice TO rjhub_app;
RESET ROLE;

ALTER TABLE facilitators_practice ENABLE ROW LEVEL SECURITY;
ALTER TABLE facilitators_practice FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON facilitators_practice FOR SELECT TO rjhub_app
  USING (staff_id = ANY ((SELECT keeper.register())::uuid[]));
CREATE POLICY add ON facilitators_practice FOR INSERT TO rjhub_app
  WITH CHECK (keeper.may_write_practice(staff_id, partnership_id, false));
CREATE POLICY edit ON facilitators_practice FOR UPDATE TO rjhub_app
  USING (keeper.may_write_practice(staff_id, partnership_id, false))
  WITH CHECK (keeper.may_write_practice(staff_id, partnership_id, false));
CREATE POLICY keep ON facilitators_practice FOR SELECT TO rjhub_keeper USING (true);

ALTER TABLE facilitators_reach ENABLE ROW LEVEL SECURITY;
ALTER TABLE facilitators_reach FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON facilitators_reach FOR SELECT TO rjhub_app
  USING (staff_id = ANY ((SELECT keeper.register())::uuid[]));
CREATE POLICY add ON facilitators_reach FOR INSERT TO rjhub_app
  WITH CHECK (keeper.may_write_practice(staff_id, partnership_id, true));
CREATE POLICY edit ON facilitators_reach FOR UPDATE TO rjhub_app
  USING (keeper.may_write_practice(staff_id, partnership_id, true))
  WITH CHECK (keeper.may_write_practice(staff_id, partnership_id, true));

ALTER TABLE facilitators_secondment ENABLE ROW LEVEL SECURITY;
ALTER TABLE facilitators_secondment FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON facilitators_secondment FOR SELECT TO rjhub_app
  USING (staff_id = ANY ((SELECT keeper.register())::uuid[]));
CREATE POLICY add ON facilitators_secondment FOR INSERT TO rjhub_app
  WITH CHECK (keeper.may_write_practice(staff_id, partnership_id, false));
CREATE POLICY edit ON facilitators_secondment FOR UPDATE TO rjhub_app
  USING (keeper.may_write_practice(staff_id, partnership_id, false))
  WITH CHECK (keeper.may_write_practice(staff_id, partnership_id, false));

-- Nobody records or ends what they themselves are cleared for, and whoever does signs it; no date changes afterwards.
ALTER TABLE facilitators_clearance ENABLE ROW LEVEL SECURITY;
ALTER TABLE facilitators_clearance FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON facilitators_clearance FOR SELECT TO rjhub_app
  USING (staff_id = ANY ((SELECT keeper.register())::uuid[]));
CREATE POLICY add ON facilitators_clearance FOR INSERT TO rjhub_app
  WITH CHECK (keeper.may_write_practice(staff_id, partnership_id, false) AND ended_as = ''
    AND staff_id IS DISTINCT FROM (SELECT acting_staff())
    AND recorded_by_id IS NOT DISTINCT FROM (SELECT acting_staff()));
CREATE POLICY edit ON facilitators_clearance FOR UPDATE TO rjhub_app
  USING (keeper.may_write_practice(staff_id, partnership_id, false) AND ended_as = ''
    AND staff_id IS DISTINCT FROM (SELECT acting_staff()))
  WITH CHECK (keeper.may_write_practice(staff_id, partnership_id, false)
    AND ended_by_id IS NOT DISTINCT FROM (SELECT acting_staff()));
CREATE POLICY keep ON facilitators_clearance FOR SELECT TO rjhub_keeper USING (true);

SET LOCAL ROLE rjhub_keeper;
CREATE FUNCTION keeper.clearances_stay() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF to_jsonb(NEW) - '{ended_as,ended_on,ended_by_id}'::text[]
        IS DISTINCT FROM to_jsonb(OLD) - '{ended_as,ended_on,ended_by_id}'::text[] THEN
      RAISE EXCEPTION 'a clearance stays as it was recorded; record another' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
RESET ROLE;
CREATE TRIGGER clearances_stay BEFORE UPDATE ON facilitators_clearance
  FOR EACH ROW EXECUTE FUNCTION keeper.clearances_stay();
"""
