"""What the database holds of a no: how far it reaches, over which records, and that it outlives the record.

`LOOKING` finds records that may be of one person. `DECIDING` says whether somebody may be approached: by a no on any
record that may be theirs, by what was kept of a no when a record was erased, and by how far each of them reaches.
`HOLDING` refuses contact against a no in places of rooms that came after the gates of room `cases`.
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
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 2 AS $$
    WITH ours AS MATERIALIZED (SELECT o AS id FROM keeper.linked(p, person) o),
    found AS (
      SELECT kept.erased, min(least(mine.kind, kept.kind)) AS kind
      FROM ours
      JOIN public.people_matchkey mine ON mine.partnership_id = p AND mine.person_id = ours.id
      JOIN keeper.suppression kept ON kept.partnership_id = p AND kept.digest = mine.digest
      WHERE mine.kind < 30 OR kept.kind = 11
      GROUP BY kept.erased)
    SELECT found.erased, found.kind FROM found
    WHERE NOT EXISTS (SELECT FROM keeper.suppression_of_another other JOIN ours ON ours.id = other.person_id
                      WHERE other.partnership_id = p AND other.erased = found.erased) $$;
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
-- with that person (`keeper.said_not_about`); what is kept of such a no after erasure goes to the hub.
CREATE FUNCTION keeper.approach_for(p smallint, person uuid, by_channel text, for_purpose text) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
    SELECT coalesce(min(CASE WHEN surely THEN 'stopped' ELSE 'unsure' END), 'clear') FROM noes $$;

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

HOLDING = """
SET LOCAL ROLE rjhub_keeper;

-- "Not about him": nobody is contacted, written to or met about somebody with whom they want nothing to do.
CREATE FUNCTION keeper.guard_counterpart() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE row_ jsonb := to_jsonb(NEW); whom uuid; by_channel text := '';
  BEGIN
    IF TG_TABLE_NAME = 'cases_contactlogentry' THEN
      IF row_ ->> 'direction' <> 'outgoing' THEN
        RETURN NEW;
      END IF;
      SELECT person_id INTO whom FROM public.cases_party
        WHERE partnership_id = NEW.partnership_id AND id = (row_ ->> 'party_id')::uuid;
      by_channel := row_ ->> 'channel';
    ELSIF TG_TABLE_NAME = 'letters_dispatch' THEN
      IF row_ ->> 'letter_id' IS NULL THEN
        RETURN NEW;
      END IF;
      whom := (row_ ->> 'person_id')::uuid;
      by_channel := row_ ->> 'what';
    ELSIF row_ ->> 'status' NOT IN ('planned', 'held', 'stopped', 'passed_on') OR (
        TG_OP = 'UPDATE' AND to_jsonb(OLD) ->> 'status' IN ('held', 'stopped', row_ ->> 'status')
        AND to_jsonb(OLD) ->> 'starts_at' IS NOT DISTINCT FROM row_ ->> 'starts_at') OR (
        TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'cases_meeting' AND row_ ->> 'status' IN ('held', 'stopped')
        AND (to_jsonb(OLD) ->> 'starts_at')::timestamptz <= clock_timestamp()) THEN
      RETURN NEW;
    END IF;
    IF EXISTS (SELECT FROM keeper.said_not_about(NEW.partnership_id, NEW.file_id, by_channel, 'contact') not_about
               WHERE whom IS NULL OR not_about = whom) THEN
      RAISE EXCEPTION 'gate: nobody_said_no' USING ERRCODE = 'check_violation', HINT = 'stopped';
    END IF;
    RETURN NEW;
  END $$;

-- A follow-up is a contact, and asking what they thought of it is a survey. Neither is written down as done, nor given
-- to anybody to do, against a no.
CREATE FUNCTION keeper.guard_follow_up() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE whom uuid;
  BEGIN
    IF NEW.done_on IS NULL OR OLD.done_on IS NOT NULL THEN
      RETURN NEW;
    END IF;
    SELECT person_id INTO whom FROM public.cases_party
      WHERE partnership_id = NEW.partnership_id AND id = NEW.party_id;
    IF keeper.approach_for(NEW.partnership_id, whom, '', 'contact') <> 'clear' OR (NEW.feedback_offered
        AND keeper.approach_for(NEW.partnership_id, whom, '', 'survey') <> 'clear') THEN
      RAISE EXCEPTION 'gate: nobody_said_no' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
CREATE FUNCTION keeper.may_follow_up(p smallint, follow_up uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(bool_and(keeper.approach_for(p, y.person_id, '', 'contact') = 'clear'), true)
    FROM public.cases_followup f JOIN public.cases_party y ON y.partnership_id = p AND y.id = f.party_id
    WHERE f.partnership_id = p AND f.id = follow_up $$;
-- Whoever gives such a task for other reasons (somebody leaves and hands back) is not refused: nobody gets it.
CREATE FUNCTION keeper.guard_contact_task() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NEW.status = 'open' AND NOT keeper.may_follow_up(NEW.partnership_id, NEW.subject_id) THEN
      NEW.status := 'dropped';
      NEW.ended_at := clock_timestamp();
    END IF;
    RETURN NEW;
  END $$;
CREATE FUNCTION keeper.drop_contact_tasks() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    UPDATE public.cases_task t SET status = 'dropped', ended_at = clock_timestamp()
      WHERE t.partnership_id = NEW.partnership_id AND t.kind = 'follow_up' AND t.status = 'open'
        AND t.subject_id IN (
          SELECT f.id FROM public.cases_followup f
          JOIN public.cases_party y ON y.partnership_id = f.partnership_id AND y.id = f.party_id
          WHERE f.partnership_id = NEW.partnership_id AND y.person_id IN (
            SELECT o FROM keeper.linked(NEW.partnership_id, NEW.person_id) o
            UNION
            SELECT l FROM keeper.alike(NEW.partnership_id, NEW.person_id) a,
              LATERAL keeper.linked(NEW.partnership_id, a.person_id) l))
        AND NOT keeper.may_follow_up(t.partnership_id, t.subject_id);
    RETURN NULL;
  END $$;

-- A no is taken back by the person's own wish and changes in nothing else. The owner, who dates things back to try what
-- happens in time, is not meant.
CREATE FUNCTION keeper.guard_stop() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE may_change text[] := ARRAY['acl'];
  BEGIN
    IF OLD.lifted_at IS NULL THEN
      may_change := may_change || ARRAY['lifted_at', 'lifted_by_id', 'asked_again_on', 'how_they_asked'];
    END IF;
    IF current_user IN ('rjhub_app', 'rjhub_responsible')
        AND to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change THEN
      RAISE EXCEPTION 'a no stays as it was said' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;

-- A no is made narrower only as it is recorded, and an exception is agreed to once, by somebody else, and only ended.
CREATE FUNCTION keeper.guard_narrowing() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      IF to_jsonb(NEW) - 'acl' IS DISTINCT FROM to_jsonb(OLD) - 'acl' THEN
        RAISE EXCEPTION 'a no stays as it was said' USING ERRCODE = 'check_violation';
      END IF;
    ELSIF EXISTS (SELECT FROM public.people_stop s
                  WHERE s.partnership_id = NEW.partnership_id AND s.id = NEW.stop_id) THEN
      RAISE EXCEPTION 'a no is not made narrower afterwards' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
CREATE FUNCTION keeper.guard_leave() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE may_change text[] := ARRAY['acl']; humans int;
  BEGIN
    IF TG_OP = 'INSERT' THEN
      IF NEW.agreed_at IS NOT NULL OR NEW.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'leave is asked for first' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END IF;
    IF OLD.agreed_at IS NULL THEN
      may_change := may_change || ARRAY['agreed_at', 'agreed_by_id'];
    END IF;
    IF OLD.ended_at IS NULL THEN
      may_change := may_change || ARRAY['ended_at', 'ended_by_id'];
    END IF;
    IF to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change THEN
      RAISE EXCEPTION 'leave stays as it was asked for' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.agreed_at IS NULL AND NEW.agreed_at IS NOT NULL THEN
      -- Somebody with two memberships is one person.
      SELECT count(DISTINCT account_id) INTO humans FROM public.partnership_staff
        WHERE id IN (NEW.asked_by_id, NEW.agreed_by_id);
      IF humans < 2 OR NEW.agreed_by_id IS DISTINCT FROM public.acting_staff() THEN
        RAISE EXCEPTION 'leave takes two people' USING ERRCODE = 'check_violation';
      END IF;
    END IF;
    RETURN NEW;
  END $$;
REVOKE ALL ON FUNCTION keeper.may_follow_up FROM PUBLIC;
RESET ROLE;

CREATE TRIGGER guard_counterpart BEFORE INSERT ON cases_contactlogentry
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_counterpart();
CREATE TRIGGER guard_counterpart BEFORE INSERT ON letters_dispatch
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_counterpart();
CREATE TRIGGER guard_counterpart BEFORE INSERT OR UPDATE OF status, starts_at ON cases_meeting
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_counterpart();
CREATE TRIGGER guard_counterpart BEFORE INSERT OR UPDATE OF status ON cases_message
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_counterpart();
CREATE TRIGGER a_no_comes_first BEFORE UPDATE OF done_on ON cases_followup
  FOR EACH ROW WHEN (NEW.done_on IS NOT NULL) EXECUTE FUNCTION keeper.wait_for_noes();
CREATE TRIGGER guard_follow_up BEFORE UPDATE OF done_on ON cases_followup
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_follow_up();
CREATE TRIGGER a_no_comes_first BEFORE INSERT ON cases_task
  FOR EACH ROW WHEN (NEW.kind = 'follow_up') EXECUTE FUNCTION keeper.wait_for_noes();
CREATE TRIGGER guard_contact_task BEFORE INSERT ON cases_task
  FOR EACH ROW WHEN (NEW.kind = 'follow_up') EXECUTE FUNCTION keeper.guard_contact_task();
CREATE TRIGGER drop_contact_tasks AFTER INSERT ON people_stop
  FOR EACH ROW EXECUTE FUNCTION keeper.drop_contact_tasks();
CREATE TRIGGER guard_stop BEFORE UPDATE ON people_stop FOR EACH ROW EXECUTE FUNCTION keeper.guard_stop();
CREATE TRIGGER guard_narrowing BEFORE INSERT OR UPDATE ON offers_narrowing
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_narrowing();
CREATE TRIGGER a_no_comes_first BEFORE INSERT OR UPDATE ON offers_leave
  FOR EACH ROW EXECUTE FUNCTION keeper.say_no_alone();
CREATE TRIGGER guard_leave BEFORE INSERT OR UPDATE ON offers_leave
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_leave();
"""
