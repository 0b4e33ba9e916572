"""How the database knows which files belong to a case: conflicts of interest and sealings count for its people too."""

SHUT = """
SET LOCAL ROLE rjhub_keeper;

CREATE OR REPLACE FUNCTION keeper.files_about(p smallint, f uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT f
    UNION
    SELECT y.file_id FROM public.people_person n
    JOIN public.cases_party y ON y.partnership_id = p AND y.person_id = n.id
    WHERE n.partnership_id = p AND n.file_id = f $$;

CREATE OR REPLACE FUNCTION keeper.files_beside(p smallint, f uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT f
    UNION
    SELECT n.file_id FROM public.cases_party y
    JOIN public.people_person n ON n.partnership_id = p AND n.id = y.person_id
    WHERE y.partnership_id = p AND y.file_id = f $$;

-- Somebody who comes into a case later is shut with it; somebody who comes into another case is known there.
CREATE FUNCTION keeper.shut_with_the_case() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF EXISTS (SELECT FROM public.sharing_file f JOIN public.people_person n ON n.partnership_id = f.partnership_id
               WHERE f.partnership_id = NEW.partnership_id AND n.id = NEW.person_id AND f.id IN (n.file_id, NEW.file_id)
                 AND (f.sealed OR f.barred <> '{}')) THEN
      PERFORM keeper.mark_file(n.partnership_id, n.file_id) FROM public.people_person n
        WHERE n.partnership_id = NEW.partnership_id AND n.id = NEW.person_id;
    END IF;
    RETURN NULL;
  END $$;
RESET ROLE;
CREATE TRIGGER shut_with_the_case AFTER INSERT ON cases_party
  FOR EACH ROW EXECUTE FUNCTION keeper.shut_with_the_case();
"""
