"""Pages about what is before the court."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse

from rjhub.cases import pathways
from rjhub.cases.actions.court import usual_end
from rjhub.cases.actions.court_paper import court_in_words
from rjhub.cases.gates import CaseState
from rjhub.cases.models import Case, CourtMatter, CourtReport
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.cases.vocabulary import CourtReportAbout
from rjhub.design.forms import Form
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown, Tag, Tone
from rjhub.design.words import day, plural
from rjhub.kernel import clock, deferral
from rjhub.kernel.decisions import Decision
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.checks import Check

COLUMNS = (Column("Report"), Column("Written"), Column("Sent"))


@dataclass(frozen=True)
class Court:
    """What is before the court, how long sentence can be deferred, and the reports."""

    frame: CaseFrame
    matter: tuple[Row, ...]
    dates: tuple[Row, ...]
    longest: tuple[str, ...]
    conditions: tuple[Row, ...]
    check_href: str
    reports: tuple[tuple[Shown, ...], ...]
    columns: tuple[Column, ...]
    write: tuple[Link, ...]
    no_promise: str
    title: str = "Before the court"


@dataclass(frozen=True)
class CourtForm:
    """One form about the court."""

    frame: CaseFrame
    form: Form
    about: tuple[str, ...]
    submit: str
    back: Link
    title: str


def court_page(state: CaseState, reports: list[CourtReport], *, may_work: bool) -> Court:
    """The page, with what the reader may do."""
    case, matter, rule = state.case, state.court, state.pathway.court
    checked = Check.COURT_CONDITIONS_CHECKED in state.milestones
    conditions = rules.court_conditions(state.pathway, state.facts)
    return Court(
        frame=frame_for(case, "court"),
        matter=_matter(case, matter, may_work=may_work),
        dates=_dates(case, matter, may_work=may_work) if matter else (),
        longest=longest_deferral(case, matter) if matter and not matter.sentenced_on else (),
        conditions=_conditions(conditions, checked=checked) if rule else (),
        check_href=_to(case, "court_conditions") if rule and may_work and conditions and not checked else "",
        reports=tuple(_report(case, one) for one in reports),
        columns=COLUMNS,
        write=tuple(
            Link(f"Write a report on {about.label.lower()}", _to(case, "new_court_report", about.value))
            for about in CourtReportAbout
        )
        if matter and may_work
        else (),
        no_promise=_no_promise(case, rule.no_promise) if rule else "",
    )


def _no_promise(case: Case, said: str) -> str:
    told = pathways.in_words_of(case, "The person responsible is told")
    return f"Nothing is promised about sentence. {told}: “{said}”"


def court_form(case: Case, form: Form, title: str, submit: str, *about: str) -> CourtForm:
    """A page with one form."""
    back = Link("Before the court", _to(case, "court"))
    return CourtForm(frame_for(case, "court"), form, about, submit, back, title)


def adjournment_words(state: CaseState) -> str:
    """How long an adjournment the pathway asks for."""
    rule = state.pathway.court
    if rule is None:
        return ""
    least, most = rule.adjournment.least_weeks, rule.adjournment.most_weeks
    return f"This pathway asks for {least} to {most} weeks. Any other time needs a reason, which stays in the timeline."


def longest_deferral(case: Case, matter: CourtMatter) -> tuple[str, ...]:
    """How long sentence can be deferred, how that follows from the convictions, and what is usual here."""
    convicted_on, since = matter.conviction_dates, settings.LONGER_DEFERRAL_SINCE
    made_on = matter.deferral_made_on or clock.today()
    asked = "The deferral was made" if matter.deferral_made_on else "If sentence were deferred today,"
    try:
        most = deferral.most_months(convicted_on=convicted_on, twelve_months_since=since)
        latest = deferral.latest_end(made_on=made_on, convicted_on=convicted_on, twelve_months_since=since)
    except Invalid as missing:
        return (missing.message,)
    asked += f" on {day(made_on)}, so" if matter.deferral_made_on else ""
    return (
        f"{asked} it could last until {day(latest)} at the latest: {plural(most, 'month')}.",
        _because(convicted_on, since),
        *_usual(case, made_on),
    )


def _because(convicted_on: list[date], since: date | None) -> str:
    law = "Sentencing Act 2020, section 5"
    if since is None:
        return (
            f"6 months is the limit for every conviction ({law}). The 12 months of the Sentencing Act 2026 are not "
            "known to be in force."
        )
    first = min(convicted_on)
    if first < since:
        return f"6 months, because a conviction of {day(first)} came before {day(since)} ({law})."
    return (
        f"12 months, because no conviction came before {day(since)}; the first was on {day(first)} ({law})."
    )


def _usual(case: Case, made_on: date) -> tuple[str, ...]:
    try:
        return (f"Practice here is to ask for a deferral until {day(usual_end(case, made_on))}.",)
    except Invalid:
        return ()


def _matter(case: Case, matter: CourtMatter | None, *, may_work: bool) -> tuple[Row, ...]:
    change = Link("Change" if matter else "Record", _to(case, "court_matter")) if may_work else None
    if matter is None:
        return (Row("Court", "Not recorded yet", change),)
    return (
        Row("Court", court_in_words(matter), change),
        Row("Plea", matter.get_plea_display() or None),
        Row("Convicted on", [day(one) for one in matter.conviction_dates] or None),
        Row("Next hearing", day(matter.hearing_on) or None),
    )


def _dates(case: Case, matter: CourtMatter, *, may_work: bool) -> tuple[Row, ...]:
    def act(name: str, there: object) -> Link | None:
        return Link("Change" if there else "Record", _to(case, name)) if may_work else None

    adjourned = [
        f"From {day(matter.adjourned_on)} until {day(matter.adjourned_until)}",
        matter.adjournment_why,
    ]
    deferred = f"From {day(matter.deferral_made_on)} until {day(matter.deferred_until)}"
    passed = [day(matter.sentenced_on), matter.sentence]
    return (
        Row("Adjourned", [one for one in adjourned if one] if matter.adjourned_until else None,
            act("adjournment", matter.adjourned_until)),
        Row("Sentence deferred", deferred if matter.deferred_until else None, act("deferral", matter.deferred_until)),
        Row("Report expected by", day(matter.report_due_on) or None),
        Row("Sentenced", passed if matter.sentenced_on else None, act("sentence", matter.sentenced_on)),
    )  # fmt: skip


def _conditions(met: Decision, *, checked: bool) -> tuple[Row, ...]:
    if not met:
        return (Row("Not met", list(met.reasons)),)
    return (
        Row(
            "Offence, court and plea",
            Tag("Checked", Tone.DONE) if checked else Tag("Met, not noted yet", Tone.TO_DO),
        ),
    )


def _report(case: Case, one: CourtReport) -> tuple[Shown, ...]:
    sent = f"{day(one.sent_on)}, to {one.sent_to}" if one.is_sent else Tag("Not sent", Tone.TO_DO)
    written = f"{day(one.written_at)} by {one.written_by.name}"
    return (Link(one.get_about_display(), _to(case, "court_report", one.id)), written, sent)


def _to(case: Case, name: str, *more: object) -> str:
    return reverse(f"cases:{name}", args=[case.reference, *more])
