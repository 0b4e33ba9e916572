"""The second lock: a role of its own through which staff connect who do not work with people harmed.

Row security is the first lock, and what gets round it is a fault in a policy, in who sees a row, or in a statement.
Whoever acts for an agency that works with people responsible, or with neither side, therefore asks through
`rjhub_responsible`. It reaches nothing of the vault. Of the other tables it is shown no row of the harmed side but the
kinds that a grant and a clause give in a single file; and never how somebody harmed is reached or kept safe.
"""

# How to reach a person harmed and what keeps them safe stay shut whatever is granted. The rest of their side opens for
# the kinds that a grant and a clause give the asker in a file, in a row that they hold, or to the program itself. The
# owner, who migrates and may become every role, is not meant: a policy for a role binds its members, too.
UNLOCKED = (
    "current_user <> 'rjhub_responsible' OR side <> 'harmed' OR category NOT IN ('contact', 'safety') "
    "AND ((SELECT as_program()) OR file_id || ' ' || category = ANY ((SELECT keeper.across())::text[]){held})"
)
HELD = " OR holder_id = ANY ((SELECT pr())::int[])"

ASKING = """
SET LOCAL ROLE rjhub_keeper;

-- As whom this session is connected: functions of the keeper run as the keeper, so `current_user` does not tell.
CREATE FUNCTION keeper.connected_as() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('role'), 'none'), session_user::text) $$;

-- Who asks, if the program signed it, it still holds, and it came through the role that was signed for them; else
-- NULL, and so no row of any table. The program itself asks through either; other roles have no policy that shows rows.
CREATE OR REPLACE FUNCTION keeper.who_asks() RETURNS text
  LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    said text := current_setting('app.reader', true);
    key keeper.signing_key;
  BEGIN
    IF coalesce(said, '') = '' THEN
      RETURN NULL;
    END IF;
    SELECT * INTO key FROM keeper.signing_key;
    IF encode(sha256(key.outer_pad || sha256(key.inner_pad || convert_to(substr(said, 66), 'UTF8'))), 'hex')
        IS DISTINCT FROM left(said, 64) THEN
      RETURN NULL;
    END IF;
    IF split_part(said, ';', 4)::bigint < extract(epoch FROM clock_timestamp()) THEN
      RETURN NULL;
    END IF;
    IF split_part(said, ';', 6) <> '' AND keeper.connected_as() IN ('rjhub_app', 'rjhub_responsible')
        AND split_part(said, ';', 6) <> keeper.connected_as() THEN
      RETURN NULL;
    END IF;
    RETURN substr(said, 66);
  END $$;

-- What whoever asks is granted of the harmed side, as far as some clause gives it to them: each file and kind.
CREATE FUNCTION keeper.across() RETURNS text[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  -- In PL/pgSQL the plan is kept, and who asks is verified once and not for every grant.
  DECLARE p smallint := public.pt(); r int[] := public.pr();
  BEGIN
    RETURN (
    SELECT coalesce(array_agg(DISTINCT g.file_id || ' ' || c), '{}') FROM public.sharing_grant g
    JOIN public.partnership_principal h ON h.id = g.holder_id
    CROSS JOIN unnest(g.categories) c
    WHERE g.partnership_id = p AND g.holder_id = ANY (r) AND 'harmed' = ANY (g.sides)
      AND g.ended_at IS NULL AND (g.until IS NULL OR g.until > clock_timestamp())
      AND EXISTS (
        SELECT FROM public.sharing_allowance a
        WHERE a.partnership_id = p AND a.purpose = g.purpose AND a.agency_kind = h.agency_kind
          AND a.works_with = h.works_with AND 'harmed' = ANY (a.sides) AND c = ANY (a.categories)));
  END $$;
RESET ROLE;

CREATE FUNCTION as_program() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT split_part(keeper.who_asks(), ';', 6) = '' $$;

SET LOCAL ROLE rjhub_keeper;
-- The same lock, for functions that look with the keeper's rights.
CREATE FUNCTION keeper.unlocked(side text, category text, file_id uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT keeper.connected_as() <> 'rjhub_responsible' OR side <> 'harmed' OR category NOT IN ('contact', 'safety')
      AND (public.as_program() OR file_id || ' ' || category = ANY (keeper.across())) $$;
REVOKE ALL ON FUNCTION keeper.across, keeper.unlocked FROM PUBLIC;
RESET ROLE;

GRANT USAGE ON SCHEMA public, keeper TO rjhub_responsible;
"""

# Every protected table that has no lock yet gets one. Until the migration that makes the functions it is passed over,
# and that migration runs this again; so no order of migrations leaves a table out.
LOCK = f"""
DO $do$
  DECLARE one record; opens text;
  BEGIN
    IF to_regprocedure('keeper.across()') IS NULL THEN
      RETURN;
    END IF;
    FOR one IN
      SELECT c.oid, t.name FROM keeper.protected_table t
      JOIN pg_class c ON c.oid = format('public.%I', t.name)::regclass
      WHERE NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'second_lock')
    LOOP
      opens := $lock${UNLOCKED.format(held="")}$lock$;
      IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = one.oid AND attname = 'holder_id' AND NOT attisdropped) THEN
        opens := $lock${UNLOCKED.format(held=HELD)}$lock$;
      END IF;
      EXECUTE format('CREATE POLICY second_lock ON public.%I AS RESTRICTIVE TO rjhub_responsible '
                     'USING (%s) WITH CHECK (%s)', one.name, opens, opens);
    END LOOP;
  END $do$;
"""

# What the other role may do is what `rjhub_app` may do, table by table, column by column and policy by policy ...
SAME_RIGHTS = """
DO $do$
  DECLARE one record;
  BEGIN
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM rjhub_responsible;
    FOR one IN
      SELECT format('GRANT %s ON public.%I TO rjhub_responsible', right_.privilege_type, c.relname) AS statement
      FROM pg_class c, aclexplode(c.relacl) right_
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')
        AND right_.grantee = 'rjhub_app'::regrole
      UNION ALL
      SELECT format('GRANT %s (%I) ON public.%I TO rjhub_responsible', right_.privilege_type, a.attname, c.relname)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped, aclexplode(a.attacl) right_
      WHERE c.relnamespace = 'public'::regnamespace AND right_.grantee = 'rjhub_app'::regrole
    LOOP
      EXECUTE one.statement;
    END LOOP;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO rjhub_responsible;
    FOR one IN
      SELECT format('ALTER POLICY %I ON public.%I TO rjhub_app, rjhub_responsible', policyname, tablename) AS statement
      FROM pg_policies WHERE schemaname = 'public' AND roles = '{rjhub_app}'
    LOOP
      EXECUTE one.statement;
    END LOOP;
  END $do$;
"""
# ... and of the keeper's functions those that staff on either side need. Nothing of the vault; nothing that compares
# people, which coordinators do; nothing that runs at night. Every other function is a decision to add it here.
CALLED = (
    "across",
    "agree_between",
    "answers_for",
    "apply_agreement",
    "are_confirmed",
    "ask_before",
    "ask_between",
    "asked_between",
    "asked_by_me",
    "asking_at_my_agency",
    "betweens",
    "called",
    "caseloads",
    "coordinates",
    "counted",
    "counted_files",
    "figure_changes",
    "figures_taken_up",
    "freeze_figure",
    "frozen_files",
    "file_to_explain",
    "follow_approach",
    "files_of_finding",
    "how_it_stood",
    "keep_keys",
    "keep_work_feed",
    "end_between",
    "experience",
    "feedback_asked",
    "feedback_figures",
    "end_token",
    "heard_between",
    "hub_meetings",
    "known_in",
    "lapse_grants",
    "lapsed",
    "looks_after",
    "beside",
    "may_approach",
    "may_approach_for",
    "may_go_on",
    "may_grant",
    "may_write_practice",
    "may_write_to",
    "make_token",
    "meetings_to_cancel",
    "my_seat",
    "named_to_coordinate",
    "left_to_do",
    "newest_freeze",
    "open_outbound",
    "stands_still",
    "note_approaches",
    "note_noes",
    "note_offer",
    "open_in_an_emergency",
    "propose_between",
    "readings",
    "record_approach",
    "record_no_in_referral",
    "record_stop",
    "references_of_my_agency",
    "register",
    "runs_hub",
    "runs_hub_meeting",
    "search_people",
    "sees",
    "settle_between",
    "shown_in_room",
    "shown_to_each",
    "sign_out",
    "stands_in_the_way",
    "supervises",
    "tokens",
    "watched",
    "watches_everybody",
    "who_has_seen",
    "work_among",
    "work_feed_since",
)
CALLS = f"""
SET LOCAL ROLE rjhub_keeper;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA keeper FROM rjhub_responsible;
DO $do$
  DECLARE called regprocedure;
  BEGIN
    FOR called IN SELECT oid FROM pg_proc
        WHERE pronamespace = 'keeper'::regnamespace AND proname = ANY ('{{{",".join(CALLED)}}}') LOOP
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO rjhub_responsible', called);
    END LOOP;
  END $do$;
RESET ROLE;
"""
