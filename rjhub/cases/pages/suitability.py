"""Pages of the assessments of suitability."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.cases.forms.suitability import Groups, HarmedSuitability, ResponsibleSuitability
from rjhub.cases.models import Case, Party, SuitabilityAssessment
from rjhub.cases.pages.assessing import Card, PeopleApart, Somebody
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.cases.pages.sides import two_sides
from rjhub.cases.vocabulary import Suitability
from rjhub.design.links import Link
from rjhub.design.pieces import Row, Tag, Tone
from rjhub.design.words import day
from rjhub.kernel.decisions import Decision
from rjhub.sharing.vocabulary import Category, Side

ABOUT = "No list and no score decides. Whoever assesses says what they think and why; the newest assessment counts."
TONES = {
    Suitability.SUITABLE: Tone.DONE,
    Suitability.NOT_YET: Tone.DOING,
    Suitability.UNSUITABLE: Tone.STOPPED,
}


@dataclass(frozen=True)
class SuitabilityForm:
    """Assessing somebody."""

    frame: CaseFrame
    form: HarmedSuitability | ResponsibleSuitability
    groups: Groups
    back: Link
    title: str


def suitability_of(
    case: Case, parties: list[Party], rows: list[SuitabilityAssessment], may_assess: dict[Party, Decision]
) -> PeopleApart:
    """The page, as far as the reader may see it."""
    return PeopleApart(
        frame=frame_for(case, "suitability"),
        sides=two_sides(case, parties),
        people={
            party.id: _somebody(
                case, party, [one for one in rows if one.party_id == party.id], may_assess[party]
            )
            for party in parties
        },
        about=ABOUT,
        title="Suitability",
        kind=Category.STATEMENT,
    )


def form_page(case: Case, party: Party, form: HarmedSuitability | ResponsibleSuitability) -> SuitabilityForm:
    """The page with the questions for somebody's side."""
    return SuitabilityForm(
        frame=frame_for(case, "suitability"),
        form=form,
        groups=form.groups,
        back=Link("Suitability", reverse("cases:suitability", args=[case.reference])),
        title=f"Assess {party.name}",
    )


def _somebody(case: Case, party: Party, theirs: list[SuitabilityAssessment], may: Decision) -> Somebody:
    address = reverse("cases:suitability_assessment", args=[case.reference, party.id])
    return Somebody(
        name=party.name,
        new=(Link("Assess again" if theirs else "Assess", address),) if may else (),
        why_not=() if may else may.reasons,
        cards=tuple(_card(one, newest=one is theirs[0]) for one in theirs),
        empty="Not assessed yet.",
    )


def _card(one: SuitabilityAssessment, *, newest: bool) -> Card:
    harmed = one.side == Side.HARMED
    texts = (
        ("Why", one.why),
        ("The facts and their part", one.acknowledges),
        ("How it affected them" if harmed else "How they see its effect", one.impact),
        ("What they want" if harmed else "What they would do", one.wishes),
        ("Why they want it", one.motivation),
        ("What they expect", one.expectations),
        ("Safety", one.safety),
        ("Support and needs", one.support),
        ("Practical", one.practical),
    )
    rows = [Row("Result", Tag(one.get_result_display(), TONES[Suitability(one.result)]))]
    rows += [Row(key, text) for key, text in texts if text]
    rows.append(Row("Assessed by", one.assessed_by.name))
    return Card(f"{day(one.assessed_on)}{' (counts now)' if newest else ''}", tuple(rows))
