"""The versions of a partnership's pathway: to look at, compare and fetch."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from rjhub.design import picture, words
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.design.pieces import Column, Row, Shown, Tag, Tone
from rjhub.partnership import forms, policies, queries
from rjhub.partnership.actions.pathways import differences
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import PathwayVersion
from rjhub.partnership.pages import pathways as pages
from rjhub.partnership.pages.lines import numbered
from rjhub.partnership.pathway import steps
from rjhub.partnership.pathway.schema import Approval, Pathway
from rjhub.partnership.views import agencies

VERSIONS = (Column("Version"), Column("Name"), Column("Added"), Column("By"), Column("File"))
ASKED = (Column("Who is asked"), Column("About"), Column("For what"), Column("By when"))


@require_GET
def pathways(request: StaffRequest) -> HttpResponse:
    """List the versions, the one in force on top."""
    found = queries.pathway_versions(request.staff.partnership_id)
    newest = {version.code: version.number for version in reversed(found)}
    return show(
        request,
        pages.Pathways(
            columns=VERSIONS,
            rows=tuple(_line(version, in_force=newest[version.code] == version.number) for version in found),
            change=_change(request),
            breadcrumbs=(agencies.to_partnership(),),
        ),
    )


@require_GET
def pathway(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Show one version."""
    version = find(request, code, number)
    said = queries.read_pathway(version)
    newest = max(
        each.number for each in queries.pathway_versions(version.partnership_id) if each.code == code
    )
    both = urlencode({"one": number - 1, "other": number})
    comparison = f"{reverse('partnership:pathway_comparison', args=[code])}?{both}"
    return show(
        request,
        pages.Pathway(
            title=f"{said.name}, version {version.number}",
            in_force=number == newest,
            about=said.about,
            drawn=picture.draw(f"The pathway of {said.name}", [_step(step) for step in steps.steps(said)]),
            facts=_facts(version, said),
            asked=tuple(_asked(said)),
            asked_columns=ASKED,
            lines=numbered(version.text),
            download=Link("Download the file", _file(version)),
            compare=Link(f"Compare with version {number - 1}", comparison) if number > 1 else None,
            change=_change(request) if number == newest else None,
            breadcrumbs=(agencies.to_partnership(), to_pathways()),
        ),
    )


@require_GET
def pathway_file(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Give the file as it was written."""
    version = find(request, code, number)
    answer = HttpResponse(version.text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{version.code}-{version.number}.yaml"'
    return answer


@require_GET
def comparison(request: StaffRequest, code: str) -> HttpResponse:
    """Say in words what differs between two versions."""
    found = [each for each in queries.pathway_versions(request.staff.partnership_id) if each.code == code]
    if not found:
        raise Http404
    form = forms.ComparePathways(request.GET or None, numbers=[version.number for version in found])
    chosen = form.cleaned_data if form.is_valid() else {}
    read = {
        version.number: queries.read_pathway(version)
        for version in found
        if version.number in chosen.values()
    }
    one, other = chosen.get("one"), chosen.get("other")
    changes = differences(read[one], read[other]) if one and other else []
    return show(
        request,
        pages.PathwayComparison(
            form=form,
            one=one,
            other=other,
            differences=tuple(changes),
            breadcrumbs=(agencies.to_partnership(), to_pathways()),
        ),
    )


def find(request: StaffRequest, code: str, number: int) -> PathwayVersion:
    """A version of one's own partnership. Raises Http404 for any other."""
    version = queries.pathway_version(request.staff.partnership_id, code, number)
    if version is None:
        raise Http404
    return version


def to_pathways() -> Link:
    """The way back to the list of versions."""
    return Link("Pathway", reverse("partnership:pathways"))


def _change(request: StaffRequest) -> Link | None:
    allowed = policies.may_change_pathway(request.staff, request.staff.partnership)
    return Link("Change the pathway", reverse("partnership:pathway_change")) if allowed else None


def _line(version: PathwayVersion, *, in_force: bool) -> tuple[Shown, ...]:
    link = Link(
        f"Version {version.number}", reverse("partnership:pathway", args=[version.code, version.number])
    )
    return (
        [link, Tag("In force", Tone.DONE)] if in_force else link,
        queries.read_pathway(version).name,
        words.moment(version.added_at),
        version.added_by.name if version.added_by else "RJ Hub",
        Link(f"Download version {version.number}", _file(version)),
    )


def _file(version: PathwayVersion) -> str:
    return reverse("partnership:pathway_file", args=[version.code, version.number])


def _facts(version: PathwayVersion, said: Pathway) -> tuple[Row, ...]:
    rows: list[tuple[str, Shown]] = [
        (
            "Added",
            f"{words.moment(version.added_at)} by {version.added_by.name if version.added_by else 'RJ Hub'}",
        ),
        ("Area", said.area.name),
        ("Hubs", [f"{hub.name}: {', '.join(hub.districts)}" for hub in said.hubs]),
        ("One incident", _one_incident(said.incidents.near_days)),
        ("Approvals", [_approval(approval) for approval in said.approvals]),
    ]
    return tuple(Row(key, value) for key, value in rows)


def _one_incident(days: int) -> str:
    between = f"at most {words.plural(days, 'day')} apart" if days else "on the same day"
    return f"The same crime reference, or the same two people {between}. The hub decides"


def _approval(approval: Approval) -> str:
    name = approval.key.replace("-", " ").capitalize()
    who = approval.called or approval.by.label
    return f"{name}: {who} approves, and a facilitator of level {approval.lead_level.label} leads"


def _asked(said: Pathway) -> list[tuple[Shown, ...]]:
    clocks = {clock.key: clock.text for clock in said.clocks}
    return [
        (
            request.ask.label,
            request.about.label[:1].upper() + request.about.label[1:],
            list(request.questions),
            clocks[request.clock],
        )
        for request in said.requests
    ]


def _step(step: steps.Step) -> picture.Step:
    return picture.Step(
        key=step.key, label=step.label, clock=step.clock, gates=step.to_start, to_end=step.to_finish
    )
