"""Meetings for tests: of the Bognor Regis hub, which Marian Okafor coordinates."""

from datetime import timedelta
from uuid import uuid4

from rjhub.cases.models import Case
from rjhub.cases.tests.factories import a_case, at_work, member
from rjhub.hubmeetings import policies, queries
from rjhub.hubmeetings.actions import arranging, attending
from rjhub.hubmeetings.models import AgendaItem, HubMeeting
from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.stages import StageKind

MARIAN, GARETH, ADAEZE, SUNITA, MARCUS, DEAN = (
    "Marian Okafor", "Gareth Pugh", "Adaeze Obi", "Sunita Rao", "Marcus Bell", "Dean Whitlock",
)  # fmt: skip


def waiting(by: Staff, stage: StageKind = StageKind.HUB_REVIEW, **more: object) -> Case:
    """A case that waits for the hub since ten days."""
    case = a_case(by, **more)
    Case.objects.filter(id=case.id).update(stage=stage, stage_since=clock.now() - timedelta(days=10))
    case.refresh_from_db()
    return case


def a_meeting(by: Staff, *names: str, in_days: int = 0) -> HubMeeting:
    """A meeting to which these are invited besides whoever arranges it."""
    at = clock.now()
    wanted = arranging.WhenAndWhere(begins_at=at + timedelta(days=in_days), place="Room 4, the hub")
    (hub,) = policies.hubs_of(by)
    meeting = arranging.arrange_meeting(hub, wanted, submission_key=uuid4(), by=by, at=at)
    for name in names:
        arranging.invite(meeting, member(name), by=by, at=at)
    return meeting


def comes(meeting: HubMeeting, name: str, *, by: Staff) -> None:
    """Somebody who is invited comes in."""
    seat = queries.seat_of(meeting, member(name))
    assert seat
    attending.come_in(seat, by=by, at=clock.now())


def goes(meeting: HubMeeting, name: str, *, by: Staff) -> None:
    """Somebody leaves."""
    seat = queries.seat_of(meeting, member(name))
    assert seat
    attending.leave(seat, by=by, at=clock.now())


def item_of(meeting: HubMeeting, case: Case) -> AgendaItem:
    """A case on the agenda."""
    return next(one for one in queries.agenda_of(meeting) if one.case_id == case.id)


def held(*names: str) -> tuple[HubMeeting, Case]:
    """A meeting that Marian holds with these in the room, about one case that waits."""
    with at_work(member(MARIAN)) as marian:
        case = waiting(marian)
        meeting = a_meeting(marian, *names)
        for name in (MARIAN, *names):
            comes(meeting, name, by=marian)
    return meeting, case
