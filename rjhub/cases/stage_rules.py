"""How the database knows at which stages a file is: what clauses of the agreement allow may depend on it."""

STAGES = """
SET LOCAL ROLE rjhub_keeper;

-- A person's file is at the stages of their open cases; with none open, it is closed since the last one closed.
CREATE FUNCTION keeper.note_stages_of(p smallint, person uuid) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE public.sharing_file f
    SET stages = coalesce(now.stages, ARRAY['closed']), closed_on = CASE WHEN now.stages IS NULL THEN now.closed_on END
    FROM public.people_person n, (
      SELECT array_agg(DISTINCT c.stage ORDER BY c.stage) FILTER (WHERE c.closed_at IS NULL) AS stages,
             max(keeper.day(c.closed_at)) AS closed_on
      FROM public.cases_party y JOIN public.cases_case c ON c.partnership_id = p AND c.id = y.case_id
      WHERE y.partnership_id = p AND y.person_id = person) now
    WHERE n.partnership_id = p AND n.id = person AND f.partnership_id = p AND f.id = n.file_id $$;

CREATE FUNCTION keeper.note_stage() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    UPDATE public.sharing_file SET stages = ARRAY[NEW.stage], closed_on = keeper.day(NEW.closed_at)
      WHERE partnership_id = NEW.partnership_id AND id = NEW.file_id;
    PERFORM keeper.note_stages_of(NEW.partnership_id, y.person_id) FROM public.cases_party y
      WHERE y.partnership_id = NEW.partnership_id AND y.case_id = NEW.id;
    RETURN NULL;
  END $$;

CREATE FUNCTION keeper.note_stage_of_person() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    PERFORM keeper.note_stages_of(NEW.partnership_id, NEW.person_id);
    RETURN NULL;
  END $$;

REVOKE ALL ON FUNCTION keeper.note_stages_of FROM PUBLIC;
RESET ROLE;
CREATE TRIGGER note_stage AFTER INSERT OR UPDATE OF stage, closed_at ON cases_case
  FOR EACH ROW EXECUTE FUNCTION keeper.note_stage();
CREATE TRIGGER note_stage_of_person AFTER INSERT ON cases_party
  FOR EACH ROW EXECUTE FUNCTION keeper.note_stage_of_person();
"""
