"""What the database itself holds of the matching room.

`LEVELS` says how much two values agree. `CANDIDATES` finds records that share a key, for coordinators, and tells of
how somebody can be reached only whether it is the same. `JOINING` wants two coordinators where records differ in what
one person has only once. `CHANGED` tells the nightly check which records are new or changed.
"""

LEVELS = r"""
SET LOCAL ROLE rjhub_keeper;

-- A name as it is compared: small letters, without accents, spaces and punctuation. What says "not known" is nothing.
CREATE FUNCTION keeper.plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (SELECT CASE WHEN n IN ('unknown', 'notknown', 'unk', 'nk', 'na', 'none', 'anon', 'anonymous', 'tbc', 'baby',
                                 'babyboy', 'babygirl', 'infant', 'test', 'x', 'xx', 'xxx') THEN '' ELSE n END
          FROM regexp_replace(lower(normalize(name, NFKD)), '[^[:alpha:]]', '', 'g') n);
CREATE FUNCTION keeper.name_parts(name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (SELECT coalesce(array_agg(keeper.plain_name(part)) FILTER (WHERE length(part) > 2), '{}')
          FROM unnest(regexp_split_to_array(name, '[\s./,-]+')) part);

-- The place of the level, from 0 for the same; NULL where one of both says nothing. `forms` are the other forms of a
-- first name that go with the one that is sought.
CREATE FUNCTION keeper.level_of_first_name(sought text, forms text[], name text) RETURNS smallint
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN sought = '' OR name = '' THEN NULL
    WHEN sought = name THEN 0
    WHEN name = ANY (forms) OR least(length(sought), length(name)) > 3
      AND public.levenshtein_less_equal(sought, name, 1) <= 1 THEN 1
    WHEN least(length(sought), length(name)) = 1 AND left(sought, 1) = left(name, 1)
      OR least(length(sought), length(name)) > 2 AND (
        starts_with(sought, name) OR starts_with(name, sought)
        OR public.dmetaphone(sought) = public.dmetaphone(name) AND public.dmetaphone(name) <> '')
      OR least(length(sought), length(name)) > 5
        AND public.levenshtein_less_equal(sought, name, 2) <= 2 THEN 2
    ELSE 3 END;
CREATE FUNCTION keeper.level_of_last_name(sought text, sought_parts text[], name text, parts text[]) RETURNS smallint
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN sought = '' OR name = '' THEN NULL
    WHEN sought = name THEN 0
    WHEN sought_parts && parts OR least(length(sought), length(name)) > 3
      AND public.levenshtein_less_equal(sought, name, 1) <= 1 THEN 1
    WHEN least(length(sought), length(name)) > 2
        AND public.dmetaphone(sought) = public.dmetaphone(name) AND public.dmetaphone(name) <> ''
      OR least(length(sought), length(name)) > 5
        AND public.levenshtein_less_equal(sought, name, 2) <= 2 THEN 2
    ELSE 3 END;
-- Both at once: names the wrong way round are nearly the same.
CREATE FUNCTION keeper.levels_of_names(
    first text, forms text[], last text, last_parts text[], their_first text, their_last text, their_parts text[])
  RETURNS smallint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN first <> '' AND last <> '' AND first <> last AND first = their_last AND last = their_first
      THEN '{1,1}'::smallint[]
    ELSE ARRAY[keeper.level_of_first_name(first, forms, their_first),
               keeper.level_of_last_name(last, last_parts, their_last, their_parts)] END;
-- 1 January is what is written when only the year is known, so that both say it tells little.
CREATE FUNCTION keeper.level_of_birth(sought date, born date) RETURNS smallint LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE
    WHEN sought IS NULL OR born IS NULL THEN NULL
    WHEN sought = born THEN CASE WHEN extract(doy FROM born) = 1 THEN 2 ELSE 0 END
    WHEN extract(year FROM sought) = extract(year FROM born) AND extract(month FROM sought) = extract(day FROM born)
        AND extract(day FROM sought) = extract(month FROM born)
      OR public.levenshtein_less_equal(to_char(sought, 'YYYYMMDD'), to_char(born, 'YYYYMMDD'), 1) <= 1 THEN 1
    WHEN (extract(year FROM sought) = extract(year FROM born))::int
       + (extract(month FROM sought) = extract(month FROM born))::int
       + (extract(day FROM sought) = extract(day FROM born))::int >= 2 THEN 2
    ELSE 3 END;
CREATE FUNCTION keeper.level_of_middle_names(sought text, names text) RETURNS smallint
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN sought = '' OR names = '' THEN NULL
    WHEN sought = names THEN 0
    WHEN left(sought, 1) = left(names, 1) THEN 1
    ELSE 2 END;
GRANT EXECUTE ON FUNCTION keeper.plain_name, keeper.name_parts, keeper.level_of_first_name,
  keeper.level_of_last_name, keeper.levels_of_names, keeper.level_of_birth, keeper.level_of_middle_names TO rjhub_app;
RESET ROLE;
"""

CANDIDATES = """
SET LOCAL ROLE rjhub_keeper;

-- Records that share a key with a person, or a `single` record whatever they share; for a coordinator who sees both.
-- `shared` are the kinds of key that both share, `on_both` those of which both have one. Kinds that tell how somebody
-- can be reached (20 to 32) count only for who is granted how to reach both. A key that more than `most` records share
-- finds nobody: it would only find many. Of records that the asker does not see nothing is told.
CREATE FUNCTION keeper.match_candidates(person uuid, more bytea[], single uuid, most int)
  RETURNS TABLE (person_id uuid, shared smallint[], on_both smallint[])
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET jit = off AS $$
  DECLARE
    p smallint := public.pt();
    r int[] := public.pr();
    b int[] := public.barred();
    us record;
    reach boolean;
    ours smallint[];
  BEGIN
    IF p IS NULL OR NOT EXISTS (SELECT FROM public.partnership_hub h
                                WHERE h.partnership_id = p AND h.coordinators_id = ANY (r)) THEN
      RETURN;
    END IF;
    SELECT h.file_id, h.side INTO us FROM public.people_person h
      WHERE h.partnership_id = p AND h.id = person AND h.acl && r AND NOT h.acl && b;
    IF NOT FOUND THEN
      RETURN;
    END IF;
    reach := keeper.acl(p, us.file_id, us.side, 'contact') && r;
    SELECT coalesce(array_agg(DISTINCT k.kind), '{}') INTO ours FROM public.people_matchkey k
      WHERE k.partnership_id = p AND k.person_id = person AND (k.kind < 5 OR reach AND k.kind IN (22, 23, 30, 31));
    RETURN QUERY
      WITH sought AS MATERIALIZED (
        SELECT k.digest FROM public.people_matchkey k
        WHERE k.partnership_id = p AND k.person_id = person
          AND (k.kind < 20 OR k.kind >= 40 OR reach AND k.kind < 32)
        UNION SELECT d FROM unnest(more) d),
      hits AS MATERIALIZED (
        SELECT h.person_id, h.kind FROM sought s CROSS JOIN LATERAL (
          SELECT f.person_id, f.kind, count(*) OVER () AS many FROM (
            SELECT k.person_id, k.kind FROM public.people_matchkey k
            WHERE k.partnership_id = p AND k.digest = s.digest LIMIT most + 1) f) h
        WHERE h.many <= most AND h.person_id <> person AND (single IS NULL OR h.person_id = single)),
      alike AS MATERIALIZED (
        SELECT h.person_id AS id, array_agg(DISTINCT h.kind) AS kinds FROM hits h GROUP BY h.person_id
        UNION ALL
        SELECT single, '{}'::smallint[] WHERE single <> person AND NOT EXISTS (SELECT FROM hits)),
      visible AS MATERIALIZED (
        SELECT a.id, a.kinds, h.file_id, h.side FROM alike a
        JOIN public.people_person h ON h.partnership_id = p AND h.id = a.id AND h.acl && r AND NOT h.acl && b),
      told AS MATERIALIZED (
        SELECT v.id, v.kinds, reach AND keeper.acl(p, v.file_id, v.side, 'contact') && r AS reached FROM visible v)
      SELECT t.id, ARRAY(SELECT k FROM unnest(t.kinds) k WHERE t.reached OR k NOT BETWEEN 20 AND 32 ORDER BY k),
        ARRAY(SELECT DISTINCT k.kind FROM public.people_matchkey k
              WHERE k.partnership_id = p AND k.person_id = t.id AND k.kind = ANY (ours)
                AND (t.reached OR k.kind < 20) ORDER BY 1)
      FROM told t
      WHERE single IS NOT NULL OR t.reached
        OR EXISTS (SELECT FROM unnest(t.kinds) k WHERE k NOT BETWEEN 20 AND 32);
  END $$;
REVOKE ALL ON FUNCTION keeper.match_candidates FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.match_candidates TO rjhub_app;
RESET ROLE;
"""

JOINING = """
GRANT SELECT ON matching_pair, matching_proposal TO rjhub_keeper;
SET LOCAL ROLE rjhub_keeper;

-- What takes two coordinators if two records are to be one person's: a date of birth, or an official number, of which
-- both have one and they differ.
CREATE FUNCTION keeper.differing(p smallint, first uuid, second uuid) RETURNS text[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(array_agg(what ORDER BY what), '{}') FROM (
      SELECT 'born' AS what FROM public.people_person a
      JOIN public.people_person b ON b.partnership_id = p AND b.id = second AND b.born_on <> a.born_on
      WHERE a.partnership_id = p AND a.id = first
      UNION
      SELECT a.kind FROM public.people_identifier a
      JOIN public.people_identifier b ON b.partnership_id = p AND b.person_id = second AND b.kind = a.kind
        AND b.withdrawn_at IS NULL
      WHERE a.partnership_id = p AND a.person_id = first AND a.withdrawn_at IS NULL
      GROUP BY a.kind HAVING NOT bool_or(a.value = b.value)) found $$;

-- Whoever decides may not be who proposed it, and answers the proposal as they decide.
CREATE FUNCTION keeper.guard_join() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NEW.decision = 'same' AND NEW.undone_at IS NULL
        AND keeper.differing(NEW.partnership_id, NEW.first_id, NEW.second_id) <> '{}'
        AND NOT EXISTS (
          SELECT FROM public.matching_pair m
          JOIN public.matching_proposal a ON a.partnership_id = m.partnership_id AND a.pair_id = m.id
          WHERE m.partnership_id = NEW.partnership_id AND m.first_id = NEW.first_id AND m.second_id = NEW.second_id
            AND a.answer = 'confirmed' AND a.answered_by_id = NEW.decided_by_id
            AND a.asked_by_id <> NEW.decided_by_id AND a.answered_at = NEW.decided_at
            AND a.differing @> keeper.differing(NEW.partnership_id, NEW.first_id, NEW.second_id)::varchar[]) THEN
      RAISE EXCEPTION 'these records differ: a second coordinator has to confirm it'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'two_coordinators_join_what_differs';
    END IF;
    RETURN NEW;
  END $$;
REVOKE ALL ON FUNCTION keeper.differing, keeper.guard_join FROM PUBLIC;
RESET ROLE;
CREATE TRIGGER two_coordinators_join_what_differs BEFORE INSERT OR UPDATE ON people_link
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_join();
"""

CHANGED = """
SET LOCAL ROLE rjhub_keeper;

-- For the nightly check, which asks as the program and sees what coordinators see: whose keys are newer than one, and
-- the newest that there is.
CREATE FUNCTION keeper.people_changed(after bigint, most int) RETURNS TABLE (person_id uuid, upto bigint)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt(); r int[] := public.pr();
  BEGIN
    IF p IS NULL OR NOT public.as_program() OR NOT EXISTS (
        SELECT FROM public.partnership_hub h WHERE h.partnership_id = p AND h.coordinators_id = ANY (r)) THEN
      RETURN;
    END IF;
    RETURN QUERY
      SELECT k.person_id, max(k.id) FROM public.people_matchkey k
      JOIN public.people_person h ON h.partnership_id = p AND h.id = k.person_id AND h.acl && r
      WHERE k.partnership_id = p AND k.id > after
      GROUP BY k.person_id ORDER BY max(k.id), k.person_id LIMIT most;
  END $$;
REVOKE ALL ON FUNCTION keeper.people_changed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.people_changed TO rjhub_app;
RESET ROLE;
"""
