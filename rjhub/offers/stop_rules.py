"""What the database holds of a no: how far it reaches, over which records, and that it outlives the record.

`LOOKING` finds records that may be of one person. `DECIDING` says whether somebody may be approached: by a no on any
record that may be theirs, by what was kept of a no when a record was erased, and by how far each of them reaches.
"""

# A record without a date of birth is compared by its name alone (kind 11) with every other, and with nobody else: two
# records that each have a date (kind 33) are not alike by their names. So either looks the other up in its own way.
LOOKING = """
CREATE INDEX match_key_without_birth ON people_matchkey (partnership_id, digest) INCLUDE (person_id) WHERE kind = 11;
SET LOCAL ROLE rjhub_keeper;
CREATE OR REPLACE FUNCTION keeper.alike(p smallint, person uuid) RETURNS TABLE (person_id uuid, kind smallint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 10 AS $$
    WITH ours AS MATERIALIZED (SELECT o AS id FROM keeper.linked(p, person) o),
    found AS (
      SELECT theirs.person_id, least(mine.kind, theirs.kind) AS kind
      FROM ours
      JOIN public.people_matchkey mine ON mine.partnership_id = p AND mine.person_id = ours.id
      JOIN public.people_matchkey theirs ON theirs.partnership_id = p AND theirs.digest = mine.digest
      WHERE mine.kind < 30
      UNION
      SELECT theirs.person_id, theirs.kind
      FROM ours
      JOIN public.people_matchkey mine ON mine.partnership_id = p AND mine.person_id = ours.id AND mine.kind = 33
      JOIN public.people_matchkey theirs ON theirs.partnership_id = p AND theirs.digest = mine.digest
        AND theirs.kind = 11)
    SELECT found.person_id, found.kind FROM found
    WHERE found.person_id NOT IN (SELECT id FROM ours)
      AND NOT EXISTS (
        SELECT FROM ours o JOIN public.people_link l ON l.partnership_id = p AND l.undone_at IS NULL
          AND l.decision = 'different' AND l.first_id = least(o.id, found.person_id)
          AND l.second_id = greatest(o.id, found.person_id)) $$;
RESET ROLE;
"""

# What is kept of a no when the record of whoever said it is erased: keyed digests, and how far the no reached. Nobody
# but these functions reads it, and no function lists it.
KEEPING = """
SET LOCAL ROLE rjhub_keeper;
CREATE TABLE keeper.suppression (
  partnership_id smallint NOT NULL,
  erased uuid NOT NULL,
  kind smallint NOT NULL,
  digest bytea NOT NULL,
  PRIMARY KEY (partnership_id, digest, erased, kind)
);
CREATE TABLE keeper.suppressed (
  partnership_id smallint NOT NULL,
  erased uuid NOT NULL,
  stop uuid NOT NULL,
  channel text NOT NULL,
  purpose text NOT NULL,
  about_one boolean NOT NULL,
  until date,
  lifted_at timestamptz,
  lifted_by uuid,
  PRIMARY KEY (partnership_id, erased, stop)
);
-- A hub compared a record with what is left of an erased one, and knows that it is somebody else.
CREATE TABLE keeper.suppression_of_another (
  partnership_id smallint NOT NULL,
  erased uuid NOT NULL,
  person_id uuid NOT NULL,
  decided_at timestamptz NOT NULL,
  decided_by uuid NOT NULL,
  PRIMARY KEY (partnership_id, person_id, erased)
);

-- Which noes of erased records may be of this person, and how surely: by the least of the kinds of what they share.
CREATE FUNCTION keeper.suppressing(p smallint, person uuid) RETURNS TABLE (erased uuid, kind smallint)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 2 SET jit = off
  SET plan_cache_mode = force_generic_plan AS $$
  #variable_conflict use_column
  BEGIN
    RETURN QUERY WITH ours AS MATERIALIZED (SELECT o AS id FROM keeper.linked(p, person) o),
    found AS (
      SELECT kept.erased, min(least(mine.kind, kept.kind)) AS kind
      FROM ours
      JOIN public.people_matchkey mine ON mine.partnership_id = p AND mine.person_id = ours.id
      JOIN keeper.suppression kept ON kept.partnership_id = p AND kept.digest = mine.digest
      WHERE mine.kind < 30 OR kept.kind = 11
      GROUP BY kept.erased)
    SELECT found.erased, found.kind FROM found
    WHERE NOT EXISTS (SELECT FROM keeper.suppression_of_another other JOIN ours ON ours.id = other.person_id
                      WHERE other.partnership_id = p AND other.erased = found.erased);
  END $$;
RESET ROLE;
"""

DECIDING = """
SET LOCAL ROLE rjhub_keeper;

-- Whether a no of some channel, purpose and end counts for an approach; '' as channel of an approach is "at all".
CREATE FUNCTION keeper.reaches(said_channel text, said_purpose text, until date, by_channel text, for_purpose text)
  RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT said_channel IN ('', by_channel) AND said_purpose IN ('', for_purpose)
      AND (until IS NULL OR until > (clock_timestamp() AT TIME ZONE 'Europe/London')::date) $$;

-- 'stopped', 'unsure' (somebody who may be this person said no, or too little is known to tell: a hub must look first),
-- or 'clear', for an approach by a channel ('' is at all) and for a purpose. A no about one other person is asked for
-- with that person (`keeper.said_not_about`); what is kept of such a no after erasure goes to the hub. In PL/pgSQL,
-- which plans once in a session: planning it took five times as long as answering.
CREATE FUNCTION keeper.approach_for(p smallint, person uuid, by_channel text, for_purpose text) RETURNS text
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET jit = off
  SET plan_cache_mode = force_generic_plan AS $$
  BEGIN RETURN (
    WITH known (id, surely) AS (
      SELECT o, true FROM keeper.linked(p, person) o
      UNION ALL
      SELECT l, a.kind < 10 FROM (
        SELECT person_id, min(kind) AS kind FROM keeper.alike(p, person) GROUP BY person_id) a,
        LATERAL keeper.linked(p, a.person_id) l),
    noes (surely) AS (
      SELECT known.surely
      FROM known JOIN public.people_stop s ON s.partnership_id = p AND s.person_id = known.id
      LEFT JOIN public.offers_narrowing n ON n.partnership_id = p AND n.stop_id = s.id
      WHERE s.lifted_at IS NULL AND n.counterpart_id IS NULL
        AND keeper.reaches(s.channel, coalesce(n.purpose, ''), s.until, by_channel, for_purpose)
        AND NOT EXISTS (
          SELECT FROM public.offers_leave v WHERE v.partnership_id = p AND v.stop_id = s.id
            AND v.agreed_at IS NOT NULL AND v.ended_at IS NULL
            AND v.until >= (clock_timestamp() AT TIME ZONE 'Europe/London')::date)
      UNION ALL
      SELECT kept.kind < 10 AND NOT s.about_one
      FROM keeper.suppressing(p, person) kept
      JOIN keeper.suppressed s ON s.partnership_id = p AND s.erased = kept.erased
      WHERE s.lifted_at IS NULL AND keeper.reaches(s.channel, s.purpose, s.until, by_channel, for_purpose))
    SELECT coalesce(min(CASE WHEN surely THEN 'stopped' ELSE 'unsure' END), 'clear') FROM noes);
  END $$;

CREATE OR REPLACE FUNCTION keeper.approach(p smallint, person uuid, by_channel text) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT keeper.approach_for(p, person, by_channel, 'contact') $$;

-- The same with a purpose, for the program, about a person whom the asker sees.
CREATE FUNCTION keeper.may_approach_for(person uuid, by_channel text, for_purpose text) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE WHEN keeper.sees(person) THEN keeper.approach_for(public.pt(), person, by_channel, for_purpose) END $$;

-- People for whom a case goes on who said that they want no contact about somebody else for whom it goes on.
CREATE FUNCTION keeper.said_not_about(p smallint, of_file uuid, by_channel text, for_purpose text) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT DISTINCT theirs.person_id
    FROM public.cases_party theirs
    JOIN public.cases_party others ON others.partnership_id = p AND others.case_id = theirs.case_id
      AND others.id <> theirs.id AND others.ended_at IS NULL
    CROSS JOIN LATERAL keeper.linked(p, theirs.person_id) same
    JOIN public.people_stop s ON s.partnership_id = p AND s.person_id = same AND s.lifted_at IS NULL
    JOIN public.offers_narrowing n ON n.partnership_id = p AND n.stop_id = s.id
    WHERE theirs.partnership_id = p AND theirs.file_id = of_file AND theirs.ended_at IS NULL
      AND n.counterpart_id IN (SELECT l FROM keeper.linked(p, others.person_id) l)
      AND keeper.reaches(s.channel, n.purpose, s.until, by_channel, for_purpose)
      AND NOT EXISTS (
        SELECT FROM public.offers_leave v WHERE v.partnership_id = p AND v.stop_id = s.id
          AND v.agreed_at IS NOT NULL AND v.ended_at IS NULL
          AND v.until >= (clock_timestamp() AT TIME ZONE 'Europe/London')::date) $$;
-- Everybody else in the cases of a person whom the asker sees; who of them the asker sees is for row security to say.
CREATE FUNCTION keeper.beside(person uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT DISTINCT others.person_id FROM public.cases_party mine
    JOIN public.cases_party others ON others.partnership_id = mine.partnership_id AND others.case_id = mine.case_id
      AND others.person_id <> mine.person_id
    WHERE mine.partnership_id = public.pt() AND mine.person_id = person AND mine.acl && public.pr()
      AND NOT mine.acl && public.barred() AND others.acl && public.pr() AND NOT others.acl && public.barred()
      AND keeper.unlocked(mine.side, mine.category, mine.file_id)
      AND keeper.unlocked(others.side, others.category, others.file_id) $$;
REVOKE ALL ON FUNCTION keeper.beside FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.beside TO rjhub_app, rjhub_responsible;
REVOKE ALL ON FUNCTION keeper.suppressing, keeper.approach_for, keeper.may_approach_for, keeper.said_not_about
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.may_approach_for TO rjhub_app, rjhub_responsible;
RESET ROLE;
"""
