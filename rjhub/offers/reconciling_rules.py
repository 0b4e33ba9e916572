"""What must be done before people are contacted again after a restore: the lost noes are put back, and people decide.

The program compares, because it alone reads the files of the register; people open, one where the whole register was
compared, two where it was not. What they cannot put back by themselves (records that were joined) they decide again.
"""

RECONCILING = """
SET LOCAL ROLE rjhub_keeper;

-- The newest freeze of the partnership of whoever asks, open or over, for the program and for who reconciles.
CREATE FUNCTION keeper.newest_freeze()
  RETURNS TABLE (id uuid, because text, since timestamptz, compared_at timestamptz, found jsonb, why text,
                 confirmed_at timestamptz, confirmed_by uuid, opened_at timestamptz, opened_by uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT f.id, f.because, f.since, f.compared_at, f.found, f.why, f.confirmed_at, f.confirmed_by, f.opened_at,
           f.opened_by
    FROM keeper.freeze f WHERE f.partnership_id = public.pt() AND (public.as_program() OR keeper.reconciles())
    ORDER BY f.since DESC, f.id LIMIT 1 $$;

-- The open freeze, held for the program.
CREATE FUNCTION keeper.hold_freeze(of uuid) RETURNS smallint
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NOT coalesce(public.as_program(), false) THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(7460814, public.pt());
    PERFORM FROM keeper.freeze f
      WHERE f.id = of AND f.partnership_id = public.pt() AND f.opened_at IS NULL FOR UPDATE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'contact does not stand still' USING ERRCODE = 'check_violation';
    END IF;
    RETURN public.pt();
  END $$;

-- Entries of the register that this database lost, in their order.
CREATE FUNCTION keeper.take_lost(of uuid, entries jsonb) RETURNS int
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := keeper.hold_freeze(of); taken int;
  BEGIN
    PERFORM pg_advisory_xact_lock(7460817, p);
    INSERT INTO keeper.register (partnership_id, id, at, what, told, lost_in)
      SELECT p, (e.entry ->> 'id')::uuid, (e.entry ->> 'at')::timestamptz, e.entry ->> 'what', e.entry -> 'told', of
      FROM jsonb_array_elements(entries) WITH ORDINALITY e (entry, place) ORDER BY e.place
      ON CONFLICT (partnership_id, id) DO NOTHING;
    GET DIAGNOSTICS taken = ROW_COUNT;
    RETURN taken;
  END $$;

-- Joined records of which one or the decision was lost: from each, what it was joined to, by however many steps.
CREATE FUNCTION keeper.lost_joins(p smallint, of uuid) RETURNS TABLE (one uuid, other uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH RECURSIVE lost AS MATERIALIZED (
      SELECT (r.told ->> 'first')::uuid AS a, (r.told ->> 'second')::uuid AS b
      FROM keeper.register r
      WHERE r.lost_in = of AND r.what = 'joined' AND NOT EXISTS (
        SELECT FROM keeper.register e WHERE e.lost_in = of AND e.what = 'parted'
          AND e.told ->> 'link' = r.told ->> 'link')),
    edge AS MATERIALIZED (SELECT a, b FROM lost UNION SELECT b, a FROM lost),
    reached (one, other) AS (
      SELECT a, b FROM edge UNION SELECT r.one, e.b FROM reached r JOIN edge e ON e.a = r.other WHERE e.b <> r.one)
    SELECT one, other FROM reached $$;

-- Which of those are both here, and have to be joined or told apart again.
CREATE FUNCTION keeper.joins_to_decide(p smallint, of uuid) RETURNS TABLE (one uuid, other uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT j.one, j.other FROM keeper.lost_joins(p, of) j
    JOIN public.people_person a ON a.partnership_id = p AND a.id = j.one
    JOIN public.people_person b ON b.partnership_id = p AND b.id = j.other
    WHERE j.one < j.other AND j.other NOT IN (SELECT l FROM keeper.linked(p, j.one) l)
      AND NOT EXISTS (SELECT FROM public.people_link l WHERE l.partnership_id = p AND l.undone_at IS NULL
                      AND l.first_id = j.one AND l.second_id = j.other) $$;

-- A no stands again on a record as it was said. About somebody who is not here any more it counts at all.
CREATE FUNCTION keeper.put_no(p smallint, person uuid, stop uuid, told jsonb, at timestamptz) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE n public.people_person; narrow boolean := told ->> 'purpose' <> '' OR told ->> 'counterpart' IS NOT NULL;
  BEGIN
    SELECT * INTO n FROM public.people_person h WHERE h.partnership_id = p AND h.id = person;
    IF narrow AND (told ->> 'counterpart' IS NULL OR EXISTS (
        SELECT FROM public.people_person c WHERE c.partnership_id = p AND c.id = (told ->> 'counterpart')::uuid)) THEN
      INSERT INTO public.offers_narrowing (partnership_id, id, file_id, side, category, acl, stop_id, purpose,
                                           counterpart_id)
        VALUES (p, gen_random_uuid(), n.file_id, n.side, 'safety', '{}', stop, told ->> 'purpose',
                (told ->> 'counterpart')::uuid);
    END IF;
    INSERT INTO public.people_stop (partnership_id, id, file_id, side, category, acl, person_id, channel, said_on,
                                    said_to_id, until, recorded_at, how_they_asked)
      SELECT p, stop, n.file_id, n.side, 'safety', '{}', n.id, told ->> 'channel', (told ->> 'said_on')::date,
             (SELECT a.id FROM public.partnership_agency a
              WHERE a.partnership_id = p AND a.id = (told ->> 'said_to')::uuid),
             (told ->> 'until')::date, at, '';
  END $$;

-- What was lost counts again: on the record where there is one, else by its keys, and on every record that was joined
-- to one that is not here any more. Answers on which records a no stands again.
CREATE FUNCTION keeper.put_back(of uuid) RETURNS SETOF uuid
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := keeper.hold_freeze(of); today date := (clock_timestamp() AT TIME ZONE 'Europe/London')::date;
    lost record; whom uuid; joined uuid;
  BEGIN
    FOR lost IN SELECT r.what, r.told, r.at FROM keeper.register r
        WHERE r.lost_in = of AND r.what IN ('no', 'kept') AND coalesce((r.told ->> 'until')::date > today, true)
          AND NOT EXISTS (SELECT FROM keeper.register e WHERE e.partnership_id = p
            AND e.what IN ('asked_again', 'let_go') AND e.told ->> 'stop' = r.told ->> 'stop')
          AND NOT EXISTS (SELECT FROM public.people_stop s
            WHERE s.partnership_id = p AND s.id = (r.told ->> 'stop')::uuid)
        ORDER BY r.number LOOP
      whom := coalesce(lost.told ->> 'person', lost.told ->> 'erased')::uuid;
      IF lost.what = 'no' AND EXISTS (SELECT FROM public.people_person h
                                      WHERE h.partnership_id = p AND h.id = whom) THEN
        PERFORM keeper.put_no(p, whom, (lost.told ->> 'stop')::uuid, lost.told, lost.at);
        RETURN NEXT whom;
        CONTINUE;
      END IF;
      INSERT INTO keeper.suppressed (partnership_id, erased, stop, channel, purpose, about_one, until)
        VALUES (p, whom, (lost.told ->> 'stop')::uuid, lost.told ->> 'channel', lost.told ->> 'purpose',
                coalesce((lost.told ->> 'about_one')::boolean, lost.told ->> 'counterpart' IS NOT NULL),
                (lost.told ->> 'until')::date)
        ON CONFLICT DO NOTHING;
      INSERT INTO keeper.suppression (partnership_id, erased, kind, digest)
        SELECT p, whom, (k ->> 0)::smallint, decode(k ->> 1, 'hex') FROM jsonb_array_elements(lost.told -> 'keys') k
        ON CONFLICT DO NOTHING;
      FOR joined IN SELECT j.other FROM keeper.lost_joins(p, of) j
          JOIN public.people_person h ON h.partnership_id = p AND h.id = j.other
          WHERE lost.what = 'no' AND j.one = whom AND NOT EXISTS (
            SELECT FROM public.people_stop s WHERE s.partnership_id = p AND s.person_id = j.other
              AND s.recorded_at = lost.at) LOOP
        PERFORM keeper.put_no(p, joined, gen_random_uuid(), lost.told, lost.at);
        RETURN NEXT joined;
      END LOOP;
    END LOOP;
  END $$;

-- What the program found when it compared.
CREATE FUNCTION keeper.note_compared(of uuid, told jsonb) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    PERFORM keeper.hold_freeze(of);
    UPDATE keeper.freeze f SET compared_at = clock_timestamp(), found = told || jsonb_build_object('lost', (
        SELECT coalesce(jsonb_object_agg(c.what, c.n), '{}') FROM (
          SELECT r.what, count(*) AS n FROM keeper.register r WHERE r.lost_in = of GROUP BY r.what) c))
      WHERE f.id = of;
  END $$;

-- What is left for people, for who reconciles: records to be joined again, and such as had been erased and are back.
CREATE FUNCTION keeper.left_to_do(of uuid) RETURNS TABLE (what text, one uuid, other uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT 'join', j.one, j.other FROM keeper.joins_to_decide(public.pt(), of) j WHERE keeper.reconciles()
    UNION ALL
    SELECT DISTINCT 'erase', n.id, NULL::uuid FROM keeper.register r
    JOIN public.people_person n ON n.partnership_id = r.partnership_id AND n.id = (r.told ->> 'person')::uuid
    WHERE r.lost_in = of AND r.what = 'erased' AND r.partnership_id = public.pt() AND n.sort_key <> 'erased'
      AND keeper.reconciles()
    ORDER BY 1 DESC, 2, 3 $$;

-- Contact goes on: for one person where the whole register was compared, for two where it was not. What waited to be
-- sent may have left before, and exceptions from a no may have ended before, so neither goes on.
CREATE FUNCTION keeper.open_outbound(of uuid, reason text) RETURNS text
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt(); me uuid := public.acting_staff(); f keeper.freeze; humans int;
  BEGIN
    IF me IS NULL OR NOT coalesce(keeper.reconciles(), false) THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(7460814, p);
    SELECT * INTO f FROM keeper.freeze o
      WHERE o.id = of AND o.partnership_id = p AND o.opened_at IS NULL FOR UPDATE;
    IF NOT FOUND OR NOT EXISTS (SELECT FROM keeper.runs_on r WHERE r.place = keeper.place()) THEN
      RETURN 'over';
    ELSIF f.compared_at IS NULL THEN
      RETURN 'not_compared';
    ELSIF EXISTS (SELECT FROM keeper.joins_to_decide(p, of)) THEN
      RETURN 'joins';
    ELSIF btrim(reason) = '' THEN
      RETURN 'reason';
    ELSIF f.found ->> 'whole' IS DISTINCT FROM 'true' AND f.confirmed_by IS NULL THEN
      UPDATE keeper.freeze o SET confirmed_at = clock_timestamp(), confirmed_by = me, why = reason WHERE o.id = of;
      RETURN 'confirmed';
    ELSIF f.found ->> 'whole' IS DISTINCT FROM 'true' THEN
      -- Somebody with two memberships is one person.
      SELECT count(DISTINCT s.account_id) INTO humans FROM public.partnership_staff s
        WHERE s.id IN (f.confirmed_by, me);
      IF humans < 2 THEN
        RETURN 'same';
      END IF;
    END IF;
    UPDATE public.offers_leave v SET ended_at = clock_timestamp(), ended_by_id = me
      WHERE v.partnership_id = p AND v.ended_at IS NULL;
    UPDATE public.letters_letter l
      SET status = 'stopped', because = 'frozen', changed_at = clock_timestamp(), changed_by_id = NULL
      WHERE l.partnership_id = p AND l.status IN ('written', 'to_send', 'leaving', 'printed');
    UPDATE keeper.freeze o SET opened_at = clock_timestamp(), opened_by = me,
        why = CASE WHEN o.why = '' THEN reason ELSE o.why || E'\\n' || reason END
      WHERE o.id = of;
    RETURN 'opened';
  END $$;
REVOKE ALL ON FUNCTION keeper.newest_freeze, keeper.hold_freeze, keeper.take_lost, keeper.lost_joins,
  keeper.joins_to_decide, keeper.put_no, keeper.put_back, keeper.note_compared, keeper.left_to_do,
  keeper.open_outbound FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.newest_freeze, keeper.take_lost, keeper.put_back, keeper.note_compared,
  keeper.left_to_do, keeper.open_outbound TO rjhub_app;
RESET ROLE;
"""
