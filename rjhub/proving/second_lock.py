"""The second lock, in the words of the rules: what holds where the first one has a fault."""

from datetime import datetime

from rjhub.proving import oracle


def opens(
    staff: oracle.Staff, file: oracle.File, row: oracle.Row, agreement: oracle.Agreement | None, now: datetime
) -> bool:
    """What staff who do not work with people harmed could be shown if the rule above had a fault.

    Nothing of the harmed side, unless the row is addressed to them, or they hold a grant in this file that counts and
    asks for this, and a clause speaks of it and gives it at some stage; and never through the wall.
    """
    if row.side != oracle.HARMED:
        return True
    if oracle.is_walled(row.side, row.category) or agreement is None:
        return False
    if not oracle.in_force(agreement, now) or not oracle.is_bound(staff.agency):
        return False
    return row.holder in staff.stands_for or any(
        grant.holder in staff.stands_for
        and oracle.counts(grant, now)
        and oracle.asks_for(grant, row)
        and any(
            oracle.receives(agreement, clause, grant)
            and oracle.HARMED in clause.sides
            and row.category in clause.categories
            for clause in agreement.clauses
        )
        for grant in file.grants
    )
