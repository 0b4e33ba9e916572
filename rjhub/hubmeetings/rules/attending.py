"""Who sees a hub's meetings, and who arranges them and notes who is there."""

ATTENDING = """
GRANT SELECT ON hubmeetings_hubmeeting, hubmeetings_seat, hubmeetings_presence, hubmeetings_change TO rjhub_keeper;
GRANT INSERT ON hubmeetings_change TO rjhub_keeper;
GRANT USAGE ON SEQUENCE hubmeetings_change_id_seq TO rjhub_keeper;
SET LOCAL ROLE rjhub_keeper;

-- Whether whoever asks coordinates a hub.
CREATE FUNCTION keeper.runs_hub(of_hub uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.partnership_hub h WHERE h.id = of_hub AND h.partnership_id = public.pt()
                   AND h.coordinators_id = ANY (public.pr())) $$;

CREATE FUNCTION keeper.runs_hub_meeting(m uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.hubmeetings_hubmeeting one WHERE one.id = m AND one.partnership_id = public.pt()
                   AND keeper.runs_hub(one.hub_id)) $$;

-- The meetings of the hubs that the asker coordinates, and those to which they are invited.
CREATE FUNCTION keeper.hub_meetings() RETURNS uuid[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt(); me uuid := public.acting_staff(); r int[] := public.pr();
  BEGIN
    IF cardinality(coalesce(r, '{}')) = 0 THEN
      RETURN '{}';
    END IF;
    RETURN (
      SELECT coalesce(array_agg(m.id), '{}') FROM public.hubmeetings_hubmeeting m WHERE m.partnership_id = p AND (
        EXISTS (SELECT FROM public.partnership_hub h WHERE h.id = m.hub_id AND h.coordinators_id = ANY (r))
        OR EXISTS (SELECT FROM public.hubmeetings_seat s
                   WHERE s.meeting_id = m.id AND s.staff_id = me AND s.taken_away_at IS NULL)));
  END $$;

-- Whether a seat is the asker's own, and they are still invited.
CREATE FUNCTION keeper.my_seat(of_seat uuid, m uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.hubmeetings_seat s WHERE s.id = of_seat AND s.meeting_id = m
                   AND s.staff_id = public.acting_staff() AND s.taken_away_at IS NULL) $$;

-- Whoever is invited says for themselves that they cannot come, and nothing else of a seat.
CREATE FUNCTION keeper.guard_seat() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE told text[] := ARRAY['apologies_at', 'taken_away_at'];
  BEGIN
    IF to_jsonb(NEW) - told IS DISTINCT FROM to_jsonb(OLD) - told
        OR NEW.taken_away_at IS DISTINCT FROM OLD.taken_away_at AND NOT keeper.runs_hub_meeting(NEW.meeting_id) THEN
      RAISE EXCEPTION 'a seat stays as it is' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;

REVOKE ALL ON FUNCTION keeper.runs_hub, keeper.runs_hub_meeting, keeper.hub_meetings, keeper.my_seat FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.runs_hub, keeper.runs_hub_meeting, keeper.hub_meetings, keeper.my_seat TO rjhub_app;
RESET ROLE;

ALTER TABLE hubmeetings_hubmeeting ENABLE ROW LEVEL SECURITY;
ALTER TABLE hubmeetings_hubmeeting FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON hubmeetings_hubmeeting FOR SELECT TO rjhub_app
  USING (id = ANY ((SELECT keeper.hub_meetings())::uuid[]));
CREATE POLICY add ON hubmeetings_hubmeeting FOR INSERT TO rjhub_app
  WITH CHECK (partnership_id = (SELECT pt()) AND keeper.runs_hub(hub_id)
    AND arranged_by_id IS NOT DISTINCT FROM (SELECT acting_staff()));
CREATE POLICY edit ON hubmeetings_hubmeeting FOR UPDATE TO rjhub_app
  USING (keeper.runs_hub(hub_id)) WITH CHECK (keeper.runs_hub(hub_id));
CREATE POLICY keep ON hubmeetings_hubmeeting FOR SELECT TO rjhub_keeper USING (true);

ALTER TABLE hubmeetings_seat ENABLE ROW LEVEL SECURITY;
ALTER TABLE hubmeetings_seat FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON hubmeetings_seat FOR SELECT TO rjhub_app
  USING (meeting_id = ANY ((SELECT keeper.hub_meetings())::uuid[]));
CREATE POLICY add ON hubmeetings_seat FOR INSERT TO rjhub_app
  WITH CHECK (partnership_id = (SELECT pt()) AND keeper.runs_hub_meeting(meeting_id)
    AND invited_by_id IS NOT DISTINCT FROM (SELECT acting_staff()));
CREATE POLICY edit ON hubmeetings_seat FOR UPDATE TO rjhub_app
  USING (keeper.runs_hub_meeting(meeting_id) OR keeper.my_seat(id, meeting_id))
  WITH CHECK (keeper.runs_hub_meeting(meeting_id) OR keeper.my_seat(id, meeting_id));
CREATE POLICY keep ON hubmeetings_seat FOR SELECT TO rjhub_keeper USING (true);
CREATE TRIGGER guard_seat BEFORE UPDATE ON hubmeetings_seat FOR EACH ROW EXECUTE FUNCTION keeper.guard_seat();

-- Somebody may say that they came. That they left is said by who runs the meeting: it lets the shared screen show more.
ALTER TABLE hubmeetings_presence ENABLE ROW LEVEL SECURITY;
ALTER TABLE hubmeetings_presence FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON hubmeetings_presence FOR SELECT TO rjhub_app
  USING (meeting_id = ANY ((SELECT keeper.hub_meetings())::uuid[]));
CREATE POLICY add ON hubmeetings_presence FOR INSERT TO rjhub_app
  WITH CHECK (partnership_id = (SELECT pt()) AND left_at IS NULL
    AND (keeper.runs_hub_meeting(meeting_id) OR keeper.my_seat(seat_id, meeting_id)));
CREATE POLICY edit ON hubmeetings_presence FOR UPDATE TO rjhub_app
  USING (keeper.runs_hub_meeting(meeting_id)) WITH CHECK (keeper.runs_hub_meeting(meeting_id));
CREATE POLICY keep ON hubmeetings_presence FOR SELECT TO rjhub_keeper USING (true);

ALTER TABLE hubmeetings_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE hubmeetings_change FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON hubmeetings_change FOR SELECT TO rjhub_app
  USING (meeting_id = ANY ((SELECT keeper.hub_meetings())::uuid[]));
CREATE POLICY keep ON hubmeetings_change TO rjhub_keeper USING (true) WITH CHECK (true);
"""
