"""What the database holds of writing to people. No page, job or statement gets round it.

Whether somebody may be written to is decided here and nowhere else: by every no on record, by what they themself said
is safe, by when they were last asked, and by whether how to reach them changed since.
"""

WRITING = """
SET LOCAL ROLE rjhub_vault;
-- Since when a person harmed can be reached in a way; nothing of the value itself.
CREATE FUNCTION vault.kept_since(p smallint, person uuid, of_kind text) RETURNS timestamptz
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT since FROM vault.contact
    WHERE partnership_id = p AND person_id = person AND kind = of_kind AND until IS NULL $$;
REVOKE ALL ON FUNCTION vault.kept_since FROM PUBLIC;
GRANT USAGE ON SCHEMA vault TO rjhub_keeper;
GRANT EXECUTE ON FUNCTION vault.kept_since TO rjhub_keeper;
SET LOCAL ROLE rjhub_keeper;

CREATE FUNCTION keeper.reached_since(p smallint, person uuid, by_way text) RETURNS timestamptz
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(vault.kept_since(p, person, k.of_kind),
                    (SELECT c.since FROM public.people_contactpoint c WHERE c.partnership_id = p
                     AND c.person_id = person AND c.kind = k.of_kind AND c.until IS NULL))
    FROM (SELECT CASE by_way WHEN 'letter' THEN 'address' WHEN 'text' THEN 'mobile' ELSE by_way END AS of_kind) k $$;

-- Why somebody may not be written to in a way now; empty if they may.
CREATE FUNCTION keeper.obstacle_to_writing(p smallint, person uuid, by_way text) RETURNS text
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE answer text := keeper.approach(p, person, by_way); safe public.people_safecontact; since timestamptz;
  BEGIN
    IF answer <> 'clear' THEN
      RETURN CASE answer WHEN 'stopped' THEN 'said_no' ELSE 'maybe_said_no' END;
    END IF;
    SELECT * INTO safe FROM public.people_safecontact s WHERE s.partnership_id = p AND s.person_id = person
      ORDER BY s.confirmed_at DESC, s.id DESC LIMIT 1;
    IF NOT FOUND THEN
      RETURN 'never_asked';
    END IF;
    IF by_way <> ALL (safe.channels) OR (by_way = 'letter' AND NOT safe.safe_to_write) THEN
      RETURN 'not_this_way';
    END IF;
    IF safe.confirmed_at < clock_timestamp() - interval '6 months' THEN
      RETURN 'asked_long_ago';
    END IF;
    since := keeper.reached_since(p, person, by_way);
    IF since IS NULL THEN
      RETURN 'no_address';
    END IF;
    IF since > safe.confirmed_at THEN
      RETURN 'changed_since';
    END IF;
    IF by_way = 'letter' AND EXISTS (SELECT FROM public.people_custody c WHERE c.partnership_id = p
        AND c.person_id = person AND c.until IS NULL) THEN
      RETURN 'in_custody';
    END IF;
    RETURN '';
  END $$;

-- Why something written may not go on now; empty if it may.
CREATE FUNCTION keeper.stands_against(l public.letters_letter) RETURNS text
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE obstacle text := keeper.obstacle_to_writing(l.partnership_id, l.person_id, l.way);
  BEGIN
    IF obstacle <> '' THEN
      RETURN obstacle;
    END IF;
    IF l.status IN ('leaving', 'printed') AND keeper.reached_since(l.partnership_id, l.person_id, l.way) > (
        SELECT max(d.left_at) FROM public.letters_dispatch d
        WHERE d.partnership_id = l.partnership_id AND d.letter_id = l.id) THEN
      RETURN 'changed_since';
    END IF;
    IF l.status = 'to_send' AND clock_timestamp() < l.send_from THEN
      RETURN 'too_early';
    END IF;
    IF clock_timestamp() > (CASE WHEN l.status = 'to_send' THEN l.send_until
        WHEN l.status IN ('written', 'printed') THEN l.written_at + interval '14 days' END) THEN
      RETURN 'too_late';
    END IF;
    RETURN '';
  END $$;

-- The same for the program: about somebody whom the asker may reach and whose safe contact they know, and about
-- something written that they see. NULL about anybody and anything else.
CREATE FUNCTION keeper.may_write_to(person uuid, by_way text) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT keeper.obstacle_to_writing(n.partnership_id, n.id, by_way) FROM public.people_person n
    WHERE n.partnership_id = public.pt() AND n.id = person AND n.acl && public.pr() AND NOT n.acl && public.barred()
      AND keeper.unlocked(n.side, 'safety', n.file_id)
      AND keeper.acl(n.partnership_id, n.file_id, n.side, 'safety') && public.pr()
      AND keeper.acl(n.partnership_id, n.file_id, n.side, 'contact') && public.pr() $$;
CREATE FUNCTION keeper.may_go_on(letter uuid) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT keeper.stands_against(l) FROM public.letters_letter l
    WHERE l.partnership_id = public.pt() AND l.id = letter AND l.acl && public.pr() AND NOT l.acl && public.barred()
      AND keeper.unlocked(l.side, l.category, l.file_id) $$;

-- Nothing written leaves, and nothing printed is posted, against any of this. Whoever changes how the person can be
-- reached holds the person's row, and waits for this or is waited for.
CREATE FUNCTION keeper.guard_letter() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    may_change text[] := ARRAY['acl', 'status', 'because', 'changed_at', 'changed_by_id'];
    obstacle text;
  BEGIN
    IF TG_OP = 'INSERT' THEN
      IF NEW.status <> 'written' OR NOT EXISTS (
          SELECT FROM public.people_person n, keeper.files_about(n.partnership_id, n.file_id) about
          WHERE n.partnership_id = NEW.partnership_id AND n.id = NEW.person_id AND n.side = NEW.side
            AND about = NEW.file_id) THEN
        RAISE EXCEPTION 'what is written begins so, in a file of the person' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END IF;
    IF NEW.status = OLD.status THEN
      may_change := ARRAY['acl'];
    ELSIF OLD.status = 'written' THEN
      may_change := may_change || ARRAY['send_from', 'send_until'];
    END IF;
    IF to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change THEN
      RAISE EXCEPTION 'what is written stays as it was written' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = OLD.status THEN
      RETURN NEW;
    END IF;
    IF NOT (OLD.status || ' ' || NEW.status) = ANY (ARRAY[
        'written to_send', 'written printed', 'written stopped', 'written taken_back',
        'to_send leaving', 'to_send stopped', 'to_send taken_back',
        'leaving sent', 'leaving could_not', 'leaving not_known', 'leaving stopped',
        'printed posted', 'printed stopped', 'printed taken_back'])
        OR (NEW.status IN ('to_send', 'leaving') AND NEW.way = 'letter')
        OR (NEW.status IN ('printed', 'posted') AND NEW.way <> 'letter') THEN
      RAISE EXCEPTION 'something written does not go from % to %', OLD.status, NEW.status
        USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status IN ('leaving', 'sent', 'printed', 'posted') THEN
      PERFORM FROM public.people_person n
        WHERE n.partnership_id = NEW.partnership_id AND n.id = NEW.person_id FOR SHARE;
      obstacle := keeper.stands_against(OLD);
      IF obstacle <> '' THEN
        RAISE EXCEPTION 'gate: %', obstacle USING ERRCODE = 'check_violation';
      END IF;
      IF NOT EXISTS (SELECT FROM public.letters_dispatch d
          WHERE d.partnership_id = NEW.partnership_id AND d.letter_id = NEW.id) THEN
        RAISE EXCEPTION 'nothing leaves without a record' USING ERRCODE = 'check_violation';
      END IF;
    END IF;
    RETURN NEW;
  END $$;

-- The record that something left. It stays, and for something written it is made only while that may go on.
CREATE FUNCTION keeper.guard_dispatch() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE written public.letters_letter; obstacle text;
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      IF to_jsonb(NEW) - 'acl' IS DISTINCT FROM to_jsonb(OLD) - 'acl' THEN
        RAISE EXCEPTION 'the record of what left does not change' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END IF;
    NEW.left_at := clock_timestamp();
    IF NEW.letter_id IS NULL THEN
      RETURN NEW;
    END IF;
    PERFORM FROM public.people_person n
      WHERE n.partnership_id = NEW.partnership_id AND n.id = NEW.person_id FOR SHARE;
    SELECT * INTO written FROM public.letters_letter l
      WHERE l.partnership_id = NEW.partnership_id AND l.id = NEW.letter_id;
    IF written.id IS NULL OR (written.file_id, written.person_id, written.way) IS DISTINCT FROM
          (NEW.file_id, NEW.person_id, NEW.what::varchar)
        OR NOT written.status = ANY (CASE written.way WHEN 'letter' THEN ARRAY['written', 'printed']
                                     ELSE ARRAY['to_send'] END) THEN
      RAISE EXCEPTION 'this is not what was written, or not to whom' USING ERRCODE = 'check_violation';
    END IF;
    obstacle := keeper.stands_against(written);
    IF obstacle <> '' THEN
      RAISE EXCEPTION 'gate: %', obstacle USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;

-- Whoever relies on it that nobody said no holds a shared lock of the partnership until it commits; a no takes the
-- whole of it (room cases). Triggers of one table run in the order of their names, so this one is first.
CREATE FUNCTION keeper.after_the_noes() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock_shared(7460814, NEW.partnership_id);
    RETURN NEW;
  END $$;

REVOKE ALL ON FUNCTION keeper.reached_since, keeper.obstacle_to_writing, keeper.stands_against, keeper.may_write_to,
  keeper.may_go_on FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.may_write_to, keeper.may_go_on TO rjhub_app;
RESET ROLE;

CREATE TRIGGER guard_letter BEFORE INSERT OR UPDATE ON letters_letter
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_letter();
CREATE TRIGGER guard_dispatch BEFORE INSERT OR UPDATE ON letters_dispatch
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_dispatch();
CREATE TRIGGER a_no_comes_first BEFORE INSERT ON letters_dispatch
  FOR EACH ROW EXECUTE FUNCTION keeper.after_the_noes();
CREATE TRIGGER a_no_comes_first BEFORE UPDATE OF status ON letters_letter
  FOR EACH ROW WHEN (NEW.status IN ('leaving', 'sent', 'printed', 'posted'))
  EXECUTE FUNCTION keeper.after_the_noes();
"""
