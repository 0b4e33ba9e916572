"""The official lists: force areas, probation regions, prisons. Everybody who works here may look a code up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from rjhub.design import words
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.design.pieces import Column
from rjhub.partnership import forms, reference
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.pages import official as pages
from rjhub.partnership.views import agencies
from rjhub.partnership.vocabulary import LocalPolicingBody

PRISON_TYPES = {
    "hmp": "Prison",
    "hmp_yoi": "Prison and young offender institution",
    "hmyoi": "Young offender institution",
    "irc": "Immigration removal centre",
    "stc": "Secure training centre",
}
SEX = {"M": "Men", "F": "Women", "M+F": "Men and women"}


@dataclass(frozen=True)
class _List:
    title: str
    about: str
    things: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[tuple[str, ...]]]


def _forces() -> Iterable[tuple[str, ...]]:
    regions = {region.code: region.name for region in reference.probation_regions()}
    for force in reference.forces():
        body = LocalPolicingBody(force.policing_body).label
        population = f"{force.population_mid_2020:,}"
        yield (force.name, force.ons_code, force.ho_number, regions[force.probation_region], body, population)


def _regions() -> Iterable[tuple[str, ...]]:
    for region in reference.probation_regions():
        forces = [force.name for force in reference.forces() if force.probation_region == region.code]
        yield (region.name, region.short_name, region.code, ", ".join(forces))


def _prisons() -> Iterable[tuple[str, ...]]:
    for prison in reference.prisons():
        kind = PRISON_TYPES.get(prison.type, prison.type.upper())
        holds = SEX.get(prison.sex, "") + (", children" if prison.youth_custody else "")
        yield (prison.name, prison.code, kind, prison.category, holds, prison.operator, prison.status_note)


LISTS = {
    "forces": _List(
        "Police force areas",
        "The 43 force areas of England and Wales. Populations are the estimates for the middle of 2020.",
        "force areas",
        (
            Column("Force area"),
            Column("ONS code"),
            Column("Home Office number"),
            Column("Probation region"),
            Column("Commissioned by"),
            Column("Population", numeric=True),
        ),
        _forces,
    ),
    "probation-regions": _List(
        "Probation regions",
        "The 12 regions of the Probation Service, with their codes in nDelius.",
        "regions",
        (Column("Region"), Column("Short name"), Column("Code"), Column("Force areas")),
        _regions,
    ),
    "prisons": _List(
        "Prisons",
        "Every place of custody in the prison register, with its code in NOMIS. The register is partial.",
        "prisons",
        (
            Column("Prison"),
            Column("Code"),
            Column("Type"),
            Column("Category"),
            Column("Holds"),
            Column("Run by"),
            Column("Note"),
        ),
        _prisons,
    ),
}


@require_GET
def official_list(request: StaffRequest, name: str) -> HttpResponse:
    """Show one list, or the part of it that holds what was typed."""
    chosen = LISTS.get(name)
    if chosen is None:
        raise Http404
    form = forms.FindReference(request.GET)
    wanted = form.cleaned_data["text"].casefold() if form.is_valid() else ""
    rows = tuple(row for row in chosen.rows() if wanted in " ".join(row).casefold())
    return show(
        request,
        pages.OfficialList(
            title=chosen.title,
            about=chosen.about,
            find=form,
            columns=chosen.columns,
            rows=rows,
            counted=f"{words.plural(len(rows), 'entry', 'entries')}",
            lists=tuple(Link(each.title, _address(slug)) for slug, each in LISTS.items() if slug != name),
            breadcrumbs=(agencies.to_partnership(),),
        ),
    )


def _address(slug: str) -> str:
    return reverse("partnership:official_list", args=[slug])
