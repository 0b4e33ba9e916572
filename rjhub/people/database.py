"""What the database itself holds of the people room: the vault, and what may be asked over all rows.

`VAULT` is where people harmed can be reached. `MATCHING` finds records of one human being, and says whether
somebody may be approached. `SEARCH` finds people by what is known of them. Each function is owned by a role
that cannot sign in, states whom it answers, and has tests that see it refuse.
"""

VAULT = """
CREATE SCHEMA vault AUTHORIZATION rjhub_vault;
GRANT USAGE ON SCHEMA vault TO rjhub_app;
GRANT USAGE ON SCHEMA keeper TO rjhub_vault;
GRANT INSERT ON audit_consultation TO rjhub_vault;
GRANT USAGE ON SEQUENCE audit_consultation_id_seq TO rjhub_vault;
SET LOCAL ROLE rjhub_keeper;

-- The file of a person harmed, for somebody granted how to reach them, by a clause, in a file that is not shut
-- to them; NULL for everybody else. It looks at the side of the holder itself, so that it holds even where a
-- grant stands that the wall should have refused.
CREATE FUNCTION keeper.file_to_reach(person uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT p.file_id FROM public.people_person p
    WHERE p.partnership_id = public.pt() AND p.id = person AND p.side = 'harmed' AND EXISTS (
      SELECT FROM public.sharing_grant g
      WHERE g.partnership_id = p.partnership_id AND g.file_id = p.file_id AND g.holder_id = ANY (public.pr())
        AND g.works_with IN ('harmed', 'both') AND 'harmed' = ANY (g.sides) AND 'contact' = ANY (g.categories)
        AND g.ended_at IS NULL AND (g.until IS NULL OR g.until > clock_timestamp()))
      AND EXISTS (SELECT FROM keeper.acl(p.partnership_id, p.file_id, 'harmed', 'contact') seen_by
                  WHERE seen_by && public.pr() AND NOT seen_by && public.barred()) $$;
CREATE FUNCTION keeper.agency_of(staff uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT agency_id FROM public.partnership_staff WHERE id = staff $$;
REVOKE ALL ON FUNCTION keeper.file_to_reach, keeper.agency_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.file_to_reach, keeper.agency_of TO rjhub_vault;

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
CREATE UNIQUE INDEX one_current_of_a_kind ON vault.contact (partnership_id, person_id, kind)
  WHERE until IS NULL;

-- The reading is on record before the first row leaves, also where there is nothing to read.
CREATE FUNCTION vault.open_contact(person uuid, door text, purpose text)
  RETURNS TABLE (kind text, sealed bytea, since timestamptz)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE file uuid := keeper.file_to_reach(person);
  BEGIN
    IF file IS NULL THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO public.audit_consultation
      (partnership_id, staff_id, agency_id, door, purpose, files, sides, categories, tables)
      VALUES (public.pt(), public.acting_staff(), keeper.agency_of(public.acting_staff()), door, purpose,
              ARRAY[file], ARRAY['harmed'], ARRAY['contact'], ARRAY['vault.contact']);
    RETURN QUERY SELECT c.kind, c.sealed, c.since FROM vault.contact c
      WHERE c.partnership_id = public.pt() AND c.person_id = person AND c.until IS NULL ORDER BY c.kind;
  END $$;

-- Whoever may open may also keep; the earlier value of that kind ends. NULL ends it without a new one.
CREATE FUNCTION vault.keep_contact(person uuid, of_kind text, value bytea) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF keeper.file_to_reach(person) IS NULL THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE vault.contact c SET until = clock_timestamp()
      WHERE c.partnership_id = public.pt() AND c.person_id = person AND c.kind = of_kind AND c.until IS NULL;
    IF value IS NOT NULL THEN
      INSERT INTO vault.contact (partnership_id, person_id, kind, sealed)
        VALUES (public.pt(), person, of_kind, value);
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

-- Whether the asker sees who a person is.
CREATE FUNCTION keeper.sees(person uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.people_person
                   WHERE partnership_id = public.pt() AND id = person AND acl && public.pr()
                     AND NOT acl && public.barred()) $$;

-- The keys of some kinds, of a person whom the asker sees, are replaced; a key has the same place in both
-- arrays.
CREATE FUNCTION keeper.keep_keys(person uuid, replacing smallint[], kinds smallint[], digests bytea[])
  RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NOT keeper.sees(person) THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM public.people_matchkey k
      WHERE k.partnership_id = public.pt() AND k.person_id = person AND k.kind = ANY (replacing);
    INSERT INTO public.people_matchkey (partnership_id, person_id, kind, digest)
      SELECT public.pt(), person, n.kind, n.digest FROM unnest(kinds, digests) n (kind, digest);
  END $$;

-- A person and everybody whom a hub decided to be the same human being, however many decisions away.
CREATE FUNCTION keeper.linked(p smallint, person uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH RECURSIVE same (id) AS (
      SELECT person
      UNION
      SELECT l.other FROM same, LATERAL (
        SELECT second_id AS other FROM public.people_link
          WHERE partnership_id = p AND first_id = same.id AND undone_at IS NULL AND decision = 'same'
        UNION ALL
        SELECT first_id FROM public.people_link
          WHERE partnership_id = p AND second_id = same.id AND undone_at IS NULL AND decision = 'same') l)
    SELECT id FROM same $$;

-- Everybody else who shares a key with a person or with a record linked to theirs, unless a hub found them
-- different. Kinds of keys are numbered by what they mean: KeyKind in vocabulary.py.
CREATE FUNCTION keeper.alike(p smallint, person uuid) RETURNS TABLE (person_id uuid, kind smallint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH ours AS MATERIALIZED (SELECT o AS id FROM keeper.linked(p, person) o)
    SELECT DISTINCT theirs.person_id, theirs.kind
    FROM ours
    JOIN public.people_matchkey mine ON mine.partnership_id = p AND mine.person_id = ours.id
    JOIN public.people_matchkey theirs ON theirs.partnership_id = p AND theirs.digest = mine.digest
    WHERE mine.kind < 30 AND theirs.person_id NOT IN (SELECT id FROM ours)
      AND NOT EXISTS (
        SELECT FROM ours o JOIN public.people_link l ON l.partnership_id = p AND l.undone_at IS NULL
          AND l.decision = 'different' AND l.first_id = least(o.id, theirs.person_id)
          AND l.second_id = greatest(o.id, theirs.person_id)) $$;

-- 'stopped', 'unsure' (somebody who may be this person said no, so a hub must look first), or 'clear'.
CREATE FUNCTION keeper.approach(p smallint, person uuid, by_channel text) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH known (id, surely) AS (
      SELECT o, true FROM keeper.linked(p, person) o
      UNION ALL
      SELECT l, a.kind < 10 FROM (
        SELECT person_id, min(kind) AS kind FROM keeper.alike(p, person) GROUP BY person_id) a,
        LATERAL keeper.linked(p, a.person_id) l)
    SELECT coalesce(min(CASE WHEN known.surely THEN 'stopped' ELSE 'unsure' END), 'clear')
    FROM known JOIN public.people_stop s ON s.partnership_id = p AND s.person_id = known.id
    WHERE s.lifted_at IS NULL AND s.channel IN ('', by_channel)
      AND (s.until IS NULL OR s.until > (clock_timestamp() AT TIME ZONE 'Europe/London')::date) $$;

-- What the program may ask about a person whom the asker sees; NULL about anybody else. Without a channel: at
-- all.
CREATE FUNCTION keeper.may_approach(person uuid, by_channel text) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE WHEN keeper.sees(person) THEN keeper.approach(public.pt(), person, by_channel) END $$;

-- A no is kept for anybody who sees the person, also where they may not read what others recorded.
CREATE FUNCTION keeper.record_stop(
    stop uuid, person uuid, by_channel text, said_on date, said_to uuid, until date, at timestamptz)
  RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NOT keeper.sees(person) THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO public.people_stop (
        partnership_id, id, file_id, side, category, acl, person_id, channel, said_on, said_to_id, until,
        recorded_by_id, recorded_at, how_they_asked)
      SELECT p.partnership_id, stop, p.file_id, p.side, 'safety', '{}', p.id, by_channel, said_on,
             said_to, until, public.acting_staff(), at, ''
      FROM public.people_person p WHERE p.partnership_id = public.pt() AND p.id = person;
  END $$;

-- Candidates for the duplicate check and what they share, for a coordinator who sees both. That two people
-- share how they can be reached is told only to somebody who is granted how to reach both.
CREATE FUNCTION keeper.possible_duplicates(person uuid) RETURNS TABLE (person_id uuid, kinds smallint[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT a.person_id, array_agg(a.kind ORDER BY a.kind)
    FROM keeper.alike(public.pt(), person) a
    JOIN public.people_person them ON them.partnership_id = public.pt() AND them.id = a.person_id
      AND them.acl && public.pr() AND NOT them.acl && public.barred()
    JOIN public.people_person us ON us.partnership_id = public.pt() AND us.id = person
      AND us.acl && public.pr() AND NOT us.acl && public.barred()
    WHERE EXISTS (SELECT FROM public.partnership_hub h
                  WHERE h.partnership_id = public.pt() AND h.coordinators_id = ANY (public.pr()))
      AND (a.kind < 20
           OR (keeper.acl(them.partnership_id, them.file_id, them.side, 'contact') && public.pr()
               AND keeper.acl(us.partnership_id, us.file_id, us.side, 'contact') && public.pr()))
    GROUP BY a.person_id $$;

REVOKE ALL ON FUNCTION keeper.sees, keeper.keep_keys, keeper.linked, keeper.alike, keeper.approach,
  keeper.may_approach, keeper.record_stop, keeper.possible_duplicates FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.sees, keeper.keep_keys, keeper.may_approach, keeper.record_stop,
  keeper.possible_duplicates TO rjhub_app;
RESET ROLE;
"""

# The operators of a text search are not leakproof, so under row security PostgreSQL would apply them only
# after the policy, row by row. This function runs with the keeper's rights and says the policy's two
# conditions in every statement; a test holds it against plain queries under row security.
SEARCH = """
CREATE INDEX person_found_by ON people_person USING gin (partnership_id, found_by gin_trgm_ops)
  WITH (fastupdate = off);
ALTER TABLE people_person SET (fillfactor = 85);
SELECT show_limit();  -- loads the extension, so that its setting below is known to be one
SET LOCAL ROLE rjhub_keeper;

-- Every condition that is given must hold. `words` are the words of a name, `key` the digest of a telephone
-- number, an email address or a postcode, which finds only people whom the asker is granted how to reach.
-- Nothing is cut off or counted before the visibility, so rows that the asker does not see change neither
-- what is found nor its order.
CREATE FUNCTION keeper.search_people(words text[], whole text, born date, number text, key bytea, most int)
  RETURNS TABLE (person_id uuid, fit int)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET pg_trgm.word_similarity_threshold = 0.5 SET jit = off AS $$
  DECLARE
    p smallint := public.pt();
    r int[] := public.pr();
    b int[] := public.barred();
    fits text := '';
    named text := '';
    word text;
    numbered uuid[];
    reached uuid[];
    found int;
  BEGIN
    IF p IS NULL OR r IS NULL
        OR (cardinality(words) = 0 AND born IS NULL AND number = '' AND key IS NULL) THEN
      RETURN;
    END IF;
    IF born IS NOT NULL THEN
      fits := fits || ' AND h.born_on = $3';
    END IF;
    IF number <> '' THEN
      SELECT coalesce(array_agg(i.person_id), '{}') INTO numbered FROM public.people_identifier i
        WHERE i.partnership_id = p AND i.value = number AND i.withdrawn_at IS NULL AND i.acl && r
          AND NOT i.acl && b;
      fits := fits || ' AND h.id = ANY ($4)';
    END IF;
    IF key IS NOT NULL THEN
      WITH candidates AS MATERIALIZED (
        SELECT k.person_id AS id FROM public.people_matchkey k
        WHERE k.partnership_id = p AND k.digest = key AND k.kind >= 20),
      visible AS MATERIALIZED (
        SELECT h.id, h.file_id, h.side FROM candidates c
        JOIN public.people_person h ON h.partnership_id = p AND h.id = c.id AND h.acl && r
          AND NOT h.acl && b)
      SELECT coalesce(array_agg(v.id), '{}') INTO reached FROM visible v
        WHERE keeper.acl(p, v.file_id, v.side, 'contact') && r;
      fits := fits || ' AND h.id = ANY ($5)';
    END IF;
    FOREACH word IN ARRAY words LOOP
      -- A short word is a whole name (Li, Ng); a longer one is the beginning of a name.
      word := '% ' || word || CASE WHEN length(word) < 3 THEN ' %' ELSE '%' END;
      named := named || format(' AND h.found_by LIKE %L', word);
    END LOOP;
    RETURN QUERY EXECUTE
      'SELECT h.id, CASE WHEN string_to_array(h.sort_key, '' '') <@ $6
                          AND string_to_array(h.sort_key, '' '') @> $6 THEN 1 ELSE 2 END AS fit
       FROM public.people_person h WHERE h.partnership_id = $1 AND h.acl && $2 AND NOT h.acl && $8' || fits || named ||
      ' ORDER BY fit, h.sort_key, h.id LIMIT $7' USING p, r, born, numbered, reached, words, most, b;
    GET DIAGNOSTICS found = ROW_COUNT;
    -- Names only like the one sought are looked for where few have it; of a short name everything is like it.
    IF found < 10 AND length(whole) > 3 THEN
      RETURN QUERY EXECUTE
        'SELECT h.id, 3 FROM public.people_person h
         WHERE h.partnership_id = $1 AND h.acl && $2 AND NOT h.acl && $8 AND $6 <% h.found_by' || fits ||
        ' AND NOT (true' || named || ')
         ORDER BY word_similarity($6, h.found_by) DESC, h.sort_key, h.id LIMIT $7'
        USING p, r, born, numbered, reached, whole, most - found, b;
    END IF;
  END $$;
REVOKE ALL ON FUNCTION keeper.search_people FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.search_people TO rjhub_app;
RESET ROLE;
"""

# How many to expect. PostgreSQL would expect a thousand of each, and read every no of a partnership to join them.
EXPECTED = """
ALTER FUNCTION keeper.linked(smallint, uuid) ROWS 2;
ALTER FUNCTION keeper.alike(smallint, uuid) ROWS 10;
"""
