"""Two records become one person's: from that moment a no on either holds for both."""

# Joining and parting wait for whoever relies on it that nobody said no, as saying no does.
JOINING = """
SET LOCAL ROLE rjhub_keeper;
CREATE FUNCTION keeper.no_meeting_after_joining() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NEW.decision = 'same' AND NEW.undone_at IS NULL
        AND EXISTS (SELECT FROM keeper.meetings_against_a_no(NEW.partnership_id, NEW.first_id)) THEN
      RAISE EXCEPTION 'a meeting is planned with somebody who said no' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
  END $$;
CREATE FUNCTION keeper.drop_contact_tasks_of_both() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    UPDATE public.cases_task t SET status = 'dropped', ended_at = clock_timestamp()
      WHERE t.partnership_id = NEW.partnership_id AND t.kind = 'follow_up' AND t.status = 'open'
        AND t.subject_id IN (
          SELECT f.id FROM public.cases_followup f
          JOIN public.cases_party y ON y.partnership_id = f.partnership_id AND y.id = f.party_id
          WHERE f.partnership_id = NEW.partnership_id
            AND y.person_id IN (SELECT o FROM keeper.linked(NEW.partnership_id, NEW.first_id) o))
        AND NOT keeper.may_follow_up(t.partnership_id, t.subject_id);
    RETURN NULL;
  END $$;
RESET ROLE;
CREATE TRIGGER a_no_comes_first BEFORE INSERT OR UPDATE OF decision, undone_at ON people_link
  FOR EACH ROW EXECUTE FUNCTION keeper.say_no_alone();
CREATE TRIGGER drop_contact_tasks AFTER INSERT ON people_link
  FOR EACH ROW WHEN (NEW.decision = 'same') EXECUTE FUNCTION keeper.drop_contact_tasks_of_both();
CREATE CONSTRAINT TRIGGER no_meeting_after_joining AFTER INSERT ON people_link DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION keeper.no_meeting_after_joining();
"""
