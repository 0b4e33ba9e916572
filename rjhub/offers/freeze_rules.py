"""How the database notices that it is not the one it was, and lets nobody be contacted until the noes were compared.

A restored copy lacks what was said since it was made. `keeper.runs_on` says where outbound was last open: on which
server, on which line of its history, in which database, with which table of this very row. A dump that is read back, a
copy, a restore to a point in time and a standby that took over each differ in one of these; a copy of the files of a
whole server does not, and is noticed from outside (`rjhub.offers.actions.noticing`). While they differ nothing leaves,
whether or not any program has looked. Noticing puts the difference on record, for each partnership that there is.
"""

from rjhub.letters import database as letters
from rjhub.offers import erasing_rules, stop_rules
from rjhub.people import database as people
from rjhub.sharing.rewriting import changed

FREEZING = """
GRANT EXECUTE ON FUNCTION pg_control_system() TO rjhub_keeper;
SET LOCAL ROLE rjhub_keeper;

CREATE TABLE keeper.runs_on (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  place text NOT NULL,
  since timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE keeper.freeze (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  partnership_id smallint NOT NULL,
  because text NOT NULL CHECK (because IN ('moved', 'counted_anew', 'behind_register', 'behind_receipt', 'by_hand')),
  since timestamptz NOT NULL DEFAULT clock_timestamp(),
  frozen_by uuid,
  compared_at timestamptz,
  found jsonb NOT NULL DEFAULT '{}',
  why text NOT NULL DEFAULT '',
  confirmed_at timestamptz, confirmed_by uuid,
  opened_at timestamptz, opened_by uuid,
  CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL) AND (opened_at IS NULL) = (opened_by IS NULL))
);
CREATE UNIQUE INDEX one_freeze_at_a_time ON keeper.freeze (partnership_id) WHERE opened_at IS NULL;

-- Where this runs. On a standby, which only follows another server, it is nowhere.
CREATE FUNCTION keeper.place() RETURNS text
  LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE WHEN NOT pg_is_in_recovery() THEN
      format('%s %s %s %s', (SELECT system_identifier FROM pg_control_system()),
             left(pg_walfile_name(pg_current_wal_lsn()), 8),
             (SELECT oid FROM pg_database WHERE datname = current_database()), 'keeper.runs_on'::regclass::oid) END $$;
INSERT INTO keeper.runs_on (place) VALUES (keeper.place());

CREATE FUNCTION keeper.frozen(p smallint) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT NOT EXISTS (SELECT FROM keeper.runs_on r WHERE r.place = keeper.place())
      OR EXISTS (SELECT FROM keeper.freeze f WHERE f.partnership_id = p AND f.opened_at IS NULL) $$;

CREATE FUNCTION keeper.or_frozen(p smallint, answer text) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$ SELECT CASE WHEN answer = 'clear' AND keeper.frozen(p) THEN 'frozen' ELSE answer END $$;

-- Whether contact stands still in the partnership of whoever asks.
CREATE FUNCTION keeper.stands_still() RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$ SELECT keeper.frozen(public.pt()) $$;

-- Who answers for opening again: coordinators and information officers, by roles that they hold now.
CREATE FUNCTION keeper.reconciles() RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.partnership_staff s
                   WHERE s.id = public.acting_staff() AND s.partnership_id = public.pt()
                     AND keeper.holds(s.id, s.agency_id, '{coordinator,information_officer}')) $$;

-- Freezing only ever stops more. Whoever is sending holds the lock shared, so it waits for them, and they for it.
CREATE FUNCTION keeper.put_freeze(p smallint, why text) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(7460814, p);
    INSERT INTO keeper.freeze (partnership_id, because, frozen_by) VALUES (p, why, public.acting_staff())
      ON CONFLICT (partnership_id) WHERE opened_at IS NULL DO NOTHING;
    RETURN FOUND;
  END $$;
CREATE FUNCTION keeper.freeze_outbound(why text) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NOT coalesce(public.as_program() OR keeper.reconciles(), false) OR public.pt() IS NULL THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN keeper.put_freeze(public.pt(), why);
  END $$;
-- Put on record, for every partnership, that this is another place than it was. Answers for how many that is new.
CREATE FUNCTION keeper.notice_restore() RETURNS int
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE frozen int := 0; here text := keeper.place();
  BEGIN
    IF here IS NULL OR EXISTS (SELECT FROM keeper.runs_on r WHERE r.place = here) THEN
      RETURN 0;
    END IF;
    SELECT count(*) FILTER (WHERE keeper.put_freeze(o.id, 'moved')) INTO frozen FROM public.partnership_partnership o;
    INSERT INTO keeper.runs_on (place) VALUES (here)
      ON CONFLICT (one) DO UPDATE SET place = excluded.place, since = excluded.since;
    RETURN frozen;
  END $$;

-- Nothing about a person leaves, and nobody is contacted, called together or told, while it stands still.
CREATE FUNCTION keeper.guard_frozen() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF keeper.frozen(NEW.partnership_id) THEN
      RAISE EXCEPTION 'gate: frozen' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
REVOKE ALL ON FUNCTION keeper.place, keeper.frozen, keeper.or_frozen, keeper.stands_still, keeper.reconciles,
  keeper.put_freeze, keeper.freeze_outbound, keeper.notice_restore FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.stands_still TO rjhub_app, rjhub_responsible;
GRANT EXECUTE ON FUNCTION keeper.freeze_outbound, keeper.notice_restore TO rjhub_app;
RESET ROLE;
"""

# Each after the lock of noes (`a_no_comes_first`), so that whoever looks here sees a freeze that was put before.
GUARDED = """
CREATE TRIGGER b_not_while_frozen BEFORE INSERT ON letters_dispatch
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_frozen();
CREATE TRIGGER b_not_while_frozen BEFORE INSERT ON cases_contactlogentry
  FOR EACH ROW WHEN (NEW.direction = 'outgoing') EXECUTE FUNCTION keeper.guard_frozen();
CREATE TRIGGER b_not_while_frozen BEFORE INSERT OR UPDATE OF status, starts_at ON cases_meeting
  FOR EACH ROW WHEN (NEW.status = 'planned') EXECUTE FUNCTION keeper.guard_frozen();
CREATE TRIGGER b_not_while_frozen BEFORE INSERT OR UPDATE OF status ON cases_message
  FOR EACH ROW WHEN (NEW.status = 'passed_on') EXECUTE FUNCTION keeper.guard_frozen();
CREATE TRIGGER b_not_while_frozen BEFORE UPDATE OF done_on ON cases_followup
  FOR EACH ROW WHEN (OLD.done_on IS NULL AND NEW.done_on IS NOT NULL) EXECUTE FUNCTION keeper.guard_frozen();
CREATE TRIGGER b_not_while_frozen BEFORE UPDATE OF stage ON cases_case
  FOR EACH ROW WHEN (NEW.stage <> OLD.stage
                     AND NEW.stage IN ('first_contact_harmed', 'first_contact_responsible'))
  EXECUTE FUNCTION keeper.guard_frozen();
"""

_BEFORE_ALL_ELSE = "    IF answer <> 'clear' THEN\n      RETURN CASE"
_FROZEN_FIRST = f"""    IF keeper.frozen(p) THEN
      RETURN 'frozen';
    END IF;
{_BEFORE_ALL_ELSE}"""
# A no that is known is said as ever; only where nobody is known to have said no it is not to be relied on.
_MAY = "keeper.approach(public.pt(), person, by_channel)"
_MAY_FOR = "keeper.approach_for(public.pt(), person, by_channel, for_purpose)"


def _or_frozen(answer: str) -> str:
    return f"keeper.or_frozen(public.pt(), {answer})"


ASKED_FIRST = "\n".join(
    (
        "SET LOCAL ROLE rjhub_keeper;",
        changed(letters.WRITING, "keeper.obstacle_to_writing", (_BEFORE_ALL_ELSE, _FROZEN_FIRST)),
        changed(people.MATCHING, "keeper.may_approach", (_MAY, _or_frozen(_MAY))),
        changed(stop_rules.DECIDING, "keeper.may_approach_for", (_MAY_FOR, _or_frozen(_MAY_FOR))),
        erasing_rules.not_while_frozen(),
        "RESET ROLE;",
    )
)
