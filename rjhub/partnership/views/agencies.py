"""The agencies and hubs of one's own partnership."""

from datetime import date

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from rjhub.design import words
from rjhub.design.filtering import chosen
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.design.pieces import Column, Row, Shown, Tag, Tone
from rjhub.kernel import clock
from rjhub.partnership import forms, policies, queries, reference
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Agency, Hub
from rjhub.partnership.pages import agencies as pages
from rjhub.partnership.views import filtering

COLUMNS = (
    Column("Agency"),
    Column("Type"),
    Column("Works with"),
    Column("Dates"),
    Column("People", numeric=True),
)
HUBS = (Column("Hub"), Column("Run by"), Column("Districts"), Column("Dates"))
OFFICES = (Column("Office"), Column("District"))


@require_GET
def partnership(request: StaffRequest) -> HttpResponse:
    """Show the partnership that one works in, and the way to everything about it."""
    found = request.staff.partnership
    about: list[tuple[str, Shown]] = [
        ("Area", next(force.name for force in reference.forces() if force.ons_code == found.force_code)),
        ("Telephone", found.phone),
        ("Email address", found.email),
        ("People may refer themselves", "Yes" if found.takes_self_referrals else "No"),
    ]
    return show(
        request,
        pages.Partnership(
            title=found.name,
            about=tuple(Row(key, value) for key, value in about),
            places=_places(request),
            hubs=tuple(_hub(hub) for hub in queries.hubs_of(request.staff)),
            hub_columns=HUBS,
        ),
    )


def _places(request: StaffRequest) -> tuple[tuple[Link, str], ...]:
    places = [
        ("Agencies", reverse("partnership:agencies"), "Who belongs to the partnership, and since when"),
        (
            "People",
            reverse("partnership:staff"),
            "Who works for which agency, in which roles, with what training",
        ),
        (
            "Information sharing agreement",
            reverse("sharing:versions"),
            "Who may see what, why and for how long; who has signed",
        ),
        (
            "Official codes",
            reverse("partnership:official_list", args=["forces"]),
            "Force areas, probation, prisons",
        ),
    ]
    if policies.may_manage_staff(request.staff, request.staff.agency):
        text = f"Whom {request.staff.agency.short_name} has invited"
        places.insert(2, ("Invitations", reverse("partnership:invitations"), text))
    return tuple((Link(text, href), hint) for text, href, hint in places)


@require_GET
def agencies(request: StaffRequest) -> HttpResponse:
    """List the agencies, those that exist now first of all."""
    form = forms.FindAgencies(request.GET)
    kinds = queries.kinds_of(request.staff)
    form.fields["kind"].choices = [(code, name) for code, name in _types().items() if code in kinds]  # type: ignore[attr-defined]
    answers = filtering.answers(form)
    found = queries.agencies_of(request.staff, **answers)
    return show(
        request,
        pages.Agencies(
            filters=form,
            chosen=chosen(form, request.path),
            clear_href=request.path,
            columns=COLUMNS,
            rows=tuple(_line(agency) for agency in found),
            counted=words.plural(len(found), "agency", "agencies"),
            breadcrumbs=(to_partnership(),),
        ),
    )


@require_GET
def agency(request: StaffRequest, code: str) -> HttpResponse:
    """Show one agency."""
    found = queries.agency_for(request.staff, code)
    if found is None:
        raise Http404
    staff = f"{reverse('partnership:staff')}?{urlencode({'agency': found.code})}"
    invite = Link("Invite somebody", reverse("partnership:new_invitation"))
    return show(
        request,
        pages.Agency(
            title=found.name,
            closed=""
            if found.exists_on(clock.today())
            else f"This agency closed on {words.day(found.until)}.",
            about=_about(found),
            offices=tuple((office.name, office.district) for office in found.offices.all()),
            office_columns=OFFICES,
            hubs=tuple(_hub(hub) for hub in queries.hubs_at(found)),
            hub_columns=HUBS,
            staff=Link(f"People at {found.short_name}", staff),
            invite=invite if policies.may_manage_staff(request.staff, found) else None,
            breadcrumbs=(to_partnership(), Link("Agencies", reverse("partnership:agencies"))),
        ),
    )


def to_partnership() -> Link:
    """The way back to the partnership's page."""
    return Link("Partnership", reverse("partnership:partnership"))


def link_to(agency: Agency) -> Link:
    """A link to an agency's page."""
    return Link(agency.name, reverse("partnership:agency", args=[agency.code]))


def dates(since: date, until: date | None) -> str:
    """From when until when something exists."""
    return f"Since {words.day(since)}" if until is None else f"{words.day(since)} to {words.day(until)}"


def _line(agency: Agency) -> tuple[Shown, ...]:
    closed = [] if agency.exists_on(clock.today()) else [Tag("Closed", Tone.WAITING)]
    in_full = [agency.name] if agency.name != agency.short_name else []
    return (
        [Link(agency.short_name, link_to(agency).href), *in_full, *closed],
        _types().get(agency.kind, agency.kind),
        agency.get_works_with_display().capitalize(),
        dates(agency.since, agency.until),
        str(agency.working),  # type: ignore[attr-defined]
    )


def _hub(hub: Hub) -> tuple[Shown, ...]:
    return (hub.name, link_to(hub.host), ", ".join(hub.districts), dates(hub.since, hub.until))


def _about(agency: Agency) -> tuple[Row, ...]:
    rows: list[tuple[str, Shown]] = [
        ("Short name", agency.short_name),
        ("Type", _types().get(agency.kind, agency.kind)),
        ("Works with", agency.get_works_with_display().capitalize()),
        ("Dates", dates(agency.since, agency.until)),
    ]
    if agency.prison:
        rows.append(("Prison code", agency.prison))
    if agency.succeeded_by:
        rows.append(("Its work went to", link_to(agency.succeeded_by)))
    before = [link_to(one) for one in agency.predecessors.all()]
    if before:
        rows.append(("Took over from", before))
    if agency.contact_email or agency.contact_phone:
        rows.append(("Contact", [part for part in (agency.contact_email, agency.contact_phone) if part]))
    return tuple(Row(key, value) for key, value in rows)


def _types() -> dict[str, str]:
    return {kind.code: kind.name for kind in reference.agency_types()}
