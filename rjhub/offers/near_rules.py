"""Who may be somebody who said no, where no key of the two records agrees: found by halves of names and births.

Keys (`keeper.alike`) find a record with one mistake. With two at once often none is left: both names misspelt, or a
married name and a wrong day. So of the few people who said no the keeper also keeps `traits`, by which anybody's record
is looked up when they are to be approached; whoever is found is weighed as matching weighs, and is for the hub to look
at if enough speaks for it. Never more than that: nobody is stopped by it.

The traits of two names are their ends, two letters of each, so that one slip in each leaves one pair of ends as it was;
those of a birth are its parts with one left out.
"""

from rjhub.offers import erasing_rules, stop_rules
from rjhub.sharing.rewriting import changed

# In bits, as the model that comes with matching weighs (`matching/shipped.json`), rounded; levels between its own lie
# between. `FROM` is less than what matching calls possible: to look costs a minute, to approach costs them their no.
PRIOR, FROM = -12.1, -1.5

_UNLIKE = (
    "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456\u0455\u0458\u04bb\u0501\u0432\u043a\u043c\u043d\u0442"
    "013589\u00f8\u0142\u0111\u00f0\u00fe\u00e6\u0153\u00df"
)
_LIKE = "aeopcxyisjhdbkmhtolesbgolddtaos"
TRAITS = """
SET LOCAL ROLE rjhub_keeper;
CREATE TABLE keeper.nickname (name text NOT NULL, root text NOT NULL, PRIMARY KEY (name, root));
CREATE TABLE keeper.no_trait (
  partnership_id smallint NOT NULL,
  trait text NOT NULL,
  person_id uuid NOT NULL,
  PRIMARY KEY (partnership_id, trait, person_id)
);
CREATE INDEX no_trait_of_person ON keeper.no_trait (partnership_id, person_id);

-- A name as machines and people misread it: letters of other alphabets, and figures, that look the same.
CREATE FUNCTION keeper.near_plain(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN keeper.plain_name(translate(lower(name), '@unlike@', '@like@'));
CREATE FUNCTION keeper.near_parts(name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (SELECT coalesce(array_agg(n ORDER BY at)
                   FILTER (WHERE n <> '' AND n <> ALL ('{mr,mrs,ms,miss,mx,dr,prof}')), '{}')
          FROM (SELECT keeper.near_plain(part) AS n, at
                FROM regexp_split_to_table(name, '[\\s./,''’-]+') WITH ORDINALITY p (part, at) LIMIT 5) parts);

-- What a name may be found by: for each two parts of it, the ends of each.
CREATE FUNCTION keeper.traits_of_name(given text, family text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    WITH parts AS (
      SELECT n, at FROM unnest(keeper.near_parts(given || ' ' || family)) WITH ORDINALITY p (n, at)),
    ends AS (
      SELECT at, left(n, 1) || '_' AS e FROM parts WHERE length(n) < 5
      UNION SELECT at, '_' || right(n, 1) FROM parts WHERE length(n) < 5
      UNION SELECT at, left(n, 2) FROM parts WHERE length(n) > 2
      UNION SELECT at, right(n, 2) || '-' FROM parts WHERE length(n) > 2)
    SELECT DISTINCT 'n:' || least(a.e, b.e) || greatest(a.e, b.e) FROM ends a JOIN ends b ON b.at > a.at
    UNION
    SELECT 'one:' || left(min(n), 3) FROM parts HAVING count(*) = 1 $$;
-- 1 January is written where only the year is known, or nothing.
CREATE FUNCTION keeper.traits_of_birth(born date) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    SELECT t FROM (SELECT extract(year FROM born)::int, extract(month FROM born)::int, extract(day FROM born)::int)
      b (y, m, d), unnest(ARRAY[
        'b:' || concat_ws('-', y, least(m, d), greatest(m, d)), 'ym:' || y || '-' || m, 'ym:' || y || '-' || d,
        'yd:' || y || '-' || d, 'md:' || least(m, d) || '-' || greatest(m, d)]) t
    WHERE born IS NOT NULL AND (m, d) <> (1, 1) AND (t NOT LIKE 'ym:%' OR split_part(t, '-', 2)::int <= 12) $$;
CREATE FUNCTION keeper.traits_of(p smallint, person uuid) RETURNS SETOF text
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    RETURN QUERY SELECT keeper.traits_of_name(n.given_name, n.family_name) FROM public.people_person n
      WHERE n.partnership_id = p AND n.id = person
    UNION
    SELECT keeper.traits_of_name(n.known_as, n.family_name) FROM public.people_person n
      WHERE n.partnership_id = p AND n.id = person AND n.known_as <> ''
    UNION
    SELECT keeper.traits_of_name(t.given_name, t.family_name) FROM public.people_othername t
      WHERE t.partnership_id = p AND t.person_id = person AND t.withdrawn_at IS NULL
    UNION
    SELECT keeper.traits_of_birth(n.born_on) FROM public.people_person n
      WHERE n.partnership_id = p AND n.id = person;
  END $$;

-- The traits of somebody who said no, or of a record joined to theirs, as they are now; of nobody else.
CREATE FUNCTION keeper.note_traits(p smallint, person uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    DELETE FROM keeper.no_trait t WHERE t.partnership_id = p AND t.person_id = person;
    INSERT INTO keeper.no_trait (partnership_id, trait, person_id)
      SELECT p, t, person FROM keeper.traits_of(p, person) t
      WHERE EXISTS (SELECT FROM keeper.linked(p, person) o
                    JOIN public.people_stop s ON s.partnership_id = p AND s.person_id = o AND s.lifted_at IS NULL)
        AND NOT EXISTS (SELECT FROM public.people_person n WHERE n.partnership_id = p AND n.id = person
                          AND n.sort_key = 'erased' AND n.found_by = ' ');
  END $$;
-- For many rows that came in without what follows from each.
CREATE FUNCTION keeper.note_all_traits() RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT keeper.note_traits(found.p, found.id) FROM (
      SELECT DISTINCT s.partnership_id AS p, o AS id FROM public.people_stop s
      CROSS JOIN LATERAL keeper.linked(s.partnership_id, s.person_id) o WHERE s.lifted_at IS NULL) found $$;
CREATE FUNCTION keeper.follow_traits() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint; whose uuid[]; row_ jsonb := to_jsonb(coalesce(NEW, OLD));
  BEGIN
    p := (row_ ->> 'partnership_id')::smallint;
    whose := CASE TG_TABLE_NAME
      WHEN 'people_link' THEN ARRAY[(row_ ->> 'first_id')::uuid, (row_ ->> 'second_id')::uuid]
      WHEN 'people_person' THEN ARRAY[(row_ ->> 'id')::uuid]
      ELSE ARRAY[(row_ ->> 'person_id')::uuid] END;
    IF TG_TABLE_NAME IN ('people_link', 'people_stop') THEN
      PERFORM keeper.note_traits(p, o) FROM (SELECT DISTINCT l AS o FROM unnest(whose) w, keeper.linked(p, w) l) all_of;
    ELSE
      PERFORM keeper.note_traits(p, w) FROM unnest(whose) w;
    END IF;
    RETURN NULL;
  END $$;
RESET ROLE;
GRANT SELECT ON people_othername TO rjhub_keeper;
CREATE TRIGGER follow_traits AFTER INSERT OR UPDATE OF lifted_at ON people_stop
  FOR EACH ROW EXECUTE FUNCTION keeper.follow_traits();
CREATE TRIGGER follow_traits AFTER UPDATE OF given_name, family_name, known_as, born_on ON people_person
  FOR EACH ROW EXECUTE FUNCTION keeper.follow_traits();
CREATE TRIGGER follow_traits AFTER INSERT OR DELETE OR UPDATE OF given_name, family_name, withdrawn_at
  ON people_othername FOR EACH ROW EXECUTE FUNCTION keeper.follow_traits();
CREATE TRIGGER follow_traits AFTER INSERT OR UPDATE OF decision, undone_at ON people_link
  FOR EACH ROW EXECUTE FUNCTION keeper.follow_traits();
""".replace("@unlike@", _UNLIKE).replace("@like@", _LIKE)

WEIGHING = f"""
SET LOCAL ROLE rjhub_keeper;

-- How much two names speak for one person: the same, one slip apart, alike, others.
CREATE FUNCTION keeper.near_bits(a text, b text, same real, close real, alike real, other real) RETURNS real
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN a = '' OR b = '' THEN 0
    WHEN a = b THEN same
    WHEN least(length(a), length(b)) = 1 THEN CASE WHEN left(a, 1) = left(b, 1) THEN 2 ELSE other END
    WHEN least(length(a), length(b)) > 3 AND (public.levenshtein_less_equal(a, b, 1) <= 1
      OR length(a) = length(b) AND public.levenshtein_less_equal(a, b, 2) <= 2
        AND (SELECT string_agg(c, '' ORDER BY c) FROM unnest(string_to_array(a, NULL)) c)
          = (SELECT string_agg(c, '' ORDER BY c) FROM unnest(string_to_array(b, NULL)) c)) THEN close
    WHEN least(length(a), length(b)) > 2 AND (starts_with(a, b) OR starts_with(b, a)
        OR public.levenshtein_less_equal(a, b, 1) <= 1
        OR public.dmetaphone(a) = public.dmetaphone(b) AND public.dmetaphone(a) <> '')
      OR least(length(a), length(b)) > 4 AND public.levenshtein_less_equal(a, b, 2) <= 2
      OR least(length(a), length(b)) > 7 AND public.levenshtein_less_equal(a, b, 3) <= 3
      OR public.similarity(a, b) >= 0.45 THEN alike
    ELSE other END;
CREATE FUNCTION keeper.near_first(a text[], b text[]) RETURNS real LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    RETURN (SELECT coalesce(max(CASE WHEN x <> y AND EXISTS (
        SELECT FROM keeper.nickname n JOIN keeper.nickname m ON m.root = n.root
        WHERE n.name = x AND m.name = y) THEN 6.5
      ELSE keeper.near_bits(x, y, 7.7, 6.5, 4.5, -3.2) END), 0)::real FROM unnest(a) x, unnest(b) y);
  END $$;
CREATE FUNCTION keeper.near_last(a text[], b text[]) RETURNS real LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    RETURN (SELECT coalesce(max(keeper.near_bits(x, y, 8.7, 7.5, 5.2, -3.4)), 0)::real FROM unnest(a) x, unnest(b) y);
  END $$;
CREATE FUNCTION keeper.near_birth(a date, b date) RETURNS real LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN a IS NULL OR b IS NULL THEN 0
    WHEN (extract(doy FROM a) = 1 OR extract(doy FROM b) = 1) THEN
      CASE abs(extract(year FROM a) - extract(year FROM b)) WHEN 0 THEN 4 WHEN 1 THEN 1 ELSE -3 END
    WHEN a = b THEN 11.8
    WHEN extract(year FROM a) = extract(year FROM b) AND extract(month FROM a) = extract(day FROM b)
        AND extract(day FROM a) = extract(month FROM b)
      OR public.levenshtein_less_equal(to_char(a, 'YYYYMMDD'), to_char(b, 'YYYYMMDD'), 1) <= 1 THEN 6.5
    WHEN (extract(year FROM a) = extract(year FROM b))::int + (extract(month FROM a) = extract(month FROM b))::int
       + (extract(day FROM a) = extract(day FROM b))::int >= 2 OR abs(a - b) <= 3
      OR extract(month FROM a) = extract(day FROM b) AND extract(day FROM a) = extract(month FROM b) THEN 4.5
    WHEN public.levenshtein_less_equal(to_char(a, 'YYYYMMDD'), to_char(b, 'YYYYMMDD'), 2) <= 2 THEN 1.5
    ELSE -6.5 END;

-- In PL/pgSQL, which plans once in a session: what is asked so often must not be planned each time.
-- Each name of a record as its first and its last parts, each also as one word; shared out where all is in one box.
CREATE FUNCTION keeper.near_names(p smallint, person uuid) RETURNS TABLE (firsts text[], lasts text[])
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    RETURN QUERY WITH named (given, family) AS (
      SELECT n.given_name, n.family_name FROM public.people_person n WHERE n.partnership_id = p AND n.id = person
      UNION
      SELECT n.known_as, n.family_name FROM public.people_person n
        WHERE n.partnership_id = p AND n.id = person AND n.known_as <> ''
      UNION
      SELECT t.given_name, t.family_name FROM public.people_othername t
        WHERE t.partnership_id = p AND t.person_id = person AND t.withdrawn_at IS NULL),
    parts AS (SELECT keeper.near_parts(given) AS g, keeper.near_parts(family) AS f FROM named),
    shared AS (
      SELECT CASE WHEN g = '{{}}' AND cardinality(f) > 1 THEN f[1:1]
                  WHEN f = '{{}}' THEN g[:cardinality(g) - 1] ELSE g END AS g,
             CASE WHEN g = '{{}}' AND cardinality(f) > 1 THEN f[2:]
                  WHEN f = '{{}}' THEN g[cardinality(g):] ELSE f END AS f
      FROM parts)
    SELECT CASE WHEN cardinality(g) > 1 THEN g || array_to_string(g, '') ELSE g END,
           CASE WHEN cardinality(f) > 1 THEN f || array_to_string(f, '') ELSE f END FROM shared;
  END $$;

-- Records of people who said no that may be of this person, by more than chance would have it.
CREATE FUNCTION keeper.near(p smallint, person uuid) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 2 SET jit = off
  SET plan_cache_mode = force_generic_plan AS $$
  BEGIN
    RETURN QUERY WITH ours AS MATERIALIZED (SELECT o AS id FROM keeper.linked(p, person) o),
    traits AS MATERIALIZED (SELECT DISTINCT t FROM ours, LATERAL keeper.traits_of(p, ours.id) t),
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
    others AS MATERIALIZED (
      SELECT f.id, n.born_on FROM found f JOIN public.people_person n ON n.partnership_id = p AND n.id = f.id
      WHERE f.id NOT IN (SELECT id FROM ours) AND NOT EXISTS (
        SELECT FROM ours o JOIN public.people_link l ON l.partnership_id = p AND l.undone_at IS NULL
          AND l.decision = 'different' AND l.first_id = least(o.id, f.id) AND l.second_id = greatest(o.id, f.id))),
    us AS MATERIALIZED (
      SELECT m.firsts, m.lasts, n.born_on FROM ours
      JOIN public.people_person n ON n.partnership_id = p AND n.id = ours.id
      CROSS JOIN LATERAL keeper.near_names(p, ours.id) m),
    near_birth AS MATERIALIZED (
      SELECT o.id, max(keeper.near_birth(us.born_on, o.born_on))
               + CASE WHEN o.id IN (SELECT id FROM reached) THEN 10.6 ELSE 0 END AS bits
      FROM others o, us GROUP BY o.id)
    SELECT b.id FROM near_birth b
    WHERE b.bits + {PRIOR} + 16.4 >= {FROM} AND b.bits + {PRIOR} + (
      SELECT max(greatest(keeper.near_first(us.firsts, t.firsts) + keeper.near_last(us.lasts, t.lasts),
                          keeper.near_first(us.firsts, t.lasts) + keeper.near_last(us.lasts, t.firsts)))
      FROM us, keeper.near_names(p, b.id) t) >= {FROM};
  END $$;
REVOKE ALL ON FUNCTION keeper.near_plain, keeper.near_parts, keeper.traits_of_name, keeper.traits_of_birth,
  keeper.traits_of, keeper.note_traits, keeper.note_all_traits, keeper.follow_traits, keeper.near_bits,
  keeper.near_first, keeper.near_last, keeper.near_birth, keeper.near_names, keeper.near FROM PUBLIC;
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
