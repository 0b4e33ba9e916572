"""When something on a case is due, and who is reminded, as its pathway's clocks say."""

from datetime import date, datetime, timedelta

from rjhub.cases.models import Allocation, Case
from rjhub.cases.vocabulary import FacilitatorPart
from rjhub.kernel import clock as time
from rjhub.kernel import months, working_days
from rjhub.partnership.pathway.parts import Clock
from rjhub.partnership.pathway.vocabulary import Role, Unit


def due_on(clock: Clock, *, since: datetime) -> date:
    """The last day on which a clock that started then is kept. Working days are those of England and Wales."""
    if clock.unit == Unit.WORKING_DAYS:
        return working_days.due_on(since, clock.amount)
    started = time.day_of(since)
    if clock.unit == Unit.WEEKS:
        return started + timedelta(weeks=clock.amount)
    return months.add_months(started, clock.amount)


def holder_of(clock: Clock, case: Case) -> int:
    """The principal who is reminded: by the clock's role on this case, else the coordinators of its hub."""
    if clock.who in {Role.FACILITATOR, Role.VOLUNTEER}:
        lead = (
            Allocation.objects.filter(case=case, part=FacilitatorPart.LEAD, ended_at=None, declined_at=None)
            .select_related("facilitator")
            .first()
        )
        if lead is not None:
            return int(lead.facilitator.principal_id)
    if clock.who == Role.SUPERVISOR and case.supervisor is not None:
        return int(case.supervisor.principal_id)
    return int(case.hub.coordinators_id)
