"""Who watches the reading of whom, and who may write what in the tables of the reading room."""

WATCHING = """
GRANT SELECT, INSERT, UPDATE ON reading_finding, reading_exposure TO rjhub_keeper;
GRANT DELETE ON reading_exposure TO rjhub_keeper;
GRANT SELECT ON reading_outcome TO rjhub_keeper;
SET LOCAL ROLE rjhub_keeper;

-- The agency whose reading the asker watches: their own, as its information officer.
CREATE FUNCTION keeper.watched() RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT s.agency_id FROM public.partnership_staff s
    WHERE s.id = public.acting_staff() AND s.partnership_id = public.pt() AND EXISTS (
      SELECT FROM public.partnership_roleheld r WHERE r.staff_id = s.id AND r.role = 'information_officer'
        AND (r.ended_at IS NULL OR r.ended_at > clock_timestamp())) $$;

-- Whether the asker answers for the whole partnership: as an administrator or information officer of an agency that
-- runs a hub.
CREATE FUNCTION keeper.watches_everybody() RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
      SELECT FROM public.partnership_staff s
      JOIN public.partnership_hub h ON h.host_id = s.agency_id
        AND (h.until IS NULL OR h.until >= keeper.day(clock_timestamp()))
      JOIN public.partnership_roleheld r ON r.staff_id = s.id AND r.role IN ('information_officer', 'administrator')
        AND (r.ended_at IS NULL OR r.ended_at > clock_timestamp())
      WHERE s.id = public.acting_staff() AND s.partnership_id = public.pt()) $$;

REVOKE ALL ON FUNCTION keeper.watched, keeper.watches_everybody FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.watched, keeper.watches_everybody TO rjhub_app;
RESET ROLE;

ALTER TABLE reading_finding ENABLE ROW LEVEL SECURITY;
ALTER TABLE reading_finding FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON reading_finding FOR SELECT TO rjhub_app USING (agency_id = (SELECT keeper.watched()));
CREATE POLICY keep ON reading_finding TO rjhub_keeper USING (true) WITH CHECK (true);

-- Recorded once, by whoever acts; nobody changes or deletes it.
ALTER TABLE reading_outcome ENABLE ROW LEVEL SECURITY;
ALTER TABLE reading_outcome FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON reading_outcome FOR SELECT TO rjhub_app
  USING (EXISTS (SELECT FROM reading_finding f WHERE f.id = finding_id));
CREATE POLICY add ON reading_outcome FOR INSERT TO rjhub_app WITH CHECK (
  by_id = (SELECT acting_staff()) AND partnership_id = (SELECT pt())
  AND EXISTS (SELECT FROM reading_finding f WHERE f.id = finding_id AND f.staff_id <> by_id));
CREATE POLICY keep ON reading_outcome TO rjhub_keeper USING (true) WITH CHECK (true);

ALTER TABLE reading_hours ENABLE ROW LEVEL SECURITY;
ALTER TABLE reading_hours FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON reading_hours TO rjhub_app
  USING (agency_id = (SELECT keeper.watched())) WITH CHECK (agency_id = (SELECT keeper.watched()));
CREATE POLICY keep ON reading_hours FOR SELECT TO rjhub_keeper USING (true);

ALTER TABLE reading_home ENABLE ROW LEVEL SECURITY;
ALTER TABLE reading_home FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON reading_home TO rjhub_app
  USING (staff_id = (SELECT acting_staff())) WITH CHECK (staff_id = (SELECT acting_staff()));
CREATE POLICY keep ON reading_home FOR SELECT TO rjhub_keeper USING (true);

ALTER TABLE reading_exposure ENABLE ROW LEVEL SECURITY;
ALTER TABLE reading_exposure FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON reading_exposure FOR SELECT TO rjhub_app USING (
  agency_id = (SELECT keeper.watched()) OR partnership_id = (SELECT pt()) AND (SELECT keeper.watches_everybody()));
CREATE POLICY keep ON reading_exposure TO rjhub_keeper USING (true) WITH CHECK (true);
"""
