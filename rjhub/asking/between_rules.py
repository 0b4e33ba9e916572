"""What the database itself does to ask another partnership: encoding its register, answering, and the record.

Names are taken apart, encoded and compared inside the database; the other partnership's encodings never leave it.
"""

from rjhub.asking.between_keys import DIGIT, LETTERS, PART, PLACE

# From which likeness (Dice's coefficient of the bits) on a record counts, by names and birth, and by names and
# postcode. Chosen on invented people; `rjhub bench encodings` says what errors that makes.
BORN_ENOUGH, AT_ENOUGH = 0.79, 0.81

ENCODING = f"""
SET LOCAL ROLE rjhub_keeper;
-- Two letters at a time of both names under one sign, so that names the wrong way round are alike; the digits of a date
-- in their places, and its parts; a postcode by its digest, since it stands nowhere in clear.
CREATE FUNCTION keeper.between_tokens(first text, last text, born date, place bytea, OUT tokens text[],
                                      OUT times int[])
  LANGUAGE sql IMMUTABLE AS $$
    WITH names AS (SELECT n FROM unnest(ARRAY[keeper.plain_name(split_part(btrim(first), ' ', 1)),
                                              keeper.plain_name(last)]) n WHERE n <> ''),
    said (token, many) AS (
      SELECT 'n' || substr('_' || n || '_', at, 2), {LETTERS} FROM names, generate_series(1, length(n) + 1) at
      UNION
      SELECT 'b' || at || substr(to_char(born, 'YYYYMMDD'), at, 1), {DIGIT} FROM generate_series(3, 8) at
        WHERE born IS NOT NULL
      UNION
      SELECT p, {PART} FROM unnest(ARRAY[to_char(born, '"y"YYYY'), to_char(born, '"m"MM'), to_char(born, '"d"DD'),
          'e' || least(to_char(born, 'MM'), to_char(born, 'DD')) || greatest(to_char(born, 'MM'), to_char(born, 'DD'))
        ]) p
        WHERE born IS NOT NULL
      UNION
      SELECT p || encode(place, 'hex'), {PLACE} FROM unnest(ARRAY['p', 'q']) p WHERE place IS NOT NULL)
    SELECT coalesce(array_agg(token), '{{}}'), coalesce(array_agg(many), '{{}}') FROM said
    WHERE EXISTS (SELECT FROM names) $$;

-- The program's own job, for the partnership as which it asks: encode who is new or changed, by the next `width`
-- keys of the register. Answers how many keys are left. When both registers are done a new key takes over from the
-- one before.
CREATE FUNCTION keeper.encode_between(width bigint) RETURNS bigint
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET jit = off AS $$
  DECLARE
    p smallint := public.pt();
    newest bigint;
    b record;
    changed uuid[];
    remaining bigint := 0;
  BEGIN
    IF NOT public.as_program() OR NOT keeper.between_coordinator() THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT coalesce(max(k.id), 0) INTO newest FROM public.people_matchkey k;
    FOR b IN SELECT t.id, u.upto FROM keeper.between t
        JOIN keeper.between_upto u ON u.between_id = t.id AND u.partnership_id = p
        WHERE t.ended_at IS NULL ORDER BY t.id FOR UPDATE OF u LOOP
      -- Keys get their numbers before their transaction is over, so the last ones are looked at again.
      SELECT coalesce(array_agg(DISTINCT k.person_id), '{{}}') INTO changed FROM public.people_matchkey k
        WHERE k.id > greatest(b.upto - 2000, 0) AND k.id <= b.upto + width AND k.partnership_id = p;
      DELETE FROM keeper.between_encoding e
        WHERE e.between_id = b.id AND e.partnership_id = p AND e.person_id = ANY (changed);
      INSERT INTO keeper.between_encoding
        WITH them AS MATERIALIZED (
          SELECT n.* FROM public.people_person n WHERE n.partnership_id = p AND n.id = ANY (changed)),
        named AS (
          SELECT n.id, n.given_name AS first, n.family_name AS last, n.born_on FROM them n
          UNION SELECT n.id, n.known_as, n.family_name, n.born_on FROM them n WHERE n.known_as <> ''
          UNION SELECT n.id, o.given_name, o.family_name, n.born_on FROM them n
            JOIN public.people_othername o ON o.partnership_id = p AND o.person_id = n.id
              AND o.withdrawn_at IS NULL),
        said AS (
          SELECT n.id, 1 AS kind, n.first, n.last, n.born_on, NULL::bytea AS place FROM named n
            WHERE n.born_on IS NOT NULL
          UNION SELECT n.id, 2, n.first, n.last, NULL, k.digest FROM named n
            JOIN public.people_matchkey k ON k.partnership_id = p AND k.person_id = n.id AND k.kind = 30),
        made AS (
          SELECT s.id, s.kind, vault.encoded(b.id, t.tokens, t.times, true) AS bits FROM said s
          CROSS JOIN LATERAL keeper.between_tokens(s.first, s.last, s.born_on, s.place) t WHERE t.tokens <> '{{}}')
        SELECT DISTINCT b.id, p, m.id, m.kind, m.bits, bit_count(m.bits) FROM made m;
      UPDATE keeper.between_upto u SET upto = least(newest, b.upto + width), ready = u.ready OR newest <= b.upto + width
        WHERE u.between_id = b.id AND u.partnership_id = p;
      remaining := greatest(remaining, newest - b.upto - width);
    END LOOP;
    FOR b IN SELECT t.id, t.first_id, t.second_id FROM keeper.between t
        WHERE t.agreed_at IS NOT NULL AND t.in_force_at IS NULL AND t.ended_at IS NULL
          AND p IN (t.first_id, t.second_id)
          AND NOT EXISTS (SELECT FROM keeper.between_upto u WHERE u.between_id = t.id AND NOT u.ready)
        ORDER BY t.id FOR UPDATE LOOP
      PERFORM keeper.forget_between(o.id) FROM keeper.between o
        WHERE o.first_id = b.first_id AND o.second_id = b.second_id AND o.in_force_at IS NOT NULL
          AND o.ended_at IS NULL;
      UPDATE keeper.between o SET ended_at = clock_timestamp()
        WHERE o.first_id = b.first_id AND o.second_id = b.second_id AND o.in_force_at IS NOT NULL
          AND o.ended_at IS NULL;
      UPDATE keeper.between o SET in_force_at = clock_timestamp() WHERE o.id = b.id;
    END LOOP;
    RETURN greatest(remaining, 0);
  END $$;

-- What is no longer said of somebody is not encoded any more, from that moment: also when their record is erased.
CREATE FUNCTION keeper.forget_encodings() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    DELETE FROM keeper.between_encoding e WHERE e.partnership_id = OLD.partnership_id AND e.person_id = OLD.id;
    RETURN NULL;
  END $$;
REVOKE ALL ON FUNCTION keeper.between_tokens, keeper.encode_between, keeper.forget_encodings FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.encode_between TO rjhub_app;
RESET ROLE;
CREATE TRIGGER forget_encodings AFTER UPDATE OF given_name, family_name, known_as, born_on ON people_person
  FOR EACH ROW WHEN ((OLD.given_name, OLD.family_name, OLD.known_as, OLD.born_on)
                     IS DISTINCT FROM (NEW.given_name, NEW.family_name, NEW.known_as, NEW.born_on))
  EXECUTE FUNCTION keeper.forget_encodings();
"""

ANSWERING = f"""
SET LOCAL ROLE rjhub_keeper;
-- Who of another partnership's register a question may be about, surest first. `told` as in `keeper.asked_about`:
-- only of the side with which the asker's agency works, and of nobody sealed. Every encoding is
-- compared, whatever is found.
CREATE FUNCTION keeper.alike_between(of uuid, register smallint, works_with text, firsts text[], last text, born date,
                                     place bytea)
  RETURNS TABLE (id uuid, alike float8, told boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET jit = off AS $$
    -- The date of birth also with day and month turned, where that is one.
    WITH said AS (
      SELECT 1 AS kind, f, d AS on_day, NULL::bytea AS at FROM unnest(firsts) f, unnest(ARRAY[born,
        CASE WHEN extract(day FROM born) <= 12 THEN make_date(extract(year FROM born)::int,
          extract(day FROM born)::int, extract(month FROM born)::int) END]) d WHERE d IS NOT NULL
      UNION SELECT 2, f, NULL, place FROM unnest(firsts) f WHERE place IS NOT NULL),
    asked AS MATERIALIZED (
      SELECT s.kind, vault.encoded(of, t.tokens, t.times, false)::bit(1024) AS bits FROM said s
      CROSS JOIN LATERAL keeper.between_tokens(s.f, last, s.on_day, s.at) t),
    counted AS MATERIALIZED (SELECT a.kind, a.bits, bit_count(a.bits) AS many FROM asked a),
    close AS (
      SELECT e.person_id, 2.0 * bit_count(e.bits & a.bits) / (e.many + a.many) AS alike, e.kind
      FROM keeper.between_encoding e JOIN counted a ON a.kind = e.kind
      WHERE e.between_id = of AND e.partnership_id = register),
    best AS (
      SELECT c.person_id, max(c.alike) AS alike FROM close c
      WHERE c.alike >= CASE c.kind WHEN 1 THEN {BORN_ENOUGH} ELSE {AT_ENOUGH} END GROUP BY c.person_id)
    SELECT n.id, b.alike, works_with IN ('both', n.side) AND NOT f.sealed
    FROM best b JOIN public.people_person n ON n.partnership_id = register AND n.id = b.person_id
    JOIN public.sharing_file f ON f.partnership_id = register AND f.id = n.file_id
    ORDER BY b.alike DESC, n.id $$;

-- A question to every partnership with which there is a key. As in `keeper.ask_before` who asks is whoever is signed,
-- over the limit the same work is done, the same rows are written, and the answer waits for the next half second.
CREATE FUNCTION keeper.ask_between(question uuid, given text[], digest bytea, firsts text[], last text, born date,
                                   place bytea) RETURNS TABLE (asked_of smallint, answer text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET jit = off AS $$
  DECLARE
    began timestamptz := clock_timestamp();
    p smallint := public.pt();
    who uuid := public.acting_staff();
    mine record;
    may record;
    asked record;
    over boolean;
    b record;
    spent double precision;
  BEGIN
    SELECT * INTO mine FROM keeper.asks_as();
    SELECT * INTO may FROM keeper.asking_limits();
    SELECT count(DISTINCT q.question_id) FILTER (WHERE own.id IS NOT NULL) AS own_day,
           count(DISTINCT q.question_id) FILTER (
             WHERE own.id IS NOT NULL AND q.at > began - interval '1 hour') AS own_hour,
           count(DISTINCT q.question_id) AS agency_day,
           count(DISTINCT q.question_id) FILTER (
             WHERE q.at > began - interval '1 hour') AS agency_hour
      INTO asked FROM keeper.between_question q
      LEFT JOIN public.partnership_staff own ON own.id = q.staff_id AND own.account_id = mine.account_id
      WHERE q.at > began - interval '1 day' AND q.answer <> 'limited'
        AND (q.asked_in = p AND q.agency_id = mine.agency_id OR own.id IS NOT NULL);
    over := asked.own_hour >= may.own_hour OR asked.own_day >= may.own_day
      OR asked.agency_hour >= may.agency_hour OR asked.agency_day >= may.agency_day;
    FOR b IN SELECT t.id, CASE p WHEN t.first_id THEN t.second_id ELSE t.first_id END AS other FROM keeper.between t
        WHERE p IN (t.first_id, t.second_id) AND t.in_force_at IS NOT NULL AND t.ended_at IS NULL ORDER BY t.id LOOP
      INSERT INTO keeper.between_question
        SELECT question, b.id, p, b.other, who, mine.agency_id, began, given, digest,
               CASE WHEN over THEN 'limited' WHEN coalesce(bool_or(f.told), false) THEN 'ring' ELSE 'nothing' END,
               (array_agg(f.id ORDER BY f.alike DESC, f.id)
                || array(SELECT gen_random_uuid() FROM generate_series(1, 8)))[1:8]
        FROM keeper.alike_between(b.id, b.other, mine.works_with, firsts, last, born, place) f;
    END LOOP;
    RETURN QUERY SELECT q.asked_of, q.answer FROM keeper.between_question q
      WHERE q.question_id = question ORDER BY q.asked_of;
    spent := extract(epoch FROM clock_timestamp() - began) * 1000;
    PERFORM pg_sleep((ceil(spent / 500) * 500 - extract(epoch FROM clock_timestamp() - began) * 1000) / 1000);
  END $$;

-- One's own questions to other partnerships, newest first, and whom to ring there.
CREATE FUNCTION keeper.asked_between(question uuid, most int)
  RETURNS TABLE (id uuid, at timestamptz, given text[], name text, phone text, answer text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT q.question_id, q.at, q.given, o.name::text, o.phone::text, q.answer FROM keeper.between_question q
    JOIN public.partnership_partnership o ON o.id = q.asked_of
    WHERE q.asked_in = public.pt() AND q.staff_id = public.acting_staff()
      AND (question IS NULL OR q.question_id = question)
    ORDER BY q.at DESC, o.name, q.question_id DESC LIMIT most $$;

-- What other partnerships asked in the last days, for coordinators, and whom it may have been about as far as this one
-- sees them. Of who asked it says the partnership and the agency, and the number of the partnership.
CREATE FUNCTION keeper.heard_between(days int, most int)
  RETURNS TABLE (id uuid, between_id uuid, at timestamptz, name text, phone text, agency text, given text[],
                 answer text, found uuid[], settled_at timestamptz)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt(); r int[] := public.pr(); b int[] := public.barred();
  BEGIN
    IF NOT keeper.between_coordinator() THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
      SELECT q.question_id, q.between_id, q.at, o.name::text, o.phone::text, a.name::text, q.given, q.answer,
             array(SELECT n.id FROM public.people_person n
                   WHERE n.partnership_id = p AND n.id = ANY (q.found) AND n.acl && r AND NOT n.acl && b ORDER BY n.id),
             q.settled_at
      FROM keeper.between_question q JOIN public.partnership_partnership o ON o.id = q.asked_in
      JOIN public.partnership_agency a ON a.id = q.agency_id
      WHERE q.asked_of = p AND q.answer <> 'limited' AND q.at > clock_timestamp() - make_interval(days => days)
      ORDER BY q.at DESC, q.question_id DESC LIMIT most;
  END $$;
CREATE FUNCTION keeper.settle_between(question uuid, of uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    UPDATE keeper.between_question q SET settled_at = clock_timestamp(), settled_by = public.acting_staff()
      WHERE q.asked_of = public.pt() AND q.question_id = question AND q.between_id = of AND q.settled_at IS NULL
        AND keeper.between_coordinator()
        AND EXISTS (SELECT FROM public.people_person n
                    WHERE n.partnership_id = public.pt() AND n.id = ANY (q.found) AND n.acl && public.pr()
                      AND NOT n.acl && public.barred());
    IF NOT FOUND THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
  END $$;
REVOKE ALL ON FUNCTION keeper.alike_between, keeper.ask_between, keeper.asked_between, keeper.heard_between,
  keeper.settle_between FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.ask_between, keeper.asked_between, keeper.heard_between, keeper.settle_between
  TO rjhub_app, rjhub_responsible;
RESET ROLE;
"""
