"""Whose pages are measured: the busiest coordinator and agency of a partnership, and the rows that they meet."""

from dataclasses import dataclass
from typing import Any

from django.db import connections

from rjhub.partnership.models import Account
from rjhub.server.trouble import TroubleError

# One transaction around a page captures its statements: so of nobody for whom the program changes its connection.
# The owner looks, because nobody else may look over all rows; nothing of it is shown.
COORDINATOR = """
SELECT s.account_id, h.id, h.partnership_id FROM partnership_hub h
JOIN partnership_roleheld r ON r.hub_id = h.id AND r.role = 'coordinator' AND r.ended_at IS NULL
JOIN partnership_staff s ON s.id = r.staff_id AND s.until IS NULL
JOIN LATERAL (SELECT count(*) AS n FROM cases_case c WHERE c.partnership_id = h.partnership_id AND c.hub_id = h.id) c
  ON true
ORDER BY c.n DESC, s.id LIMIT 1
"""
CASES = """
SELECT c.reference, c.stage, count(*) FROM cases_case c
JOIN cases_event e ON e.partnership_id = c.partnership_id AND e.case_id = c.id
WHERE c.partnership_id = %(partnership)s AND c.hub_id = %(hub)s AND c.closed_at IS NULL
GROUP BY 1, 2 ORDER BY 3
"""
# Those whose case has rested longest: what an earlier run wrote about the same few would be measured with this one.
CONTACTABLE = """
SELECT c.reference, y.id FROM cases_case c
JOIN cases_party y ON y.partnership_id = c.partnership_id AND y.case_id = c.id AND y.ended_at IS NULL
WHERE c.partnership_id = %(partnership)s AND c.hub_id = %(hub)s AND c.closed_at IS NULL AND y.side = 'responsible'
  AND keeper.approach(c.partnership_id, y.person_id, '') = 'clear' ORDER BY c.updated_at, c.id LIMIT 20
"""
PEOPLE = """
SELECT p.id, p.family_name, p.given_name FROM people_person p
JOIN cases_party y ON y.partnership_id = p.partnership_id AND y.person_id = p.id
JOIN cases_case c ON c.partnership_id = p.partnership_id AND c.id = y.case_id AND c.hub_id = %(hub)s
WHERE p.partnership_id = %(partnership)s AND p.side = 'responsible' ORDER BY p.id LIMIT 40
"""
POSTCODES = """
SELECT right(value, position(E'\\n' in reverse(value)) - 1) FROM people_contactpoint
WHERE partnership_id = %(partnership)s AND kind = 'address' ORDER BY id LIMIT 20
"""
AGENCIES = """
SELECT s.account_id, a.id, count(q.id) FROM partnership_agency a
JOIN partnership_staff s ON s.agency_id = a.id AND s.until IS NULL
JOIN partnership_roleheld r ON r.staff_id = s.id AND r.role = 'lead_contact' AND r.ended_at IS NULL
JOIN cases_informationrequest q ON q.partnership_id = a.partnership_id AND q.agency_id = a.id AND q.status = 'asked'
WHERE a.partnership_id = %(partnership)s AND a.works_with IN ('harmed', 'both') GROUP BY 1, 2 ORDER BY 3
"""
REFERRER = """
SELECT s.account_id FROM partnership_staff s
JOIN partnership_agency a ON a.id = s.agency_id AND a.kind = 'police'
JOIN partnership_roleheld r ON r.staff_id = s.id AND r.role = 'referrer' AND r.ended_at IS NULL
WHERE s.partnership_id = %(partnership)s AND s.until IS NULL ORDER BY s.id LIMIT 1
"""
NOTHING = "There is nothing here to measure. Make some data first: rjhub generate --cases 1000"


@dataclass(frozen=True)
class Actors:
    """Accounts and rows. Lists run from the quietest to the busiest.

    `quiet_case` stands at the stage of the busiest: what a page must find out differs from stage to stage.
    """

    coordinator: Account
    referrer: Account
    agencies: list[Account]
    cases: list[str]
    quiet_case: str
    contactable: list[tuple[str, str]]
    people: list[tuple[str, str, str]]
    postcodes: list[str]


def find() -> Actors:
    """Look for them. Raises TroubleError where there is no generated data, or too little."""
    busiest = _rows(COORDINATOR, {})
    if not busiest:
        raise TroubleError(NOTHING)
    account, hub, partnership = busiest[0]
    given = {"hub": hub, "partnership": partnership}
    cases, contactable = _rows(CASES, given), _rows(CONTACTABLE, given)
    agencies, people, referrers = _rows(AGENCIES, given), _rows(PEOPLE, given), _rows(REFERRER, given)
    if not (cases and contactable and agencies and people and referrers):
        raise TroubleError(NOTHING)
    return Actors(
        coordinator=Account.objects.get(id=account),
        referrer=Account.objects.get(id=referrers[0][0]),
        agencies=[Account.objects.get(id=one) for one, _, _ in (agencies[0], agencies[-1])],
        cases=[reference for reference, _, _ in cases],
        quiet_case=next(reference for reference, stage, _ in cases if stage == cases[-1][1]),
        contactable=[(reference, str(party)) for reference, party in contactable],
        people=[(str(person), family, given_name) for person, family, given_name in people],
        postcodes=[postcode for (postcode,) in _rows(POSTCODES, given)],
    )


def _rows(statement: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())
