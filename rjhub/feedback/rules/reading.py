"""Who reads answers: the supervisor who holds them, and the hub where that was agreed; nobody who facilitated the case.

It stands over the grants, which let facilitators see what is called feedback in their cases.
"""

READ_BY = (
    "(SELECT as_program()) OR NOT kept_from && (SELECT pr()) AND (holder_id = ANY ((SELECT pr())::int[])"
    " OR named AND hub_reader_id = ANY ((SELECT pr())::int[]))"
)
READING = f"""
GRANT SELECT, UPDATE ON feedback_surveylink TO rjhub_keeper;
CREATE POLICY who_reads ON feedback_answer AS RESTRICTIVE TO rjhub_app
  USING ({READ_BY}) WITH CHECK ({READ_BY});
CREATE POLICY who_reads ON feedback_concern AS RESTRICTIVE TO rjhub_app
  USING ({READ_BY}) WITH CHECK ({READ_BY});

SET LOCAL ROLE rjhub_keeper;
-- The program alone writes what people answer, and puts it before somebody; who reads it says what was done, and
-- changes nothing else. The arguments are what may change.
CREATE FUNCTION keeper.guard_answer() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF current_user NOT IN ('rjhub_app', 'rjhub_responsible') OR coalesce(public.as_program(), false)
        OR TG_OP = 'UPDATE' AND to_jsonb(NEW) - TG_ARGV::text[] = to_jsonb(OLD) - TG_ARGV::text[] THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the program writes what people answer' USING ERRCODE = 'insufficient_privilege';
  END $$;

-- What somebody answered goes with their record, and no link opens anything any more. For a coordinator who sees them.
CREATE FUNCTION keeper.forget_feedback(person uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE theirs uuid[];
  BEGIN
    IF NOT keeper.coordinates() OR NOT keeper.sees(person) THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    theirs := ARRAY(SELECT s.id FROM public.feedback_survey s
      JOIN public.cases_party y ON y.partnership_id = s.partnership_id AND y.id = s.party_id
      WHERE s.partnership_id = public.pt() AND y.person_id = person);
    UPDATE public.feedback_answer a SET words = '' WHERE a.partnership_id = public.pt() AND a.survey_id = ANY (theirs);
    UPDATE public.feedback_concern c SET done = 'Erased'
      WHERE c.partnership_id = public.pt() AND c.survey_id = ANY (theirs) AND c.done <> '';
    UPDATE public.feedback_surveylink l SET ended_at = clock_timestamp()
      WHERE l.partnership_id = public.pt() AND l.survey_id = ANY (theirs) AND l.ended_at IS NULL;
    UPDATE public.feedback_survey s SET status = 'ended', because = 'erased', remind_at = NULL
      WHERE s.partnership_id = public.pt() AND s.id = ANY (theirs) AND s.status NOT IN ('answered', 'ended');
  END $$;

-- A half of the year from the first of April or October, if it is over; else nothing. Figures of whole halves do not
-- change from day to day, so nobody learns from two of them what one person answered in between.
CREATE FUNCTION keeper.feedback_half(starts date) RETURNS tstzrange
  LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE WHEN extract(day FROM starts) = 1 AND extract(month FROM starts) IN (4, 10)
        AND starts + interval '6 months' <= keeper.day(clock_timestamp()) AND public.acting_staff() IS NOT NULL
      THEN tstzrange(starts::timestamp AT TIME ZONE 'Europe/London',
                     (starts + interval '6 months')::timestamp AT TIME ZONE 'Europe/London')
      ELSE 'empty'::tstzrange END $$;

-- How many answered a question how, of those who finished in a half, where at least five answered it. For anybody at
-- work; it tells of no case.
CREATE FUNCTION keeper.feedback_figures(starts date)
  RETURNS TABLE (questionnaire text, version int, side text, went text, question text, value text, number int)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH counted AS (
      SELECT s.questionnaire, s.version::int AS version, s.side, s.went, a.question, a.value, count(*)::int AS number
      FROM public.feedback_survey s
      JOIN public.feedback_answer a ON a.partnership_id = s.partnership_id AND a.survey_id = s.id
      WHERE s.partnership_id = public.pt() AND s.answered_at <@ keeper.feedback_half(starts)
        AND a.value NOT IN ('', 'not_said')
      GROUP BY 1, 2, 3, 4, 5, 6)
    SELECT c.questionnaire, c.version, c.side, c.went, c.question, c.value, c.number FROM (
      SELECT counted.*, sum(counted.number) OVER (
        PARTITION BY counted.questionnaire, counted.version, counted.side, counted.went, counted.question) AS answered
      FROM counted) c
    WHERE c.answered >= 5 $$;

-- How many were asked in a half and how many of them answered, where at least five did.
CREATE FUNCTION keeper.feedback_asked(starts date)
  RETURNS TABLE (questionnaire text, side text, went text, asked int, answered int)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT s.questionnaire, s.side, s.went, count(*)::int, count(s.answered_at)::int
    FROM public.feedback_survey s
    WHERE s.partnership_id = public.pt() AND s.asked_at <@ keeper.feedback_half(starts)
    GROUP BY 1, 2, 3 HAVING count(s.answered_at) >= 5 $$;
REVOKE ALL ON FUNCTION keeper.feedback_half, keeper.forget_feedback, keeper.feedback_figures, keeper.feedback_asked
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.forget_feedback, keeper.feedback_figures, keeper.feedback_asked TO rjhub_app;
RESET ROLE;
CREATE TRIGGER guard_answer BEFORE INSERT OR UPDATE ON feedback_answer
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_answer('acl');
CREATE TRIGGER guard_answer BEFORE INSERT OR UPDATE ON feedback_concern
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_answer('acl', 'read_at', 'read_by_id', 'done');
"""
