"""Reading meetings, their agendas and decisions, always through what the reader may see."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import Http404

from rjhub.cases import pathways
from rjhub.cases.models import Case
from rjhub.hubmeetings import ordering
from rjhub.hubmeetings.models import AgendaItem, HubMeeting, ItemDecision, Presence, Seat
from rjhub.hubmeetings.vocabulary import Decided
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.models import Hub, PathwayVersion, Staff
from rjhub.partnership.pathway.stages import StageKind
from rjhub.sharing.models import Sealing

SHOWN = 50
COUNTED = 12
ONLY_WHO_RUNS_IT = "Only a coordinator of the hub can do this."


@dataclass(frozen=True)
class Attended:
    """To how many meetings of a hub an agency was invited, and what came of it."""

    agency: str
    invited: int
    came: int
    apologies: int
    last: date | None


def find_meeting(staff: Staff, meeting_id: UUID) -> HubMeeting:
    """A meeting of a hub that somebody coordinates, or to which they are invited. Raises Http404 otherwise."""
    found = (
        HubMeeting.objects.filter(partnership_id=staff.partnership_id, id=meeting_id)
        .select_related("hub", "agreed_by__account", "agreed_in", "ended_by__account")
        .first()
    )
    if found is None:
        raise Http404
    return found


def lock_meeting(meeting: HubMeeting) -> HubMeeting:
    """A meeting as it stands now, locked until the end of the transaction. Raises Refused for who does not run it."""
    found = HubMeeting.objects.select_for_update(of=("self",)).select_related("hub").filter(id=meeting.id)
    locked = found.first()
    if locked is None:
        raise Refused(ONLY_WHO_RUNS_IT)
    return locked


def meetings_for(staff: Staff) -> list[HubMeeting]:
    """The meetings that somebody may know of, the newest first."""
    return list(
        HubMeeting.objects.filter(partnership_id=staff.partnership_id)
        .select_related("hub")
        .order_by("-begins_at", "-id")[:SHOWN]
    )


def to_come(staff: Staff) -> list[HubMeeting]:
    """The meetings to which somebody is invited that are still to come or not ended, the next first."""
    mine = Seat.objects.filter(meeting=OuterRef("pk"), staff=staff, taken_away_at=None, apologies_at=None)
    return list(
        HubMeeting.objects.filter(
            Exists(mine), partnership_id=staff.partnership_id, ended_at=None, called_off_at=None
        )
        .select_related("hub")
        .order_by("begins_at", "id")[:3]
    )


def last_before(hub: Hub, moment: datetime) -> HubMeeting | None:
    """The meeting that a hub held last before a moment."""
    return (
        HubMeeting.objects.filter(hub=hub, begins_at__lt=moment, called_off_at=None)
        .order_by("-begins_at", "-id")
        .first()
    )


def seats_of(meeting: HubMeeting) -> list[Seat]:
    """Who is invited, by agency and name."""
    return list(
        Seat.objects.filter(meeting=meeting, taken_away_at=None)
        .select_related("staff__account", "staff__agency", "agency")
        .order_by("agency__short_name", "staff__account__name", "id")
    )


def find_seat(meeting: HubMeeting, seat_id: UUID) -> Seat:
    """One of those who are invited. Raises Http404."""
    found = Seat.objects.filter(meeting=meeting, id=seat_id, taken_away_at=None).select_related(
        "staff__account"
    )
    seat = found.first()
    if seat is None:
        raise Http404
    return seat


def lock_seat(seat: Seat) -> Seat:
    """A seat as it stands now, locked until the end of the transaction. Whoever sits there may do that, too."""
    return Seat.objects.select_for_update(of=("self",)).select_related("meeting").get(id=seat.id)


def seat_of(meeting: HubMeeting, staff: Staff) -> Seat | None:
    """Somebody's own seat."""
    return Seat.objects.filter(meeting=meeting, staff=staff, taken_away_at=None).first()


def presences_of(meeting: HubMeeting) -> list[Presence]:
    """Everybody who was in the room, from when until when."""
    return list(
        Presence.objects.filter(meeting=meeting)
        .select_related("seat__staff__account", "seat__agency")
        .order_by("came_at", "id")
    )


def agenda_of(meeting: HubMeeting) -> list[AgendaItem]:
    """The cases of an agenda that the reader may see, in order; those left out with the others."""
    return list(
        AgendaItem.objects.filter(partnership_id=meeting.partnership_id, meeting=meeting)
        .select_related(
            "case__hub", "case__pathway", "case__answering_staff__account", "case__answering_agency",
            "left_out_by__account",
        )
        .defer("case__pathway__text")
        .order_by("place", "id")
    )  # fmt: skip


def find_item(meeting: HubMeeting, item_id: UUID) -> AgendaItem:
    """A case on an agenda. Raises Http404 if the reader may not see it, as if it were not there."""
    found = (
        AgendaItem.objects.filter(partnership_id=meeting.partnership_id, meeting=meeting, id=item_id)
        .select_related(
            "case__hub", "case__pathway", "case__file", "case__answering_staff__account", "case__answering_agency",
            "left_out_by__account",
        )
        .first()
    )  # fmt: skip
    if found is None:
        raise Http404
    return found


def lock_item(item: AgendaItem) -> AgendaItem:
    """A case on an agenda as it stands now, locked until the end of the transaction."""
    return (
        AgendaItem.objects.select_for_update(of=("self",))
        .select_related("case", "meeting__hub")
        .get(partnership_id=item.partnership_id, id=item.id)
    )


def decisions_of(meeting: HubMeeting) -> list[ItemDecision]:
    """What was decided, as far as the reader may see what it was about, in order."""
    return list(
        ItemDecision.objects.filter(partnership_id=meeting.partnership_id, item__meeting=meeting)
        .select_related("decided_by__account")
        .order_by("decided_at", "id")
    )


def stages_that_wait(hub: Hub) -> frozenset[StageKind]:
    """The stages in which a case of a hub may wait for it, by each pathway that an open case of the hub keeps."""
    kept = Case.objects.filter(partnership_id=hub.partnership_id, hub=hub, closed_at=None)
    versions = PathwayVersion.objects.filter(id__in=kept.values("pathway_id").distinct()).order_by("id")
    return frozenset().union(*(ordering.stages_that_wait(pathways.pathway_at(one)) for one in versions))


def put_off_before(meeting: HubMeeting) -> list[Case]:
    """The open cases of which the meeting before said: next time."""
    before = last_before(meeting.hub, meeting.begins_at)
    if before is None:
        return []
    put_off = ItemDecision.objects.filter(item__meeting=before, kind=Decided.LATER).values("case_id")
    return list(
        Case.objects.filter(partnership_id=meeting.partnership_id, id__in=put_off, closed_at=None)
        .select_related("hub", "pathway", "file")
        .order_by("stage_since", "id")
    )


def cases_that_may_wait(hub: Hub, stages: frozenset[StageKind]) -> list[Case]:
    """The open cases of a hub in some stages that are not sealed."""
    return list(
        Case.objects.filter(
            ~Exists(Sealing.objects.filter(file=OuterRef("file_id"), ended_at=None)),
            partnership_id=hub.partnership_id,
            hub=hub,
            closed_at=None,
            stage__in=stages,
        )
        .select_related("hub", "pathway", "file")
        .order_by("stage_since", "id")
    )


def attended(hub: Hub) -> tuple[int, list[Attended]]:
    """How many meetings of a hub were held of late, and for each agency that was invited, how often it came."""
    held = HubMeeting.objects.filter(hub=hub, ended_at__isnull=False).order_by("-begins_at", "-id")[:COUNTED]
    days = {one.id: clock.day_of(one.begins_at) for one in held}
    came = set(Presence.objects.filter(meeting_id__in=days).values_list("seat_id", flat=True))
    invited: dict[str, set[UUID]] = defaultdict(set)
    there: dict[str, set[UUID]] = defaultdict(set)
    sorry: dict[str, set[UUID]] = defaultdict(set)
    seats = (
        Seat.objects.filter(meeting_id__in=days, taken_away_at=None).select_related("agency").order_by("id")
    )
    for seat in seats:
        name = seat.agency.short_name
        invited[name].add(seat.meeting_id)
        if seat.id in came:
            there[name].add(seat.meeting_id)
        elif seat.apologies_at:
            sorry[name].add(seat.meeting_id)
    return len(days), [
        Attended(
            agency=name, invited=len(invited[name]), came=len(there[name]), apologies=len(sorry[name] - there[name]),
            last=max((days[one] for one in there[name]), default=None),
        )
        for name in sorted(invited)
    ]  # fmt: skip
