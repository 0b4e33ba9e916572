"""How a referral came about, and where the matter stands with police and court."""

from typing import Any

from rjhub.design import forms
from rjhub.design.words import capital
from rjhub.kernel.identifiers import police_reference
from rjhub.partnership.reference import forces
from rjhub.referrals.actions.submission import Incident
from rjhub.referrals.forms.narrative import for_both_sides
from rjhub.referrals.vocabulary import (
    AGENCY_SOURCES,
    CJ_STAGES,
    COURTS,
    INITIATORS,
    OFFENCE_GROUPS,
    Known,
    Plea,
    RaisedBy,
)

APPLIES = (
    (
        "community_remedy_chosen",
        "The person harmed chose restorative justice from the Community Remedy document",
    ),
    ("probation_requirement", "It is part of a rehabilitation activity or probation requirement"),
    ("prolific", "The person responsible is in Integrated Offender Management or a scheme like it"),
)
WHO_ASKED = [(value, capital(label)) for value, label in INITIATORS]
SOURCES = [(source.value, source.label) for source in AGENCY_SOURCES]


class Circumstances(forms.Form):
    """How it came about."""

    source = forms.Select(
        "Where does this referral come from?", SOURCES, what="where this referral comes from"
    )
    initiator = forms.Choice(
        "Who asked for restorative justice first?",
        WHO_ASKED,
        what="who asked for restorative justice first",
        hints={"agency": "For example, you thought of it and then spoke to the person"},
    )
    raised_by = forms.Select(
        "Who first spoke about it?",
        RaisedBy,
        what="who first spoke about restorative justice",
    )
    raised_how = forms.Text(
        "How did it come up?",
        what="how it came up",
        limit=800,
        rows=3,
        required=False,
        read=for_both_sides,
        hint="For example, during a supervision appointment, or when the crime was reported",
    )
    aware = forms.Choice(
        "Does the person you are referring know about this referral?",
        Known,
        what="whether the person knows about it",
    )
    agreeable = forms.Choice("Do they agree to it?", Known, what="whether the person agrees to it")
    source_reference = forms.Line(
        "Your own reference for this",
        what="your own reference",
        width="20",
        longest=60,
        required=False,
        hint="So that you can find it again. Do not use anybody's name",
    )

    def answer(self) -> dict[str, Any]:
        """Fields of `Circumstances` in a submission."""
        return {name: value or "" for name, value in self.cleaned_data.items()}


class WhatHappened(forms.Form):
    """The offence or incident."""

    crime_group = forms.Select(
        "What kind of crime or incident was it?", OFFENCE_GROUPS, what="the kind of crime or incident"
    )
    force_code = forms.LongSelect(
        "Which police force recorded it?",
        lambda: [(force.ons_code, force.name) for force in forces()],
        what="the police force",
        empty="Not known, or not reported",
        required=False,
    )
    crime_reference = forms.Line(
        "Crime reference",
        width="20",
        longest=40,
        required=False,
        read=police_reference.parse,
        hint=f"As the police wrote it, like {police_reference.EXAMPLE}",
    )
    description = forms.Text(
        "What happened?",
        what="what happened",
        limit=4000,
        rows=6,
        read=for_both_sides,
        hint="A few sentences. People on both sides may read this, so leave out addresses, phone numbers "
        "and where people live now",
    )
    when = forms.Choice(
        "When did it happen?",
        (("day", "On one day"), ("period", "Over a period"), ("not_known", "Not known")),
        what="when it happened",
        reveals={"day": ("happened_on",), "period": ("started_on", "ended_on")},
    )
    happened_on = forms.Date("Day", what="the day on which it happened", past=True)
    started_on = forms.Date("First day", what="the first day", past=True)
    ended_on = forms.Date("Last day", what="the last day", past=True)
    district = forms.Select(
        "In which district did it happen?",
        (),
        what="the district",
        empty="Somewhere else, or not known",
        required=False,
        hint="This decides which hub receives the referral",
    )
    place = forms.Line(
        "Where did it happen?",
        what="where it happened",
        required=False,
        read=for_both_sides,
        hint="In general terms, like “a car park in the town centre”. Never a home address",
    )
    officer_in_case = forms.Line(
        "Officer in the case", longest=120, required=False, hint="Name, and team if you know it"
    )

    def __init__(self, *args: Any, districts: tuple[str, ...] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["district"].choices = [(name, name) for name in districts]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A period ends after it starts."""
        answers = super().clean() or self.cleaned_data
        first, last = answers.get("started_on"), answers.get("ended_on")
        if first and last and last < first:
            self.add_error("ended_on", "The last day must be the same as the first day, or after it")
        return answers

    def answer(self) -> Incident:
        """What happened, as it is kept."""
        said = dict(self.cleaned_data)
        period = said["when"] == "period"
        return Incident(
            crime_group=said["crime_group"],
            force_code=said["force_code"] or "",
            crime_reference=said["crime_reference"],
            description=said["description"],
            happened_on=said["started_on"] if period else said["happened_on"],
            happened_until=said["ended_on"] if period else None,
            place=said["place"],
            officer_in_case=said["officer_in_case"],
        )


class Court(forms.Form):
    """Where it stands with police and court."""

    cj_stage = forms.Select(
        "Where does it stand?",
        CJ_STAGES,
        what="where it stands",
        empty="Not known",
        required=False,
    )
    court = forms.Choice(
        "Which kind of court is it before?", [*COURTS, ("", "None, or not known")], required=False
    )
    court_name = forms.Line("Name of the court", longest=120, required=False)
    plea = forms.Choice("How did the person responsible plead?", Plea, what="the plea", required=False)
    hearing_on = forms.Date("Next hearing", what="the next hearing", required=False)
    sentence = forms.Text(
        "Sentence", what="the sentence", limit=400, rows=2, required=False, read=for_both_sides
    )
    sentence_on = forms.Date("Date of sentence", what="the date of sentence", required=False)
    court_deadline_on = forms.Date(
        "By when does the court need to hear from the hub?",
        what="the court's deadline",
        future=True,
        required=False,
        hint="For example, when the court has adjourned for an assessment",
    )

    applies = forms.Choices(
        "Does any of this apply?",
        APPLIES,
        what="what applies",
        required=False,
    )

    def answer(self) -> dict[str, Any]:
        """Fields of `Circumstances` in a submission."""
        said = dict(self.cleaned_data)
        applies = set(said.pop("applies") or ())
        dates = {"hearing_on", "sentence_on", "court_deadline_on"}
        fields = {name: value if name in dates else value or "" for name, value in said.items()}
        return fields | {name: name in applies for name, _ in APPLIES}
