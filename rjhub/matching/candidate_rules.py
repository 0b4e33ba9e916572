"""How records that may be of one person are found: by few keys that tell much, for coordinators alone.

Which kinds two records share is read from the keys of each that was found, so that a key which finds nobody because so
many have it still counts as the same.
"""

# An address has one key for its line and one for its street alone: who shares only the street has another address.
CANDIDATES = """
SET LOCAL ROLE rjhub_keeper;

-- Records that share a key with a person, or a `single` record whatever they share; for a coordinator who sees both.
-- `shared` are the kinds of key that both share, `on_both` those of which both have one. Kinds that tell how somebody
-- can be reached (20 to 32) count only for who is granted how to reach both. A key that more than `most` records share
-- finds nobody: it would only find many. Of records that the asker does not see nothing is told. Planned once in a
-- session: planning takes as long as answering.
CREATE OR REPLACE FUNCTION keeper.match_candidates(person uuid, more bytea[], single uuid, most int)
  RETURNS TABLE (person_id uuid, shared smallint[], on_both smallint[])
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET jit = off
  SET plan_cache_mode = force_generic_plan AS $$
  DECLARE
    p smallint := public.pt();
    r int[] := public.pr();
    b int[] := public.barred();
    us record;
    reach boolean;
    ours smallint[];
    lines int;
    digests bytea[];
    alike uuid[];
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
    SELECT coalesce(array_agg(DISTINCT k.kind) FILTER (WHERE k.kind < 5 OR k.kind IN (22, 23, 30, 31)), '{}'),
        count(*) FILTER (WHERE k.kind = 31),
        coalesce(array_agg(k.digest) FILTER (WHERE k.kind < 32 OR k.kind >= 40), '{}') || more
      INTO ours, lines, digests
      FROM public.people_matchkey k
      WHERE k.partnership_id = p AND k.person_id = person AND (k.kind NOT BETWEEN 20 AND 32 OR reach);
    IF single IS NULL THEN
      SELECT coalesce(array_agg(found.id), '{}') INTO alike FROM (
        SELECT h.person_id AS id FROM (SELECT DISTINCT unnest(digests)) s (digest) CROSS JOIN LATERAL (
          SELECT f.person_id, f.kind, count(*) OVER () AS many FROM (
            SELECT k.person_id, k.kind FROM public.people_matchkey k
            WHERE k.partnership_id = p AND k.digest = s.digest AND k.kind <> 32 LIMIT most + 1) f) h
        WHERE h.many <= most AND h.person_id <> person
        GROUP BY h.person_id HAVING bool_or(h.kind <> 31) OR count(*) >= least(lines, 2)) found;
    ELSE
      alike := CASE WHEN single <> person THEN ARRAY[single] ELSE '{}' END;
    END IF;
    RETURN QUERY
      WITH visible AS MATERIALIZED (
        SELECT h.id, h.file_id, h.side FROM public.people_person h
        WHERE h.partnership_id = p AND h.id = ANY (alike) AND h.acl && r AND NOT h.acl && b),
      theirs AS MATERIALIZED (
        SELECT v.id, k.kind, count(*) AS many, count(*) FILTER (WHERE k.digest = ANY (digests)) AS same
        FROM visible v JOIN public.people_matchkey k ON k.partnership_id = p AND k.person_id = v.id
          AND k.kind <> 32
        GROUP BY v.id, k.kind),
      told AS MATERIALIZED (
        SELECT v.id, reach AND keeper.acl(p, v.file_id, v.side, 'contact') && r AS reached FROM visible v),
      compared AS MATERIALIZED (
        SELECT t.id, t.reached,
          coalesce(array_agg(k.kind ORDER BY k.kind) FILTER (WHERE k.same >=
            CASE k.kind WHEN 31 THEN least(k.many, greatest(lines, 1), 2) ELSE 1 END
            AND (t.reached OR k.kind NOT BETWEEN 20 AND 32)), '{}') AS shared,
          coalesce(array_agg(k.kind ORDER BY k.kind) FILTER (WHERE k.kind = ANY (ours)
            AND (t.reached OR k.kind < 20)), '{}') AS on_both
        FROM told t LEFT JOIN theirs k ON k.id = t.id GROUP BY t.id, t.reached)
      SELECT c.id, c.shared, c.on_both FROM compared c
      WHERE single IS NOT NULL OR c.shared <> '{}';
  END $$;
RESET ROLE;
"""
