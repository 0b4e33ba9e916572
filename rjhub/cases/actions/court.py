"""What is before the court: its dates and decisions, and where the case stands because of them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from rjhub.cases import pathways, policies, queries
from rjhub.cases.actions.court_dates import remind
from rjhub.cases.actions.moving import reach_milestone
from rjhub.cases.actions.safeguards import check_version
from rjhub.cases.gates import CaseState
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, CourtMatter
from rjhub.cases.vocabulary import Plea
from rjhub.design.words import day
from rjhub.kernel import clock, deferral, months
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.case_words import CjStage, Court
from rjhub.partnership.pathway.checks import Check


@dataclass(frozen=True, kw_only=True)
class Matter:
    """Which court, what was pleaded and decided there, and when it sits again."""

    court: str
    court_kind: Court
    plea: Plea
    conviction_dates: tuple[date, ...] = ()
    hearing_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Adjournment:
    """Time that the court gave, so that both sides can be assessed."""

    adjourned_on: date
    adjourned_until: date
    report_due_on: date | None = None
    adjournment_why: str = ""


@dataclass(frozen=True, kw_only=True)
class Deferral:
    """Sentence put off, so that the people can be brought together. Without an end, the area's practice counts."""

    deferral_made_on: date
    undertaken: bool
    deferred_until: date | None = None
    report_due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """What the court decided, and where that leaves the person responsible."""

    sentenced_on: date
    sentence: str
    stage: CjStage
    probation_requirement: bool = False


@transaction.atomic
def record_matter(case: Case, matter: Matter, *, version: int, by: Staff, at: datetime) -> CourtMatter:
    """Write down what is before the court, or change it; `version` is 0 if nothing was there yet.

    Raises Refused if this person may not, Conflict if somebody else changed it meanwhile, and Invalid for convictions
    that a deferral which was made does not allow.
    """
    case, row = _locked(case, version, by=by)
    facts = asdict(matter) | {"conviction_dates": sorted(set(matter.conviction_dates))}
    if row.deferral_made_on and row.deferred_until:
        _check_deferral(row.deferral_made_on, row.deferred_until, facts["conviction_dates"])
    if matter.conviction_dates and case.cj_stage in {"", CjStage.CHARGED}:
        _follow(case, CjStage.CONVICTED)
    return _save(case, row, facts, "cases:court:record", matter.court, by=by, at=at)


@transaction.atomic
def take_over(case: Case, known: Mapping[str, Any], *, by: Staff, at: datetime) -> CourtMatter:
    """Keep what the referral said about the court, when its case opens. Fields by name, those of `CourtMatter`."""
    matter = CourtMatter(**case.row(), version=0)
    return _save(case, matter, known, "cases:court:record", known["court"], by=by, at=at)


@transaction.atomic
def adjourn(case: Case, adjournment: Adjournment, *, version: int, by: Staff, at: datetime) -> CourtMatter:
    """Note that the court gave time for assessing both sides.

    Raises Refused, Conflict, and Invalid for days that do not fit each other, or that are fewer or more weeks than the
    pathway asks for without a word why.
    """
    case, row = _locked(case, version, by=by)
    _check_adjournment(case, adjournment)
    _follow(case, CjStage.ADJOURNED)
    until = day(adjournment.adjourned_until)
    detail = f"{until}. {adjournment.adjournment_why}".removesuffix(". ")
    return _save(case, row, asdict(adjournment), "cases:court:adjourn", detail, by=by, at=at)


@transaction.atomic
def defer(case: Case, deferred: Deferral, *, version: int, by: Staff, at: datetime) -> CourtMatter:
    """Note that the court deferred sentence.

    Raises Refused, Conflict, and Invalid for days that do not fit each other, beyond the longest time that the
    Sentencing Act 2020, s.5 allows for these convictions, or without the agreement that s.3 asks for.
    """
    case, row = _locked(case, version, by=by)
    if not deferred.undertaken:
        raise Invalid("Sentence is deferred only if they agree and undertake to keep what the court asks for")
    until = deferred.deferred_until or usual_end(case, deferred.deferral_made_on)
    _check_deferral(deferred.deferral_made_on, until, row.conviction_dates)
    _follow(case, CjStage.DEFERRED)
    facts = asdict(deferred) | {"deferred_until": until}
    return _save(case, row, facts, "cases:court:defer", day(until), by=by, at=at)


@transaction.atomic
def sentence(case: Case, passed: Sentence, *, version: int, by: Staff, at: datetime) -> CourtMatter:
    """Note the sentence. The work can go on beside it.

    Raises Refused, Conflict, and Invalid for a sentence before the conviction.
    """
    case, row = _locked(case, version, by=by)
    if row.conviction_dates and passed.sentenced_on < min(row.conviction_dates):
        raise Invalid("The sentence cannot come before the conviction. Check both dates")
    case.probation_requirement = passed.probation_requirement
    _follow(case, passed.stage, "probation_requirement")
    facts = {"sentenced_on": passed.sentenced_on, "sentence": passed.sentence}
    return _save(case, row, facts, "cases:court:sentence", passed.stage.label, by=by, at=at)


@transaction.atomic
def check_court_conditions(case: Case, *, by: Staff, at: datetime) -> None:
    """Note that offence, court and plea were checked. Raises Refused with each condition that is not met."""
    case = queries.lock_case(case)
    policies.may_work_on(by, case).or_refuse()
    state = CaseState(case)
    rules.court_conditions(state.pathway, state.facts).or_refuse()
    reach_milestone(case, check=Check.COURT_CONDITIONS_CHECKED, done_on=clock.day_of(at), by=by, at=at)


def usual_end(case: Case, made_on: date) -> date:
    """Until when sentence is usually deferred in this area. Raises Invalid if its pathway does not say."""
    court = pathways.pathway_of(case).court
    if court is None:
        raise Invalid("Enter until when sentence is deferred")
    return months.add_months(made_on, court.deferral.months)


def _locked(case: Case, version: int, *, by: Staff) -> tuple[Case, CourtMatter]:
    case = queries.lock_case(case)
    policies.may_work_on(by, case).or_refuse()
    row = queries.court_matter_of(case) or CourtMatter(**case.row(), version=0)
    check_version(row.version, version)
    return case, row


def _save(
    case: Case, row: CourtMatter, facts: Mapping[str, Any], tag: str, detail: str, *, by: Staff, at: datetime
) -> CourtMatter:
    changed = tuple(name for name, value in facts.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, facts[name])
    row.version += 1
    row.save(force_insert=row.version == 1, force_update=row.version > 1)
    happened(tag, case=case, by=by, at=at, row=row, detail=detail[:120], changed=changed)
    remind(case, row, by=by, at=at)
    return row


def _follow(case: Case, stage: CjStage, *more: str) -> None:
    case.cj_stage = stage
    case.version += 1
    case.save(update_fields=["cj_stage", "version", *more])


def _check_adjournment(case: Case, adjournment: Adjournment) -> None:
    start, end = adjournment.adjourned_on, adjournment.adjourned_until
    if end <= start:
        raise Invalid("The new hearing must be after the day of the adjournment. Check both dates")
    court = pathways.pathway_of(case).court
    if court is None or adjournment.adjournment_why:
        return
    least, most = court.adjournment.least_weeks, court.adjournment.most_weeks
    if not 7 * least <= (end - start).days <= 7 * most:
        raise Invalid(
            f"This is not {least} to {most} weeks, as this pathway asks for. Check the dates, or say why"
        )


def _check_deferral(made_on: date, until: date, convicted_on: list[date]) -> None:
    deferral.check_end(
        until,
        made_on=made_on,
        convicted_on=convicted_on,
        twelve_months_since=settings.LONGER_DEFERRAL_SINCE,
    )
