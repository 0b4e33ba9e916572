"""Who notes hours of learning and who approves them; who records supervision; and who reads what was noted there."""

LEARNING = """
SET LOCAL ROLE rjhub_keeper;

-- Whether the asker is named as somebody's supervisor, and is a supervisor still.
CREATE FUNCTION keeper.supervises(who uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
      SELECT FROM public.facilitators_practice h
      JOIN public.partnership_staff me ON me.id = h.supervisor_id
      WHERE h.staff_id = who AND h.supervisor_id = public.acting_staff() AND h.partnership_id = public.pt()
        AND keeper.holds(me.id, me.agency_id, '{supervisor}')) $$;

-- Whoever learnt takes back what is not approved; their supervisor approves what is not taken back; the rest stays.
CREATE FUNCTION keeper.guard_learning() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF OLD.approved_at IS NULL AND OLD.taken_back_at IS NULL AND (
        NEW.staff_id = public.acting_staff()
          AND keeper.differ_only_in(to_jsonb(OLD), to_jsonb(NEW), '{taken_back_at}')
        OR NEW.approved_by_id = public.acting_staff() AND keeper.supervises(NEW.staff_id)
          AND keeper.differ_only_in(to_jsonb(OLD), to_jsonb(NEW), '{approved_at,approved_by_id}')) THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'hours are approved by a supervisor, and stay' USING ERRCODE = 'insufficient_privilege';
  END $$;

REVOKE ALL ON FUNCTION keeper.supervises, keeper.guard_learning FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.supervises TO rjhub_app;
RESET ROLE;

ALTER TABLE facilitators_learning ENABLE ROW LEVEL SECURITY;
ALTER TABLE facilitators_learning FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON facilitators_learning FOR SELECT TO rjhub_app
  USING (staff_id = ANY ((SELECT keeper.register())::uuid[]));
CREATE POLICY add ON facilitators_learning FOR INSERT TO rjhub_app
  WITH CHECK (staff_id = (SELECT acting_staff()) AND partnership_id = (SELECT pt())
    AND approved_at IS NULL AND taken_back_at IS NULL);
CREATE POLICY edit ON facilitators_learning FOR UPDATE TO rjhub_app
  USING (staff_id = (SELECT acting_staff()) OR keeper.supervises(staff_id));
CREATE TRIGGER guard_learning BEFORE UPDATE ON facilitators_learning
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_learning();

ALTER TABLE facilitators_supervision ENABLE ROW LEVEL SECURITY;
ALTER TABLE facilitators_supervision FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON facilitators_supervision FOR SELECT TO rjhub_app
  USING (staff_id = ANY ((SELECT keeper.register())::uuid[]) OR supervisor_id = (SELECT acting_staff()));
CREATE POLICY add ON facilitators_supervision FOR INSERT TO rjhub_app
  WITH CHECK (supervisor_id = (SELECT acting_staff()) AND partnership_id = (SELECT pt())
    AND keeper.supervises(staff_id));

-- No policy for the keeper either: no function of the database tells anybody what a supervisor noted.
ALTER TABLE facilitators_supervisionnote ENABLE ROW LEVEL SECURITY;
ALTER TABLE facilitators_supervisionnote FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON facilitators_supervisionnote FOR SELECT TO rjhub_app
  USING (supervisor_id = (SELECT acting_staff()));
CREATE POLICY add ON facilitators_supervisionnote FOR INSERT TO rjhub_app
  WITH CHECK (supervisor_id = (SELECT acting_staff()) AND EXISTS (
    SELECT FROM facilitators_supervision s
    WHERE s.id = supervision_id AND s.supervisor_id = facilitators_supervisionnote.supervisor_id));
"""
