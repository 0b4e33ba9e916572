"""How the database opens a case in an emergency. Nothing else makes a grant for it, nor does the program."""

EMERGENCIES = """
SET LOCAL ROLE rjhub_keeper;

-- Opens a case for an hour to whoever asks, and answers the entry to be looked at afterwards; NULL where there is no
-- such case for them: none of this reference, a sealed one, or one in which they know somebody. What the wall keeps
-- from their side stays behind it, and clauses of the agreement decide what an emergency shows at all.
CREATE FUNCTION keeper.open_in_an_emergency(of_reference text, because text) RETURNS uuid
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt(); at timestamptz := clock_timestamp(); made uuid := gen_random_uuid();
    who record; found record;
  BEGIN
    SELECT s.id, s.principal_id, s.agency_id, s.account_id, h.works_with INTO who FROM public.partnership_staff s
      JOIN public.partnership_principal h ON h.id = s.principal_id
      WHERE s.partnership_id = p AND s.id = public.acting_staff() AND s.principal_id = ANY (public.pr())
        AND EXISTS (SELECT FROM public.partnership_roleheld r
                    WHERE r.staff_id = s.id AND (r.ended_at IS NULL OR r.ended_at > at)
                      AND r.role IN ('coordinator', 'facilitator', 'supervisor', 'lead_contact'));
    IF who.id IS NULL THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT c.id, c.file_id, c.reference, c.hub_id INTO found FROM public.cases_case c
      JOIN public.sharing_file f ON f.partnership_id = p AND f.id = c.file_id
      WHERE c.partnership_id = p AND c.reference = of_reference AND NOT f.sealed AND NOT f.barred && public.barred();
    IF found.id IS NULL THEN
      RETURN NULL;
    END IF;
    INSERT INTO public.sharing_grant (id, partnership_id, file_id, holder_id, works_with, sides, categories, purpose,
        granted_at, granted_by_id, until)
      SELECT gen_random_uuid(), p, f.id, who.principal_id, who.works_with, part.sides, part.categories, 'emergency',
             at, who.id, at + interval '60 minutes'
      FROM keeper.files_beside(p, found.file_id) beside
      JOIN public.sharing_file f ON f.partnership_id = p AND f.id = beside AND NOT f.sealed
      CROSS JOIN (VALUES
        (ARRAY['harmed', 'responsible', 'neutral'],
         ARRAY['referral', 'offence', 'identity', 'police', 'health', 'casework'], true),
        (ARRAY['responsible', 'neutral'], ARRAY['contact', 'safety'], true),
        (ARRAY['harmed'], ARRAY['contact', 'safety'], who.works_with IN ('harmed', 'both'))
      ) part (sides, categories, theirs)
      WHERE part.theirs;
    INSERT INTO public.cases_emergencyaccess (id, partnership_id, file_id, side, category, acl, case_id, holder_id,
        case_reference, staff_id, because, opened_at, until, finding, note)
      SELECT made, p, found.file_id, 'neutral', 'casework', '{}', found.id, coalesce(
          (SELECT s.principal_id FROM public.partnership_staff s
           JOIN public.partnership_roleheld r ON r.staff_id = s.id AND r.role = 'information_officer'
             AND r.ended_at IS NULL
           WHERE s.partnership_id = p AND s.account_id <> who.account_id AND s.until IS NULL
             AND s.agency_id IN (who.agency_id, h.host_id)
           ORDER BY s.agency_id = who.agency_id DESC, s.since, s.id LIMIT 1), h.coordinators_id),
        found.reference, who.id, because, at, at + interval '60 minutes', '', ''
      FROM public.partnership_hub h WHERE h.id = found.hub_id;
    RETURN made;
  END $$;

-- What was opened, by whom and why, stays as it was written. It is looked at once, by somebody else.
CREATE FUNCTION keeper.guard_emergency() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE theirs text[] := ARRAY['acl', 'reviewed_at', 'reviewed_by_id', 'finding', 'note'];
  BEGIN
    IF to_jsonb(NEW) - theirs IS DISTINCT FROM to_jsonb(OLD) - theirs
        OR OLD.reviewed_at IS NOT NULL AND to_jsonb(NEW) - 'acl' IS DISTINCT FROM to_jsonb(OLD) - 'acl' THEN
      RAISE EXCEPTION 'what was recorded stays' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.reviewed_by_id IS NOT NULL AND EXISTS (
        SELECT FROM public.partnership_staff own
        JOIN public.partnership_staff reviewer ON reviewer.account_id = own.account_id
        WHERE own.id = NEW.staff_id AND reviewer.id = NEW.reviewed_by_id) THEN
      RAISE EXCEPTION 'somebody else looks at it' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END $$;

REVOKE ALL ON FUNCTION keeper.open_in_an_emergency FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.open_in_an_emergency TO rjhub_app;
RESET ROLE;

REVOKE INSERT ON cases_emergencyaccess FROM rjhub_app;
CREATE TRIGGER guard_emergency BEFORE UPDATE ON cases_emergencyaccess
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_emergency();

ALTER POLICY give ON sharing_grant
  WITH CHECK (partnership_id = (SELECT pt()) AND purpose <> 'emergency'
              AND keeper.may_grant(file_id, sides, categories));
"""
