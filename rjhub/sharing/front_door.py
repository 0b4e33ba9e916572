"""What an administrator does to somebody's ways in, from inside a door that reaches neither sessions nor passwords."""

SIGNING_OUT = """
SET LOCAL ROLE rjhub_keeper;
-- End every session of an account; with `forget`, its password and second factors go too, and nothing but a link to its
-- own mailbox opens it. For an administrator of an agency at which its owner works.
CREATE FUNCTION keeper.sign_out(who uuid, forget boolean) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NOT EXISTS (
        SELECT FROM public.partnership_staff asking
        JOIN public.partnership_roleheld held ON held.staff_id = asking.id AND held.role = 'administrator'
          AND held.ended_at IS NULL
        JOIN public.partnership_staff member ON member.agency_id = asking.agency_id
        WHERE asking.id = public.acting_staff() AND member.account_id = who) THEN
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
REVOKE ALL ON FUNCTION keeper.sign_out FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.sign_out TO rjhub_app;
RESET ROLE;
"""
