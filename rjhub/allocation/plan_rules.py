"""Who reads a plan: whoever asked for it, since it was made from what they may read. Weights are a partnership's."""

_OWN = "partnership_id = (SELECT pt()) AND asked_by_id = (SELECT acting_staff())"

PLANS = "".join(
    f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON {table} FOR SELECT TO rjhub_app USING ({_OWN});
CREATE POLICY add ON {table} FOR INSERT TO rjhub_app WITH CHECK ({_OWN});
CREATE POLICY edit ON {table} FOR UPDATE TO rjhub_app USING ({_OWN}) WITH CHECK ({_OWN});
"""
    for table in ("allocation_plan", "allocation_proposal", "allocation_wish")
)

# What was weighed stays: nobody changes a row, and only a coordinator adds one, in their own name.
WEIGHTS = """
ALTER TABLE allocation_weighing ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocation_weighing FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON allocation_weighing FOR SELECT TO rjhub_app USING (partnership_id = (SELECT pt()));
CREATE POLICY add ON allocation_weighing FOR INSERT TO rjhub_app
  WITH CHECK (partnership_id = (SELECT pt()) AND set_by_id = (SELECT acting_staff()) AND EXISTS (
    SELECT FROM partnership_roleheld r WHERE r.staff_id = set_by_id AND r.role = 'coordinator'
      AND (r.ended_at IS NULL OR r.ended_at > clock_timestamp())));
"""
