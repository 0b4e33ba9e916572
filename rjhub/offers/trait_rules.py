"""What people who said no are found by where no key of theirs agrees with another record: halves of names and births.

The traits of two names are their ends, two letters of each, so that one slip in each leaves one pair of ends as it
was. Those of a birth are the whole of it, and each two of its parts beside an end of a name: alone these find a hundred
people in a large partnership, and to weigh each of them took longer than all else that is done when somebody is
approached. The names by which those who said no are weighed stand ready, taken apart.
"""

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
CREATE TABLE keeper.no_name (
  partnership_id smallint NOT NULL,
  person_id uuid NOT NULL,
  firsts text[] NOT NULL,
  lasts text[] NOT NULL,
  born_on date
);
CREATE INDEX no_name_of_person ON keeper.no_name (partnership_id, person_id);

-- A name as machines and people misread it: letters of other alphabets, and figures, that look the same.
CREATE FUNCTION keeper.near_plain(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN keeper.plain_name(translate(lower(name), '@unlike@', '@like@'));
CREATE FUNCTION keeper.near_parts(name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (SELECT coalesce(array_agg(n ORDER BY at)
                   FILTER (WHERE n <> '' AND n <> ALL ('{mr,mrs,ms,miss,mx,dr,prof}')), '{}')
          FROM (SELECT keeper.near_plain(part) AS n, at
                FROM regexp_split_to_table(name, '[\\s./,''’-]+') WITH ORDINALITY p (part, at) LIMIT 5) parts);

-- The ends of a part of a name: a short one is also known by either letter of its ends alone.
CREATE FUNCTION keeper.ends_of(n text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN length(n) > 4 THEN ARRAY[left(n, 2), right(n, 2) || '-']
    WHEN length(n) > 2 THEN ARRAY[left(n, 2), right(n, 2) || '-', left(n, 1) || '_', '_' || right(n, 1)]
    ELSE ARRAY[left(n, 1) || '_', '_' || right(n, 1)] END;
-- 1 January is written where only the year is known, or nothing.
CREATE FUNCTION keeper.traits_of_birth(born date) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(array_agg(t), '{}') FROM (
      SELECT extract(year FROM born)::int, extract(month FROM born)::int, extract(day FROM born)::int) b (y, m, d),
      unnest(ARRAY['ym:' || y || '-' || m, 'ym:' || y || '-' || d, 'yd:' || y || '-' || d,
                   'md:' || least(m, d) || '-' || greatest(m, d)]) t
    WHERE (m, d) <> (1, 1) AND (t NOT LIKE 'ym:%' OR split_part(t, '-', 2)::int <= 12) $$;
CREATE FUNCTION keeper.names_of(p smallint, person uuid) RETURNS TABLE (given text, family text, born_on date)
  LANGUAGE sql STABLE AS $$
    SELECT n.given_name, n.family_name, n.born_on FROM public.people_person n
      WHERE n.partnership_id = p AND n.id = person
    UNION
    SELECT n.known_as, n.family_name, n.born_on FROM public.people_person n
      WHERE n.partnership_id = p AND n.id = person AND n.known_as <> ''
    UNION
    SELECT t.given_name, t.family_name, n.born_on FROM public.people_othername t
      JOIN public.people_person n ON n.partnership_id = p AND n.id = person
      WHERE t.partnership_id = p AND t.person_id = person AND t.withdrawn_at IS NULL $$;
-- What somebody's record may be found by: for each two parts of a name an end of each; the whole birth; each two parts
-- of it with an end of a name.
CREATE FUNCTION keeper.traits_of(p smallint, person uuid) RETURNS text[] LANGUAGE plpgsql STABLE AS $$
  DECLARE n record; parts text[]; births text[]; ends text[]; a text; b text; found text[] := '{}';
  BEGIN
    FOR n IN SELECT * FROM keeper.names_of(p, person) LOOP
      parts := keeper.near_parts(n.given || ' ' || n.family);
      IF births IS NULL THEN
        births := keeper.traits_of_birth(n.born_on);
        IF births <> '{}' THEN
          found := found || ('b:' || extract(year FROM n.born_on) || '-'
            || least(extract(month FROM n.born_on), extract(day FROM n.born_on)) || '-'
            || greatest(extract(month FROM n.born_on), extract(day FROM n.born_on)));
        END IF;
      END IF;
      IF cardinality(parts) = 1 THEN found := found || ('one:' || left(parts[1], 3)); END IF;
      FOR i IN 1 .. cardinality(parts) LOOP
        ends := keeper.ends_of(parts[i]);
        FOREACH a IN ARRAY ends LOOP
          FOREACH b IN ARRAY births LOOP found := found || (b || '/' || a); END LOOP;
          FOR j IN i + 1 .. cardinality(parts) LOOP
            FOREACH b IN ARRAY keeper.ends_of(parts[j]) LOOP
              found := found || ('n:' || least(a, b) || greatest(a, b));
            END LOOP;
          END LOOP;
        END LOOP;
      END LOOP;
    END LOOP;
    RETURN found;
  END $$;

-- The traits of somebody who said no, or of a record joined to theirs, as they are now; of nobody else.
CREATE FUNCTION keeper.note_traits(p smallint, person uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    DELETE FROM keeper.no_trait t WHERE t.partnership_id = p AND t.person_id = person;
    DELETE FROM keeper.no_name t WHERE t.partnership_id = p AND t.person_id = person;
    IF NOT EXISTS (SELECT FROM keeper.linked(p, person) o
                   JOIN public.people_stop s ON s.partnership_id = p AND s.person_id = o AND s.lifted_at IS NULL)
      OR EXISTS (SELECT FROM public.people_person n WHERE n.partnership_id = p AND n.id = person
                   AND n.sort_key = 'erased' AND n.found_by = ' ') THEN RETURN;
    END IF;
    INSERT INTO keeper.no_trait (partnership_id, trait, person_id)
      SELECT DISTINCT p, t, person FROM unnest(keeper.traits_of(p, person)) t;
    INSERT INTO keeper.no_name (partnership_id, person_id, firsts, lasts, born_on)
      SELECT p, person, n.firsts, n.lasts, n.born_on FROM keeper.near_names(p, person) n;
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
