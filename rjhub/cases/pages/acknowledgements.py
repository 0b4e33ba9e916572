"""The page of what people acknowledge."""

from django.urls import reverse

from rjhub.cases.models import Acknowledgement, Case, Party
from rjhub.cases.pages.assessing import Card, PeopleApart, Somebody
from rjhub.cases.pages.frame import frame_for
from rjhub.cases.pages.sides import two_sides
from rjhub.design.links import Link
from rjhub.design.pieces import Row, Tag, Tone
from rjhub.design.words import day
from rjhub.kernel.decisions import Decision

ABOUT = (
    "Three separate answers. Nobody meets, and no message is passed on, before everybody acknowledges the basic "
    "facts and is willing. The newest answers count."
)
YES, NO = Tag("Yes", Tone.DONE), Tag("No", Tone.STOPPED)


def acknowledgements_of(
    case: Case, parties: list[Party], rows: list[Acknowledgement], may_record: dict[Party, Decision]
) -> PeopleApart:
    """The page, as far as the reader may see it."""
    return PeopleApart(
        frame=frame_for(case, "acknowledgements"),
        sides=two_sides(case, parties),
        people={
            party.id: _somebody(
                case, party, [one for one in rows if one.party_id == party.id], may_record[party]
            )
            for party in parties
        },
        about=ABOUT,
        title="Acknowledgements",
    )


def _somebody(case: Case, party: Party, theirs: list[Acknowledgement], may: Decision) -> Somebody:
    address = reverse("cases:acknowledgement", args=[case.reference, party.id])
    return Somebody(
        name=party.name,
        new=(Link("Record what they say now", address),) if may else (),
        why_not=() if may else may.reasons,
        cards=tuple(_card(one, newest=one is theirs[0]) for one in theirs),
        empty="They have not been asked yet.",
    )


def _card(one: Acknowledgement, *, newest: bool) -> Card:
    rows = [Row("Acknowledges the basic facts", YES if one.facts else NO)]
    if one.responsibility is not None:
        rows.append(Row("Takes responsibility", YES if one.responsibility else NO))
    rows += [Row("Willing to take part", YES if one.willing else NO)]
    if one.note:
        rows.append(Row("In their words", one.note))
    rows.append(Row("Recorded by", one.recorded_by.name))
    return Card(f"{day(one.acknowledged_on)}{' (counts now)' if newest else ''}", tuple(rows))
