"""The gates that cannot be switched off, as the database holds them.

No pathway, page, action or import gets round these: nobody is approached who said no to any agency; nobody meets, and
no message is passed on, without each side's current written consent, acknowledged basic facts, and a risk assessment
of the present stage that a second person signed off; no first contact before the duplicate check.
"""

from rjhub.kernel.identifiers import postcode

ACCOUNTABLE = """
ALTER TABLE cases_case ADD CONSTRAINT one_person_at_one_agency_answers
  FOREIGN KEY (answering_staff_id, answering_agency_id) REFERENCES partnership_staff (id, agency_id);
ALTER TABLE cases_handover ADD CONSTRAINT handed_to_one_person_at_one_agency
  FOREIGN KEY (to_staff_id, to_agency_id) REFERENCES partnership_staff (id, agency_id);
ALTER TABLE cases_allocation ADD CONSTRAINT a_facilitator_works_for_the_agency
  FOREIGN KEY (facilitator_id, agency_id) REFERENCES partnership_staff (id, agency_id);
"""

GATES = """
SET LOCAL ROLE rjhub_keeper;

-- What still stands in the way of any meeting or message, as names of checks. `indirect` is true for messages.
CREATE FUNCTION keeper.obstacles(p smallint, of_case uuid, indirect boolean) RETURNS text[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH going AS (
      SELECT y.id, y.person_id, y.side FROM public.cases_party y
      WHERE y.partnership_id = p AND y.case_id = of_case AND y.ended_at IS NULL),
    assessed AS (
      SELECT r.decision, r.signed_off_at FROM public.cases_riskassessment r
      JOIN public.cases_case c ON c.partnership_id = p AND c.id = of_case AND r.stage = c.stage
      WHERE r.partnership_id = p AND r.case_id = of_case AND r.recorded_at >= c.stage_since
      ORDER BY r.recorded_at DESC, r.id DESC LIMIT 1)
    SELECT array_remove(ARRAY[
      CASE WHEN NOT EXISTS (SELECT FROM going WHERE side = 'harmed')
             OR EXISTS (SELECT FROM going g WHERE g.side = 'harmed' AND NOT EXISTS (
               SELECT FROM public.cases_consent k WHERE k.partnership_id = p AND k.party_id = g.id
                 AND k.purpose = 'taking_part' AND k.written AND k.withdrawn_at IS NULL))
           THEN 'written_consent_harmed' END,
      CASE WHEN NOT EXISTS (SELECT FROM going WHERE side = 'responsible')
             OR EXISTS (SELECT FROM going g WHERE g.side = 'responsible' AND NOT EXISTS (
               SELECT FROM public.cases_consent k WHERE k.partnership_id = p AND k.party_id = g.id
                 AND k.purpose = 'taking_part' AND k.written AND k.withdrawn_at IS NULL))
           THEN 'written_consent_responsible' END,
      CASE WHEN EXISTS (SELECT FROM going g WHERE NOT coalesce((
               SELECT a.facts AND a.willing FROM public.cases_acknowledgement a
               WHERE a.partnership_id = p AND a.party_id = g.id
               ORDER BY a.recorded_at DESC, a.id DESC LIMIT 1), false))
           THEN 'facts_acknowledged' END,
      CASE WHEN EXISTS (SELECT FROM going g WHERE keeper.approach(p, g.person_id, '') <> 'clear')
           THEN 'nobody_said_no' END,
      CASE WHEN NOT EXISTS (SELECT FROM assessed a WHERE a.decision IN ('proceed', 'conditions')
               OR (indirect AND a.decision = 'indirect_only'))
           THEN 'risk_assessed_at_stage' END,
      CASE WHEN NOT EXISTS (SELECT FROM assessed a WHERE a.signed_off_at IS NOT NULL)
           THEN 'supervisor_signed_off' END], NULL) $$;

-- The same, for somebody who can see the case.
CREATE FUNCTION keeper.stands_in_the_way(of_case uuid, indirect boolean) RETURNS text[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE WHEN EXISTS (SELECT FROM public.cases_case
                             WHERE partnership_id = public.pt() AND id = of_case AND acl && public.pr()
                               AND NOT acl && public.barred())
           THEN keeper.obstacles(public.pt(), of_case, indirect) END $$;

CREATE FUNCTION keeper.guard_contact() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE whom uuid; answer text;
  BEGIN
    IF NEW.direction = 'outgoing' THEN
      SELECT person_id INTO whom FROM public.cases_party
        WHERE partnership_id = NEW.partnership_id AND id = NEW.party_id;
      answer := keeper.approach(NEW.partnership_id, whom, NEW.channel);
      IF answer <> 'clear' THEN
        RAISE EXCEPTION 'gate: nobody_said_no' USING ERRCODE = 'check_violation', HINT = answer;
      END IF;
    END IF;
    RETURN NEW;
  END $$;

CREATE FUNCTION keeper.guard_stage() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE missing text[] := '{}'; approached text;
  BEGIN
    IF NEW.stage = OLD.stage THEN
      RETURN NEW;
    END IF;
    IF OLD.closed_at IS NOT NULL AND NEW.closed_at IS NOT NULL THEN
      RAISE EXCEPTION 'a closed case does not move' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.stage IN ('first_contact_harmed', 'first_contact_responsible') THEN
      approached := replace(NEW.stage, 'first_contact_', '');
      IF EXISTS (SELECT FROM public.cases_party y WHERE y.partnership_id = NEW.partnership_id AND y.case_id = NEW.id
                 AND y.side = approached AND y.ended_at IS NULL
                 AND keeper.approach(NEW.partnership_id, y.person_id, '') <> 'clear') THEN
        missing := ARRAY['nobody_said_no'];
      END IF;
    END IF;
    IF missing <> '{}' THEN
      RAISE EXCEPTION 'gate: %', array_to_string(missing, ',') USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;

REVOKE ALL ON FUNCTION keeper.obstacles, keeper.stands_in_the_way FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.stands_in_the_way TO rjhub_app;
RESET ROLE;

CREATE TRIGGER guard_contact BEFORE INSERT ON cases_contactlogentry
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_contact();
CREATE TRIGGER guard_stage BEFORE UPDATE OF stage ON cases_case
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_stage();
"""

# What holds of meetings and messages.
MEETINGS = """
SET LOCAL ROLE rjhub_keeper;

-- A meeting is booked, moved or held only through open gates. Whatever shuts one cancels a meeting that is still to
-- come; so one whose time has come took place with every gate open, and what took place can always be written down.
CREATE FUNCTION keeper.guard_meeting() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE missing text[];
  BEGIN
    IF TG_OP = 'UPDATE' AND NEW.status IN ('held', 'stopped') AND (OLD.status IN ('held', 'stopped')
        OR (OLD.status = 'planned' AND OLD.starts_at <= clock_timestamp())) THEN
      RETURN NEW;
    END IF;
    IF NEW.status IN ('planned', 'held', 'stopped') THEN
      missing := keeper.obstacles(NEW.partnership_id, NEW.case_id, false);
      IF missing <> '{}' THEN
        RAISE EXCEPTION 'gate: %', array_to_string(missing, ',') USING ERRCODE = 'check_violation';
      END IF;
    END IF;
    RETURN NEW;
  END $$;

CREATE FUNCTION keeper.meeting_to_come(p smallint, of_case uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.cases_meeting WHERE partnership_id = p AND case_id = of_case
                   AND status = 'planned' AND starts_at > clock_timestamp()) $$;

-- A consent that ends, a new no, or an acknowledgement taken back leaves no meeting booked.
CREATE FUNCTION keeper.no_meeting_without_consent() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE missing text[];
  BEGIN
    IF keeper.meeting_to_come(NEW.partnership_id, NEW.case_id) THEN
      missing := keeper.obstacles(NEW.partnership_id, NEW.case_id, false);
      IF missing && ARRAY['written_consent_harmed', 'written_consent_responsible', 'facts_acknowledged'] THEN
        RAISE EXCEPTION 'gate: %', array_to_string(missing, ',') USING ERRCODE = 'check_violation',
          HINT = 'cancel the planned meeting first';
      END IF;
    END IF;
    RETURN NULL;
  END $$;

-- Cases with a meeting to come at which somebody may not be met any more: a person, or somebody who may be them,
-- for whom the case goes on or who was to come.
CREATE FUNCTION keeper.meetings_against_a_no(p smallint, person uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH known AS (
      SELECT o AS id FROM keeper.linked(p, person) o
      UNION
      SELECT l FROM keeper.alike(p, person) a, LATERAL keeper.linked(p, a.person_id) l)
    SELECT DISTINCT y.case_id FROM known
    JOIN public.cases_party y ON y.partnership_id = p AND y.person_id = known.id
    JOIN public.cases_meeting m ON m.partnership_id = p AND m.case_id = y.case_id
      AND m.status = 'planned' AND m.starts_at > clock_timestamp()
    WHERE (y.ended_at IS NULL OR EXISTS (
        SELECT FROM public.cases_attendance t WHERE t.partnership_id = p AND t.meeting_id = m.id
          AND t.party_id = y.id AND t.taken_off_at IS NULL))
      AND keeper.approach(p, y.person_id, '') <> 'clear' $$;

-- The same, for the program while it follows a no, as far as it sees the cases.
CREATE FUNCTION keeper.meetings_to_cancel(person uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT c.id FROM keeper.meetings_against_a_no(public.pt(), person) found
    JOIN public.cases_case c ON c.partnership_id = public.pt() AND c.id = found AND c.acl && public.pr()
      AND NOT c.acl && public.barred() $$;

CREATE FUNCTION keeper.no_meeting_after_a_no() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NEW.lifted_at IS NULL
        AND EXISTS (SELECT FROM keeper.meetings_against_a_no(NEW.partnership_id, NEW.person_id)) THEN
      RAISE EXCEPTION 'gate: nobody_said_no' USING ERRCODE = 'check_violation',
        HINT = 'cancel the planned meeting first';
    END IF;
    RETURN NULL;
  END $$;

-- Whether words name a way to reach somebody: an email address, a postcode or a telephone number.
CREATE FUNCTION keeper.names_contact(words text) RETURNS boolean
  LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT words ~ '[^[:space:]@<>]@[^[:space:]@<>]+\\.[[:alpha:]]{2,}'
        OR words ~* '\\m(AREAS)([0-9]{1,2}|[0-9][a-z])[[:space:].-]*[0-9][abdefghjlnpqrstuwxyz]{2}\\M'
        OR words ~ '(^|[^0-9])(\\+[0-9]|0)([ ().-]*[0-9]){8,}' $$;

-- How a person harmed can be reached never crosses to the other side, whatever else is open.
CREATE FUNCTION keeper.guard_message() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE missing text[];
  BEGIN
    IF NEW.status IN ('approved', 'passed_on') AND NEW.side = 'harmed' AND keeper.names_contact(NEW.words) THEN
      RAISE EXCEPTION 'gate: contact_details' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = 'passed_on' AND (TG_OP = 'INSERT' OR OLD.status <> 'passed_on') THEN
      missing := keeper.obstacles(NEW.partnership_id, NEW.case_id, true);
      IF missing <> '{}' THEN
        RAISE EXCEPTION 'gate: %', array_to_string(missing, ',') USING ERRCODE = 'check_violation';
      END IF;
    END IF;
    RETURN NEW;
  END $$;

REVOKE ALL ON FUNCTION keeper.meeting_to_come, keeper.meetings_against_a_no, keeper.meetings_to_cancel FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.meetings_to_cancel TO rjhub_app;
RESET ROLE;

CREATE TRIGGER guard_meeting BEFORE INSERT OR UPDATE OF status, starts_at, case_id ON cases_meeting
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_meeting();
CREATE TRIGGER guard_message BEFORE INSERT OR UPDATE OF status, words, side ON cases_message
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_message();
CREATE CONSTRAINT TRIGGER no_meeting_without_consent AFTER INSERT OR UPDATE ON cases_consent
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keeper.no_meeting_without_consent();
CREATE CONSTRAINT TRIGGER no_meeting_without_facts AFTER INSERT OR UPDATE ON cases_acknowledgement
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keeper.no_meeting_without_consent();
CREATE CONSTRAINT TRIGGER no_meeting_after_a_no AFTER INSERT OR UPDATE ON people_stop
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keeper.no_meeting_after_a_no();
""".replace("AREAS", "|".join(sorted(postcode.AREAS)))

# A report that was sent stays as it was sent. What a person harmed thinks stands in one only while they agree that the
# court is told, and no report names a way to reach anybody. Grants rewrite `acl` of every row, so they pass by.
REPORTS = """
SET LOCAL ROLE rjhub_keeper;

CREATE FUNCTION keeper.guard_sent_report() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF OLD.sent_on IS NOT NULL AND to_jsonb(NEW) - 'acl' IS DISTINCT FROM to_jsonb(OLD) - 'acl' THEN
      RAISE EXCEPTION 'a report that was sent does not change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;

CREATE FUNCTION keeper.guard_court_report() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NEW.harmed_view <> '' AND NOT EXISTS (
        SELECT FROM public.cases_consent k
        WHERE k.partnership_id = NEW.partnership_id AND k.case_id = NEW.case_id AND k.id = NEW.harmed_consent_id
          AND k.side = 'harmed' AND k.purpose = 'disclosure' AND k.withdrawn_at IS NULL) THEN
      RAISE EXCEPTION 'the person harmed has not agreed that the court is told' USING ERRCODE = 'check_violation';
    END IF;
    IF keeper.names_contact(concat_ws(chr(10), NEW.harmed_view, NEW.responsible_view, NEW.findings, NEW.proposal)) THEN
      RAISE EXCEPTION 'a report names nobody''s contact details' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
RESET ROLE;

CREATE TRIGGER guard_sent_report BEFORE UPDATE ON cases_courtreport
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_sent_report();
CREATE TRIGGER guard_court_report
  BEFORE INSERT OR UPDATE OF harmed_view, harmed_consent_id, responsible_view, findings, proposal, sent_on
  ON cases_courtreport FOR EACH ROW EXECUTE FUNCTION keeper.guard_court_report();
"""

# Two transactions at once each see nothing of the other: one that records a no, and one that has found that nobody said
# no. So whoever relies on it holds a shared lock of the partnership until it commits, and a no takes the whole lock.
# Triggers of one table run in the order of their names, so these run first.
ONE_AFTER_THE_OTHER = """
CREATE FUNCTION keeper.wait_for_noes() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock_shared(7460814, NEW.partnership_id);
    RETURN NEW;
  END $$;
CREATE FUNCTION keeper.say_no_alone() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(7460814, NEW.partnership_id);
    RETURN NEW;
  END $$;
CREATE TRIGGER a_no_comes_first BEFORE INSERT OR UPDATE OF status, starts_at ON cases_meeting
  FOR EACH ROW EXECUTE FUNCTION keeper.wait_for_noes();
CREATE TRIGGER a_no_comes_first BEFORE INSERT OR UPDATE OF status ON cases_message
  FOR EACH ROW EXECUTE FUNCTION keeper.wait_for_noes();
CREATE TRIGGER a_no_comes_first BEFORE INSERT ON cases_contactlogentry
  FOR EACH ROW EXECUTE FUNCTION keeper.wait_for_noes();
CREATE TRIGGER a_no_comes_first BEFORE UPDATE OF stage ON cases_case
  FOR EACH ROW EXECUTE FUNCTION keeper.wait_for_noes();
CREATE TRIGGER a_no_comes_first BEFORE INSERT OR UPDATE ON people_stop
  FOR EACH ROW EXECUTE FUNCTION keeper.say_no_alone();
"""
