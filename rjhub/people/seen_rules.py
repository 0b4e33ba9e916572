"""Who answers for a person, and what the logs say of who saw, changed or was given something of them.

The program cannot read its own logs. These functions of the keeper do, for somebody who answers for the person.
"""

SEEN = """
SET LOCAL ROLE rjhub_keeper;

-- Whether the asker sees a person and answers to them for their information: as a coordinator or a contact of theirs,
-- or as an information officer of an agency whose hub has the record.
CREATE FUNCTION keeper.answers_for(person uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
      SELECT FROM public.people_person n
      WHERE n.partnership_id = public.pt() AND n.id = person AND n.acl && public.pr() AND NOT n.acl && public.barred()
        AND (EXISTS (
            SELECT FROM public.sharing_grant g
            WHERE g.partnership_id = n.partnership_id AND g.file_id = n.file_id AND g.holder_id = ANY (public.pr())
              AND g.holder_id = ANY (n.acl) AND g.purpose IN ('coordinate', 'contact') AND g.ended_at IS NULL
              AND (g.until IS NULL OR g.until > clock_timestamp()))
          OR EXISTS (
            SELECT FROM public.partnership_staff s
            JOIN public.partnership_roleheld r ON r.staff_id = s.id AND r.role = 'information_officer'
              AND (r.ended_at IS NULL OR r.ended_at > clock_timestamp())
            JOIN public.partnership_hub h ON h.host_id = s.agency_id AND h.coordinators_id = ANY (n.acl)
            WHERE s.id = public.acting_staff() AND s.principal_id = ANY (public.pr())))) $$;

-- What is logged of a person's file, and of those of their cases that the asker sees, newest first. Nothing of the
-- other side alone, and nothing that would show that a case is there which is sealed or shut to the asker. `alone`:
-- what was read was of this person and their cases, and not of the other side, so that its kinds are theirs. What
-- somebody was given for the other side and the case as a whole says neither for what nor which kinds.
CREATE FUNCTION keeper.who_has_seen(person uuid, before timestamptz, before_key text, most int)
  RETURNS TABLE (key text, at timestamptz, what text, staff_id uuid, agency_id uuid, door text, purpose text,
                 own boolean, alone boolean, categories text[])
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt(); who record; seen uuid[]; hidden uuid[]; named uuid[]; theirs text[];
  BEGIN
    IF NOT keeper.answers_for(person) THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT n.file_id, n.side INTO who FROM public.people_person n WHERE n.partnership_id = p AND n.id = person;
    theirs := ARRAY[who.side::text, 'neutral'];
    SELECT coalesce(array_agg(f.id) FILTER (WHERE f.id = who.file_id OR (acl && public.pr()
             AND NOT acl && public.barred())), '{}'),
           coalesce(array_agg(f.id) FILTER (WHERE f.id <> who.file_id AND (f.sealed OR f.barred && public.barred())
             AND NOT (acl && public.pr() AND NOT acl && public.barred())), '{}')
      INTO seen, hidden
      FROM keeper.files_about(p, who.file_id) about
      JOIN public.sharing_file f ON f.partnership_id = p AND f.id = about,
      LATERAL keeper.acl(p, f.id, 'neutral', 'casework') acl;
    SELECT coalesce(array_agg(DISTINCT s.id), '{}') INTO named
      FROM public.sharing_grant g JOIN public.partnership_staff s ON s.principal_id = g.holder_id
      WHERE g.partnership_id = p AND g.file_id = ANY (hidden) AND g.ended_at IS NULL;
    RETURN QUERY
      SELECT logged.* FROM (
        SELECT 'c' || c.id, c.at, 'read', c.staff_id, c.agency_id, c.door::text, c.purpose::text,
               c.files @> ARRAY[who.file_id], c.files <@ seen AND c.sides::text[] <@ theirs, c.categories::text[]
        FROM public.audit_consultation c
        WHERE c.partnership_id = p AND c.files && seen AND NOT c.files && hidden
          AND (c.files @> ARRAY[who.file_id] OR c.sides::text[] && theirs)
        UNION ALL
        SELECT 'e' || e.id, e.at, CASE WHEN g.id IS NULL THEN 'changed' ELSE 'given' END,
               CASE WHEN g.id IS NULL THEN e.staff_id ELSE given_to.id END,
               CASE WHEN g.id IS NULL THEN e.agency_id ELSE coalesce(given_to.agency_id, led.id, hub.host_id) END,
               e.tag::text, CASE WHEN who.side = ANY (g.sides) THEN g.purpose ELSE '' END::text,
               e.file_id = who.file_id, e.file_id = who.file_id,
               CASE WHEN who.side = ANY (g.sides) THEN g.categories ELSE '{}' END::text[]
        FROM public.audit_entry e
        LEFT JOIN public.sharing_grant g ON e.tag = 'sharing:grant:give' AND g.partnership_id = p
          AND g.id = CASE WHEN e.subject_kind = 'Grant' AND e.subject_id <> '' THEN e.subject_id::uuid END
        LEFT JOIN public.partnership_staff given_to ON given_to.principal_id = g.holder_id
        LEFT JOIN public.partnership_agency led ON led.leads_id = g.holder_id
        LEFT JOIN public.partnership_hub hub ON hub.coordinators_id = g.holder_id
        WHERE e.partnership_id = p AND e.file_id = ANY (seen)
          AND (g.id IS NOT NULL AND g.sides::text[] && theirs OR g.id IS NULL AND e.tag NOT LIKE 'sharing:%')
      ) logged (key, at, what, staff_id, agency_id, door, purpose, own, alone, categories)
      WHERE (logged.staff_id IS NULL OR logged.staff_id <> ALL (named))
        AND (before IS NULL OR (logged.at, logged.key) < (before, before_key))
      ORDER BY logged.at DESC, logged.key DESC LIMIT most;
  END $$;

REVOKE ALL ON FUNCTION keeper.answers_for, keeper.who_has_seen FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.answers_for, keeper.who_has_seen TO rjhub_app;
RESET ROLE;
"""
