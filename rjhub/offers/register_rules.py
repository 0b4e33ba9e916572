"""The register of noes: what a restore must not lose, in the order in which it happened, and putting it back.

Each no, each wish to hear from us again, each joining and parting and each erasure is entered in the transaction in
which it happens. The worker copies the entries to files that stand elsewhere (`rjhub.offers.register`). What the files
have and a restored database lacks was lost; only the program puts it back, and only while contact stands still.
"""

from rjhub.offers import approach_rules
from rjhub.sharing.rewriting import changed

# The keys by which a no goes on counting without its record: those that are kept when a record is erased.
KEPT = "(k.kind < 30 OR k.kind IN (33, 41, 42))"

ENTERING = f"""
GRANT SELECT ON partnership_agency TO rjhub_keeper;
SET LOCAL ROLE rjhub_keeper;
CREATE TABLE keeper.register (
  partnership_id smallint NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  what text NOT NULL CHECK (what IN ('no', 'asked_again', 'joined', 'parted', 'erased', 'kept', 'let_go')),
  told jsonb NOT NULL,
  lost_in uuid,
  PRIMARY KEY (partnership_id, number)
);
CREATE UNIQUE INDEX entry_of_register ON keeper.register (partnership_id, id);
CREATE INDEX entry_of_one_no ON keeper.register (partnership_id, (told ->> 'stop'));
CREATE INDEX lost_in_a_restore ON keeper.register (lost_in) WHERE lost_in IS NOT NULL;

-- Numbers grow in the order in which transactions end: the next one waits.
CREATE FUNCTION keeper.enter(p smallint, happened text, told jsonb) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(7460817, p);
    INSERT INTO keeper.register (partnership_id, what, told) VALUES (p, happened, told);
  END $$;

CREATE FUNCTION keeper.entry_of_a_no(s public.people_stop) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT jsonb_build_object(
      'stop', s.id, 'person', s.person_id, 'channel', s.channel, 'purpose', coalesce(n.purpose, ''),
      'counterpart', n.counterpart_id, 'until', s.until, 'said_on', s.said_on, 'said_to', s.said_to_id,
      'keys', (SELECT coalesce(jsonb_agg(jsonb_build_array(k.kind, encode(k.digest, 'hex')) ORDER BY k.kind, k.digest),
                               '[]')
               FROM public.people_matchkey k
               WHERE k.partnership_id = s.partnership_id AND k.person_id = s.person_id AND {KEPT}))
    FROM (SELECT 1) one LEFT JOIN public.offers_narrowing n
      ON n.partnership_id = s.partnership_id AND n.stop_id = s.id $$;

CREATE FUNCTION keeper.enter_no() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      PERFORM keeper.enter(NEW.partnership_id, 'asked_again', jsonb_build_object('stop', NEW.id));
    ELSIF NOT EXISTS (SELECT FROM keeper.register r WHERE r.partnership_id = NEW.partnership_id AND r.what = 'no'
                      AND r.told ->> 'stop' = NEW.id::text) THEN
      PERFORM keeper.enter(NEW.partnership_id, 'no', keeper.entry_of_a_no(NEW));
    END IF;
    RETURN NULL;
  END $$;
CREATE FUNCTION keeper.enter_link() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    PERFORM keeper.enter(NEW.partnership_id, CASE TG_OP WHEN 'INSERT' THEN 'joined' ELSE 'parted' END,
      jsonb_build_object('link', NEW.id, 'first', NEW.first_id, 'second', NEW.second_id));
    RETURN NULL;
  END $$;
CREATE FUNCTION keeper.enter_let_go() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    PERFORM keeper.enter(NEW.partnership_id, 'let_go', jsonb_build_object('erased', NEW.erased, 'stop', NEW.stop));
    RETURN NULL;
  END $$;
CREATE TRIGGER enter_let_go AFTER UPDATE OF lifted_at ON keeper.suppressed
  FOR EACH ROW WHEN (OLD.lifted_at IS NULL AND NEW.lifted_at IS NOT NULL) EXECUTE FUNCTION keeper.enter_let_go();

-- For the program, which writes them down elsewhere.
CREATE FUNCTION keeper.entries_after(after bigint, most int)
  RETURNS TABLE (number bigint, id uuid, at timestamptz, what text, told jsonb)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NOT coalesce(public.as_program(), false) THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY SELECT r.number, r.id, r.at, r.what, r.told FROM keeper.register r
      WHERE r.partnership_id = public.pt() AND r.number > after ORDER BY r.number LIMIT most;
  END $$;
CREATE FUNCTION keeper.entries_unknown(entries uuid[]) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NOT coalesce(public.as_program(), false) THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY SELECT e FROM unnest(entries) e
      WHERE NOT EXISTS (SELECT FROM keeper.register r WHERE r.partnership_id = public.pt() AND r.id = e);
  END $$;
REVOKE ALL ON FUNCTION keeper.enter, keeper.entry_of_a_no, keeper.entries_after, keeper.entries_unknown FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.entries_after, keeper.entries_unknown TO rjhub_app;
RESET ROLE;

CREATE TRIGGER z_enter_no AFTER INSERT ON people_stop FOR EACH ROW EXECUTE FUNCTION keeper.enter_no();
CREATE TRIGGER z_enter_asked_again AFTER UPDATE OF lifted_at ON people_stop
  FOR EACH ROW WHEN (OLD.lifted_at IS NULL AND NEW.lifted_at IS NOT NULL) EXECUTE FUNCTION keeper.enter_no();
CREATE TRIGGER z_enter_joined AFTER INSERT ON people_link
  FOR EACH ROW WHEN (NEW.decision = 'same') EXECUTE FUNCTION keeper.enter_link();
CREATE TRIGGER z_enter_parted AFTER UPDATE OF undone_at ON people_link
  FOR EACH ROW WHEN (NEW.decision = 'same' AND OLD.undone_at IS NULL AND NEW.undone_at IS NOT NULL)
  EXECUTE FUNCTION keeper.enter_link();
"""

_SAID_TO_NOBODY = (
    "SELECT DISTINCT p, v.id, keeper.kind_of_fact(a.fact), a.key FROM unnest(v.facts, v.keys) a (fact, key);"
)
_ENTERED = f"""{_SAID_TO_NOBODY}
      PERFORM keeper.enter(p, 'kept', jsonb_build_object(
        'erased', s.erased, 'stop', s.stop, 'until', s.until, 'channel', '', 'purpose', '', 'about_one', false,
        'keys', (SELECT jsonb_agg(jsonb_build_array(k.kind, encode(k.digest, 'hex'))) FROM keeper.suppression k
                 WHERE k.partnership_id = p AND k.erased = v.id)))
        FROM keeper.suppressed s WHERE s.partnership_id = p AND s.erased = v.id;"""
APPROACHES = f"""
SET LOCAL ROLE rjhub_keeper;
{changed(approach_rules.APPROACHES, "keeper.follow_approach", (_SAID_TO_NOBODY, _ENTERED))}
RESET ROLE;
"""

# What was there before there was a register. Of noes that outlived their record the keys are all that there is.
FROM_NOW_ON = """
SET LOCAL ROLE rjhub_keeper;
INSERT INTO keeper.register (partnership_id, at, what, told)
  SELECT s.partnership_id, s.recorded_at, 'no', keeper.entry_of_a_no(s) FROM public.people_stop s
  WHERE s.lifted_at IS NULL ORDER BY s.recorded_at, s.id;
INSERT INTO keeper.register (partnership_id, at, what, told)
  SELECT l.partnership_id, l.decided_at, 'joined',
         jsonb_build_object('link', l.id, 'first', l.first_id, 'second', l.second_id)
  FROM public.people_link l WHERE l.decision = 'same' AND l.undone_at IS NULL ORDER BY l.decided_at, l.id;
INSERT INTO keeper.register (partnership_id, what, told)
  SELECT s.partnership_id, 'kept', jsonb_build_object('erased', s.erased, 'stop', s.stop, 'until', s.until,
    'channel', s.channel, 'purpose', s.purpose, 'about_one', s.about_one,
    'keys', (SELECT coalesce(jsonb_agg(jsonb_build_array(k.kind, encode(k.digest, 'hex'))), '[]')
             FROM keeper.suppression k WHERE k.partnership_id = s.partnership_id AND k.erased = s.erased))
  FROM keeper.suppressed s WHERE s.lifted_at IS NULL;
RESET ROLE;
"""
