"""What the database does when a person's record is erased: what goes, what stays, and that the no goes on counting.

Where a record has served its time, or the person asks for it, everything goes by which they could be known again. What
stays is the row itself with its days, because cases and the log name it by its number; that a no was said, when and to
whom; and keyed digests by which the no still finds the person (`keeper.suppression`), which nobody can list.
"""

from rjhub.offers import database, holding_rules
from rjhub.sharing.rewriting import changed

# What is kept of the noes of a person in force, before what they were known by goes: the keys of these kinds.
_SUPPRESS = """
@create@ keeper.suppress(p smallint, person uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE gone uuid := gen_random_uuid();
  BEGIN
    INSERT INTO keeper.suppressed (partnership_id, erased, stop, channel, purpose, about_one, until)
      SELECT p, gone, gen_random_uuid(), s.channel, coalesce(n.purpose, ''), n.counterpart_id IS NOT NULL, s.until
      FROM public.people_stop s
      LEFT JOIN public.offers_narrowing n ON n.partnership_id = p AND n.stop_id = s.id
      WHERE s.partnership_id = p AND s.lifted_at IS NULL
        AND s.person_id IN (SELECT o FROM keeper.linked(p, person) o)
        AND (s.until IS NULL OR s.until > (clock_timestamp() AT TIME ZONE 'Europe/London')::date);
    IF FOUND THEN
      INSERT INTO keeper.suppression (partnership_id, erased, kind, digest)
        SELECT DISTINCT p, gone, k.kind, k.digest FROM public.people_matchkey k
        WHERE k.partnership_id = p AND k.person_id = person AND @kept@;
    END IF;
    -- What an earlier erasure left of the same person goes on counting by itself.
  END $$;
"""

# Erase what a person is known by, for a coordinator who sees them. Answers why not, and else ''.
_MINIMISE = """
@create@ keeper.minimise_person(person uuid) RETURNS text
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt();
  BEGIN
    IF NOT keeper.coordinates() OR NOT keeper.sees(person) THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- Nobody relies on it meanwhile that a no stands on the record, nor records one.
    PERFORM pg_advisory_xact_lock(7460814, p);
@first@    PERFORM FROM public.people_person n WHERE n.partnership_id = p AND n.id = person FOR UPDATE;
    IF EXISTS (SELECT FROM public.cases_party y JOIN public.cases_case c ON c.partnership_id = p AND c.id = y.case_id
               WHERE y.partnership_id = p AND y.person_id = person AND c.closed_at IS NULL) THEN
      RETURN 'open_case';
    END IF;
    IF EXISTS (SELECT FROM public.referrals_referralparty y
               JOIN public.referrals_referral r ON r.partnership_id = p AND r.id = y.referral_id
               WHERE y.partnership_id = p AND y.person_id = person AND r.status = 'received') THEN
      RETURN 'open_referral';
    END IF;
    PERFORM keeper.suppress(p, person);
    DELETE FROM public.people_matchkey k WHERE k.partnership_id = p AND k.person_id = person;
    DELETE FROM public.people_othername t WHERE t.partnership_id = p AND t.person_id = person;
    DELETE FROM public.people_identifier t WHERE t.partnership_id = p AND t.person_id = person;
    DELETE FROM public.people_contactpoint t WHERE t.partnership_id = p AND t.person_id = person;
    DELETE FROM public.people_custody t WHERE t.partnership_id = p AND t.person_id = person;
    DELETE FROM public.people_safecontact t WHERE t.partnership_id = p AND t.person_id = person;
    DELETE FROM public.people_equality t WHERE t.partnership_id = p AND t.person_id = person;
    DELETE FROM public.people_amendment t WHERE t.partnership_id = p AND t.person_id = person;
    PERFORM vault.forget_contact(p, person);
    UPDATE public.referrals_referralparty y
      SET named_as = 'Erased', relationship = '', may_be_shared = '', hopes = '', own_words = '', asked_for_by = '',
          victim_support = '', children = '', licence_conditions = '', orders_detail = '', offender_manager = ''
      WHERE y.partnership_id = p AND y.person_id = person;
    UPDATE public.people_person n
      SET given_name = '', middle_names = '', family_name = 'Erased', known_as = '', pronouns = '', born_on = NULL,
          sort_key = 'erased', found_by = ' ', language = '', needs_interpreter = false, communication_needs = '',
          version = version + 1
      WHERE n.partnership_id = p AND n.id = person;
@also@    RETURN '';
  END $$;
"""


def _made(body: str, create: str = "CREATE FUNCTION", **parts: str) -> str:
    """A function of which more than one migration makes a version."""
    for name, part in {"create": create, **parts}.items():
        body = body.replace(f"@{name}@", part)
    return body


ERASING = (
    """
GRANT DELETE ON people_othername, people_identifier, people_contactpoint, people_custody, people_safecontact,
  people_equality, people_amendment TO rjhub_keeper;
SET LOCAL ROLE rjhub_vault;
CREATE FUNCTION vault.forget_contact(p smallint, person uuid) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    DELETE FROM vault.contact WHERE partnership_id = p AND person_id = person $$;
REVOKE ALL ON FUNCTION vault.forget_contact FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vault.forget_contact TO rjhub_keeper;
SET LOCAL ROLE rjhub_keeper;

-- Whether whoever asks coordinates a hub.
CREATE FUNCTION keeper.coordinates() RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.partnership_hub h
                   WHERE h.partnership_id = public.pt() AND h.coordinators_id = ANY (public.pr())) $$;
"""
    + _made(_SUPPRESS, kept="k.kind NOT IN (30, 31, 32)")
    + _made(_MINIMISE, first="", also="")
    + """
-- What a record shares with erased ones whose no counts, for a coordinator who sees the record.
CREATE FUNCTION keeper.erased_like(person uuid) RETURNS TABLE (kinds smallint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT kept.kind FROM keeper.suppressing(public.pt(), person) kept
    WHERE keeper.coordinates() AND keeper.sees(person) AND EXISTS (
      SELECT FROM keeper.suppressed s WHERE s.partnership_id = public.pt() AND s.erased = kept.erased
        AND s.lifted_at IS NULL AND keeper.reaches(s.channel, s.purpose, s.until, s.channel, s.purpose)) $$;

-- It is not they whose record was erased. Where they surely are, by what they share, nobody can say so.
CREATE FUNCTION keeper.not_the_erased(person uuid) RETURNS int
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE told int;
  BEGIN
    IF NOT keeper.coordinates() OR NOT keeper.sees(person) OR public.acting_staff() IS NULL THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO keeper.suppression_of_another (partnership_id, erased, person_id, decided_at, decided_by)
      SELECT public.pt(), kept.erased, person, clock_timestamp(), public.acting_staff()
      FROM keeper.suppressing(public.pt(), person) kept WHERE kept.kind >= 10;
    GET DIAGNOSTICS told = ROW_COUNT;
    RETURN told;
  END $$;

-- The person themself asked for contact again, and it is they whose record was erased: for a coordinator who sees them.
CREATE FUNCTION keeper.lift_suppressions(person uuid) RETURNS int
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE lifted int;
  BEGIN
    IF NOT keeper.coordinates() OR NOT keeper.sees(person) THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(7460814, public.pt());
    UPDATE keeper.suppressed s SET lifted_at = clock_timestamp(), lifted_by = public.acting_staff()
      WHERE s.partnership_id = public.pt() AND s.lifted_at IS NULL
        AND s.erased IN (SELECT kept.erased FROM keeper.suppressing(public.pt(), person) kept WHERE kept.kind < 10);
    GET DIAGNOSTICS lifted = ROW_COUNT;
    -- What may be of somebody else goes on counting for everybody but this record.
    RETURN lifted + keeper.not_the_erased(person);
  END $$;

-- People whom the asker, a coordinator, sees, and about whom a hub has to decide whether they are somebody who said no.
CREATE FUNCTION keeper.to_review(most int) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 50 AS $$
    WITH candidates AS (
      SELECT a.person_id FROM public.people_stop s
      CROSS JOIN LATERAL keeper.alike(s.partnership_id, s.person_id) a
      WHERE s.partnership_id = public.pt() AND s.lifted_at IS NULL AND keeper.coordinates()
      UNION
      SELECT k.person_id FROM keeper.suppression kept
      JOIN public.people_matchkey k ON k.partnership_id = kept.partnership_id AND k.digest = kept.digest
      WHERE kept.partnership_id = public.pt() AND keeper.coordinates())
    SELECT n.id FROM candidates JOIN public.people_person n ON n.partnership_id = public.pt()
      AND n.id = candidates.person_id AND n.acl && public.pr() AND NOT n.acl && public.barred()
      AND keeper.unlocked(n.side, n.category, n.file_id)
    WHERE keeper.approach_for(public.pt(), n.id, '', 'contact') = 'unsure'
    ORDER BY n.added_at DESC, n.id LIMIT most $$;

REVOKE ALL ON FUNCTION keeper.coordinates, keeper.suppress, keeper.minimise_person, keeper.erased_like,
  keeper.lift_suppressions, keeper.not_the_erased, keeper.to_review FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.minimise_person, keeper.erased_like, keeper.lift_suppressions, keeper.not_the_erased,
  keeper.to_review TO rjhub_app;
RESET ROLE;
"""
)

REPLACE = "CREATE OR REPLACE FUNCTION"

# Without the kinds from 40 on: they mean nothing alone, so no erased record is found by them.
KEPT_OF_A_NO = f"""
SET LOCAL ROLE rjhub_keeper;
{_made(_SUPPRESS, REPLACE, kept="(k.kind < 30 OR k.kind = 33)")}
RESET ROLE;
"""


def suppressing_more() -> str:
    """The same with keys that find many: a name that sounds so with the year, or a family name with the month."""
    return _made(_SUPPRESS, REPLACE, kept="(k.kind < 30 OR k.kind IN (33, 41, 42))")


# What somebody wrote down beside a no, an exception or an offer may say who they are, so its words go too.
_WORDS_GO = """    UPDATE public.offers_entry e SET what = '', crime_reference = ''
      WHERE e.partnership_id = p AND e.person_id = person;
    UPDATE public.people_stop s SET how_they_asked = 'Erased'
      WHERE s.partnership_id = p AND s.person_id = person AND s.how_they_asked <> '';
    UPDATE public.offers_leave v SET why = 'Erased' FROM public.people_stop s
      WHERE v.partnership_id = p AND s.partnership_id = p AND s.id = v.stop_id AND s.person_id = person;
"""
_LEDGER_FORGETS = (
    "    IF OLD.taken_up_at IS NULL THEN\n",
    """    IF current_user = 'rjhub_keeper' AND NEW.what = '' AND NEW.crime_reference = '' THEN
      may_change := may_change || ARRAY['what', 'crime_reference'];
    END IF;
    IF OLD.taken_up_at IS NULL THEN
""",
)
_LEAVE_FORGETS = (
    "    IF OLD.agreed_at IS NULL THEN\n",
    """    IF NEW.why = 'Erased' AND EXISTS (
        SELECT FROM public.people_stop s
        JOIN public.people_person n ON n.partnership_id = s.partnership_id AND n.id = s.person_id
        WHERE s.partnership_id = NEW.partnership_id AND s.id = NEW.stop_id AND n.sort_key = 'erased'
          AND n.found_by = ' ' AND n.born_on IS NULL) THEN
      may_change := may_change || ARRAY['why'];
    END IF;
    IF OLD.agreed_at IS NULL THEN
""",
)
WORDS_GO = f"""
GRANT UPDATE ON people_stop, offers_leave, offers_entry TO rjhub_keeper;
SET LOCAL ROLE rjhub_keeper;
{_made(_MINIMISE, REPLACE, first="", also=_WORDS_GO)}
{changed(database.LEDGER, "keeper.guard_offer", _LEDGER_FORGETS)}
{changed(holding_rules.HOLDING, "keeper.guard_leave", _LEAVE_FORGETS)}
-- Of a question about somebody stays who asked, when, what kind of thing they said and the answer; and of an approach,
-- that there was one. A question is theirs if they were found for it, or would be now by more than a name and a birth.
CREATE FUNCTION keeper.forget_questions(person uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt(); theirs uuid[]; known bytea[];
  BEGIN
    IF NOT keeper.coordinates() OR NOT keeper.sees(person) THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT coalesce(array_agg(k.digest), '{{}}') INTO known FROM public.people_matchkey k
      WHERE k.partnership_id = p AND k.person_id = person AND k.kind < 30;
    SELECT coalesce(array_agg(q.id), '{{}}') INTO theirs FROM keeper.asking_question q
      WHERE q.partnership_id = p AND (q.found @> ARRAY[person] OR q.keys && known AND EXISTS (
        SELECT FROM unnest(q.facts, q.keys) a (fact, key) WHERE a.fact <> 5 AND a.key = ANY (known)));
    DELETE FROM keeper.asking_approach_key k USING keeper.asking_approach v
      WHERE k.partnership_id = p AND v.partnership_id = p AND v.id = k.approach_id AND v.question_id = ANY (theirs);
    UPDATE keeper.asking_question q
      SET digest = '', name = '', born = '', rest = '', facts = '{{}}', keys = '{{}}',
          found = array_replace(q.found, person, gen_random_uuid())
      WHERE q.partnership_id = p AND q.id = ANY (theirs);
  END $$;
REVOKE ALL ON FUNCTION keeper.forget_questions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.forget_questions TO rjhub_app;
RESET ROLE;
"""

# Another partnership may have asked about them, too.
_THERE_TOO = (
    "    UPDATE keeper.asking_question q\n",
    """    UPDATE keeper.between_question b
      SET digest = '', found = array_replace(b.found, person, gen_random_uuid())
      WHERE b.asked_of = p AND b.found @> ARRAY[person];
    UPDATE keeper.asking_question q
""",
)
QUESTIONS_BETWEEN = f"""
SET LOCAL ROLE rjhub_keeper;
{changed(WORDS_GO, "keeper.forget_questions", _THERE_TOO)}
RESET ROLE;
"""


# After a restore a no may be missing, of which nothing could be kept then. What is erased is entered in the register of
# noes, so that a later restore does not bring it back unnoticed.
_NOT_WHILE_FROZEN = """    IF keeper.frozen(p) THEN
      RETURN 'frozen';
    END IF;
"""
_ENTERED = """    PERFORM keeper.enter(p, 'erased', jsonb_build_object('person', person));
    -- The register keeps keys, too, only of a no that goes on counting.
    UPDATE keeper.register r SET told = r.told || '{"keys": []}' FROM public.people_stop s
      WHERE r.partnership_id = p AND r.what = 'no' AND r.told ->> 'stop' = s.id::text
        AND s.partnership_id = p AND s.person_id = person
        AND (s.lifted_at IS NOT NULL OR s.until <= (clock_timestamp() AT TIME ZONE 'Europe/London')::date);
"""


def not_while_frozen() -> str:
    """The same, refused while contact stands still, and entered in the register."""
    return _made(_MINIMISE, REPLACE, first=_NOT_WHILE_FROZEN, also=_WORDS_GO + _ENTERED)
