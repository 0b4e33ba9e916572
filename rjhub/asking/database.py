"""What the database itself holds of the asking room: the decision, the limits, and the record of every question.

Nobody but the keeper reads these tables. `keeper.ask_before` is the decision. It looks in the whole register of the
partnership, whoever asks, and answers one of two words. What the asker may not know of changes neither the word nor
the time: the lookups, the row that is written and its size are the same, and the answer waits for the next multiple
of a fixed time by the database's own clock.
"""

from rjhub.asking.vocabulary import Fact

# How much a shared key speaks for one person, and from which sum on somebody is told to ring. One shared name and the
# date of birth alone are not enough: in a register of 20,000 people that is true of every twentieth stranger.
WEIGHTS = {
    Fact.NUMBER: 20,
    Fact.NAMED_AND_BORN: 14,
    Fact.NAMED_BORN: 10,
    Fact.NAMED_BORN_BUT: 6,
    Fact.ONE_NAME_BORN: 4,
    Fact.NAMED_AT: 8,
    Fact.BORN_AT: 7,
}
ENOUGH = 6
_WEIGHT = " ".join(f"WHEN {fact.value} THEN {weight}" for fact, weight in WEIGHTS.items())

TABLES = """
SET LOCAL ROLE rjhub_keeper;

CREATE TABLE keeper.asking_question (
  partnership_id smallint NOT NULL, id uuid NOT NULL, staff_id uuid NOT NULL, agency_id uuid NOT NULL,
  at timestamptz NOT NULL, given text[] NOT NULL, digest bytea NOT NULL,
  name bytea NOT NULL, born bytea NOT NULL, rest bytea NOT NULL,
  facts smallint[] NOT NULL, keys bytea[] NOT NULL,
  answer text NOT NULL CHECK (answer IN ('ring', 'nothing', 'limited')),
  -- Always eight: records that it may be about, and numbers of nobody after them, so that every row is as long.
  found uuid[] NOT NULL CHECK (cardinality(found) = 8),
  settled_at timestamptz, settled_by uuid,
  PRIMARY KEY (partnership_id, id));
CREATE INDEX asking_question_of_staff ON keeper.asking_question (staff_id, at);
CREATE INDEX asking_question_of_agency ON keeper.asking_question (agency_id, at);
CREATE INDEX asking_question_newest ON keeper.asking_question (partnership_id, at);

CREATE TABLE keeper.asking_approach (
  partnership_id smallint NOT NULL, id uuid NOT NULL, question_id uuid NOT NULL UNIQUE,
  staff_id uuid NOT NULL, agency_id uuid NOT NULL, recorded_at timestamptz NOT NULL,
  side text NOT NULL CHECK (side IN ('harmed', 'responsible')), approached_on date NOT NULL, channel text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('interested', 'not_now', 'no', 'no_answer')),
  PRIMARY KEY (partnership_id, id));
CREATE TABLE keeper.asking_approach_key (
  partnership_id smallint NOT NULL, digest bytea NOT NULL, approach_id uuid NOT NULL,
  PRIMARY KEY (partnership_id, digest, approach_id));
RESET ROLE;
"""

DECIDING = f"""
SET LOCAL ROLE rjhub_keeper;

-- How many questions one human being may ask in an hour and in a day, and one agency; and of how many milliseconds
-- the time of every answer is a multiple.
CREATE FUNCTION keeper.asking_limits(OUT own_hour int, OUT own_day int, OUT agency_hour int, OUT agency_day int,
                                     OUT multiple int)
  LANGUAGE sql IMMUTABLE AS $$ SELECT 20, 60, 120, 600, 40 $$;

-- Everybody in the register, and everybody whom an agency approached by itself, whom a question may be about, surest
-- first. `told`: whether the asker may learn that there is somebody. They may of the side with which their agency
-- works, but not of what is sealed or shut to them; and always of a no that is all that is left of a record.
CREATE FUNCTION keeper.asked_about(p smallint, works_with text, facts smallint[], keys bytea[])
  RETURNS TABLE (id uuid, score int, told boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH asked AS MATERIALIZED (SELECT a.fact, a.key FROM unnest(facts, keys) a (fact, key) LIMIT 200),
    shared AS (
      SELECT DISTINCT k.person_id AS id, false AS approached, a.fact
      FROM asked a JOIN public.people_matchkey k ON k.partnership_id = p AND k.digest = a.key AND k.kind < 30
      UNION
      SELECT k.approach_id, true, a.fact
      FROM asked a JOIN keeper.asking_approach_key k ON k.partnership_id = p AND k.digest = a.key),
    scored AS (
      SELECT s.id, s.approached, sum(CASE s.fact {_WEIGHT} END)::int AS score
      FROM shared s GROUP BY s.id, s.approached)
    SELECT s.id, s.score,
      CASE WHEN s.approached THEN works_with IN ('both', v.side)
           WHEN n.id IS NULL THEN true
           ELSE works_with IN ('both', n.side) AND NOT f.sealed AND NOT f.barred && public.barred() END
    FROM scored s
    LEFT JOIN keeper.asking_approach v ON s.approached AND v.partnership_id = p AND v.id = s.id
    LEFT JOIN public.people_person n ON NOT s.approached AND n.partnership_id = p AND n.id = s.id
    LEFT JOIN public.sharing_file f ON f.partnership_id = p AND f.id = n.file_id
    WHERE s.score >= {ENOUGH} ORDER BY s.score DESC, s.id $$;

-- As whom somebody asks before they approach anybody, and that nobody else may: who is signed, not who is named. Who
-- asks twice at once is counted twice: the second waits for the first, always in this order.
CREATE FUNCTION keeper.asks_as(OUT agency_id uuid, OUT account_id uuid, OUT works_with text)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    SELECT s.agency_id, s.account_id, a.works_with INTO agency_id, account_id, works_with
      FROM public.partnership_staff s JOIN public.partnership_agency a ON a.id = s.agency_id
      WHERE s.id = public.acting_staff() AND s.partnership_id = public.pt() AND cardinality(public.pr()) > 0
        AND a.works_with <> 'neither'
        AND EXISTS (SELECT FROM public.partnership_roleheld r WHERE r.staff_id = s.id
          AND r.role IN ('referrer', 'lead_contact', 'coordinator', 'facilitator', 'supervisor', 'volunteer')
          AND (r.ended_at IS NULL OR r.ended_at > clock_timestamp()));
    IF NOT FOUND THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('asking ' || agency_id, 0));
    PERFORM pg_advisory_xact_lock(hashtextextended('asking ' || account_id, 0));
  END $$;

-- A question: who asks is whoever is signed, not whoever is named. 'ring', 'nothing', or 'limited' where they, or
-- their agency, have asked too much; that is kept too.
CREATE FUNCTION keeper.ask_before(question uuid, given text[], digest bytea, name bytea, born bytea, rest bytea,
                                  facts smallint[], keys bytea[]) RETURNS text
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET jit = off AS $$
  DECLARE
    began timestamptz := clock_timestamp();
    p smallint := public.pt();
    who uuid := public.acting_staff();
    mine record;
    may record;
    asked record;
    answer text;
    about uuid[];
    spent double precision;
  BEGIN
    SELECT * INTO mine FROM keeper.asks_as();
    SELECT * INTO may FROM keeper.asking_limits();
    SELECT count(*) FILTER (WHERE own.id IS NOT NULL) AS own_day,
           count(*) FILTER (WHERE own.id IS NOT NULL AND q.at > began - interval '1 hour') AS own_hour,
           count(*) FILTER (WHERE q.agency_id = mine.agency_id) AS agency_day,
           count(*) FILTER (WHERE q.agency_id = mine.agency_id AND q.at > began - interval '1 hour') AS agency_hour
      INTO asked FROM keeper.asking_question q
      LEFT JOIN public.partnership_staff own ON own.id = q.staff_id AND own.account_id = mine.account_id
      WHERE q.at > began - interval '1 day' AND q.answer <> 'limited'
        AND (q.agency_id = mine.agency_id
             OR q.staff_id IN (SELECT s.id FROM public.partnership_staff s WHERE s.account_id = mine.account_id));
    -- Looked up also for somebody who has asked too much, and counted to the same number: the work stays the same.
    SELECT CASE WHEN coalesce(bool_or(f.told), false) THEN 'ring' ELSE 'nothing' END,
           (array_agg(f.id ORDER BY f.score DESC, f.id)
            || array(SELECT gen_random_uuid() FROM generate_series(1, 8)))[1:8]
      INTO answer, about FROM keeper.asked_about(p, mine.works_with, facts, keys) f;
    IF asked.own_hour >= may.own_hour OR asked.own_day >= may.own_day
        OR asked.agency_hour >= may.agency_hour OR asked.agency_day >= may.agency_day THEN
      answer := 'limited';
    END IF;
    INSERT INTO keeper.asking_question (partnership_id, id, staff_id, agency_id, at, given, digest, name, born, rest,
                                        facts, keys, answer, found)
      VALUES (p, question, who, mine.agency_id, began, given, digest, name, born, rest, facts, keys, answer, about);
    spent := extract(epoch FROM clock_timestamp() - began) * 1000;
    PERFORM pg_sleep((ceil(spent / may.multiple) * may.multiple
                      - extract(epoch FROM clock_timestamp() - began) * 1000) / 1000);
    RETURN answer;
  END $$;

-- That the asker, or a colleague for whom they answer, approached whom they had asked about. The keys of the question
-- stay with it, so that the next agency that asks about them is told to ring.
CREATE FUNCTION keeper.record_approach(question uuid, approach uuid, as_side text, on_day date, by_channel text,
                                       came_of_it text) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE q record;
  BEGIN
    SELECT asked.*, a.works_with INTO q FROM keeper.asking_question asked
      JOIN public.partnership_agency a ON a.id = asked.agency_id
      WHERE asked.partnership_id = public.pt() AND asked.id = question AND asked.staff_id = public.acting_staff()
        AND asked.answer <> 'limited' AND a.works_with IN ('both', as_side);
    IF NOT FOUND THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO keeper.asking_approach (partnership_id, id, question_id, staff_id, agency_id, recorded_at, side,
                                        approached_on, channel, outcome)
      VALUES (q.partnership_id, approach, question, q.staff_id, q.agency_id, clock_timestamp(), as_side, on_day,
              by_channel, came_of_it);
    INSERT INTO keeper.asking_approach_key (partnership_id, digest, approach_id)
      SELECT DISTINCT q.partnership_id, k, approach FROM unnest(q.keys) k;
  END $$;

REVOKE ALL ON FUNCTION keeper.asking_limits, keeper.asks_as, keeper.asked_about, keeper.ask_before,
  keeper.record_approach FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.ask_before, keeper.record_approach TO rjhub_app;
RESET ROLE;
"""

TELLING = """
SET LOCAL ROLE rjhub_keeper;

-- What the asker asked themselves, newest first: of one question, or of the last ones.
CREATE FUNCTION keeper.asked_by_me(question uuid, most int)
  RETURNS TABLE (id uuid, at timestamptz, given text[], answer text, approached_on date, outcome text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT q.id, q.at, q.given, q.answer, v.approached_on, v.outcome FROM keeper.asking_question q
    LEFT JOIN keeper.asking_approach v ON v.question_id = q.id
    WHERE q.partnership_id = public.pt() AND q.staff_id = public.acting_staff()
      AND (question IS NULL OR q.id = question)
    ORDER BY q.at DESC, q.id DESC LIMIT most $$;

-- Every question of the last days, for coordinators, and whom it may have been about as far as this one sees them. So
-- of somebody sealed only those learn who are named there; to everybody else such a question looks like any other.
CREATE FUNCTION keeper.asked_of_hub(days int, most int)
  RETURNS TABLE (id uuid, at timestamptz, staff_id uuid, agency_id uuid, given text[], answer text,
                 approached_on date, outcome text, found uuid[], before jsonb, settled_at timestamptz, settled_by uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt(); r int[] := public.pr(); b int[] := public.barred();
  BEGIN
    IF NOT EXISTS (SELECT FROM public.partnership_hub h WHERE h.partnership_id = p AND h.coordinators_id = ANY (r)) THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
      SELECT q.id, q.at, q.staff_id, q.agency_id, q.given, q.answer, v.approached_on, v.outcome,
             array(SELECT n.id FROM public.people_person n
                   WHERE n.partnership_id = p AND n.id = ANY (q.found) AND n.acl && r AND NOT n.acl && b ORDER BY n.id),
             (SELECT coalesce(jsonb_agg(jsonb_build_object('agency', e.agency_id, 'on', e.approached_on, 'side', e.side)
                                        ORDER BY e.approached_on, e.id), '[]')
              FROM keeper.asking_approach e WHERE e.partnership_id = p AND e.id = ANY (q.found)),
             q.settled_at, q.settled_by
      FROM keeper.asking_question q LEFT JOIN keeper.asking_approach v ON v.question_id = q.id
      WHERE q.partnership_id = p AND q.answer <> 'limited' AND q.at > clock_timestamp() - make_interval(days => days)
      ORDER BY q.at DESC, q.id DESC LIMIT most;
  END $$;

-- That a coordinator has spoken with whoever asked. Only of a question about somebody whom they see.
CREATE FUNCTION keeper.settle_question(question uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    UPDATE keeper.asking_question q SET settled_at = clock_timestamp(), settled_by = public.acting_staff()
      WHERE q.partnership_id = public.pt() AND q.id = question AND q.settled_at IS NULL
        AND EXISTS (SELECT FROM public.partnership_hub h
                    WHERE h.partnership_id = public.pt() AND h.coordinators_id = ANY (public.pr()))
        AND (EXISTS (SELECT FROM public.people_person n
                     WHERE n.partnership_id = public.pt() AND n.id = ANY (q.found) AND n.acl && public.pr()
                       AND NOT n.acl && public.barred())
             OR EXISTS (SELECT FROM keeper.asking_approach e
                        WHERE e.partnership_id = public.pt() AND e.id = ANY (q.found)));
    IF NOT FOUND THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
  END $$;

-- For the information officer of an agency: how its own people asked, by day. `tried`: the most often that one thing
-- stayed the same while another changed, as it does for somebody who tries out dates of birth or spellings.
CREATE FUNCTION keeper.asking_at_my_agency(days int)
  RETURNS TABLE (staff_id uuid, day date, questions int, rang int, limited int, tried int, last_at timestamptz)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt(); agency uuid;
  BEGIN
    SELECT s.agency_id INTO agency FROM public.partnership_staff s
      WHERE s.id = public.acting_staff() AND s.partnership_id = p AND EXISTS (
        SELECT FROM public.partnership_roleheld r WHERE r.staff_id = s.id AND r.role = 'information_officer'
          AND (r.ended_at IS NULL OR r.ended_at > clock_timestamp()));
    IF agency IS NULL THEN
      RAISE EXCEPTION 'not an information officer' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
      WITH asked AS (
        SELECT q.*, keeper.day(q.at) AS on_day FROM keeper.asking_question q
        WHERE q.partnership_id = p AND q.agency_id = agency AND q.at > clock_timestamp() - make_interval(days => days)),
      same AS (
        SELECT a.staff_id, a.on_day, count(DISTINCT a.digest) AS number FROM asked a GROUP BY 1, 2, a.name
        UNION ALL
        SELECT a.staff_id, a.on_day, count(DISTINCT a.digest) FROM asked a
          WHERE 'born_on' = ANY (a.given) GROUP BY 1, 2, a.born)
      SELECT a.staff_id, a.on_day, count(*)::int, (count(*) FILTER (WHERE a.answer = 'ring'))::int,
             (count(*) FILTER (WHERE a.answer = 'limited'))::int,
             (SELECT max(s.number)::int FROM same s WHERE s.staff_id = a.staff_id AND s.on_day = a.on_day), max(a.at)
      FROM asked a GROUP BY a.staff_id, a.on_day ORDER BY a.on_day DESC, a.staff_id;
  END $$;

REVOKE ALL ON FUNCTION keeper.asked_by_me, keeper.asked_of_hub, keeper.settle_question, keeper.asking_at_my_agency
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.asked_by_me, keeper.asked_of_hub, keeper.settle_question, keeper.asking_at_my_agency
  TO rjhub_app;
RESET ROLE;
"""
