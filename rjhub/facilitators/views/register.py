"""The register as a list, and one entry of it."""

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from rjhub.design.filtering import chosen
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.design.pieces import Obstacle, Shown
from rjhub.facilitators import forms, keeper, policies, queries
from rjhub.facilitators.pages import availability, learning
from rjhub.facilitators.pages import entry as entry_pages
from rjhub.facilitators.pages import register as pages
from rjhub.facilitators.queries import availability as free_time
from rjhub.kernel import clock
from rjhub.partnership import policies as partnership_policies
from rjhub.partnership import queries as partnership
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff
from rjhub.partnership.views import filtering
from rjhub.partnership.vocabulary import Role
from rjhub.sharing import queries as sharing

OWN_CASES: list[Callable[[Staff], Iterable[tuple[Shown, ...]]]] = []
"""What a higher room, which knows cases, says of somebody's own on their own page."""


@require_GET
def register(request: StaffRequest) -> HttpResponse:
    """List and find facilitators."""
    form = forms.Register(request.GET, agencies=partnership.agencies_of(request.staff))
    wanted = queries.Wanted(**filtering.answers(form))
    today = clock.today()
    everybody = queries.in_register(request.staff)
    stands = queries.overview(everybody, today)
    found = queries.narrowed(everybody, wanted)
    if wanted.state:
        found = found.filter(id__in=stands.by_state[wanted.state])
    part = filtering.part_of(request, found, size=queries.PAGE, things="facilitators")
    loads = keeper.caseloads([one.id for one in part.items])
    page = pages.Register(
        overview=pages.overview(
            stands,
            request.path,
            gives_out=request.staff.holds(Role.COORDINATOR, Role.SUPERVISOR),
            plans=request.staff.holds(Role.COORDINATOR),
        ),
        filters=form,
        chosen=chosen(form, request.path),
        clear_href=request.path,
        rows=tuple(pages.line(one, loads.get(one.id, keeper.Caseload()), today) for one in part.items),
        paging=part.paging,
    )
    return show(request, page)


@require_GET
def entry(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Show one facilitator."""
    return show(request, page_of(request.staff, queries.entry_for(request.staff, staff_id)))


@require_GET
def own(request: StaffRequest) -> HttpResponse:
    """Show somebody their own entry."""
    found = queries.entry_for(request.staff, request.staff.id)
    cases = tuple(line for lines in OWN_CASES for line in lines(request.staff))
    return show(request, page_of(request.staff, found, cases))


def page_of(by: Staff, found: Staff, cases: tuple[tuple[Shown, ...], ...] = ()) -> entry_pages.Entry:
    """The page of one entry, as one reader sees it."""
    today, own = clock.today(), by.id == found.id
    may_clear = bool(policies.may_clear(by, found))
    load = keeper.caseloads([found.id]).get(found.id, keeper.Caseload())
    hubs = {str(hub.id): hub.name for hub in partnership.hubs_of(by)}
    columns = entry_pages.HELD
    they = "you" if own else "they"
    return entry_pages.Entry(
        obstacles=tuple(Obstacle(reason) for reason in _against(found)),
        answers=entry_pages.answers_to(found, hubs),
        held=entry_pages.held(found, today, may_clear=may_clear),
        held_columns=columns if may_clear else columns[:-1],
        can=entry_pages.can(found, load, None if own else sharing.conflicts_known(found)),
        experience=entry_pages.experience(keeper.experience(found.id)),
        acts=entry_pages.acts(
            found,
            they,
            may_keep=bool(policies.may_keep(by, found)),
            may_clear=may_clear,
            may_say=bool(policies.may_say(by, found)),
            administers=bool(partnership_policies.may_manage_staff(by, found.agency)),
        ),
        breadcrumbs=() if own else (Link("Facilitators", reverse("facilitators:register")),),
        they=they,
        learning=learning.shown(
            found, queries.supervisions_of(found), today, own=own, supervises=keeper.supervises(found.id)
        ),
        free_time=_free_time(by, found, today),
        cases=cases,
        title="My practice" if own else found.name,
    )


def _free_time(by: Staff, found: Staff, today: date) -> availability.FreeTime:
    own = by.id == found.id
    return availability.shown(
        found,
        free_time.times_of([found], today)[found.id],
        free_time.leave_of(found, today),
        clock.now(),
        may_say=bool(policies.may_say(by, found)),
        own=own,
        fed_since=keeper.work_feed_since() if own else None,
    )


def _against(found: Staff) -> tuple[str, ...]:
    decision = policies.may_be_asked(found, clock.today())
    return () if decision else decision.reasons
