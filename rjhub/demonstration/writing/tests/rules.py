"""What must hold of every row that is written, asked of the database as its owner sees it."""

from collections.abc import Callable
from typing import Any

Ask = Callable[[str], list[tuple[Any, ...]]]

KEYS = """
SELECT c.conname, c.conrelid::regclass::text, c.confrelid::regclass::text,
  array_agg(a.attname::text ORDER BY k.n), array_agg(b.attname::text ORDER BY k.n)
FROM pg_constraint c CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY k (here, there, n)
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.here
JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.there
WHERE c.contype = 'f' GROUP BY 1, 2, 3
"""
# Meetings and messages that the gates, as they were at the time, would not have let in.
NOT_LET_IN = """
WITH brought_together AS (
  SELECT partnership_id, case_id, booked_at AS at FROM cases_meeting WHERE status <> 'cancelled'
  UNION ALL
  SELECT partnership_id, case_id, passed_on_at FROM cases_message WHERE status = 'passed_on')
SELECT b.case_id, y.side FROM brought_together b JOIN cases_party y USING (partnership_id, case_id)
WHERE (y.ended_at IS NULL OR y.ended_at > b.at) AND NOT (
  EXISTS (SELECT FROM cases_consent k WHERE k.party_id = y.id AND k.purpose = 'taking_part' AND k.written
          AND k.recorded_at <= b.at AND (k.withdrawn_at IS NULL OR k.withdrawn_at > b.at))
  AND EXISTS (SELECT FROM cases_acknowledgement a WHERE a.party_id = y.id AND a.facts AND a.willing
              AND a.recorded_at <= b.at)
  AND EXISTS (SELECT FROM cases_riskassessment r WHERE r.case_id = b.case_id
              AND r.signed_off_at <= b.at AND r.stage IN ('meeting', 'messages')))
"""
# Planned meetings with what stands in their way now.
BOOKED = """
SELECT case_id, keeper.obstacles(partnership_id, case_id, false) FROM cases_meeting
WHERE status = 'planned' AND starts_at > now()
"""
APPROACHED_AFTER_NO = """
SELECT l.id FROM cases_contactlogentry l JOIN cases_party y ON y.id = l.party_id
JOIN people_stop s ON s.person_id = y.person_id WHERE l.direction = 'outgoing'
AND s.recorded_at < l.happened_at AND (s.until IS NULL OR s.until > l.happened_at::date)
"""
# Messages of people harmed, and how many of those say how to reach them.
MESSAGES = """
SELECT count(*), count(*) FILTER (WHERE keeper.names_contact(words)) FROM cases_message WHERE side = 'harmed'
"""


def keys_that_lead_nowhere(ask: Ask) -> list[str]:
    """The names of foreign keys for which some row has no other end."""
    return [name for name, *key in ask(KEYS) if ask(_lost(*key)) != [(0,)]]


def _lost(here: str, there: str, columns: list[str], keys: list[str]) -> str:
    joined = " AND ".join(f"h.{column} = t.{key}" for column, key in zip(columns, keys, strict=True))
    given = " AND ".join(f"h.{column} IS NOT NULL" for column in columns)
    return (
        f"SELECT count(*) FROM {here} h WHERE {given} AND NOT EXISTS (SELECT FROM {there} t WHERE {joined})"
    )
