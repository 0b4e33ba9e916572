"""Who ends somebody's sessions from inside a door, and who locks an account: one rule for both."""

ONE_RULE = """
SET LOCAL ROLE rjhub_keeper;
-- Locking an account, or ending all that opens it: an administrator of an agency for which its owner works, or worked
-- last. Never their own; and not an administrator of an agency that they left for another.
CREATE OR REPLACE FUNCTION keeper.may_lock(who uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.partnership_staff s
        WHERE s.account_id = who AND keeper.administers(s.agency_id)
          AND (s.access_ends_at IS NULL OR s.access_ends_at > clock_timestamp() OR NOT EXISTS (
            SELECT FROM public.partnership_staff other WHERE other.account_id = who
              AND (other.access_ends_at IS NULL OR other.access_ends_at > clock_timestamp()))))
      AND NOT EXISTS (SELECT FROM public.partnership_staff s WHERE s.account_id = who AND s.id = public.acting_staff())
    $$;
-- End every session of an account; with `forget`, its password and second factors go too, and nothing but a link to its
-- own mailbox opens it.
CREATE OR REPLACE FUNCTION keeper.sign_out(who uuid, forget boolean) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF keeper.may_lock(who) IS NOT TRUE THEN
      RAISE EXCEPTION 'an administrator of their own agency does this' USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM public.django_session s USING public.partnership_opensession o
      WHERE o.account_id = who AND s.session_key = o.digest;
    DELETE FROM public.partnership_opensession WHERE account_id = who;
    UPDATE public.partnership_account SET session_stamp = md5(gen_random_uuid()::text) WHERE id = who;
    IF forget THEN
      DELETE FROM public.partnership_password WHERE account_id = who;
      DELETE FROM public.mfa_authenticator WHERE user_id = who;
    END IF;
  END $$;
RESET ROLE;
"""
