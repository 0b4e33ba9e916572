"""What the database itself holds of the referrals room: the look for the same incident across hubs."""

SIMILAR = """
SET LOCAL ROLE rjhub_keeper;

-- Referrals of the whole partnership that may be about the same incident: the same crime reference of the
-- same force, or people who may be the same. Only somebody who coordinates a hub learns them, and of one
-- of another hub only that it exists and which hub to ask. `harmed` and `responsible` are true where the
-- person of that side is surely the same, false where they may be, and NULL where nobody matches.
CREATE FUNCTION keeper.similar_referrals(which uuid)
  RETURNS TABLE (referral_id uuid, hub_id uuid, is_open boolean, same_crime boolean, harmed boolean,
                 responsible boolean, days_apart int)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH asked AS (
      SELECT r.id FROM public.referrals_referral r
      WHERE r.partnership_id = public.pt() AND r.id = which AND r.acl && public.pr()
        AND NOT r.acl && public.barred() AND EXISTS (
        SELECT FROM public.partnership_hub h
        WHERE h.partnership_id = public.pt() AND h.coordinators_id = ANY (public.pr()))),
    incident AS (
      SELECT o.force_code, o.comparable_reference, o.happened_on FROM public.referrals_offence o
      JOIN asked ON o.partnership_id = public.pt() AND o.referral_id = asked.id),
    crimes AS (
      SELECT DISTINCT o.referral_id FROM incident i
      JOIN public.referrals_offence o ON o.partnership_id = public.pt() AND o.force_code = i.force_code
        AND o.comparable_reference = i.comparable_reference
      WHERE i.comparable_reference <> ''),
    -- What two people share of how they can be reached (kinds from 20 on) counts for nothing here:
    -- whoever asks may not be granted that of both.
    faces AS (
      SELECT theirs.referral_id, theirs.side, min(known.kind) < 10 AS surely FROM asked
      JOIN public.referrals_referralparty mine ON mine.partnership_id = public.pt()
        AND mine.referral_id = asked.id
      CROSS JOIN LATERAL (
        SELECT linked AS person_id, 0 AS kind FROM keeper.linked(public.pt(), mine.person_id) linked
        UNION ALL
        SELECT a.person_id, a.kind FROM keeper.alike(public.pt(), mine.person_id) a WHERE a.kind < 20
      ) known
      JOIN public.referrals_referralparty theirs ON theirs.partnership_id = public.pt()
        AND theirs.person_id = known.person_id AND theirs.side = mine.side
      WHERE theirs.referral_id <> asked.id
      GROUP BY theirs.referral_id, theirs.side),
    found AS (SELECT referral_id FROM crimes UNION SELECT referral_id FROM faces)
    SELECT r.id, r.hub_id, r.status IN ('received', 'accepted'),
      EXISTS (SELECT FROM crimes c WHERE c.referral_id = r.id),
      (SELECT surely FROM faces f WHERE f.referral_id = r.id AND f.side = 'harmed'),
      (SELECT surely FROM faces f WHERE f.referral_id = r.id AND f.side = 'responsible'),
      (SELECT min(abs(o.happened_on - i.happened_on)) FROM public.referrals_offence o, incident i
       WHERE o.partnership_id = public.pt() AND o.referral_id = r.id)
    FROM found JOIN public.referrals_referral r ON r.partnership_id = public.pt() AND r.id = found.referral_id
    WHERE r.id <> which AND NOT r.acl && public.barred() $$;

-- A no that reaches whoever sent a referral is taken, though they do not see the person's own record any more.
CREATE FUNCTION keeper.record_no_in_referral(stop uuid, party uuid, said_on date, said_to uuid, at timestamptz)
  RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM public.referrals_referralparty p
                   WHERE p.partnership_id = public.pt() AND p.id = party AND p.acl && public.pr()
                     AND NOT p.acl && public.barred()) THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO public.people_stop (partnership_id, id, file_id, side, category, acl, person_id, channel, said_on,
                                    said_to_id, recorded_by_id, recorded_at, how_they_asked)
      SELECT p.partnership_id, stop, p.file_id, p.side, 'safety', '{}', p.id, '', said_on, said_to,
             public.acting_staff(), at, ''
      FROM public.people_person p
      JOIN public.referrals_referralparty named
        ON named.partnership_id = p.partnership_id AND named.person_id = p.id
      WHERE p.partnership_id = public.pt() AND named.id = party;
  END $$;

-- An agency's own references say only to its own staff that a colleague has used one; those of a sealed file, or of one
-- that is shut to who asks, say nothing.
CREATE FUNCTION keeper.references_of_my_agency(candidates text[]) RETURNS TABLE (reference text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT r.source_reference FROM public.referrals_referral r
    JOIN public.partnership_staff s ON s.id = public.acting_staff() AND s.agency_id = r.agency_id
    WHERE r.partnership_id = public.pt() AND r.source_reference = ANY (candidates) AND r.source_reference <> ''
      AND NOT r.acl && public.barred() AND (r.acl && public.pr() OR NOT EXISTS (
        SELECT FROM public.sharing_file f
        WHERE f.partnership_id = r.partnership_id AND f.id = r.file_id AND f.sealed)) $$;

REVOKE ALL ON FUNCTION keeper.similar_referrals, keeper.record_no_in_referral, keeper.references_of_my_agency
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.similar_referrals, keeper.record_no_in_referral, keeper.references_of_my_agency
  TO rjhub_app;
RESET ROLE;
"""
