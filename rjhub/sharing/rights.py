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


def give(using: str = "owner", **_: Any) -> None:
    """Give the application's roles their rights on every ordinary table and on the job queue. Safe to run again."""
    connection = connections[using]
    guarded = {*GUARDED, *doors.protected_tables()}
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
        cursor.execute(
            "GRANT SELECT ON partnership_staff, partnership_account, partnership_agency, "
            "partnership_principal, partnership_hub, partnership_roleheld TO rjhub_keeper"
        )
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute(second_lock.SAME_RIGHTS)
        cursor.execute(second_lock.CALLS)
    signing.teach(using)
