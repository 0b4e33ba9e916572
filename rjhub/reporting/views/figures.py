"""Figures as they are now, and the cases behind each."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from rjhub.design import filtering
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.reporting import policies, queries
from rjhub.reporting.forms import FigureFilters
from rjhub.reporting.pages import behind as behind_pages
from rjhub.reporting.pages import figures as pages
from rjhub.reporting.queries import Narrowed
from rjhub.reporting.rules.definitions import Indicator, Version, shipped
from rjhub.reporting.vocabulary import QUARTER, Period, offered, read_period, stretch


@dataclass(frozen=True)
class Asked:
    """What an address asks for, where it makes sense."""

    form: FigureFilters
    period: Period
    narrowed: Narrowed
    hubs: dict[str, str]


@require_GET
def figures(request: StaffRequest) -> HttpResponse:
    """Every indicator for one period."""
    asked = _asked(request)
    counted = {one.key: _one(one, one.newest, asked) for one in shipped().indicators.values()}
    rows = [(one, counted[one.key], counted.get(one.of)) for one in shipped().indicators.values()]
    chosen = filtering.chosen(asked.form, request.path)
    query, until = request.GET.urlencode(), queries.counted_until()
    return show(request, pages.figures(rows, asked.form, chosen, asked.period, query, until=until))


@require_GET
def figure(request: StaffRequest, key: str) -> HttpResponse:
    """One indicator by everything by which it can be broken down."""
    indicator, version = _indicator(request, key)
    asked = _asked(request)
    whole = _one(indicator, version, asked)
    parts = {
        split: queries.counted(indicator, version, asked.period, asked.narrowed, split)
        for split in version.breakdowns
    }
    page = pages.figure(
        indicator,
        version,
        form=asked.form,
        chosen=filtering.chosen(asked.form, request.path),
        whole=whole,
        parts=parts,
        hubs=asked.hubs,
        period=asked.period,
        until=queries.counted_until(),
    )
    return show(request, page)


@require_GET
def behind(request: StaffRequest, key: str) -> HttpResponse:
    """The cases behind a number, as far as the reader may see them."""
    indicator, version = _indicator(request, key)
    asked = _asked(request)
    split, part = request.GET.get("by", ""), request.GET.get("part", "")
    if not indicator.opens or (split and split not in version.breakdowns):
        raise Http404
    begin = request.GET.get("from", "1")
    first = max(int(begin), 1) if begin.isdecimal() and len(begin) < 9 else 1  # noqa: PLR2004 no case has more
    found, unseen = queries.behind(
        indicator, version, asked.period, asked.narrowed, split=split, part=part, beyond=first - 1
    )
    counted = queries.counted(indicator, version, asked.period, asked.narrowed, split)
    total = next((one.many for one in counted if one.part == (part if split else "")), 0)
    page = behind_pages.page_for(
        indicator,
        name=behind_pages.named(indicator, split, part, asked.hubs),
        period=asked.period,
        found=found,
        unseen=unseen,
        first=first,
        total=total,
        given=request.GET.dict(),
    )
    return show(request, page)


def _asked(request: StaffRequest) -> Asked:
    policies.may_count(request.staff).or_refuse()
    today = clock.today()
    hubs = queries.hubs(request.staff.partnership_id)
    form = FigureFilters(request.GET or None, periods=_periods(request, today), hubs=hubs)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    period = read_period(wanted.get("period") or "") or stretch(QUARTER, today)
    narrowed = Narrowed(**{name: wanted.get(name) or "" for name in ("hub", "cj_stage", "offence_group")})
    return Asked(form, period, narrowed, hubs)


def _periods(request: StaffRequest, today: date) -> list[Period]:
    """Those that are offered, and the one that an address asks for, which a return may have written."""
    asked = read_period(request.GET.get("period", ""))
    return list(dict.fromkeys([*([asked] if asked else []), *offered(today)]))


def _indicator(request: StaffRequest, key: str) -> tuple[Indicator, Version]:
    indicator = shipped().indicators.get(key)
    if indicator is None:
        raise Http404
    number = request.GET.get("version", "")
    version = indicator.version(int(number[:4])) if number.isdecimal() else indicator.newest
    if version is None:
        raise Http404
    return indicator, version


def _one(indicator: Indicator, version: Version, asked: Asked) -> queries.Counted | None:
    found = queries.counted(indicator, version, asked.period, asked.narrowed)
    return found[0] if found else None
