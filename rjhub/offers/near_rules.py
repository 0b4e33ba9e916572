"""Who may be somebody who said no, where no key of the two records agrees.

Keys (`keeper.alike`) find a record with one mistake. With two at once often none is left: both names misspelt, or a
married name and a wrong day. So of the few people who said no the keeper also keeps traits (`trait_rules`), by which
anybody's record is looked up when they are to be approached; whoever is found is weighed as matching weighs, and is for
the hub to look at if enough speaks for it. Never more than that: nobody is stopped by it.
"""

from rjhub.offers import erasing_rules, stop_rules
from rjhub.sharing.rewriting import changed

# In bits, as the model that comes with matching weighs (`matching/shipped.json`), rounded; levels between its own lie
# between. `FROM` is less than what matching calls possible: to look costs a minute, to approach costs them their no.
PRIOR, FROM = -12.1, -1.5

WEIGHING = f"""
SET LOCAL ROLE rjhub_keeper;

-- How much two names speak for one person: the same, one slip apart, alike, others.
CREATE FUNCTION keeper.near_bits(a text, b text, same real, close real, alike real, other real) RETURNS real
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
  DECLARE short int := least(length(a), length(b));
  BEGIN
    IF a = '' OR b = '' THEN RETURN 0; END IF;
    IF a = b THEN RETURN same; END IF;
    IF short = 1 THEN RETURN CASE WHEN left(a, 1) = left(b, 1) THEN 2 ELSE other END; END IF;
    IF short > 3 THEN
      IF public.levenshtein_less_equal(a, b, 1) <= 1 THEN RETURN close; END IF;
      IF length(a) = length(b) AND public.levenshtein_less_equal(a, b, 2) <= 2 THEN
        IF (SELECT string_agg(c, '' ORDER BY c) FROM unnest(string_to_array(a, NULL)) c)
         = (SELECT string_agg(c, '' ORDER BY c) FROM unnest(string_to_array(b, NULL)) c) THEN RETURN close; END IF;
      END IF;
    END IF;
    IF short > 2 AND (starts_with(a, b) OR starts_with(b, a) OR public.levenshtein_less_equal(a, b, 1) <= 1
        OR public.dmetaphone(a) = public.dmetaphone(b) AND public.dmetaphone(a) <> '')
      OR short > 4 AND public.levenshtein_less_equal(a, b, 2) <= 2
      OR short > 7 AND public.levenshtein_less_equal(a, b, 3) <= 3
      OR public.similarity(a, b) >= 0.45 THEN RETURN alike; END IF;
    RETURN other;
  END $$;
CREATE FUNCTION keeper.near_first(a text[], b text[]) RETURNS real LANGUAGE plpgsql STABLE AS $$
  DECLARE x text; y text; one real; best real;
  BEGIN
    FOREACH x IN ARRAY a LOOP
      FOREACH y IN ARRAY b LOOP
        one := keeper.near_bits(x, y, 7.7, 6.5, 4.5, -3.2);
        IF one < 6.5 THEN
          IF EXISTS (SELECT FROM keeper.nickname n JOIN keeper.nickname m ON m.root = n.root
                     WHERE n.name = x AND m.name = y) THEN one := 6.5; END IF;
        END IF;
        best := greatest(best, one);
      END LOOP;
    END LOOP;
    RETURN coalesce(best, 0);
  END $$;
CREATE FUNCTION keeper.near_last(a text[], b text[]) RETURNS real LANGUAGE plpgsql STABLE AS $$
  DECLARE x text; y text; best real;
  BEGIN
    FOREACH x IN ARRAY a LOOP
      FOREACH y IN ARRAY b LOOP
        best := greatest(best, keeper.near_bits(x, y, 8.7, 7.5, 5.2, -3.4));
      END LOOP;
    END LOOP;
    RETURN coalesce(best, 0);
  END $$;
-- Whether two people's names speak for one person by as much as needed, also if first and last changed places. Last
-- names are weighed first, as no names of nicknames are looked up for them: most pairs are done with by then.
CREATE FUNCTION keeper.near_enough(
    our_firsts text[], our_lasts text[], firsts text[], lasts text[], needed real) RETURNS boolean
  LANGUAGE plpgsql STABLE AS $$
  DECLARE bits real;
  BEGIN
    IF needed > 16.4 THEN RETURN false; END IF;
    bits := keeper.near_last(our_lasts, lasts);
    IF bits + 7.7 >= needed THEN
      IF bits + keeper.near_first(our_firsts, firsts) >= needed THEN RETURN true; END IF;
    END IF;
    bits := keeper.near_last(our_lasts, firsts);
    RETURN CASE WHEN bits + 7.7 >= needed THEN bits + keeper.near_first(our_firsts, lasts) >= needed ELSE false END;
  END $$;
-- STABLE as `to_char` is: what is called less stable than its parts is not made part of the statement that calls it.
CREATE FUNCTION keeper.near_birth(a date, b date) RETURNS real LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE
    WHEN a IS NULL OR b IS NULL THEN 0
    WHEN (extract(doy FROM a) = 1 OR extract(doy FROM b) = 1) THEN
      CASE abs(extract(year FROM a) - extract(year FROM b)) WHEN 0 THEN 4 WHEN 1 THEN 1 ELSE -3 END
    WHEN a = b THEN 11.8
    -- What follows takes longer, and two wrong figures leave a part as it is.
    WHEN extract(day FROM a) <> extract(day FROM b) AND extract(month FROM a) <> extract(month FROM b)
      AND extract(year FROM a) <> extract(year FROM b) AND abs(a - b) > 3
      AND (extract(month FROM a) <> extract(day FROM b) OR extract(day FROM a) <> extract(month FROM b)) THEN -6.5
    WHEN extract(year FROM a) = extract(year FROM b) AND extract(month FROM a) = extract(day FROM b)
        AND extract(day FROM a) = extract(month FROM b)
      OR public.levenshtein_less_equal(to_char(a, 'YYYYMMDD'), to_char(b, 'YYYYMMDD'), 1) <= 1 THEN 6.5
    WHEN (extract(year FROM a) = extract(year FROM b))::int + (extract(month FROM a) = extract(month FROM b))::int
       + (extract(day FROM a) = extract(day FROM b))::int >= 2 OR abs(a - b) <= 3
      OR extract(month FROM a) = extract(day FROM b) AND extract(day FROM a) = extract(month FROM b) THEN 4.5
    WHEN public.levenshtein_less_equal(to_char(a, 'YYYYMMDD'), to_char(b, 'YYYYMMDD'), 2) <= 2 THEN 1.5
    ELSE -6.5 END;

-- Each name of a record as its first and its last parts, each also as one word; shared out where all is in one box.
CREATE FUNCTION keeper.near_names(p smallint, person uuid)
  RETURNS TABLE (firsts text[], lasts text[], born_on date) LANGUAGE sql STABLE AS $$
    WITH parts AS (SELECT keeper.near_parts(n.given) AS g, keeper.near_parts(n.family) AS f, n.born_on
                   FROM keeper.names_of(p, person) n),
    shared AS (
      SELECT CASE WHEN g = '{{}}' AND cardinality(f) > 1 THEN f[1:1]
                  WHEN f = '{{}}' THEN g[:cardinality(g) - 1] ELSE g END AS g,
             CASE WHEN g = '{{}}' AND cardinality(f) > 1 THEN f[2:]
                  WHEN f = '{{}}' THEN g[cardinality(g):] ELSE f END AS f, parts.born_on
      FROM parts)
    SELECT CASE WHEN cardinality(g) > 1 THEN g || array_to_string(g, '') ELSE g END,
           CASE WHEN cardinality(f) > 1 THEN f || array_to_string(f, '') ELSE f END, shared.born_on FROM shared $$;

-- In PL/pgSQL, which plans once in a session: what is asked so often must not be planned each time.
-- Records of people who said no that may be of this person, by more than chance would have it.
CREATE FUNCTION keeper.near(p smallint, person uuid) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 2 SET jit = off
  SET plan_cache_mode = force_generic_plan AS $$
  BEGIN
    RETURN QUERY WITH ours AS MATERIALIZED (SELECT o AS id FROM keeper.linked(p, person) o),
    traits AS MATERIALIZED (SELECT DISTINCT t FROM ours, LATERAL unnest(keeper.traits_of(p, ours.id)) t),
    reached AS MATERIALIZED (
      SELECT DISTINCT theirs.person_id AS id
      FROM ours JOIN public.people_matchkey mine ON mine.partnership_id = p AND mine.person_id = ours.id
        AND mine.kind IN (22, 23, 30)
      JOIN public.people_matchkey theirs ON theirs.partnership_id = p AND theirs.digest = mine.digest
      WHERE theirs.person_id NOT IN (SELECT id FROM ours)
        AND EXISTS (SELECT FROM keeper.no_trait n WHERE n.partnership_id = p AND n.person_id = theirs.person_id)),
    found AS MATERIALIZED (
      SELECT n.person_id AS id FROM traits JOIN keeper.no_trait n ON n.partnership_id = p AND n.trait = traits.t
      UNION SELECT id FROM reached),
    us AS MATERIALIZED (SELECT m.* FROM ours CROSS JOIN LATERAL keeper.near_names(p, ours.id) m),
    others AS MATERIALIZED (
      SELECT l.second_id AS id FROM ours o JOIN public.people_link l ON l.partnership_id = p AND l.first_id = o.id
      WHERE l.undone_at IS NULL AND l.decision = 'different'
      UNION ALL
      SELECT l.first_id FROM ours o JOIN public.people_link l ON l.partnership_id = p AND l.second_id = o.id
      WHERE l.undone_at IS NULL AND l.decision = 'different'),
    near_birth AS MATERIALIZED (
      SELECT f.id, t.firsts, t.lasts, u.firsts AS our_firsts, u.lasts AS our_lasts,
             keeper.near_birth(u.born_on, t.born_on) + CASE WHEN f.id IN (SELECT id FROM reached) THEN 10.6 ELSE 0 END
               AS bits
      FROM found f JOIN keeper.no_name t ON t.partnership_id = p AND t.person_id = f.id CROSS JOIN us u
      WHERE f.id NOT IN (SELECT id FROM ours) AND f.id NOT IN (SELECT id FROM others))
    SELECT DISTINCT b.id FROM near_birth b
    WHERE keeper.near_enough(b.our_firsts, b.our_lasts, b.firsts, b.lasts, ({FROM} - {PRIOR} - b.bits)::real);
  END $$;
REVOKE ALL ON FUNCTION keeper.near_plain, keeper.near_parts, keeper.ends_of, keeper.names_of, keeper.traits_of_birth,
  keeper.traits_of, keeper.note_traits, keeper.note_all_traits, keeper.follow_traits,
  keeper.near_bits, keeper.near_first, keeper.near_last, keeper.near_enough, keeper.near_birth, keeper.near_names,
  keeper.near FROM PUBLIC;
RESET ROLE;
"""

_KNOWN = "        LATERAL keeper.linked(p, a.person_id) l),\n"
_AND_NEAR = """        LATERAL keeper.linked(p, a.person_id) l
      UNION ALL
      SELECT l, false FROM keeper.near(p, person) n, LATERAL keeper.linked(p, n) l),
"""
# Of an erased record no name is left to be weighed, so keys that find many count for it too.
_KEPT = ("mine.kind < 30 OR kept.kind = 11", "mine.kind < 30 OR kept.kind IN (11, 41, 42)")
_REVIEWED = "      UNION\n      SELECT k.person_id FROM keeper.suppression kept\n"
_NEWEST = """      UNION
      SELECT newest.id FROM (
        SELECT n.id FROM public.people_person n WHERE n.partnership_id = public.pt()
        ORDER BY n.id DESC LIMIT 200) newest
      WHERE keeper.coordinates() AND EXISTS (SELECT FROM keeper.near(public.pt(), newest.id))
"""
DECIDING = f"""
SET LOCAL ROLE rjhub_keeper;
{changed(stop_rules.DECIDING, "keeper.approach_for", (_KNOWN, _AND_NEAR))}
{changed(stop_rules.KEEPING, "keeper.suppressing", _KEPT)}
{erasing_rules.suppressing_more()}
{changed(erasing_rules.ERASING, "keeper.to_review", (_REVIEWED, _NEWEST + _REVIEWED))}

-- Whom of those who said no a record may be of, as far as a coordinator sees them: to compare the two.
CREATE FUNCTION keeper.near_noes(person uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 2 AS $$
    SELECT them.id FROM keeper.near(public.pt(), person) found
    JOIN public.people_person them ON them.partnership_id = public.pt() AND them.id = found AND them.acl && public.pr()
      AND NOT them.acl && public.barred() AND keeper.unlocked(them.side, them.category, them.file_id)
    WHERE keeper.coordinates() AND keeper.sees(person) ORDER BY them.id $$;
REVOKE ALL ON FUNCTION keeper.near_noes FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.near_noes TO rjhub_app;
SELECT keeper.note_all_traits();
RESET ROLE;
"""
