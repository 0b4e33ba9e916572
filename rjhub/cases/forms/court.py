"""Questions about what is before the court."""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from rjhub.cases.actions import court as actions
from rjhub.cases.models import CourtMatter
from rjhub.cases.vocabulary import Plea
from rjhub.design import forms
from rjhub.kernel import clock
from rjhub.partnership.pathway.case_words import CjStage, Court

SENTENCES = (
    CjStage.COMMUNITY_ORDER,
    CjStage.SUSPENDED_SENTENCE,
    CjStage.CUSTODY,
    CjStage.YOUTH_REFERRAL_ORDER,
    CjStage.YOUTH_REHABILITATION_ORDER,
    CjStage.COMPLETE,
)
_MOST_DATES = 30
_PARTS = re.compile(r"[\s./-]+")


class Matter(forms.Versioned):
    """Which court, and what happened there."""

    court = forms.Line(
        "Which court is it?", what="which court it is", longest=120, hint="Like Medway Magistrates' Court"
    )
    court_kind = forms.Choice(
        "What kind of court?",
        [(one.value, one.label) for one in Court],
        what="what kind of court",
        coerce=Court,
    )
    plea = forms.Choice("How did they plead?", Plea, what="how they pleaded")
    conviction_dates = forms.Text(
        "When were they convicted?",
        what="when they were convicted",
        hint="The day for each offence, one on a line, like 27 3 2026. How long sentence can be deferred depends on "
        "all of them",
        required=False,
        rows=3,
    )
    hearing_on = forms.Date("When is the next hearing?", what="when the next hearing is", required=False)

    def clean_conviction_dates(self) -> tuple[date, ...]:
        """Read one day from each line. Raises ValidationError for what is no day in the past."""
        lines = [line for line in self.cleaned_data["conviction_dates"].splitlines() if line.strip()]
        if len(lines) > _MOST_DATES:
            raise ValidationError(f"Enter {_MOST_DATES} dates at most")
        return tuple(_day(line.strip()) for line in lines)

    def matter(self) -> actions.Matter:
        """The answers, as the action takes them."""
        return actions.Matter(**_without_version(self.cleaned_data))


class Adjournment(forms.Versioned):
    """Time for assessing both sides."""

    adjourned_on = forms.Date("When did the court adjourn?", what="when the court adjourned", past=True)
    adjourned_until = forms.Date("Until when?", what="until when the court adjourned")
    report_due_on = forms.Date(
        "When does the court expect the report?", what="when the court expects the report", required=False
    )
    adjournment_why = forms.Line(
        "If it is shorter or longer than usual here, why?",
        what="why it is shorter or longer",
        longest=100,
        required=False,
    )

    def adjournment(self) -> actions.Adjournment:
        """The answers, as the action takes them."""
        return actions.Adjournment(**_without_version(self.cleaned_data))


class Deferral(forms.Versioned):
    """Sentence put off."""

    deferral_made_on = forms.Date(
        "When did the court defer sentence?", what="when the court deferred sentence", past=True
    )
    deferred_until = forms.Date(
        "Until when?",
        what="until when sentence is deferred",
        required=False,
        hint="If you leave it empty, as long as is practice here",
    )
    undertaken = forms.YesNo(
        "Did they agree to the deferral, and undertake to keep what the court asks for?",
        what="whether they agreed to the deferral",
        hint="The law asks for both. Everybody else who is to take part must agree, too",
    )
    report_due_on = forms.Date(
        "When does the court expect the report?", what="when the court expects the report", required=False
    )

    def deferral(self) -> actions.Deferral:
        """The answers, as the action takes them."""
        return actions.Deferral(**_without_version(self.cleaned_data))


class Sentence(forms.Versioned):
    """What the court decided."""

    sentenced_on = forms.Date("When was sentence passed?", what="when sentence was passed", past=True)
    stage = forms.Choice(
        "What is it?",
        [(one.value, one.label) for one in SENTENCES],
        what="what the sentence is",
        hints={CjStage.COMPLETE: "For example a fine that is paid, or a discharge"},
        coerce=CjStage,
    )
    requirement = forms.YesNo(
        "Does the work go on under a requirement of the sentence?",
        what="whether the work goes on under a requirement",
        hint="A rehabilitation activity or a probation requirement. The work can go on beside any sentence",
    )
    sentence = forms.Line(
        "What did the court say?",
        what="what the court said",
        hint="Like 12 months, 80 hours of unpaid work. Name nobody",
    )

    def passed(self) -> actions.Sentence:
        """The answers, as the action takes them."""
        given = self.cleaned_data
        return actions.Sentence(
            sentenced_on=given["sentenced_on"],
            sentence=given["sentence"],
            stage=given["stage"],
            probation_requirement=bool(given["requirement"]),
        )


def answers_of(matter: CourtMatter | None, form: type[forms.Versioned]) -> dict[str, Any]:
    """What a form says of the matter as it stands."""
    if matter is None:
        return {"version": 0}
    kept = {name: getattr(matter, name) for name in form.base_fields if hasattr(matter, name)}
    if kept.get("court") in {kind.label for kind in Court}:
        # The referral named no court, only its kind, which is asked for by itself.
        kept["court"] = ""
    if "conviction_dates" in kept:
        kept["conviction_dates"] = "\n".join(
            f"{one.day} {one.month} {one.year}" for one in matter.conviction_dates
        )
    if "undertaken" in kept and matter.deferral_made_on is None:
        del kept["undertaken"]
    return kept


def _day(typed: str) -> date:
    parts = _PARTS.split(typed)
    field = forms.Date("Each date", what="each date of conviction", past=True)
    day: date | None = None
    if len(parts) == len(("day", "month", "year")):
        day = field.clean(dict(zip(("day", "month", "year"), parts, strict=True)))
    if day is None:
        example = clock.today()
        raise ValidationError(
            f"“{typed[:40]}” is not a date. Enter one on each line, like {example.day} {example.month} {example.year}"
        )
    return day


def _without_version(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name != "version"}
