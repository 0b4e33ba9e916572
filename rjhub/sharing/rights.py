"""What the application's roles may do with tables that hold nothing confidential.

Protected tables and the two logs get their rights from their own migrations, and only those.
"""

from typing import Any

from django.db import connections, transaction

from rjhub.sharing import doors, second_lock, signing

GUARDED = (
    "people_matchkey",
    "audit_entry",
    "audit_consultation",
    "audit_seal",
    "audit_signature",
    "partnership_principal",
    "sharing_file",
    "sharing_grant",
    "sharing_allowance",
    "django_migrations",
)
# How people sign in: only the front door reaches these. Who works on cases finds neither a session nor a password here.
FRONT_ONLY = (
    "django_session",
    "partnership_opensession",
    "partnership_password",
    "mfa_authenticator",
    "account_emailaddress",
    "account_emailconfirmation",
    "socialaccount_socialaccount",
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
)


def give(using: str = "owner", **_: Any) -> None:
    """Give the application's roles their rights on every ordinary table and on the job queue. Safe to run again."""
    connection = connections[using]
    guarded = {*GUARDED, *FRONT_ONLY, *doors.protected_tables()}
    with connection.cursor() as cursor:
        tables = [
            table.name
            for table in connection.introspection.get_table_list(cursor)
            if table.name not in guarded and table.type == "t"
        ]
        names = ", ".join(f'public."{name}"' for name in sorted(tables))
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {names} TO rjhub_app")
        cursor.execute("GRANT SELECT ON django_migrations TO rjhub_app")
        # On which side of the wall a principal is, stays as it was when it was made.
        cursor.execute("REVOKE UPDATE, DELETE ON partnership_principal FROM rjhub_app")
        cursor.execute("GRANT SELECT, INSERT ON partnership_principal TO rjhub_app")
        cursor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO rjhub_app")
        # An address to which a new password is mailed is changed by nobody at work; an account is locked by them. What
        # its sessions hang on is made anew by a function of the keeper: nobody brings an old one back.
        cursor.execute("REVOKE UPDATE, DELETE ON partnership_account FROM rjhub_app")
        cursor.execute("GRANT UPDATE (is_active) ON partnership_account TO rjhub_app")
        cursor.execute(
            "GRANT SELECT ON partnership_staff, partnership_account, partnership_agency, "
            "partnership_principal, partnership_hub, partnership_roleheld TO rjhub_keeper"
        )
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute(_FRONT_ONLY)
        cursor.execute(second_lock.SAME_RIGHTS)
        cursor.execute(second_lock.CALLS)
    signing.teach(using)


_FRONT_ONLY = f"""
REVOKE ALL ON {", ".join(FRONT_ONLY)} FROM rjhub_app, rjhub_responsible;
GRANT USAGE ON SCHEMA public, keeper TO rjhub_front;
GRANT SELECT, INSERT, UPDATE, DELETE ON {", ".join(FRONT_ONLY)} TO rjhub_front;
GRANT SELECT, INSERT, UPDATE ON partnership_account TO rjhub_front;
GRANT SELECT, DELETE ON django_session, partnership_opensession, partnership_password, mfa_authenticator
  TO rjhub_keeper;
GRANT UPDATE (session_stamp) ON partnership_account TO rjhub_keeper;
-- Besides, what whoever works on cases may do with tables that hold nothing confidential.
DO $do$
  DECLARE one record;
  BEGIN
    FOR one IN
      SELECT format('GRANT %s ON public.%I TO rjhub_front', right_.privilege_type, c.relname) AS statement
      FROM pg_class c, aclexplode(c.relacl) right_
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND NOT c.relrowsecurity
        AND right_.grantee = 'rjhub_app'::regrole
      UNION ALL
      SELECT format('GRANT %s (%I) ON public.%I TO rjhub_front', right_.privilege_type, a.attname, c.relname)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped, aclexplode(a.attacl) right_
      WHERE c.relnamespace = 'public'::regnamespace AND NOT c.relrowsecurity AND right_.grantee = 'rjhub_app'::regrole
    LOOP
      EXECUTE one.statement;
    END LOOP;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO rjhub_front;
  END $do$;
"""
