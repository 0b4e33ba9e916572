"""What the database itself holds of the logs: that they only ever grow."""

RIGHTS = """
GRANT INSERT ON audit_entry, audit_consultation TO rjhub_app;
GRANT SELECT (id, at) ON audit_entry, audit_consultation TO rjhub_app;
GRANT INSERT, SELECT ON audit_entry, audit_consultation TO rjhub_keeper;
ALTER TABLE audit_entry ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE audit_consultation ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
"""
