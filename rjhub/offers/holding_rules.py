"""How the database refuses contact against a no where rooms have no gate of their own, and keeps a no as said."""

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
