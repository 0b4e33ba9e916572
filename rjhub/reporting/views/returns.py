"""Returns: submitted once their period is over, opened, compared, and taken out as files."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.cases.views.downloads import attachment
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.reporting import frozen, policies, sheets
from rjhub.reporting.actions import submitting
from rjhub.reporting.forms import Submitting
from rjhub.reporting.models import FrozenFigure, Submission
from rjhub.reporting.pages import returns as pages
from rjhub.reporting.pages import submitted as submitted_pages
from rjhub.reporting.queries import PAGE
from rjhub.reporting.rules.returns import built_in
from rjhub.reporting.vocabulary import over, read_period


@require_GET
def returns(request: StaffRequest) -> HttpResponse:
    """The returns that there are, and those that were submitted."""
    policies.may_count(request.staff).or_refuse()
    found = frozen.submitted(request.staff.partnership_id)
    return show(request, pages.returns(list(built_in().values()), found))


@require_http_methods(["GET", "POST"])
def submission_form(request: StaffRequest, key: str) -> HttpResponse:
    """Submit a return for a period."""
    policies.may_count(request.staff).or_refuse()
    found = built_in().get(key)
    if found is None:
        raise Http404
    form = Submitting(request.POST or None, periods=over(found.months, clock.today()))
    if form.is_valid():
        period = read_period(form.cleaned_data["period"])
        if period is None:
            raise Http404
        made = submitting.submit(
            found, period, by=request.staff, submission_key=form.cleaned_data["submission_key"]
        )
        return redirect("reporting:submission", made.id)
    return show(request, pages.submitting(found, form))


@require_GET
def submission(request: StaffRequest, submission_id: UUID) -> HttpResponse:
    """What was submitted, as it was."""
    found = _submission(request, submission_id)
    return show(request, submitted_pages.page_for(found, frozen.figures_of(found)))


@require_GET
def behind(request: StaffRequest, submission_id: UUID, place: int) -> HttpResponse:
    """The cases behind one number that was submitted."""
    found = _submission(request, submission_id)
    figure = next((one for one in frozen.figures_of(found) if one.place == place), None)
    if figure is None:
        raise Http404
    begin = request.GET.get("from", "1")
    first = max(int(begin), 1) if begin.isdecimal() and len(begin) < 9 else 1  # noqa: PLR2004 no figure has more
    things, unseen, erased = frozen.behind(found, figure, first - 1)
    page = submitted_pages.behind(found, figure, things, unseen=unseen, erased=erased, first=first, most=PAGE)
    return show(request, page)


@require_GET
def changes(request: StaffRequest, submission_id: UUID) -> HttpResponse:
    """What differs, case by case, from the version before; or with `now`, what differs today."""
    found = _submission(request, submission_id)
    now = "now" in request.GET
    older, newer = (found, None) if now else (frozen.before(found), found)
    if older is None:
        raise Http404
    figures = frozen.figures_of(older)
    differing = [
        (one, frozen.changes(older, newer, one, _splits(figures, one)), frozen.rule_of(one) is None)
        for one in figures
        if not one.split
    ]
    return show(request, submitted_pages.changes(older, newer, differing))


@require_GET
def file(request: StaffRequest, submission_id: UUID, kind: str) -> HttpResponse:
    """Take a submitted return out as a file."""
    found = _submission(request, submission_id)
    if kind not in submitted_pages.MIMES:
        raise Http404
    submitting.take_out(found, by=request.staff, kind=kind)
    figures = frozen.figures_of(found)
    name = f"{found.key}-{found.period.key.replace('_', '-')}-{found.number}.{kind}"
    if kind == "pdf":
        content = submitted_pages.as_pdf(found, figures)
    else:
        content = sheets.as_file(kind, found.title, submitted_pages.as_rows(found, figures))
    return attachment(content, submitted_pages.MIMES[kind], name)


def _splits(figures: list[FrozenFigure], of: FrozenFigure) -> list[str]:
    return list(dict.fromkeys(one.split for one in figures if one.indicator == of.indicator and one.split))


def _submission(request: StaffRequest, submission_id: UUID) -> Submission:
    policies.may_count(request.staff).or_refuse()
    found = frozen.find(request.staff.partnership_id, submission_id)
    if found is None:
        raise Http404
    return found
