"""What an agency recorded after it had asked first: it stands in the ledger, and a no that was said to it counts."""

# The keys of such an approach are those of the question. Whoever surely is the person, by a number or by name and
# birth, has the offer in their ledger, also if their record comes later. A no outlives the approach as it outlives a
# record: its keys stop whoever shares what one person has, and send to the hub whoever may be them. "Not now" without a
# day counts for half a year.
APPROACHES = """
SET LOCAL ROLE rjhub_keeper;
CREATE FUNCTION keeper.kind_of_fact(fact smallint) RETURNS smallint LANGUAGE sql IMMUTABLE
  RETURN (ARRAY[1, 5, 10, 10, 10, 20, 21])[fact];

-- Every approach that surely was to a person, as lines of their ledger. Says nothing, so anybody may have it done.
CREATE FUNCTION keeper.note_approaches(person uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    INSERT INTO public.offers_entry (
        partnership_id, id, file_id, side, category, acl, person_id, said, what, happened_on, channel, raised_by,
        agency_id, case_reference, crime_reference, source, subject_id, recorded_at, recorded_by_id)
      SELECT n.partnership_id, gen_random_uuid(), n.file_id, n.side, 'safety', '{}', n.id, lines.said, '',
             v.approached_on, v.channel, lines.raised_by, v.agency_id, '', '', 'staff', v.id, v.recorded_at, v.staff_id
      FROM public.people_person n
      JOIN keeper.asking_approach v ON v.partnership_id = n.partnership_id AND v.side = n.side
      CROSS JOIN LATERAL (
        SELECT 'offered' AS said, 'agency' AS raised_by
        UNION ALL
        SELECT CASE v.outcome WHEN 'no' THEN 'said_no' ELSE v.outcome END, 'themself'
        WHERE v.outcome <> 'no_answer') lines
      WHERE n.partnership_id = public.pt() AND n.id = person
        AND v.id IN (
          SELECT k.approach_id FROM public.people_matchkey m
          JOIN keeper.asking_approach_key k ON k.partnership_id = m.partnership_id AND k.digest = m.digest
          WHERE m.partnership_id = n.partnership_id AND m.person_id = n.id AND m.kind < 10)
        AND NOT EXISTS (
          SELECT FROM public.offers_entry e WHERE e.partnership_id = n.partnership_id AND e.subject_id = v.id
            AND e.person_id = n.id AND e.said = lines.said);
  END $$;

-- What follows from an approach, for whoever recorded it: nothing is told of who is known.
CREATE FUNCTION keeper.follow_approach(approach uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt(); v record;
  BEGIN
    SELECT a.*, q.keys, q.facts INTO v FROM keeper.asking_approach a
      JOIN keeper.asking_question q ON q.partnership_id = p AND q.id = a.question_id
      WHERE a.partnership_id = p AND a.id = approach AND a.staff_id = public.acting_staff();
    IF NOT FOUND THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM keeper.note_approaches(found.id) FROM (
      SELECT DISTINCT m.person_id AS id FROM unnest(v.keys) k
      JOIN public.people_matchkey m ON m.partnership_id = p AND m.digest = k AND m.kind < 10) found;
    IF v.outcome IN ('no', 'not_now') THEN
      PERFORM pg_advisory_xact_lock(7460814, p);
      INSERT INTO keeper.suppressed (partnership_id, erased, stop, channel, purpose, about_one, until)
        VALUES (p, v.id, gen_random_uuid(), '', '', false,
                CASE v.outcome WHEN 'not_now' THEN (v.approached_on + interval '6 months')::date END);
      INSERT INTO keeper.suppression (partnership_id, erased, kind, digest)
        SELECT DISTINCT p, v.id, keeper.kind_of_fact(a.fact), a.key FROM unnest(v.facts, v.keys) a (fact, key);
    END IF;
  END $$;
REVOKE ALL ON FUNCTION keeper.kind_of_fact, keeper.note_approaches, keeper.follow_approach FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.note_approaches, keeper.follow_approach TO rjhub_app, rjhub_responsible;
RESET ROLE;
"""
