"""What the database itself holds of the people room: the vault, the match keys, and the rule that a no is a no."""

VAULT = """
CREATE SCHEMA vault AUTHORIZATION rjhub_vault;
GRANT USAGE ON SCHEMA vault TO rjhub_app;
GRANT USAGE ON SCHEMA keeper TO rjhub_vault;
GRANT INSERT ON audit_consultation TO rjhub_vault;
GRANT USAGE ON SEQUENCE audit_consultation_id_seq TO rjhub_vault;
SET LOCAL ROLE rjhub_keeper;
CREATE FUNCTION keeper.file_of_person(p smallint, person uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT file_id FROM public.people_person WHERE partnership_id = p AND id = person AND side = 'harmed' $$;
REVOKE ALL ON FUNCTION keeper.file_of_person FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.file_of_person, keeper.acl TO rjhub_vault;
SET LOCAL ROLE rjhub_vault;
CREATE TABLE vault.contact (
  partnership_id smallint NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  person_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('address', 'mobile', 'phone', 'email')),
  sealed bytea NOT NULL,
  since timestamptz NOT NULL DEFAULT clock_timestamp(),
  until timestamptz,
  PRIMARY KEY (partnership_id, id)
);
CREATE UNIQUE INDEX one_current_of_a_kind ON vault.contact (partnership_id, person_id, kind) WHERE until IS NULL;

-- The asker needs a grant on the person's file for harmed contact, and the reading is on record before the first row.
CREATE FUNCTION vault.open_contact(person uuid, door text, purpose text)
  RETURNS TABLE (kind text, sealed bytea, since timestamptz)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  DECLARE file uuid := keeper.file_of_person(public.pt(), person);
  BEGIN
    IF file IS NULL OR NOT coalesce(keeper.acl(public.pt(), file, 'harmed', 'contact') && public.pr(), false) THEN
      RETURN;
    END IF;
    INSERT INTO public.audit_consultation
      (partnership_id, staff_id, door, purpose, files, sides, categories, tables)
      VALUES (public.pt(), public.acting_staff(), door, purpose,
              ARRAY[file], ARRAY['harmed'], ARRAY['contact'], ARRAY['vault.contact']);
    RETURN QUERY SELECT c.kind, c.sealed, c.since FROM vault.contact c
      WHERE c.partnership_id = public.pt() AND c.person_id = person AND c.until IS NULL ORDER BY c.kind;
  END $$;

-- Whoever may open may also keep; the earlier value of that kind ends. NULL ends it without a new one.
CREATE FUNCTION vault.keep_contact(person uuid, of_kind text, value bytea) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  DECLARE file uuid := keeper.file_of_person(public.pt(), person);
  BEGIN
    IF file IS NULL OR NOT coalesce(keeper.acl(public.pt(), file, 'harmed', 'contact') && public.pr(), false) THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE vault.contact c SET until = clock_timestamp()
      WHERE c.partnership_id = public.pt() AND c.person_id = person AND c.kind = of_kind AND c.until IS NULL;
    IF value IS NOT NULL THEN
      INSERT INTO vault.contact (partnership_id, person_id, kind, sealed) VALUES (public.pt(), person, of_kind, value);
    END IF;
  END $$;
REVOKE ALL ON FUNCTION vault.open_contact, vault.keep_contact FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vault.open_contact, vault.keep_contact TO rjhub_app;
RESET ROLE;
"""

MATCHING = """
GRANT SELECT, INSERT, UPDATE, DELETE ON people_matchkey TO rjhub_keeper;
GRANT USAGE ON SEQUENCE people_matchkey_id_seq TO rjhub_keeper;
SET LOCAL ROLE rjhub_keeper;

-- The keys of a person whom the asker may see are replaced whole.
CREATE FUNCTION keeper.keep_keys(person uuid, certain bytea[], possible bytea[]) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM public.people_person
                   WHERE partnership_id = public.pt() AND id = person AND acl && public.pr()) THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM public.people_matchkey WHERE partnership_id = public.pt() AND person_id = person;
    INSERT INTO public.people_matchkey (partnership_id, person_id, digest, strength)
      SELECT public.pt(), person, d, 'certain' FROM unnest(certain) d
      UNION ALL SELECT public.pt(), person, d, 'possible' FROM unnest(possible) d;
  END $$;

-- Everybody who shares a key with a person, that person first; links decided by a hub count for or against.
CREATE FUNCTION keeper.same_people(p smallint, person uuid) RETURNS TABLE (person_id uuid, strength text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH linked AS (
      SELECT CASE WHEN l.first_id = person THEN l.second_id ELSE l.first_id END AS other, l.same
      FROM public.people_link l
      WHERE l.partnership_id = p AND l.undone_at IS NULL AND person IN (l.first_id, l.second_id))
    SELECT person, 'certain'
    UNION SELECT other, 'certain' FROM linked WHERE same
    UNION
    SELECT k.person_id, min(k.strength) FROM public.people_matchkey mine
      JOIN public.people_matchkey k ON k.partnership_id = p AND k.digest = mine.digest AND k.person_id <> person
      WHERE mine.partnership_id = p AND mine.person_id = person
        AND NOT EXISTS (SELECT FROM linked WHERE other = k.person_id)
      GROUP BY k.person_id $$;

-- 'clear', 'stopped', or 'unsure': somebody who may be this person said no, so a hub must look first.
CREATE FUNCTION keeper.approach(p smallint, person uuid, by_channel text) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT coalesce(min(CASE same.strength WHEN 'certain' THEN 'stopped' ELSE 'unsure' END), 'clear')
    FROM keeper.same_people(p, person) same
    JOIN public.people_stop s ON s.partnership_id = p AND s.person_id = same.person_id
    WHERE s.lifted_at IS NULL AND (s.until IS NULL OR s.until > current_date)
      AND s.channel IN ('', by_channel) $$;

-- What the program may ask about a person whom the asker can see.
CREATE FUNCTION keeper.may_approach(person uuid, by_channel text) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT CASE WHEN EXISTS (SELECT FROM public.people_person
                             WHERE partnership_id = public.pt() AND id = person AND acl && public.pr())
           THEN keeper.approach(public.pt(), person, by_channel) END $$;

-- Candidates for the duplicate check: only somebody who coordinates a hub of the partnership learns them.
CREATE FUNCTION keeper.possible_duplicates(person uuid) RETURNS TABLE (person_id uuid, strength text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT same.person_id, same.strength FROM keeper.same_people(public.pt(), person) same
    WHERE same.person_id <> person AND EXISTS (
      SELECT FROM public.partnership_hub h WHERE h.partnership_id = public.pt() AND h.coordinators_id = ANY (public.pr())) $$;

REVOKE ALL ON FUNCTION keeper.keep_keys, keeper.same_people, keeper.approach, keeper.may_approach,
  keeper.possible_duplicates FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.keep_keys, keeper.may_approach, keeper.possible_duplicates TO rjhub_app;
RESET ROLE;
"""
