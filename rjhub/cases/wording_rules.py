"""Which words may be read beyond the side of the person harmed, as the database holds it.

The program looks closer than a statement can (`kernel.contact_details` knows more spellings), so whatever is refused
here is refused there first. What the database adds is that nothing gets round the program: words that look as if they
say how somebody can be reached stand on the neutral or the responsible side only once the contact of the person harmed
has read and confirmed them.
"""

from rjhub.kernel.identifiers import postcode

WORDING = """
SET LOCAL ROLE rjhub_keeper;

-- Whether words name a way to reach somebody: an email address, a postcode or a telephone number.
CREATE OR REPLACE FUNCTION keeper.names_contact(words text) RETURNS boolean
  LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT words ~ '[^[:space:]@<>]@[^[:space:]@<>]+\\.[[:alpha:]]{2,}'
        OR words ~* '\\m(AREAS)([0-9]{1,2}|[0-9][abcdefghjkmnprstuvwxy])[[:space:].-]*[0-9][abdefghjlnpqrstuwxyz]{2}\\M'
        OR words ~ '(^|[^0-9])(\\+[0-9]|0)([ ().-]*[0-9]){8,}' $$;

-- The same, or a number in a street.
CREATE FUNCTION keeper.looks_like_contact(words text) RETURNS boolean
  LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT keeper.names_contact(words) OR words ~
      ('(^|[^A-Za-z0-9£$.,:/-])[0-9]{1,4}[a-z]?[[:space:]]{1,3}[A-Z][a-z''-]+([[:space:]]{1,3}[A-Z][a-z''-]+)?'
       || '[[:space:]]{1,3}(Street|Road|Lane|Avenue|Crescent|Terrace|Mews|Gardens)\\M') $$;

-- By what held words are told: the same words in another place are others.
CREATE FUNCTION keeper.digest_of_words(place text, words text) RETURNS bytea
  LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT sha256(convert_to(place || chr(31) || words, 'UTF8')) $$;

-- Of these digests of parts of a text, those by which somebody harmed in a case is known. It answers nobody who could
-- not open the vault of that person: whoever may not read how they are reached cannot try it out either.
CREATE FUNCTION keeper.known_in(of_case uuid, digests bytea[]) RETURNS SETOF bytea
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT DISTINCT k.digest FROM public.cases_party y
    JOIN public.people_matchkey k ON k.partnership_id = y.partnership_id AND k.person_id = y.person_id
    WHERE y.partnership_id = public.pt() AND y.case_id = of_case AND y.side = 'harmed'
      AND k.kind IN (22, 23, 30, 31, 32) AND k.digest = ANY (digests)
      AND keeper.file_to_reach(y.person_id) IS NOT NULL $$;

-- Whether everybody who was asked about words has confirmed them. In a case that the asker works with, or was asked of.
CREATE FUNCTION keeper.words_confirmed(p smallint, of_case uuid, digest bytea) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(bool_and(h.status = 'confirmed'), false) FROM public.cases_heldwords h
    WHERE h.partnership_id = p AND h.case_id = of_case AND digest = ANY (h.digests) AND h.status <> 'taken_back' $$;
CREATE FUNCTION keeper.are_confirmed(of_case uuid, digests bytea[]) RETURNS boolean[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT array_agg(keeper.words_confirmed(public.pt(), of_case, one) ORDER BY place)
    FROM unnest(digests) WITH ORDINALITY d (one, place) $$;

-- Words that are held are read by who wrote them, by whom is asked about them, and by the hub: nobody else on the case.
CREATE FUNCTION keeper.narrow_held_words() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    NEW.acl := array(
      SELECT who FROM unnest(NEW.acl) who LEFT JOIN public.partnership_principal h ON h.id = who
      WHERE who < 0 OR h.kind = 'hub' OR who IN (NEW.holder_id, NEW.asked_id) OR EXISTS (
        SELECT FROM public.sharing_grant g
        WHERE g.partnership_id = NEW.partnership_id AND g.file_id = NEW.file_id AND g.holder_id = who
          AND g.purpose = 'coordinate' AND g.ended_at IS NULL) ORDER BY 1);
    RETURN NEW;
  END $$;

-- Held words begin as waiting, stay what they are, and are decided once, by whom was asked or the hub, who did not
-- write them. Who sees them is worked out anew whenever grants change, so `acl` passes by.
CREATE FUNCTION keeper.guard_held_words() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE told text[] := ARRAY['acl', 'status', 'decided_at', 'decided_by_id', 'note', 'saved_at'];
  BEGIN
    IF TG_OP = 'INSERT' THEN
      IF NEW.status <> 'waiting' THEN
        RAISE EXCEPTION 'held words wait first' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - told IS DISTINCT FROM to_jsonb(OLD) - told THEN
      RAISE EXCEPTION 'held words stay as they are' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status IS DISTINCT FROM OLD.status THEN
      IF OLD.status <> 'waiting' OR NEW.status IN ('confirmed', 'refused') AND (
          NEW.decided_by_id IS DISTINCT FROM public.acting_staff() OR NEW.decided_by_id = NEW.written_by_id
          OR NOT coalesce(public.pr() && ARRAY[NEW.asked_id::int] OR EXISTS (
            SELECT FROM public.cases_case c JOIN public.partnership_hub b ON b.id = c.hub_id
            WHERE c.partnership_id = NEW.partnership_id AND c.id = NEW.case_id
              AND b.coordinators_id = ANY (public.pr())), false)) THEN
        RAISE EXCEPTION 'only whom was asked decides about held words' USING ERRCODE = 'check_violation';
      END IF;
    END IF;
    RETURN NEW;
  END $$;

-- Arguments: the place, then the columns. On the side of the person harmed nothing is held, but where facilitators of
-- every side read it.
CREATE FUNCTION keeper.guard_wording() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE now jsonb := to_jsonb(NEW); before jsonb; of_case uuid; words text;
  BEGIN
    IF now ->> 'side' = 'harmed' AND TG_ARGV[0] NOT IN ('contact', 'prepare', 'follow_up', 'request')
        AND TG_TABLE_NAME <> 'cases_attendance' THEN
      RETURN NEW;
    END IF;
    -- What the hub alone reads waits for the hub; all of it counts as new once others may read it.
    IF now -> 'limits' ? 'hub_only' THEN
      RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND NOT coalesce(to_jsonb(OLD) -> 'limits' ? 'hub_only', false) THEN
      before := to_jsonb(OLD);
    END IF;
    of_case := coalesce(now ->> 'case_id', (
      SELECT case_id::text FROM public.cases_informationrequest
      WHERE partnership_id = NEW.partnership_id AND id::text = now ->> 'request_id'), (
      SELECT case_id::text FROM public.cases_meeting
      WHERE partnership_id = NEW.partnership_id AND id::text = now ->> 'meeting_id'), now ->> 'id')::uuid;
    FOR i IN 1 .. TG_NARGS - 1 LOOP
      words := coalesce(now ->> TG_ARGV[i], '');
      IF words IS DISTINCT FROM before ->> TG_ARGV[i] AND keeper.looks_like_contact(words)
          AND NOT keeper.words_confirmed(NEW.partnership_id, of_case, keeper.digest_of_words(TG_ARGV[0], words)) THEN
        RAISE EXCEPTION 'gate: contact_details' USING ERRCODE = 'check_violation';
      END IF;
    END LOOP;
    RETURN NEW;
  END $$;

-- An agency that answers may say that only the hub's coordinators see it. Whoever added a file still sees it; who is
-- barred from the case stays barred.
CREATE OR REPLACE FUNCTION keeper.narrow_to_the_hub() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF 'hub_only' = ANY (NEW.limits) THEN
      NEW.acl := array(
        SELECT who FROM unnest(NEW.acl) who LEFT JOIN public.partnership_principal h ON h.id = who
        WHERE who < 0 OR h.kind = 'hub' OR who = (to_jsonb(NEW) ->> 'holder_id')::int OR who = (
          SELECT principal_id FROM public.partnership_staff WHERE id = (to_jsonb(NEW) ->> 'added_by_id')::uuid)
        ORDER BY 1);
    END IF;
    RETURN NEW;
  END $$;

REVOKE ALL ON FUNCTION keeper.known_in, keeper.words_confirmed, keeper.are_confirmed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.known_in, keeper.are_confirmed TO rjhub_app;
RESET ROLE;

-- After fill_acl: triggers run in the order of their names.
CREATE TRIGGER guard_held_words BEFORE INSERT OR UPDATE ON cases_heldwords
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_held_words();
CREATE TRIGGER narrow_held_words BEFORE INSERT OR UPDATE ON cases_heldwords
  FOR EACH ROW EXECUTE FUNCTION keeper.narrow_held_words();
""".replace("AREAS", "|".join(sorted(postcode.AREAS)))

# Where words are read beyond one side: the table, the place, and the columns.
HELD_IN = (
    ("cases_message", "message", ("words", "response")),
    ("cases_agreement", "agreement", ("words",)),
    ("cases_agreementitem", "agreement", ("words", "evidence")),
    (
        "cases_meeting",
        "meeting",
        (
            "venue_details",
            "venue_risk",
            "arrival_plan",
            "outcome",
            "incident",
            "debriefs",
            "cancelled_because",
        ),
    ),
    ("cases_informationitem", "answer", ("answer", "reason", "onward_limits")),
    ("cases_risk", "risk", ("description", "source", "mitigation", "closed_because")),
    ("cases_riskassessment", "risk", ("why", "conditions", "returned_because")),
    ("cases_case", "case", ("closing_note",)),
)
# What the first of them left open. Both sides' facilitators read these, so they are held on either side.
HELD_IN_TOO = (
    ("cases_contactlogentry", "contact", ("summary", "mood", "next_step")),
    (
        "cases_preparation",
        "prepare",
        ("questions", "hopes", "fears", "supporters", "ground_rules", "practical"),
    ),
    (
        "cases_suitabilityassessment",
        "prepare",
        (
            "wishes",
            "motivation",
            "impact",
            "acknowledges",
            "expectations",
            "safety",
            "support",
            "practical",
            "why",
        ),
    ),
    ("cases_acknowledgement", "prepare", ("note",)),
    (
        "cases_followup",
        "follow_up",
        ("ask", "how_they_are", "worries", "no_feedback_because", "not_done_because"),
    ),
    ("cases_attendance", "meeting", ("name", "notes")),
    ("cases_informationrequest", "request", ("why", "questions")),
)


def _guards(held_in: tuple[tuple[str, str, tuple[str, ...]], ...]) -> str:
    return "\n".join(
        f"CREATE TRIGGER guard_wording BEFORE INSERT OR UPDATE OF "
        f"{', '.join([*columns, *(['limits'] if place == 'answer' else [])])} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION keeper.guard_wording('{place}', {', '.join(repr(one) for one in columns)});"
        for table, place, columns in held_in
    )


def _guard_again() -> str:
    start = WORDING.index("CREATE FUNCTION keeper.guard_wording()")
    body = WORDING[start : WORDING.index("END $$;", start) + len("END $$;")]
    again = body.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
    return f"SET LOCAL ROLE rjhub_keeper;\n{again}\nRESET ROLE;"


GUARDS = _guards(HELD_IN)
MORE_GUARDS = f"{_guard_again()}\n{_guards(HELD_IN_TOO)}"
