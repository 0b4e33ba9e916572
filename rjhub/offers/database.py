"""What the database itself holds of the offer ledger: who may have a line written, and that lines stay as written."""

LEDGER = """
SET LOCAL ROLE rjhub_keeper;

-- A line is kept for anybody who sees the person, also where they may not read what others wrote. `told` has the names
-- of the table's fields. What comes from one row of another room is noted once: then it answers false. NULL where the
-- asker does not see the person.
CREATE FUNCTION keeper.note_offer(entry uuid, person uuid, told jsonb, at timestamptz) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE line public.offers_entry := jsonb_populate_record(NULL::public.offers_entry, told);
  BEGIN
    IF NOT keeper.sees(person) THEN
      RETURN NULL;
    END IF;
    IF line.subject_id IS NOT NULL AND EXISTS (
        SELECT FROM public.offers_entry e WHERE e.partnership_id = public.pt() AND e.subject_id = line.subject_id
          AND e.person_id = person AND e.said = line.said) THEN
      RETURN false;
    END IF;
    INSERT INTO public.offers_entry (
        partnership_id, id, file_id, side, category, acl, person_id, said, what, happened_on, channel, raised_by,
        agency_id, case_reference, crime_reference, ask_again_on, source, subject_id, recorded_at, recorded_by_id)
      SELECT n.partnership_id, entry, n.file_id, n.side, 'safety', '{}', n.id, line.said, coalesce(line.what, ''),
             line.happened_on, coalesce(line.channel, ''), coalesce(line.raised_by, ''), line.agency_id,
             coalesce(line.case_reference, ''), coalesce(line.crime_reference, ''), line.ask_again_on, line.source,
             line.subject_id, at, public.acting_staff()
      FROM public.people_person n WHERE n.partnership_id = public.pt() AND n.id = person;
    RETURN true;
  END $$;

-- Every no of a person stands in their ledger, and so does that they asked again. A line that the same work wrote in
-- the same moment is the line of that no; else it gets one. Says nothing, so anybody may have it looked after.
CREATE FUNCTION keeper.note_noes(person uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    UPDATE public.offers_entry e SET stop_id = s.id,
        ask_again_on = CASE WHEN e.said = 'not_now' THEN s.until ELSE e.ask_again_on END
      FROM public.people_stop s
      WHERE e.partnership_id = public.pt() AND e.person_id = person AND e.stop_id IS NULL
        AND s.partnership_id = e.partnership_id AND s.person_id = e.person_id AND s.recorded_at = e.recorded_at
        AND e.said = ANY (CASE WHEN s.until IS NULL THEN ARRAY['said_no', 'withdrew'] ELSE ARRAY['not_now'] END)
        AND NOT EXISTS (SELECT FROM public.offers_entry other
                        WHERE other.partnership_id = s.partnership_id AND other.stop_id = s.id);
    INSERT INTO public.offers_entry (
        partnership_id, id, file_id, side, category, acl, person_id, said, what, happened_on, channel, raised_by,
        agency_id, case_reference, crime_reference, ask_again_on, source, subject_id, stop_id, recorded_at,
        recorded_by_id)
      SELECT s.partnership_id, gen_random_uuid(), s.file_id, s.side, 'safety', '{}', s.person_id,
             CASE WHEN s.until IS NULL THEN 'said_no' ELSE 'not_now' END, '', s.said_on, s.channel, 'themself',
             s.said_to_id, '', '', s.until, 'record', s.id, s.id, s.recorded_at, s.recorded_by_id
      FROM public.people_stop s
      WHERE s.partnership_id = public.pt() AND s.person_id = person AND NOT EXISTS (
        SELECT FROM public.offers_entry e WHERE e.partnership_id = s.partnership_id AND e.stop_id = s.id);
    INSERT INTO public.offers_entry (
        partnership_id, id, file_id, side, category, acl, person_id, said, what, happened_on, channel, raised_by,
        agency_id, case_reference, crime_reference, source, subject_id, recorded_at, recorded_by_id)
      SELECT s.partnership_id, gen_random_uuid(), s.file_id, s.side, 'safety', '{}', s.person_id, 'asked_again', '',
             s.asked_again_on, s.channel, 'themself', taken.agency_id, '', '', 'record', s.id, s.lifted_at,
             s.lifted_by_id
      FROM public.people_stop s
      LEFT JOIN public.partnership_staff taken ON taken.id = s.lifted_by_id
      WHERE s.partnership_id = public.pt() AND s.person_id = person AND s.lifted_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM public.offers_entry e WHERE e.partnership_id = s.partnership_id AND e.subject_id = s.id
          AND e.said = 'asked_again');
  END $$;

-- What was asked and said stays as it was written; that a hub came back to it is noted once.
CREATE FUNCTION keeper.guard_offer() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE may_change text[] := ARRAY['acl'];
  BEGIN
    IF OLD.taken_up_at IS NULL THEN
      may_change := may_change || ARRAY['taken_up_at', 'taken_up_by_id'];
    END IF;
    IF OLD.stop_id IS NULL THEN
      may_change := may_change || ARRAY['stop_id', 'ask_again_on'];
    END IF;
    IF to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change THEN
      RAISE EXCEPTION 'what somebody was asked and said stays as it was written' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
REVOKE ALL ON FUNCTION keeper.note_offer, keeper.note_noes FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.note_offer, keeper.note_noes TO rjhub_app, rjhub_responsible;
RESET ROLE;

CREATE TRIGGER guard_offer BEFORE UPDATE ON offers_entry FOR EACH ROW EXECUTE FUNCTION keeper.guard_offer();
"""
